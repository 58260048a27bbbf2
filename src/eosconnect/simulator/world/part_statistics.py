"""Grey values of each part in each layer, as the monitoring systems of the exposure count them."""

from __future__ import annotations

from functools import lru_cache

import attrs
import numpy as np

from eosconnect.simulator.world.design import Design
from eosconnect.simulator.world.indications import indications
from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.monitoring import camera, grey_values, installed
from eosconnect.simulator.world.noise import Floats
from eosconnect.simulator.world.part_exposure import part_course
from eosconnect.simulator.world.ticks import Ints

__all__ = ["PartStatistics", "part_statistics", "rows_of_layer", "rows_until_now"]


@attrs.frozen(eq=False, kw_only=True)
class PartStatistics:
    """Columns of equal length, by layer and part; areas in pixels, grey values from 0 to 255.

    Attributes:
        layers: indices from 1.
        parts: positions in the job's parts.
    """

    layers: Ints
    parts: Ints
    area: Floats
    integral: Floats
    mean: Floats
    minimum: Floats
    maximum: Floats
    deviation: Floats


@lru_cache(maxsize=24)
def _rows_before(design: Design) -> Ints:
    """How many rows the layers below each layer have; one entry more than there are layers."""
    present = part_course(design).exposed > 0
    return np.concatenate([[0], np.cumsum(present.sum(axis=0))])


def rows_of_layer(job: Job, category: str, layer: int, now: int) -> range:
    """Where the rows of one layer are; an empty range when it is not built."""
    built = rows_until_now(job, category, now)
    if not 1 <= layer <= job.layers_built(now):
        return range(0)
    before = _rows_before(job.design)
    return range(int(before[layer - 1]), min(int(before[layer]), built))


def rows_until_now(job: Job, category: str, now: int) -> int:
    """The number of rows of all layers that are built."""
    if not job.readable or not installed(job.design.profile, category):
        return 0
    return int(_rows_before(job.design)[job.layers_built(now)])


def part_statistics(job: Job, category: str, start: int, stop: int, now: int) -> PartStatistics:
    """The rows from ``start`` up to ``stop``."""
    design = job.design
    before = _rows_before(design)
    first = int(np.searchsorted(before, start, side="right"))
    last = max(int(np.searchsorted(before, stop, side="left")), first)
    course = part_course(design)
    columns = slice(first - 1, last)
    layer, part = np.nonzero(course.exposed[:, columns].T > 0)
    rows = slice(start - int(before[first - 1]), stop - int(before[first - 1]))
    layer, part = layer[rows], part[rows]
    area = course.sections[:, columns][part, layer] / camera(design.profile, category).pitch ** 2
    mean, deviation = np.empty(len(part)), np.empty(len(part))
    for row in np.unique(part).tolist():
        mine = part == row
        grey = grey_values(design, category, design.parts[row].id, layer[mine] + first)
        mean[mine], deviation[mine] = grey.mean, grey.deviation
    # The lowest and the highest of so many pixels.
    reach = np.sqrt(2.0 * np.log(np.maximum(area, 2.0)))
    minimum: Floats = np.maximum(mean - reach * deviation, 0.0)
    maximum: Floats = np.minimum(mean + reach * deviation, 255.0)
    layer = layer + first
    for found in indications(job, category, now):
        low, high = np.searchsorted(layer, (found.layer, found.layer + 1))
        i = int(low) + int(np.searchsorted(part[low:high], found.part.id - 1))
        if i < high and part[i] == found.part.id - 1:
            minimum[i], maximum[i] = min(minimum[i], found.minimum), max(maximum[i], found.maximum)
    return PartStatistics(
        layers=layer,
        parts=part,
        area=np.round(area, 1),
        integral=np.round(area * mean, 1),
        mean=np.round(mean, 3),
        minimum=np.round(minimum, 3),
        maximum=np.round(maximum, 3),
        deviation=np.round(deviation, 3),
    )
