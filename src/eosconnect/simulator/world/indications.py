"""What the monitoring systems have found: areas of an image that do not look as they should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import attrs
import numpy as np

from eosconnect.simulator.world.design import Design
from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.moment import Bools
from eosconnect.simulator.world.monitoring import IMAGE_TYPES, camera, grey_values, installed, taken
from eosconnect.simulator.world.noise import Dice, uniform
from eosconnect.simulator.world.part_exposure import part_course
from eosconnect.simulator.world.parts import Part
from eosconnect.simulator.world.sections import Section, sections_of
from eosconnect.simulator.world.ticks import SECOND, Ints
from eosconnect.simulator.world.timeline import timeline_of

__all__ = ["CATEGORIES", "Analysis", "Indication", "analysis_of", "indications"]

CATEGORIES = tuple(dict.fromkeys(IMAGE_TYPES.values()))

# The images in which they are found.
_LOOKED_AT = {
    "PowderBed": "PowderBedAfterRecoating",
    "ExposureOT": "ExposureOTIntegral",
    "MeltPool": "MeltPoolMovingAverage1",
}

# How often a layer shows something, as long as nothing is wrong and just before a mishap.
_USUAL = {"PowderBed": 0.006, "ExposureOT": 0.012, "MeltPool": 0.008}
_BEFORE_A_MISHAP = 0.45

# What announces a mishap.
_OMENS = {
    "recoater collision": ("PowderBed", "RecoaterStreak"),
    "powder short": ("PowderBed", "ShortFeed"),
    "oxygen leak": ("ExposureOT", "HotSpot"),
    "laser too hot": ("ExposureOT", "ColdSpot"),
    "filter clogged": ("ExposureOT", "ColdSpot"),
}

_TYPES = {
    "PowderBed": ("RecoaterStreak", "RecoaterStreak", "ElevatedEdge", "ShortFeed"),
    "ExposureOT": ("HotSpot", "HotSpot", "ColdSpot"),
    "MeltPool": ("HighIntensity", "LowIntensity"),
}
_STATUSES = (*["Default"] * 14, *["Accepted"] * 3, *["Discarded"] * 2, "Undefined")
_BRIGHT = frozenset({"HotSpot", "HighIntensity", "ElevatedEdge"})


@attrs.frozen(kw_only=True)
class Analysis:
    """How a monitoring system has looked at its images."""

    guid: str
    profile: str
    index: int
    name: str
    type: str
    parameters: str


@attrs.frozen(kw_only=True)
class Indication:
    """One irregularity; all lengths in pixels of the camera, all grey values from 0 to 255.

    Attributes:
        layer: index from 1.
        part: the part in which, or over which, it lies.
        type: what it looks like, such as ``HotSpot``.
        status, certainty: what somebody who looked at it thought.
        center, start, end: column and row; the box around it reaches from ``start`` to ``end``.
        area, extent: its size.
        mean, minimum, maximum: its grey values.
    """

    category: str
    layer: int
    part: Part
    type: str
    status: str
    certainty: float
    center: tuple[float, float]
    start: tuple[float, float]
    end: tuple[float, float]
    area: float
    extent: float
    mean: float
    minimum: float
    maximum: float
    analysis: Analysis


_ANALYSES: Mapping[str, tuple[str, str, str]] = {
    "PowderBed": ("Powder bed", "LineDetection", "minContrast=18;minLength=25;smoothing=3"),
    "ExposureOT": ("Hot and cold spots", "GreyValueThreshold", "upper=175;lower=70;minArea=6"),
    "MeltPool": ("Intensity", "MovingAverage", "window=5;upper=160;lower=55;minArea=4"),
}


def analysis_of(design: Design, category: str) -> Analysis:
    name, kind, parameters = _ANALYSES[category]
    dice = Dice("analysis", design.profile.model, design.material.name, category)
    return Analysis(
        guid=dice.guid("profile"),
        profile=f"{design.material.name} {category} default",
        index=1,
        name=name,
        type=kind,
        parameters=parameters,
    )


def indications(job: Job, category: str, now: int) -> tuple[Indication, ...]:
    """What one monitoring system has found in the layers that are built, lowest first."""
    if not job.readable or not installed(job.design.profile, category):
        return ()
    built = job.layers_built(now)
    found = _found(job.design, category)
    return found if built >= job.layers else tuple(item for item in found if item.layer <= built)


@lru_cache(maxsize=48)
def _found(design: Design, category: str) -> tuple[Indication, ...]:
    layers = np.arange(1, timeline_of(design).layers + 1)
    omens = _omens(design, category, layers)
    often = np.where(omens, _BEFORE_A_MISHAP, _USUAL[category])
    dice = Dice(design.key, "indications", category)
    _, stored = taken(design, _LOOKED_AT[category], layers)
    shown = np.flatnonzero(stored & (uniform(dice.key("shown"), layers) < often))
    return tuple(_draw(design, category, dice, shown + 1, omens[shown]))


def _omens(design: Design, category: str, layers: Ints) -> Bools:
    """The layers in which a mishap that this system can see builds up."""
    timeline, mishap = timeline_of(design), design.mishap
    if mishap is None or timeline.stop is None or _OMENS.get(mishap.kind.name, ("",))[0] != category:
        return np.zeros(len(layers), dtype=np.bool_)
    return np.asarray(timeline.begin[layers - 1] > timeline.stop - mishap.onset * SECOND)


def _draw(design: Design, category: str, dice: Dice, layers: Ints, omens: Bools) -> Iterator[Indication]:
    course, sections = part_course(design), sections_of(design)
    for layer, omen in zip(layers.tolist(), omens.tolist(), strict=True):
        own = dice.part(layer)
        present = np.flatnonzero(course.exposed[:, layer - 1] > 0)
        if not present.size:
            continue
        row = int(own.choice("part", present.tolist()))
        kind = own.choice("type", _TYPES[category])
        if omen and design.mishap is not None:
            kind = _OMENS[design.mishap.kind.name][1]
        yield _one(design, category, own, layer, sections[row], float(course.sections[row, layer - 1]), kind)


def _one(design: Design, category: str, dice: Dice, layer: int, section: Section, area: float, kind: str) -> Indication:
    view = camera(design.profile, category)
    column, row = view.pixel(*_somewhere_inside(section, area, dice))
    if kind == "RecoaterStreak":  # along the movement of the recoater
        width, height = dice.uniform("length", 40.0, 0.6 * view.columns), dice.uniform("height", 1.5, 3.5)
    elif kind == "ShortFeed":
        width, height = dice.uniform("length", 30.0, 80.0), dice.uniform("height", 18.0, 40.0)
    elif kind == "ElevatedEdge":
        width, height = dice.uniform("length", 8.0, 20.0), dice.uniform("height", 2.0, 4.0)
    else:
        width = height = dice.uniform("size", 2.5, 7.0)
    left, right = max(column - width / 2.0, 0.0), min(column + width / 2.0, view.columns - 1.0)
    top, bottom = max(row - height / 2.0, 0.0), min(row + height / 2.0, view.rows - 1.0)
    mean, minimum, maximum = _grey(design, category, dice, layer, section.part, kind)
    return Indication(
        category=category,
        layer=layer,
        part=section.part,
        type=kind,
        status=dice.choice("status", _STATUSES),
        certainty=round(dice.uniform("certainty", 0.55, 0.99), 3),
        center=(round((left + right) / 2.0, 2), round((top + bottom) / 2.0, 2)),
        start=(round(left, 2), round(top, 2)),
        end=(round(right, 2), round(bottom, 2)),
        area=round((right - left) * (bottom - top) * (1.0 if kind == "RecoaterStreak" else 0.785), 1),
        extent=round(max(right - left, bottom - top), 2),
        mean=mean,
        minimum=minimum,
        maximum=maximum,
        analysis=analysis_of(design, category),
    )


def _somewhere_inside(section: Section, area: float, dice: Dice) -> tuple[float, float]:
    """A point of the cross-section, in mm; the deepest one where the section is finer than the search."""
    part = section.part
    x, y = np.meshgrid(
        part.x + section.half_width * np.linspace(-0.96, 0.96, 25),
        part.y + section.half_depth * np.linspace(-0.96, 0.96, 25),
    )
    depth = section.depth_inside(area, x, y).ravel()
    inside = np.flatnonzero(depth > 0.25 * depth.max())
    chosen = int(dice.choice("where", inside.tolist())) if depth.max() > 0.0 else int(depth.argmax())
    return float(x.ravel()[chosen]), float(y.ravel()[chosen])


def _grey(design: Design, category: str, dice: Dice, layer: int, part: Part, kind: str) -> tuple[float, float, float]:
    """Mean, lowest and highest grey value."""
    if category == "PowderBed":
        usual = 150.0
    else:
        usual = float(grey_values(design, category, part.id, np.array([layer])).mean[0])
    contrast = dice.uniform("contrast", 34.0, 72.0)
    mean = min(usual + contrast, 240.0) if kind in _BRIGHT else max(usual - contrast, 12.0)
    lowest, highest = mean - dice.uniform("below", 4.0, 10.0), mean + dice.uniform("above", 4.0, 12.0)
    return round(mean, 2), round(lowest, 2), round(highest, 2)
