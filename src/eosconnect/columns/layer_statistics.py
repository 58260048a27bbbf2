"""The values of a sensor summed up layer by layer, while they come in."""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import NDArray

from eosconnect.columns.sensor_columns import SensorColumns

__all__ = ["LayerStatistics", "LayerTable"]

Floats = NDArray[np.float64]

#: No build has more; a layer index above this is a mistake and counts as none.
MOST_LAYERS: Final = 1_000_000


@attrs.frozen(eq=False)
class LayerTable:
    """One row per layer.

    A machine records a value when it has changed. A layer without a recorded value therefore has the last one before
    it as mean, lowest and highest value; NaN where there is none, or where the sensor reported an error.

    Attributes:
        layers: index of the layer.
        mean, min, max: of the values that were recorded in it, in the unit of the sensor.
        count: how many were recorded in it.
    """

    layers: NDArray[np.int32]
    mean: Floats
    min: Floats
    max: Floats
    count: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.layers)


class LayerStatistics:
    """Takes the values of one sensor piece by piece, in the order of time.

    Example:
        >>> from eosconnect.columns import decode_page
        >>> statistics = LayerStatistics()
        >>> statistics.add(decode_page(b'[{"value": 79, "layerIndex": 1}, {"value": 80, "layerIndex": 1}]'))
        >>> statistics.add(decode_page(b'[{"value": 82, "layerIndex": 3}]'))
        >>> table = statistics.table(statistics.layers)
        >>> table.layers.tolist(), table.mean.tolist(), table.count.tolist()
        ([1, 3], [79.5, 82.0], [2, 1])
        >>> statistics.table(np.array([2, 4])).mean.tolist()
        [80.0, 82.0]
    """

    def __init__(self) -> None:
        self._count = np.zeros(0, np.int64)
        self._sum = np.zeros(0)
        self._min = np.zeros(0)
        self._max = np.zeros(0)
        self._last = np.zeros(0)  # the value in force when the layer was done
        self._has_last = np.zeros(0, np.bool_)
        self._before = np.nan  # the value in force before the first layer
        self._reached = -1

    @property
    def layers(self) -> NDArray[np.int32]:
        """The layers in which a value was recorded."""
        return np.flatnonzero(self._count).astype(np.int32)

    def add(self, columns: SensorColumns) -> None:
        """Take some more values."""
        if not len(columns):
            return
        values = columns.values
        layers = np.where(columns.layer_index <= MOST_LAYERS, columns.layer_index, -1)
        self._note_last(np.maximum(np.maximum.accumulate(layers), self._reached), values)
        recorded = (layers >= 0) & ~np.isnan(values)
        own, values = layers[recorded], values[recorded]
        self._count += np.bincount(own, minlength=len(self._count))
        self._sum += np.bincount(own, weights=values, minlength=len(self._sum))
        np.minimum.at(self._min, own, values)
        np.maximum.at(self._max, own, values)

    def _note_last(self, reached: NDArray[np.int32], values: Floats) -> None:
        """``reached`` is the highest layer so far, row by row; what comes between two layers belongs to the first."""
        ends = np.append(np.flatnonzero(reached[1:] != reached[:-1]), len(reached) - 1)
        if reached[0] < 0:
            self._before = float(values[ends[0]])
            ends = ends[1:]
        if len(ends):
            self._reached = int(reached[-1])
            self._grow(self._reached + 1)
            self._last[reached[ends]] = values[ends]
            self._has_last[reached[ends]] = True

    def _grow(self, size: int) -> None:
        more = size - len(self._count)
        if more > 0:
            more = max(more, len(self._count))
            self._count = np.append(self._count, np.zeros(more, np.int64))
            self._sum = np.append(self._sum, np.zeros(more))
            self._min = np.append(self._min, np.full(more, np.inf))
            self._max = np.append(self._max, np.full(more, -np.inf))
            self._last = np.append(self._last, np.full(more, np.nan))
            self._has_last = np.append(self._has_last, np.zeros(more, np.bool_))

    def table(self, layers: NDArray[np.int32]) -> LayerTable:
        """The rows of these layers, whether anything was recorded in them or not."""
        count = np.zeros(len(layers), np.int64)
        low, mean, high = (np.full(len(layers), np.nan) for _ in range(3))
        known = (layers >= 0) & (layers < len(self._count))
        count[known] = self._count[layers[known]]
        recorded = count > 0
        own = layers[recorded]
        mean[recorded] = self._sum[own] / count[recorded]
        low[recorded], high[recorded] = self._min[own], self._max[own]
        held = self._held(layers[~recorded])
        for column in (mean, low, high):
            column[~recorded] = held
        return LayerTable(layers, mean, low, high, count)

    def _held(self, layers: NDArray[np.int32]) -> Floats:
        """The values in force in layers without a recorded one."""
        noted = np.flatnonzero(self._has_last)
        places = np.searchsorted(noted, layers, side="right")
        return np.append(self._before, self._last[noted])[places]
