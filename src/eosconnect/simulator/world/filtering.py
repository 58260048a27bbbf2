"""The circulating gas, the turbine that drives it and the filter that cleans it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.moment import Bools, Moment, course_of, eased
from eosconnect.simulator.world.noise import Floats
from eosconnect.simulator.world.schedule import CLEANINGS_PER_FILTER
from eosconnect.simulator.world.ticks import Ints

__all__ = ["PER_LAYER", "SAMPLED"]

_TURBINE_START = 0.55  # share of the preparation
_PRESSURE = 32.0  # mbar that the turbine of an RFS 1.3 builds up
_FIRST_CLEANING = (0.2, 0.32)  # share of the preparation


def _flow_set_point(m: Moment) -> float:
    return 480.0 if m.design.profile.build_volume[0] >= 400.0 else 390.0


def _cleaning_layers(job: Job | Moment) -> Ints:
    """Positions of the layers whose pause is a filter cleaning."""
    return np.array(
        [pause.layer - 1 for pause in job.design.pauses if pause.reason == "filter cleaning"], dtype=np.int64
    )


def _pausing_for_cleaning(m: Moment) -> Bools:
    pausing = m.during("Interrupt")
    return pausing & np.isin(m.layer, _cleaning_layers(m)) if pausing.any() else pausing


def cleaning_active(m: Moment) -> Floats:
    before = m.t / m.course.start_of_layers
    first = (before >= _FIRST_CLEANING[0]) & (before < _FIRST_CLEANING[1])
    u = m.progress("Interrupt")
    return np.where(first | (_pausing_for_cleaning(m) & (u > 0.15) & (u < 0.85)), 1.0, 0.0)


def _turning(m: Moment) -> Floats:
    """Speed of the turbine, from 0 to 1."""
    up = eased(m.since(_TURBINE_START * m.course.start_of_layers) / 40.0)
    down = 1.0 - eased(m.since(m.course.end_of_layers + 60.0) / 30.0)
    turning = up * down
    if (pausing := _pausing_for_cleaning(m)).any():
        u = np.clip(m.progress("Interrupt"), 0.0, 1.0)
        turning = turning * (1.0 - np.where(pausing, 0.85 * (eased(8.0 * u) - eased(8.0 * u - 7.0)), 0.0))
    return turning


def _load(filter_hours: Floats, hours_since_cleaning: Floats) -> Floats:
    """How much the filter holds back: what no cleaning removes, and the cake since the last one."""
    return 0.75 * (1.0 - np.exp(-filter_hours / 240.0)) + 0.35 * np.minimum(hours_since_cleaning / 9.0, 1.4)


def _filter_load(m: Moment) -> Floats:
    hours = m.exposed_hours
    cleaned = np.concatenate([[0.0], course_of(m.design).exposed[_cleaning_layers(m)] / 3600.0])
    last = cleaned[np.searchsorted(cleaned, hours - 1e-6, side="right") - 1] if len(cleaned) > 1 else 0.0
    return _load(m.job.wear.filter_hours + hours, np.maximum(hours - last, 0.0))


def filter_pressure(m: Moment) -> Floats:
    clogged = m.trouble("filter clogged")
    return _turning(m) * (5.2 + 11.0 * _filter_load(m) + 15.0 * clogged) + 0.28 * _turning(m) * m.noise("sensor")


def fine_filter_pressure(m: Moment) -> Floats:
    return _turning(m) * (1.6 + 0.004 * (m.job.wear.filter_hours + m.exposed_hours)) + 0.035 * m.noise("sensor")


def _starved(m: Moment) -> Floats | float:
    """What a clogged filter takes away once the turbine is at its limit."""
    clogged = m.trouble("filter clogged")
    return 0.0 if isinstance(clogged, float) else np.clip((clogged - 0.5) / 0.5, 0.0, 1.0)


def turbine_pressure(m: Moment) -> Floats:
    turning = _turning(m)
    return turning * (_PRESSURE * (1.0 - 0.4 * _starved(m)) + 0.4 * m.drift("turbine", 90.0) + 0.95 * m.noise("sensor"))


def _gentle(m: Moment) -> Floats:
    """The gas is slowed down while the powder is spread."""
    u = m.progress("Recoating")
    return np.where(m.building, eased(8.0 * u) - eased(12.0 * u - 11.0), 0.0)


def filter_flow(m: Moment) -> Floats:
    turning = _turning(m)
    flow = _flow_set_point(m) * (1.0 - 0.12 * _gentle(m)) * (1.0 - 0.35 * _starved(m))
    return turning * (flow + 1.5 * m.drift("flow", 60.0) + 1.25 * m.noise("sensor"))


def flow_set_point(m: Moment) -> Floats:
    slowed = np.where(m.during("Recoating"), 0.88, 1.0)
    return np.where(_turning(m) > 0.02, np.where(_turning(m) < 0.6, 0.15, slowed) * _flow_set_point(m), 0.0)


def pressure_set_point(m: Moment) -> Floats:
    turning = _turning(m)
    return np.where(turning > 0.02, np.where(turning < 0.6, 5.0, _PRESSURE), 0.0)


SAMPLED: Mapping[str, Callable[[Moment], Floats]] = {
    "filterSystem.filter.filterCleaningActiveState": cleaning_active,
    "filterSystem.filter.flow": filter_flow,
    "filterSystem.filter.pressureDifferential": filter_pressure,
    "filterSystem.filterFine.pressureDifferential": fine_filter_pressure,
    "filterSystem.turbine.flowSetPoint": flow_set_point,
    "filterSystem.turbine.pressureDifferential": turbine_pressure,
    "filterSystem.turbine.pressureSetPoint": pressure_set_point,
}


def cleanings_executed(job: Job, layers: Ints) -> Floats:
    """One before the first layer, and one for each pause that was made for it."""
    done = np.searchsorted(_cleaning_layers(job), layers, side="right")
    return (job.wear.cleanings + 1.0 + done).astype(np.float64)


def turbine_power(job: Job, layers: Ints) -> Floats:
    """The more the filter holds back, the harder the turbine works."""
    course = course_of(job.design)
    hours = course.exposed[layers] / 3600.0
    cleaned = np.concatenate([[0.0], course.exposed[_cleaning_layers(job)] / 3600.0])
    since = hours - cleaned[np.searchsorted(cleaned, hours, side="right") - 1]
    power = 52.0 + 24.0 * _load(job.wear.filter_hours + hours, since)
    mishap = job.design.mishap
    if mishap is not None and mishap.kind.name == "filter clogged" and course.stop is not None:
        onset = course.stop - mishap.onset
        power += 45.0 * np.clip((course.end[layers] - onset) / (0.5 * mishap.onset), 0.0, 1.0)
    return np.minimum(power, 100.0)


PER_LAYER: Mapping[str, Callable[[Job, Ints], Floats]] = {
    "filterSystem.filter.filterCleaningsExecuted": cleanings_executed,
    "filterSystem.filter.filterCleaningsRemaining": lambda job, n: (
        CLEANINGS_PER_FILTER + 5.0 - cleanings_executed(job, n)
    ),
    "filterSystem.turbine.power": turbine_power,
}
