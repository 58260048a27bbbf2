"""How long each part is exposed in each layer: together exactly as long as the layer."""

from __future__ import annotations

from functools import lru_cache

import attrs
import numpy as np

from eosconnect.simulator.world.design import Design, exposure_seconds
from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.noise import Dice, Floats
from eosconnect.simulator.world.parts import areas
from eosconnect.simulator.world.ticks import Ints
from eosconnect.simulator.world.timeline import timeline_of

__all__ = ["PartCourse", "PartProgress", "part_course", "progress_of"]


@attrs.frozen(eq=False, kw_only=True)
class PartCourse:
    """Every part of a job in every layer that is begun: rows are parts, columns are layers.

    Attributes:
        sections: cross-sections in mm², 0 where the part is not in the layer.
        exposed: ticks of exposure; each column adds up to the exposure of its layer.
        last: index, from 1, of the layer in which the part ends, whether the job gets that far or not.
        deactivated: parts that an operator switched off before their planned end.
        planned_top: the planned end of each part, as a share of the job's height.
    """

    sections: Floats
    exposed: Ints
    last: Ints
    deactivated: tuple[bool, ...]
    planned_top: tuple[float, ...]


@lru_cache(maxsize=24)
def part_course(design: Design) -> PartCourse:
    """Compute the parts of a job; it follows from the design alone, and is kept for the jobs asked for last."""
    timeline = timeline_of(design)
    everything = areas(design.parts, np.arange(1, design.layers + 1) / design.layers)
    sections = everything[:, : timeline.layers]
    weights = exposure_seconds(design, sections)
    # The parts are exposed one after the other. Rounding where they meet keeps the sum of a layer exact.
    shares = np.cumsum(weights, axis=0) / weights.sum(axis=0)
    begin, end = timeline.planned["Exposure"]
    meet = np.rint(shares * (end - begin)).astype(np.int64)
    begin, end = timeline.operations["Exposure"]
    meet = np.minimum(meet, end - begin)
    dice = Dice(design.key, "deactivated")
    deactivated = tuple(part.id > 1 and part.top < 0.96 and dice.chance(str(part.id), 0.06) for part in design.parts)
    return PartCourse(
        sections=sections,
        exposed=np.diff(meet, axis=0, prepend=0),
        last=design.layers - np.argmax(everything[:, ::-1] > 0.0, axis=1),
        deactivated=deactivated,
        planned_top=tuple(
            dice.uniform(f"top {part.id}", part.top + 0.02, 1.0) if off else part.top
            for part, off in zip(design.parts, deactivated, strict=True)
        ),
    )


@attrs.frozen(kw_only=True)
class PartProgress:
    """What has become of one part at a moment.

    Attributes:
        status: a value of the document's ``PartStatus``.
        exposed: ticks of exposure, ``None`` until the part is completely built.
        volume: in mm³, likewise.
    """

    status: str
    exposed: int | None
    volume: float | None


def progress_of(job: Job, number: int, now: int) -> PartProgress:
    """The part in row ``number`` of the :class:`PartCourse`."""
    course = part_course(job.design)
    built = job.layers_built(now)
    reached = built >= int(course.last[number]) and not _broken_off(job, int(course.last[number]))
    if course.deactivated[number] or not reached:
        status = "Deactivated" if course.deactivated[number] and reached else "Active"
        return PartProgress(status=status, exposed=None, volume=None)
    volume = float(course.sections[number].sum()) * job.design.thickness
    return PartProgress(status="Active", exposed=int(course.exposed[number].sum()), volume=round(volume, 3))


def _broken_off(job: Job, layer: int) -> bool:
    """Whether the exposure of the layer was cut short."""
    timeline = job.timeline
    return layer == timeline.layers and bool(
        np.diff(timeline.operations["Exposure"], axis=0)[0, -1] < np.diff(timeline.planned["Exposure"], axis=0)[0, -1]
    )
