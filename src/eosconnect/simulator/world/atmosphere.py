"""What the process breathes: oxygen, humidity, pressure, and the gas that keeps them where they should be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from eosconnect.simulator.world.moment import Bools, Moment, fading, within_cycle
from eosconnect.simulator.world.noise import Dice, Floats

__all__ = ["FLOODING", "SAMPLED"]

FLOODING = 180.0  # seconds after the start at which the chamber is flooded with gas
_DOOR_OPEN = 1500.0  # seconds after the end at which the door is opened
_AIR = 20.9


def _flooding(m: Moment, slower: float = 1.0) -> Floats:
    """What is left of the air: 1 before the flooding, nearly 0 when the first layer begins."""
    time_constant = slower * (m.course.start_of_layers - FLOODING) / 8.5
    return fading(m.since(FLOODING) / time_constant)


def _aired(m: Moment) -> Floats:
    """How much air has come back after the door was opened."""
    return 1.0 - fading(m.since(m.course.duration + _DOOR_OPEN) / 90.0)


def _cycle(m: Moment) -> Floats:
    """Position in the cycle of the inlet valve, from 0 to 1; the valve is open in its last quarter."""
    period = Dice(m.design.key, "atmosphere").uniform("valve", 150.0, 260.0)
    return within_cycle(m.t / period + 0.35 * m.drift("valve", 2100.0))


def _swing(m: Moment) -> Floats:
    """Oxygen over the valve's cycle: creeps up by leakage, is washed out when the valve opens; from -0.5 to 0.5."""
    at = _cycle(m)
    return np.minimum(at / 0.75, (1.0 - at) / 0.25) - 0.5


def _regulating(m: Moment) -> Bools:
    """Whether the control holds the atmosphere: from the end of the flooding to the end of the layers."""
    return m.between(0.85 * m.course.start_of_layers, m.course.end_of_layers + 60.0)


def _oxygen(m: Moment, *, share: float, swing: float, slower: float, noise: float) -> Floats:
    """Oxygen in %: flooded, regulated, creeping up in a pause, rising with a leak, that of air when the door opens."""
    level = share * m.design.material.oxygen
    depth = swing * (0.06 + 0.85 * level)
    process = level + _regulating(m) * depth * (_swing(m) + 0.18 * m.drift("oxygen", 800.0))
    resting = m.zeros
    if (pausing := m.during("Interrupt")).any():
        resting = np.where(pausing, 0.16 * np.clip(m.progress("Interrupt"), 0.0, 1.0), 0.0)
    leak = m.trouble("oxygen leak")
    leaking = (1.5 if m.design.profile.metal else 4.0) * share * leak * leak
    if m.course.stop is not None and not isinstance(leak, float):  # nothing holds it back once the machine stands still
        leaking = leaking * (1.0 + 2.2 * (1.0 - fading(m.since(m.course.stop) / 900.0)))
    inside = process + (_AIR - level) * _flooding(m, slower) + resting + leaking
    inside += noise * (0.4 + 0.6 * _flooding(m, slower)) * m.noise("sensor")
    if (aired := _aired(m)).any():
        inside += (_AIR - inside) * aired
    return np.maximum(inside, 0.01)


def humidity_absolute(m: Moment) -> Floats:
    outside = 8.4 + 1.4 * m.surroundings("humidity", 60_000.0)
    inside = 0.45 + 0.18 * m.drift("humidity", 1400.0) + 0.3 * m.trouble("oxygen leak")
    left = np.maximum(_flooding(m, 1.7), _aired(m))
    return inside + (outside - inside) * left + 0.045 * m.noise("sensor")


def pressure_absolute(m: Moment) -> Floats:
    """The weather, with a little more inside."""
    weather = 967.0 + 11.0 * m.surroundings("barometer", 70_000.0)
    inside = np.where(m.t > FLOODING, 1.1, 0.0) * (1.0 - _aired(m))
    return weather + inside * (1.0 + 0.2 * _swing(m)) - 0.15 * m.during("Recoating") + 0.055 * m.noise("sensor")


def pressure_relative(m: Moment) -> Floats:
    closed = (
        (1.0 - fading(m.since(FLOODING) / 25.0)) * (1.0 - _aired(m)) * fading(m.since(m.course.duration + 60.0) / 40.0)
    )
    level = 3.1 - 0.5 * _regulating(m) * _swing(m) + 0.15 * m.drift("pressure", 600.0)
    sweeping = np.where(m.during("Recoating"), -0.28, 0.0)
    leaking = 1.1 * m.trouble("oxygen leak")
    return closed * (level + sweeping - leaking) + 0.055 * m.noise("sensor")


def _inlet(m: Moment) -> Floats:
    """How far gas is let in: fully while flooding, in pulses while building, more when the oxygen will not go down."""
    flooding = (m.t > FLOODING) & (m.t <= 0.85 * m.course.start_of_layers)
    pulses = np.where(_cycle(m) >= 0.75, 1.0, 0.0)
    building = _regulating(m) * (0.11 + 0.3 * pulses + 0.5 * m.trouble("oxygen leak"))
    return np.where(flooding, 1.0, building)


def valve_position(m: Moment) -> Floats:
    inlet = _inlet(m)
    return np.clip(100.0 * inlet + np.where(inlet > 0.0, 0.75 * m.noise("valve"), 0.0), 0.0, 100.0)


def _flow(m: Moment, gas: str) -> Floats:
    if m.design.material.gas != gas:
        return m.zeros
    inlet = _inlet(m)
    flow = np.where(inlet >= 1.0, 185.0, 4.0 + 44.0 * inlet)
    return np.where(inlet > 0.0, flow + 0.11 * m.noise("flow"), 0.0)


def dispenser_pressure(m: Moment) -> Floats:
    closed = (1.0 - fading(m.since(FLOODING) / 60.0)) * (1.0 - _aired(m))
    opened = np.where(m.during("Dosing"), 3.2, 0.0)
    return closed * (24.0 + 0.8 * m.drift("dispenser", 700.0) - opened) + 0.24 * m.noise("sensor")


SAMPLED: Mapping[str, Callable[[Moment], Floats]] = {
    "dispenser.inertGasPressure": dispenser_pressure,
    "filterSystem.o2Concentration": lambda m: _oxygen(m, share=0.8, swing=0.45, slower=1.15, noise=0.004),
    "inertGas.flowArgon": lambda m: _flow(m, "Argon"),
    "inertGas.flowNitrogen": lambda m: _flow(m, "Nitrogen"),
    "inertGas.valveInlet.position": valve_position,
    "processChamber.humidityAbsolute": humidity_absolute,
    "processChamber.o2ConcentrationBottom": lambda m: _oxygen(m, share=1.2, swing=0.8, slower=1.1, noise=0.02),
    "processChamber.o2ConcentrationTop": lambda m: _oxygen(m, share=1.0, swing=1.0, slower=1.0, noise=0.02),
    "processChamber.pressureAbsolute": pressure_absolute,
    "processChamber.pressureRelative": pressure_relative,
}
