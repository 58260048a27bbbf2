"""How much powder is dosed, and how much is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.moment import Moment, course_of
from eosconnect.simulator.world.noise import Dice, Floats, uniform
from eosconnect.simulator.world.ticks import Ints

__all__ = ["PER_LAYER", "SAMPLED"]


def dosage_factor(job: Job, layers: Ints) -> Floats:
    """More powder for the first layers and above large sections."""
    usual = job.design.material.dosage
    width, depth, _ = job.design.profile.build_volume
    section = course_of(job.design).section[layers] / (width * depth)
    return np.where(layers < 8, usual + 90.0, usual + 5.0 * np.round(6.0 * section))


def chambers(job: Job, layers: Ints) -> Floats:
    """Chambers of the rotary dispenser that have to be emptied for a layer."""
    return np.clip(np.ceil(dosage_factor(job, layers) / 100.0 * job.design.thickness / 0.04), 1.0, 12.0)


def chambers_emptied(job: Job, layers: Ints) -> Floats:
    """Now and then a chamber more was needed."""
    again = uniform(Dice(job.design.key, "powder").key("again"), layers) > 0.96
    return chambers(job, layers) + again


def fill_level(m: Moment) -> Floats:
    """Powder in the dispenser: falls with every dosing, and is filled up now and then."""
    width, depth, _ = m.design.profile.build_volume
    layer = m.design.thickness * width * depth * m.design.material.dosage / 100.0
    used = 100.0 * layer * (m.layer + np.where(m.building, np.clip(m.progress("Dosing"), 0.0, 1.0), 0.0)) / 2.4e7
    used = np.where(m.t < m.course.start_of_layers, 0.0, used)
    full = Dice(m.design.key, "powder").uniform("fill", 78.0, 97.0)
    level = 18.0 + np.mod(full - 18.0 - used, 80.0)
    left: Floats = level * (1.0 - 0.96 * m.trouble("powder short"))
    return left


SAMPLED: Mapping[str, Callable[[Moment], Floats]] = {"dispenser.fillLevel": fill_level}

PER_LAYER: Mapping[str, Callable[[Job, Ints], Floats]] = {
    "dispenser.dosageFactor": dosage_factor,
    "dispenser.dosingChamberCount": chambers_emptied,
    "dispenser.dosingChamberCountCalculated": chambers,
}
