"""The calibrations of the scanners and the measurements of the laser power that belong to a job."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import attrs

from eosconnect.simulator.world.design import Design
from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.noise import Dice
from eosconnect.simulator.world.ticks import HOUR, MILLISECOND, SECOND
from eosconnect.simulator.world.timeline import timeline_of

__all__ = ["Calibration", "Galvo", "LaserPower", "calibrations", "laser_power_measurements"]

_BEFORE_THE_LAYERS = 90 * SECOND
_EVERY = 45 * HOUR // 60
_SHADES = (2870, 32_410, 61_940)


@attrs.frozen(kw_only=True)
class Galvo:
    """The calibration of one galvanometer.

    Attributes:
        gain, offset: the corrections that came out of it.
        seconds: how long it took.
        shades: found and reference positions; two or three of them.
    """

    gain: float
    offset: float
    seconds: float
    retries: int
    shades: tuple[tuple[int, int], ...]


@attrs.frozen(kw_only=True)
class Calibration:
    """The calibration of one laser's scanner.

    Attributes:
        laser: from 1.
        layer: index of the layer, ``None`` before the first one.
        at: ticks since 1970.
    """

    laser: int
    layer: int | None
    at: int
    x: Galvo
    y: Galvo


@attrs.frozen(kw_only=True)
class LaserPower:
    """One measurement of the laser power.

    Attributes:
        set, measured: in W.
        correction: the factor that follows from them.
    """

    laser: int
    layer: int | None
    at: int
    set: float
    measured: float
    correction: float


@lru_cache(maxsize=64)
def _occasions(design: Design) -> tuple[tuple[int | None, int], ...]:
    """When calibrations take place: before the first layer, then about every 45 minutes while powder is dosed."""
    timeline = timeline_of(design)
    begin = timeline.operations["Dosing"][0]
    found: list[tuple[int | None, int]] = [(None, int(timeline.begin[0]) - _BEFORE_THE_LAYERS)]
    due = int(timeline.begin[0]) + _EVERY
    for layer, at in enumerate(begin.tolist(), start=1):
        if at >= due and (timeline.stop is None or at < timeline.stop):
            found.append((layer, at + 20 * MILLISECOND))
            due = at + _EVERY
    return tuple(found)


def calibrations(job: Job, now: int) -> Iterator[Calibration]:
    """The calibrations of a job up to now, oldest first, one for each laser."""
    if not job.readable:
        return
    for number, (layer, at) in enumerate(_occasions(job.design)):
        for laser in range(1, job.design.profile.lasers + 1):
            moment = job.start + at + (laser - 1) * 35 * MILLISECOND
            if moment <= now:
                dice = Dice(job.design.key, "calibration", number, laser)
                yield Calibration(
                    laser=laser,
                    layer=layer,
                    at=moment,
                    x=_galvo(dice.part("x"), job, laser, number),
                    y=_galvo(dice.part("y"), job, laser, number),
                )


def _galvo(dice: Dice, job: Job, laser: int, number: int) -> Galvo:
    """Gain and offset creep as the scanner warms up."""
    profile = job.design.profile
    own = Dice("scanner", profile.model, laser)
    warmth = 1.0 - 0.6**number
    gain = 1.0 + own.uniform("gain", -4e-4, 4e-4) + 2.5e-4 * warmth + dice.uniform("gain", -2e-5, 2e-5)
    offset = own.uniform("offset", -6.0, 6.0) + 3.0 * warmth + dice.uniform("offset", -0.4, 0.4)
    references = [own.integer(f"shade {i}", -60, 60) + shade for i, shade in enumerate(_SHADES)]
    # Metal machines have scanners with three shades.
    shades = references if profile.metal else references[::2]
    retries = int(dice.chance("retry", 0.02))
    return Galvo(
        gain=round(gain, 7),
        offset=round(offset, 4),
        seconds=round(dice.uniform("seconds", 0.55, 0.8) * (1 + retries), 3),
        retries=retries,
        shades=tuple((round(offset + gain * shade), shade) for shade in shades),
    )


def laser_power_measurements(job: Job, now: int) -> Iterator[LaserPower]:
    """The measurements of a job up to now, oldest first: with every calibration, but a little later."""
    if not job.readable:
        return
    profile = job.design.profile
    power = Dice("power", profile.model, job.design.material.name).uniform("share", 0.7, 0.95) * profile.laser_power
    for number, (layer, at) in enumerate(_occasions(job.design)):
        for laser in range(1, profile.lasers + 1):
            moment = job.start + at + 400 * MILLISECOND + (laser - 1) * 80 * MILLISECOND
            if moment <= now:
                dice = Dice(job.design.key, "laser power", number, laser)
                aged = 1.0 - 2.2e-6 * (job.wear.laser_hours + 0.75 * number)
                measured = power * aged * dice.uniform("measured", 0.996, 1.004)
                yield LaserPower(
                    laser=laser,
                    layer=layer,
                    at=moment,
                    set=round(power, 2),
                    measured=round(measured, 2),
                    correction=round(power / measured, 5),
                )
