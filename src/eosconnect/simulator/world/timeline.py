"""The course of a job in ticks since its start: its layers and what is done in each of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

import attrs
import numpy as np

from eosconnect.simulator.world.design import Design, exposure_seconds
from eosconnect.simulator.world.noise import Dice, Floats, uniform
from eosconnect.simulator.world.parts import areas
from eosconnect.simulator.world.ticks import MILLISECOND, SECOND, Ints

__all__ = ["OPERATIONS", "Timeline", "timeline_of"]

# In the order in which they begin within a layer of a metal machine.
OPERATIONS = ("Exposure", "Interrupt", "Dosing", "Recoating", "Heating", "Monitoring_PB")


@attrs.frozen(eq=False, kw_only=True)
class Timeline:
    """Ticks since the start of the job; the arrays have one entry per layer that is begun.

    Attributes:
        begin, end: of the layers, which abut.
        operations: name to beginnings and ends; an operation that a layer does not have has no length.
        planned: the same as if no mishap cut the last layer short.
        section: total cross-section of the layers in mm².
        stop: when the mishap struck, or ``None``.
        duration: of the whole job, preparation and finish included.
    """

    begin: Ints
    end: Ints
    operations: Mapping[str, tuple[Ints, Ints]]
    planned: Mapping[str, tuple[Ints, Ints]]
    section: Floats
    stop: int | None
    duration: int

    @property
    def layers(self) -> int:
        return len(self.begin)

    @cached_property
    def exposed(self) -> Ints:
        """Ticks of exposure up to the end of each layer."""
        begin, end = self.operations["Exposure"]
        return np.cumsum(end - begin)

    def spent(self, operation: str, until: int) -> int:
        """Ticks that the operation has taken up to ``until``."""
        begin, end = self.operations[operation]
        return int(np.clip(until - begin, 0, end - begin).sum())


def _ticks(seconds: Floats) -> Ints:
    return np.rint(seconds * SECOND).astype(np.int64)


@lru_cache(maxsize=128)
def timeline_of(design: Design) -> Timeline:
    """Compute the course of a job. It follows from the design alone, and is kept for the jobs asked for last."""
    n = design.layers
    numbers = np.arange(1, n + 1)
    jitter = Dice(design.key, "timeline")
    sections = areas(design.parts, numbers / n)
    exposure = exposure_seconds(design, sections).sum(axis=0)
    # The hatch turns by 67 degrees from layer to layer, which changes the number of vectors a little.
    exposure *= 1.0 + 0.012 * np.cos(np.deg2rad(134.0 * numbers))
    exposure *= 1.0 + 0.006 * (uniform(jitter.key("exposure"), numbers) - 0.5)
    exposure = np.maximum(exposure, 1.2)
    lengths = {
        "Exposure": _ticks(exposure),
        "Interrupt": np.zeros(n, dtype=np.int64),
        "Dosing": _ticks(design.profile.return_time + 0.02 * uniform(jitter.key("dosing"), numbers)),
        "Recoating": _ticks(design.sweep_time + 0.05 * uniform(jitter.key("recoating"), numbers)),
        "Heating": np.zeros(n, dtype=np.int64),
        "Monitoring_PB": np.zeros(n, dtype=np.int64),
    }
    for pause in design.pauses:
        lengths["Interrupt"][pause.layer - 1] = round(pause.seconds * SECOND)
    handling = _ticks(design.profile.handling_time + 0.04 * uniform(jitter.key("handling"), numbers))
    lengths["Monitoring_PB" if design.profile.metal else "Heating"] = handling
    if not design.profile.metal and design.profile.powder_bed_camera:
        lengths["Monitoring_PB"] = np.full(n, 8 * SECOND // 10)
    first = round(design.preparation * 1000) * MILLISECOND
    if design.profile.metal:
        begin, end, operations = _in_sequence(first, lengths, OPERATIONS)
    else:
        begin, end, operations = _recoating_first(first, lengths)
    timeline = Timeline(
        begin=begin,
        end=end,
        operations=operations,
        planned=operations,
        section=sections.sum(axis=0),
        stop=None,
        duration=int(end[-1]) + round(design.finish * 1000) * MILLISECOND,
    )
    return timeline if design.mishap is None else _broken_off(timeline, design)


_Course = tuple[Ints, Ints, dict[str, tuple[Ints, Ints]]]


def _in_sequence(first: int, lengths: Mapping[str, Ints], order: tuple[str, ...]) -> _Course:
    total = np.sum([lengths[name] for name in order], axis=0)
    end = first + np.cumsum(total)
    begin = end - total
    operations = {}
    at = begin
    for name in order:
        operations[name] = (at, at + lengths[name])
        at = at + lengths[name]
    return begin, end, operations


def _recoating_first(first: int, lengths: Mapping[str, Ints]) -> _Course:
    """On polymer machines dosing and the heating before the exposure are part of the recoating."""
    whole = lengths["Dosing"] + lengths["Recoating"] + lengths["Heating"]
    outer = {**lengths, "Recoating": whole}
    begin, end, operations = _in_sequence(first, outer, ("Recoating", "Exposure", "Interrupt", "Monitoring_PB"))
    ready = operations["Recoating"][1]
    operations["Dosing"] = (begin, begin + lengths["Dosing"])
    operations["Heating"] = (ready - lengths["Heating"], ready)
    return begin, end, operations


def _broken_off(timeline: Timeline, design: Design) -> Timeline:
    mishap = design.mishap
    assert mishap is not None
    n = mishap.layer
    begin, end = timeline.operations[mishap.kind.operation]
    stop = int(begin[n - 1] + mishap.progress * (end[n - 1] - begin[n - 1]))
    over = stop + round(mishap.standstill * 1000) * MILLISECOND
    operations = {
        name: (np.minimum(a[:n], stop), np.minimum(b[:n], stop)) for name, (a, b) in timeline.operations.items()
    }
    starts, ends = (array.copy() for array in operations["Interrupt"])
    starts[-1], ends[-1] = stop, over
    operations["Interrupt"] = (starts, ends)
    layer_ends = timeline.end[:n].copy()
    layer_ends[-1] = over
    return attrs.evolve(
        timeline,
        begin=timeline.begin[:n],
        end=layer_ends,
        operations=operations,
        planned={name: (a[:n], b[:n]) for name, (a, b) in timeline.planned.items()},
        section=timeline.section[:n],
        stop=stop,
        duration=over + 8 * SECOND,
    )
