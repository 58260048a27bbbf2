"""Where on the powder bed a part is: the outline of its cross-section at a height."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from eosconnect.simulator.world.design import Design
from eosconnect.simulator.world.noise import Dice
from eosconnect.simulator.world.parts import Part, areas

__all__ = ["Section", "sections_of"]

Lengths = npt.NDArray[np.floating[Any]]
Outline = Callable[[Lengths, Lengths], Lengths]

_LATTICE_CELL = 0.5
_MARGIN = 0.97


def _ellipse(u: Lengths, v: Lengths) -> Lengths:
    return 1.0 - np.hypot(u, v)


def _bracket(u: Lengths, v: Lengths) -> Lengths:
    upright = np.minimum(np.minimum(u + 1.0, -0.42 - u), 1.0 - np.abs(v))
    foot = np.minimum(np.minimum(v + 1.0, -0.42 - v), 1.0 - np.abs(u))
    bore = np.hypot(u + 0.71, v - 0.6) - 0.16
    depth: Lengths = np.minimum(np.maximum(upright, foot), bore)
    return depth


def _impeller(u: Lengths, v: Lengths) -> Lengths:
    r, angle = np.hypot(u, v), np.arctan2(v, u)
    blades = 0.8 + 0.2 * np.cos(7.0 * angle + 4.0 * r)
    return np.minimum(blades - r, r - 0.24)


def _manifold(u: Lengths, v: Lengths) -> Lengths:
    body = 1.0 - (u**4 + v**4) ** 0.25
    for x, y, radius in ((-0.45, 0.4, 0.26), (0.45, 0.42, 0.2), (0.05, -0.42, 0.32)):
        body = np.minimum(body, np.hypot(u - x, v - y) - radius)
    return body


def _implant(u: Lengths, v: Lengths) -> Lengths:
    r, angle = np.hypot(u + 0.15, v), np.arctan2(v, u + 0.15)
    depth: Lengths = 0.78 + 0.2 * np.cos(angle) + 0.16 * np.cos(2.0 * angle) - r
    return depth


def _bar(u: Lengths, v: Lengths) -> Lengths:
    middle = np.clip((np.abs(u) - 0.35) / 0.3, 0.0, 1.0)
    half = 0.5 + 0.5 * middle * middle * (3.0 - 2.0 * middle)
    return np.minimum(half - np.abs(v), 1.0 - np.abs(u))


# Positive inside, in a box from -1 to 1. The share of the box that lies inside is found by counting.
_OUTLINES: Mapping[str, Outline] = {
    "Bracket": _bracket,
    "Impeller": _impeller,
    "Implant": _implant,
    "Manifold": _manifold,
    "TensileBar": _bar,
}

# Preferred width of the box, in heights of it.
_ASPECTS = {"TensileBar": 3.2, "Implant": 1.4}


@lru_cache(maxsize=16)
def _fill(shape: str) -> float:
    axis = np.linspace(-1.0, 1.0, 401)
    u, v = np.meshgrid(axis, axis)
    return float((_OUTLINES.get(shape, _ellipse)(u, v) > 0.0).mean())


@attrs.frozen(kw_only=True)
class Section:
    """The region of one part.

    Attributes:
        half_width, half_depth: of the box around its largest cross-section, in mm; its middle is that of the part.
        largest: that cross-section in mm².
        shape: name of the outline.
    """

    part: Part
    half_width: float
    half_depth: float
    largest: float
    shape: str

    def depth_inside(self, area: float, x: Lengths, y: Lengths) -> Lengths:
        """How deep points lie inside the cross-section of ``area`` mm², roughly in mm; negative outside.

        Args:
            x, y: on the platform, in mm.
        """
        share = min(area / self.largest, 1.0)
        if self.shape == "Lattice":
            return self._struts(share, x, y)
        size = max(share, 1e-4) ** 0.5
        u = (x - self.part.x) / (self.half_width * size)
        v = (y - self.part.y) / (self.half_depth * size)
        depth: Lengths = _OUTLINES.get(self.shape, _ellipse)(u, v) * (min(self.half_width, self.half_depth) * size)
        return depth

    def _struts(self, share: float, x: Lengths, y: Lengths) -> Lengths:
        """The box stays as it is, and the struts grow and shrink."""
        fill = share * self.largest / (4.0 * self.half_width * self.half_depth)
        half = 0.5 * (1.0 - np.sqrt(max(1.0 - fill, 0.0)))
        pitch = _LATTICE_CELL * min(self.half_width, self.half_depth)
        strut = np.maximum(
            half - np.abs(np.mod((x - self.part.x) / pitch, 1.0) - 0.5),
            half - np.abs(np.mod((y - self.part.y) / pitch, 1.0) - 0.5),
        )
        inside = np.minimum(self.half_width - np.abs(x - self.part.x), self.half_depth - np.abs(y - self.part.y))
        depth: Lengths = np.minimum(strut * pitch, inside)
        return depth


@lru_cache(maxsize=24)
def sections_of(design: Design) -> tuple[Section, ...]:
    """The regions of all parts of a job, none of which overlap."""
    columns = int(np.ceil(np.sqrt(len(design.parts))))
    width, depth, _ = design.profile.build_volume
    cell = (_MARGIN * width / columns / 2.0, _MARGIN * depth / columns / 2.0)
    largest = areas(design.parts, np.linspace(0.002, 1.0, 500)).max(axis=1).tolist()
    return tuple(_section(design, part, area, cell) for part, area in zip(design.parts, largest, strict=True))


def _section(design: Design, part: Part, largest: float, cell: tuple[float, float]) -> Section:
    if part.shape == "Lattice":
        # The box of a lattice is what its footprint would fill if it were solid half-way.
        area = min(largest / 0.55, 3.9 * cell[0] * cell[1])
        half_width, half_depth = _box(area / 4.0, 1.0, cell) or cell
        return Section(part=part, half_width=half_width, half_depth=half_depth, largest=largest, shape="Lattice")
    upright = Dice(design.key, "upright").chance(part.shape, 0.5)
    for shape in (part.shape, "Ellipse"):
        aspect = _ASPECTS.get(shape, 1.0)
        box = _box(largest / (4.0 * _fill(shape)), 1.0 / aspect if upright else aspect, cell)
        if box is not None:
            return Section(part=part, half_width=box[0], half_depth=box[1], largest=largest, shape=shape)
    return Section(part=part, half_width=cell[0], half_depth=cell[1], largest=largest, shape="Ellipse")


def _box(product: float, aspect: float, cell: tuple[float, float]) -> tuple[float, float] | None:
    """Half sizes with this product that fit the cell, as near to the aspect as it allows."""
    half_width = min(np.sqrt(product * aspect), cell[0])
    half_depth = min(product / half_width, cell[1])
    half_width = product / half_depth
    return (float(half_width), float(half_depth)) if half_width <= cell[0] * 1.0001 else None
