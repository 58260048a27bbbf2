"""What is warm: platform, chamber, lasers, shutters, and the room around the machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from eosconnect.simulator.world.moment import Moment, eased, fading, within_cycle
from eosconnect.simulator.world.noise import Dice, Floats

__all__ = ["SAMPLED"]

_HEATING_ON = 90.0


def room_temperature(m: Moment) -> Floats:
    """The day outside, the air conditioning that switches, and slow weather."""
    day = np.sin(2.0 * np.pi * within_cycle(m.clock / 86_400.0 - 0.42))
    switching = np.abs(2.0 * within_cycle(m.clock / 1520.0) - 1.0) - 0.5
    return 21.8 + 1.3 * day + 0.5 * switching + 0.8 * m.surroundings("weather", 40_000.0)


def environment_temperature(m: Moment) -> Floats:
    return room_temperature(m) + 0.035 * m.noise("sensor")


def environment_humidity(m: Moment) -> Floats:
    day = np.sin(2.0 * np.pi * within_cycle(m.clock / 86_400.0 - 0.42))
    slow = 6.0 * m.surroundings("humidity", 60_000.0) + 0.8 * m.surroundings("air", 1800.0)
    return 43.0 - 2.5 * day + slow + 0.07 * m.noise("sensor")


def _heated(m: Moment, target: float, heating: float, cooling: float) -> Floats:
    """From room temperature to the set point with a slight overshoot, and back after the last layer."""
    room = room_temperature(m)
    x = m.since(_HEATING_ON) / heating
    warm = 1.0 - fading(x) + 0.16 * x * x * fading(1.6 * x)
    cool = fading(m.since(m.course.end_of_layers) / cooling)
    return room + (target - room) * warm * cool


def platform_temperature(m: Moment) -> Floats:
    metal = m.design.profile.metal
    heated = _heated(m, m.design.material.platform, 330.0 if metal else 1500.0, 2700.0 if metal else 9000.0)
    own = 1.1 * m.warmth(2400.0) if metal else 0.6 * m.warmth(600.0)
    return heated + own + 0.22 * m.drift("control", 420.0) + 0.06 * m.noise("sensor")


def platform_set_point(m: Moment) -> Floats:
    on = (m.t >= _HEATING_ON - 10.0) & (m.t < m.course.end_of_layers + 5.0)
    return np.where(on, m.design.material.platform, 20.0)


def chamber_temperature(m: Moment) -> Floats:
    target = m.design.material.chamber
    if m.design.profile.metal:
        # Nothing heats the chamber but the platform below it and the process itself.
        room = room_temperature(m)
        rise = 1.0 - fading(m.since(_HEATING_ON) / 2600.0)
        cool = fading(m.since(m.course.end_of_layers) / 1800.0)
        swing = 0.7 + 0.32 * m.warmth(1500.0) + 0.02 * m.warmth(12.0)
        return room + (target - room) * rise * cool * swing + 0.055 * m.noise("sensor")
    # The heaters follow a ramp; every fresh layer of powder is colder than the bed and is brought up to temperature.
    room = room_temperature(m)
    ramp = eased(m.since(_HEATING_ON) / (0.82 * m.course.start_of_layers))
    cool = fading(m.since(m.course.end_of_layers) / 10_000.0)
    sweep = m.progress("Sweep")
    begin, length = m.course.spans["Sweep"]
    after = np.maximum(m.t - (begin + length)[m.layer], 0.0)
    dip = np.where(m.building, -4.4 * eased(1.1 * sweep) * np.exp(-after / 2.6), 0.0)
    laser = 0.9 * m.warmth(6.0)
    falling = 11.0 * m.trouble("chamber too cold")
    steady = 0.35 * m.drift("control", 240.0) + 0.06 * m.noise("sensor")
    return room + (target - room) * ramp * cool + dip + laser + steady - falling


def laser_temperature(m: Moment) -> Floats:
    """The cooling water keeps it; being on warms it, fast in the optics and slowly in the housing."""
    own = Dice(m.design.profile.model, "laser", m.number)
    share = own.uniform("share", 0.85, 1.15)
    water = 22.6 + own.uniform("offset", -0.6, 0.6) + 0.25 * m.surroundings("water", 900.0)
    on = share * (3.4 * m.warmth(260.0) + 1.1 * m.warmth(16.0))
    trouble = m.trouble("laser too hot")
    return water + on + 13.0 * trouble * trouble + 0.025 * m.noise("sensor")


def shutter_temperature(m: Moment) -> Floats:
    own = Dice(m.design.profile.model, "shutter", m.number)
    rise = own.uniform("rise", 15.0, 19.0) * m.warmth(900.0) + 3.5 * m.warmth(60.0)
    chamber = 0.045 * (chamber_temperature(m) - 22.0)
    return room_temperature(m) + 3.0 + chamber + rise + 0.12 * m.noise("sensor")


SAMPLED: Mapping[str, Callable[[Moment], Floats]] = {
    "buildingPlatform.temperature": platform_temperature,
    "buildingPlatform.temperatureSetPoint": platform_set_point,
    "environment.relativeHumidity": environment_humidity,
    "environment.temperature": environment_temperature,
    "exposure.laser.temperature": laser_temperature,
    "exposure.shutter.temperature": shutter_temperature,
    "processChamber.temperature": chamber_temperature,
}
