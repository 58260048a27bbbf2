"""One build held against others, sensor by sensor and layer by layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from eosconnect.analysis.builds import Build
from eosconnect.analysis.comparison import Align, Comparison
from eosconnect.columns.layer_statistics import LayerTable

__all__ = ["compared"]

Floats = NDArray[np.float64]
Layers = NDArray[np.int32]


@attrs.frozen
class Profile:
    """What one reference, or all of them together, had at the layers of the build."""

    mean: Floats
    min: Floats
    max: Floats

    def shaped(self, shape: Callable[[Floats], Floats]) -> Profile:
        return Profile(shape(self.mean), shape(self.min), shape(self.max))


def compared(
    build: Build, references: Sequence[Build], *, align: Align, band: Mapping[str, float] | None = None
) -> Comparison:
    """Hold ``build`` against ``references``; see :func:`eosconnect.compare`."""
    layers = build.layers
    heights = heights_of(build, layers)
    values: list[Floats] = []
    bands: list[Profile] = []
    for key, statistics in build.sensors.items():
        values.append(statistics.table(layers).mean)
        profiles = [
            profile(reference, key, layers, heights if align == "height" else None)
            for reference in references
            if key in reference.sensors
        ]
        bands.append(banded(build, key, together(profiles, len(layers)), band or {}))
    value = end_to_end(values)
    reference, lower, upper = (end_to_end([getattr(one, name) for one in bands]) for name in ("mean", "min", "max"))
    sensors = np.repeat(np.arange(len(values)), len(layers))
    units = list(dict.fromkeys(point.unit for point in build.points.values()))
    unit_of = np.array([units.index(build.points[key].unit) for key in build.sensors], np.intp)
    columns: dict[str, Any] = {
        "machine": named([build.machine], np.zeros(len(value), np.intp)),
        "job_id": named([build.job.id], np.zeros(len(value), np.intp)),
        "sensor": named(list(build.sensors), sensors),
        "unit": named(units, unit_of[sensors]),
        "layer_index": np.tile(layers, len(values)),
        **({"height": np.tile(heights, len(values))} if align == "height" else {}),
        "value": value,
        "reference": reference,
        "lower": lower,
        "upper": upper,
        "deviation": value - reference,
        "outside": (value < lower) | (value > upper),
    }
    return Comparison(build=build, references=tuple(references), align=align, frame=pd.DataFrame(columns))


def heights_of(build: Build, layers: Layers) -> Floats:
    return np.array([build.heights.get(int(layer), np.nan) for layer in layers], np.float64)


def profile(reference: Build, key: str, layers: Layers, heights: Floats | None) -> Profile:
    """A sensor of a reference at the layers of the build, or at their heights; NaN where it never got to."""
    own = reference.layers
    statistics = reference.sensors[key]
    if heights is None:
        reached = (layers >= own[0]) & (layers <= own[-1]) if len(own) else np.zeros(len(layers), np.bool_)
        return profile_of(statistics.table(layers)).shaped(lambda column: np.where(reached, column, np.nan))
    own_heights = heights_of(reference, own)
    order = np.argsort(own_heights, kind="stable")
    order = order[: np.count_nonzero(~np.isnan(own_heights))]  # those that are not known come last
    if not len(order):
        return nothing(len(layers))

    def at_heights(column: Floats) -> Floats:
        return np.interp(heights, own_heights[order], column[order], left=np.nan, right=np.nan)

    return profile_of(statistics.table(own)).shaped(at_heights)


def profile_of(table: LayerTable) -> Profile:
    return Profile(table.mean, table.min, table.max)


def nothing(rows: int) -> Profile:
    return Profile(*(np.full(rows, np.nan) for _ in range(3)))


def together(profiles: Sequence[Profile], rows: int) -> Profile:
    """The mean of the means, the lowest and the highest value; NaN where no reference has any."""
    if not profiles:
        return nothing(rows)
    means = np.stack([one.mean for one in profiles])
    count = (~np.isnan(means)).sum(axis=0)
    mean = np.divide(np.nansum(means, axis=0), count, out=np.full(rows, np.nan), where=count > 0)
    return Profile(
        mean,
        np.fmin.reduce([one.min for one in profiles]),
        np.fmax.reduce([one.max for one in profiles]),
    )


def banded(build: Build, key: str, expected: Profile, band: Mapping[str, float]) -> Profile:
    """The mean of the references, and the band around it."""
    point = build.points[key]
    half = band.get(key, band.get(point.key))
    if half is not None:
        return Profile(expected.mean, expected.mean - half, expected.mean + half)
    margin = point.threshold or 0.0
    return Profile(expected.mean, expected.min - margin, expected.max + margin)


def end_to_end(columns: Sequence[Floats]) -> Floats:
    return np.concatenate([np.empty(0), *columns])


def named(names: Sequence[str], codes: NDArray[np.intp]) -> Any:
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(names), dtype=object))
