"""What moves: building platform, powder platforms, recoater."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.moment import Moment, eased
from eosconnect.simulator.world.noise import Dice, Floats
from eosconnect.simulator.world.ticks import Ints

__all__ = ["PER_LAYER", "SAMPLED"]

_RAMP = 0.12  # share of a movement that goes into speeding up, and into slowing down
_UNLOADING = 900.0  # seconds after the end of a job at which the operator takes the parts out


def _way(u: Floats) -> Floats:
    """Share of the way, for a movement with constant acceleration, speed and braking."""
    u = np.clip(u, 0.0, 1.0)
    a = _RAMP
    up = u * u / (2.0 * a)
    down = (1.0 - a) - (1.0 - u) ** 2 / (2.0 * a)
    return np.where(u < a, up, np.where(u > 1.0 - a, down, u - a / 2.0)) / (1.0 - a)


def _pace(u: Floats) -> Floats:
    """Speed of that movement as a share of its highest; 0 when it does not move."""
    return np.clip(np.minimum(u, 1.0 - u) / _RAMP, 0.0, 1.0)


def _push(u: Floats) -> Floats:
    """Its acceleration: 1 while speeding up, -1 while braking."""
    return np.where((u > 0.0) & (u < _RAMP), 1.0, 0.0) - np.where((u > 1.0 - _RAMP) & (u < 1.0), 1.0, 0.0)


def _unloaded(m: Moment) -> Floats:
    return eased(m.since(m.course.duration + _UNLOADING) / 120.0)


def _dice(m: Moment | Job) -> Dice:
    return Dice(m.design.key, "motion")


def platform_position(m: Moment) -> Floats:
    """Sinks by one layer each time, and a little deeper while the recoater passes back over the parts."""
    dosing = m.progress("Dosing")
    clearance = 0.9 if not m.design.profile.two_way else 0.45
    steps = m.layer + eased(2.2 * dosing) - (0.0 if m.design.profile.metal else 1.0)
    dip = clearance * (eased(2.6 * dosing) - eased((dosing - 0.56) * 2.4))
    alignment = _dice(m).uniform("alignment", 1.5, 6.0) * eased(m.since(60.0) / 90.0)
    built = np.where(m.t < m.course.start_of_layers, 0.0, m.design.thickness * steps + dip)
    return (alignment + built) * (1.0 - _unloaded(m)) + 0.0022 * m.noise("encoder")


def collector_position(m: Moment) -> Floats:
    """Sinks with the powder that is swept over the edge."""
    surplus = m.design.thickness * (m.design.material.dosage / 100.0 - 1.0) * 0.8
    built = np.where(m.t < m.course.start_of_layers, 0.0, m.layer + np.clip(m.progress("Sweep"), 0.0, 1.0))
    return (_dice(m).uniform("collector", 12.0, 60.0) + surplus * built) * (1.0 - _unloaded(m)) + 0.04 * m.noise(
        "encoder"
    )


def dispenser_position(m: Moment) -> Floats:
    """Lifts the powder for the next layer, and is lowered again when the machine is filled up."""
    lift = m.design.thickness * m.design.material.dosage / 100.0
    fresh = _dice(m).uniform("dispenser", 20.0, 55.0)
    lifted = np.where(m.t < m.course.start_of_layers, 0.0, m.layer + eased(1.6 * m.progress("Dosing")))
    return (fresh + np.mod(lift * lifted, 360.0)) * (1.0 - _unloaded(m)) + 0.0021 * m.noise("encoder")


def _heading(m: Moment) -> Floats | float:
    """1 when the coating movement of the layer goes to the right, -1 when it goes to the left."""
    return np.where(m.layer % 2 == 0, 1.0, -1.0) if m.design.profile.two_way else -1.0


def recoater_position(m: Moment) -> Floats:
    travel = m.design.profile.recoater_travel
    sweep = _way(m.progress("Sweep"))
    if m.design.profile.two_way:
        share = np.where(m.layer % 2 == 0, sweep, 1.0 - sweep)
        share = np.where(m.t < m.course.start_of_layers, 0.0, share)
    else:
        share = np.where(m.t < m.course.start_of_layers, 0.0, _way(m.progress("Dosing")) - sweep)
    # Before the first layer the powder is levelled by hand: a few passes over the platform.
    levelling = (m.t - (m.course.start_of_layers - 260.0)) / 40.0
    passes = np.where((levelling > 0.0) & (levelling < 6.0), 0.5 - 0.5 * np.cos(np.pi * levelling), 0.0)
    return travel * (share + passes) + 0.012 * m.noise("encoder")


def recoater_torque(m: Moment) -> Floats:
    """Friction, acceleration and powder; what stands up from the powder bed is felt in the middle of the way."""
    sweep = m.progress("Sweep")
    building = m.t >= m.course.start_of_layers
    pace = _pace(sweep)
    over_parts = np.exp(-(((sweep - 0.54) / 0.17) ** 2))
    contact = over_parts * m.section * (0.9 + 0.7 * m.drift("contact", 3.0))
    load = pace * (0.58 + 0.1 * (1.0 - np.clip(sweep, 0.0, 1.0)) + contact) + 0.42 * _push(sweep)
    trouble = m.trouble("recoater collision")
    if not isinstance(trouble, float):
        bump = np.exp(-(((sweep - 0.47) / 0.05) ** 2))
        load += pace * bump * trouble**2 * (1.6 + 0.5 * m.drift("bump", 7.0))
        assert m.course.stop is not None
        after = m.since(m.course.stop)
        load = np.where(after > 0.0, 0.0, load) + np.where(after > 0.0, 4.3 * np.exp(-after / 0.35), 0.0)
    torque = building * _heading(m) * load
    if not m.design.profile.two_way:
        back = m.progress("Dosing")
        torque += building * (0.47 * _pace(back) + 0.55 * _push(back))
    return torque + 0.03 + 0.02 * m.noise("torque")


def roll_speed(m: Moment, side: float) -> Floats:
    """The roll in front turns against the movement, the one behind only follows."""
    sweep = m.progress("Sweep")
    heading = _heading(m)
    speed = np.where(heading == side, 245.0, 84.0) * -heading
    stopped = m.t < m.course.start_of_layers
    if m.course.stop is not None:
        stopped |= m.t >= m.course.stop
    turning = np.where(stopped, 0.0, _pace(sweep))
    return turning * (speed + 1.4 * m.noise("roll")) + 0.08 * m.noise("rest")


SAMPLED: Mapping[str, Callable[[Moment], Floats]] = {
    "buildingPlatform.position": platform_position,
    "collectorPlatform.position": collector_position,
    "dispenser.position": dispenser_position,
    "recoater.position": recoater_position,
    "recoater.axisTorque": recoater_torque,
    "recoater.rollSpeedLeft": lambda m: roll_speed(m, -1.0),
    "recoater.rollSpeedRight": lambda m: roll_speed(m, 1.0),
}


def _slow_start(job: Job, layers: Ints, usual: float, slow: float, first: int) -> Floats:
    del job
    return np.where(layers < first, slow, usual)


PER_LAYER: Mapping[str, Callable[[Job, Ints], Floats]] = {
    "buildingPlatform.speedSetPoint": lambda job, n: _slow_start(job, n, 8.0, 4.0, 3),
    "dispenser.linearAxisSpeedSetPoint": lambda job, n: _slow_start(job, n, 10.0, 6.0, 3),
    "dispenser.rotaryAxisSpeedSetPoint": lambda job, n: _slow_start(job, n, 90.0, 60.0, 3),
    "recoater.axisSpeedSetPoint": lambda job, n: _slow_start(
        job, n, job.design.material.recoating_speed, 0.6 * job.design.material.recoating_speed, 5
    ),
}
