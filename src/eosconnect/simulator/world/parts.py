"""The parts of a job and how much of the powder bed each of them covers at a height."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs
import numpy as np

from eosconnect.simulator.world.noise import Dice, Floats

__all__ = ["Part", "areas", "draw_parts"]


def _eased(w: Floats, start: float, end: float) -> Floats:
    u = np.clip((w - start) / (end - start), 0.0, 1.0)
    return u * u * (3.0 - 2.0 * u)


# Relative cross-section over the relative height of a part, at most 1.
_SHAPES: Mapping[str, Callable[[Floats], Floats]] = {
    "Cylinder": lambda w: np.full_like(w, 0.92),
    "Cone": lambda w: (1.0 - 0.78 * w) ** 2,
    "Dome": lambda w: 1.0 - 0.94 * w * w,
    "Lens": lambda w: 0.12 + 3.4 * w * (1.0 - w),
    "Bracket": lambda w: 0.95 - 0.62 * _eased(w, 0.14, 0.22) + 0.34 * _eased(w, 0.78, 0.9),
    "Impeller": lambda w: 0.9 - 0.55 * _eased(w, 0.1, 0.55) + 0.06 * np.sin(9.0 * w),
    "Manifold": lambda w: 0.5 + 0.22 * np.sin(2.2 + 11.0 * w) + 0.1 * np.sin(27.0 * w),
    "Lattice": lambda w: 0.3 + 0.11 * np.sin(138.0 * w) * np.sin(7.0 * w + 0.4),
    "Implant": lambda w: 0.85 * (1.0 - w) ** 0.6 + 0.1,
    "TensileBar": lambda w: 0.8 - 0.45 * _eased(w, 0.25, 0.38) + 0.45 * _eased(w, 0.62, 0.75),
}


@attrs.frozen(kw_only=True)
class Part:
    """One part.

    Attributes:
        id: numbered from 1 within the job.
        name: as the data preparation called it.
        shape: the family it belongs to.
        footprint: largest cross-section in mm².
        bottom, top: where it begins and ends, as shares of the job's height.
        x, y: its middle on the platform, in mm.
    """

    id: int
    name: str
    shape: str
    footprint: float
    bottom: float
    top: float
    x: float
    y: float


def draw_parts(dice: Dice, *, width: float, depth: float, covered: float) -> tuple[Part, ...]:
    """The parts of one job; together their footprints cover the share ``covered`` of the platform."""
    count = dice.integer("count", 3, 14)
    families = [dice.choice(f"family {i}", tuple(_SHAPES)) for i in range(dice.integer("families", 1, 3))]
    weights = [dice.uniform(f"weight {i}", 0.6, 1.6) for i in range(count)]
    columns = int(np.ceil(np.sqrt(count)))
    parts = []
    for i in range(count):
        shape = families[i % len(families)]
        parts.append(
            Part(
                id=i + 1,
                name=f"{shape}_{dice.integer(f'drawing {i % len(families)}', 100, 9999):04d}_{i + 1:02d}",
                shape=shape,
                footprint=covered * width * depth * weights[i] / sum(weights),
                bottom=0.0,
                top=1.0 if i == 0 else round(dice.uniform(f"top {i % len(families)}", 0.45, 1.0), 3),
                x=round(width * (i % columns + 0.5) / columns, 3),
                y=round(depth * (i // columns + 0.5) / columns, 3),
            )
        )
    return tuple(parts)


def areas(parts: tuple[Part, ...], w: Floats) -> Floats:
    """Cross-sections in mm²: one row per part, one column per height ``w`` (a share of the job's height)."""
    rows = np.zeros((len(parts), len(w)))
    for row, part in zip(rows, parts, strict=True):
        inside = (w > part.bottom) & (w <= part.top)
        own = (w[inside] - part.bottom) / (part.top - part.bottom)
        row[inside] = part.footprint * np.clip(_SHAPES[part.shape](own), 0.02, 1.0)
    return rows
