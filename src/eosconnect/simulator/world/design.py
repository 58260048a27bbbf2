"""What is settled about a job before it starts: its task, its powder, its parts, its pauses and how it will end."""

from __future__ import annotations

import attrs
import numpy as np

from eosconnect.simulator.world.materials import Material
from eosconnect.simulator.world.mishaps import Mishap, draw_mishap
from eosconnect.simulator.world.noise import Dice, Floats
from eosconnect.simulator.world.parts import Part, areas, draw_parts
from eosconnect.simulator.world.profiles import MachineProfile

__all__ = ["Design", "Pause", "draw_design", "exposure_seconds"]

_STARTERS = ("a.keller", "m.rossi", "j.dubois", "operator1", "s.lindqvist", "nightshift")
_CUSTOMERS = ("PO-48", "PO-51", "SO-77", "WO-12")
_OEE_JOBS = ("ProductionJob", "ProductionJob", "ProductionJob", "EngineeringJob", "QaJob", "RapidPrototyping")


@attrs.frozen(kw_only=True)
class Pause:
    """An interruption after the exposure of a layer.

    Attributes:
        layer: index of the layer, from 1.
        seconds: how long.
        reason: ``user`` or ``filter cleaning``.
    """

    layer: int
    seconds: float
    reason: str


@attrs.frozen(kw_only=True)
class Design:
    """A planned job. All of it is immutable and hashable, so that what follows from it can be computed when needed.

    Attributes:
        key: root of the noise of everything measured during the job.
        thickness: of a layer, in mm.
        layers: planned number.
        covered: share of the platform that the parts cover at most.
        preparation, finish: seconds before the first and after the last layer.
        mishap: what ends it early, or ``None``.
    """

    profile: MachineProfile
    key: int
    task: str
    order_id: str
    starter: str
    oee_job: str
    material: Material
    process: str
    material_version: str
    material_guid: str
    parent_guid: str | None
    thickness: float
    layers: int
    parts: tuple[Part, ...]
    covered: float
    preparation: float
    finish: float
    pauses: tuple[Pause, ...]
    mishap: Mishap | None

    @property
    def customized(self) -> bool:
        return self.parent_guid is not None

    @property
    def material_set(self) -> str:
        suffix = "_custom" if self.customized else ""
        micrometres = round(self.thickness * 1000)
        return (
            f"{self.material.name.replace(' ', '')}_{micrometres:03d}_{self.process}"
            f"{self.profile.technical_model}_{self.material_version}{suffix}"
        )

    @property
    def sweep_time(self) -> float:
        """Seconds of one coating movement of the recoater."""
        return 1.2 + 1.6 * self.profile.recoater_travel / self.material.recoating_speed

    @property
    def recoating_time(self) -> float:
        """Seconds of a layer besides its exposure."""
        return self.profile.return_time + self.sweep_time + self.profile.handling_time


def exposure_seconds(design: Design, sections: Floats) -> Floats:
    """How long each part (row) takes in each layer (column), from cross-sections in mm²: hatching, contours, jumps."""
    rate = design.material.area_rate * design.profile.lasers**0.92
    present = sections > 0.0
    seconds: Floats = sections / rate + present * (0.06 + 0.0012 * np.sqrt(sections))
    return seconds


def draw_design(
    dice: Dice, profile: MachineProfile, *, hours: float, ending: str | None, material: Material, finished: str
) -> Design:
    """A job that would take about ``hours``.

    Args:
        ending: a name in :data:`~eosconnect.simulator.world.mishaps.KINDS`, or ``None`` for a job that succeeds.
        finished: the time stamp that the data preparation put at the end of the task's name.
    """
    width, depth, height = profile.build_volume
    covered = dice.uniform("covered", 0.05, 0.2) if profile.metal else dice.uniform("covered", 0.07, 0.16)
    parts = draw_parts(dice.part("parts"), width=width, depth=depth, covered=covered)
    thickness = dice.choice("thickness", material.layer_thickness)
    custom = dice.chance("customized", 0.15)
    order = f"{dice.choice('customer', _CUSTOMERS)}{dice.integer('order', 100, 999):03d}-{dice.integer('item', 1, 30)}"
    draft = Design(
        profile=profile,
        key=dice.key("noise"),
        task=f"{parts[0].shape}_{material.name.replace(' ', '')}_{dice.integer('revision', 1, 9):02d}_{finished}",
        order_id=order,
        starter=dice.choice("starter", _STARTERS),
        oee_job=dice.choice("oee", _OEE_JOBS),
        material=material,
        process=dice.choice("process", material.process),
        material_version=f"{dice.integer('major', 1, 2)}.{dice.integer('minor', 0, 2)}0",
        material_guid=dice.guid("material"),
        parent_guid=dice.guid("parent") if custom else None,
        thickness=thickness,
        layers=0,
        parts=parts,
        covered=covered,
        preparation=dice.uniform("preparation", 1500.0, 2400.0)
        if profile.metal
        else dice.uniform("preparation", 5400.0, 8400.0),
        finish=dice.uniform("finish", 120.0, 360.0) if profile.metal else dice.uniform("finish", 600.0, 1500.0),
        pauses=(),
        mishap=None,
    )
    sample = areas(parts, np.linspace(0.005, 1.0, 160))
    each = float(exposure_seconds(draft, sample).sum(axis=0).mean()) + draft.recoating_time
    layers = max(40, min(round(hours * 3600.0 / each), int(0.96 * height / thickness)))
    mishap = None if ending is None else draw_mishap(dice.part("mishap", ending), ending, layers=layers)
    pauses = _draw_pauses(dice.part("pauses"), profile, layers=layers, hours=layers * each / 3600.0)
    if mishap is not None:
        pauses = tuple(pause for pause in pauses if pause.layer < mishap.layer)
    return attrs.evolve(draft, layers=layers, pauses=pauses, mishap=mishap)


def _draw_pauses(dice: Dice, profile: MachineProfile, *, layers: int, hours: float) -> tuple[Pause, ...]:
    pauses = {}
    if profile.metal:
        cleanings = int(hours // dice.uniform("between cleanings", 11.0, 16.0))
        for i in range(1, cleanings + 1):
            layer = round(layers * i / (cleanings + 1))
            pauses[layer] = Pause(
                layer=layer, seconds=dice.uniform(f"cleaning {i}", 150.0, 260.0), reason="filter cleaning"
            )
    if dice.chance("user", 0.3):
        layer = max(1, round(layers * dice.uniform("when", 0.1, 0.9)))
        pauses.setdefault(layer, Pause(layer=layer, seconds=dice.uniform("how long", 240.0, 2700.0), reason="user"))
    return tuple(pauses[layer] for layer in sorted(pauses))
