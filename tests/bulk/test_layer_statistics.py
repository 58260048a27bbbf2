"""Values summed up layer by layer are the same however they come in pieces."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eosconnect.columns import SensorColumns
from eosconnect.columns.arranging import in_order, joined
from eosconnect.columns.layer_statistics import MOST_LAYERS, LayerStatistics

Row = tuple[int, float]

ROWS = st.lists(st.tuples(st.integers(-1, 6), st.sampled_from([1.0, 2.5, -3.0, math.nan])), max_size=30).map(
    lambda rows: [(layer, value) for layer, value in sorted(rows, key=lambda row: (row[0] > 0, row[0]))]
)


def columns(rows: Sequence[Row]) -> SensorColumns:
    layers = np.array([layer for layer, _ in rows], np.int32)
    values = np.array([value for _, value in rows], np.float64)
    return SensorColumns(np.arange(len(rows)).astype("datetime64[ns]"), values, layers, np.ones(len(rows), np.bool_))


def naive(rows: Sequence[Row], layer: int) -> tuple[float, float, float, int]:
    own = [value for own, value in rows if own == layer and not math.isnan(value)]
    if own:
        return math.fsum(own) / len(own), min(own), max(own), len(own)
    before = [value for own, value in rows if own <= layer]
    held = before[-1] if before else math.nan
    return held, held, held, 0


@given(ROWS, st.lists(st.integers(0, 30), max_size=4))
def test_every_layer_has_what_was_recorded_in_it_or_what_held(rows: list[Row], cuts: list[int]) -> None:
    statistics = LayerStatistics()
    edges = [0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]
    for begin, end in pairwise(edges):
        statistics.add(columns(rows[begin:end]))
    table = statistics.table(np.arange(0, 9, dtype=np.int32))
    for layer in range(9):
        mean, low, high, count = naive(rows, layer)
        found = (table.mean[layer], table.min[layer], table.max[layer])
        assert np.allclose(found, (mean, low, high), equal_nan=True), layer
        assert table.count[layer] == count
    assert statistics.layers.tolist() == sorted({layer for layer, value in rows if layer >= 0 and value == value})


def test_a_value_between_two_layers_holds_from_then_on() -> None:
    statistics = LayerStatistics()
    statistics.add(columns([(1, 5.0), (-1, 7.0), (4, 9.0), (-1, 11.0)]))
    table = statistics.table(np.array([1, 2, 3, 4, 5], np.int32))
    assert table.mean.tolist() == [5.0, 7.0, 7.0, 9.0, 11.0]


def test_an_absurd_layer_costs_no_memory() -> None:
    statistics = LayerStatistics()
    statistics.add(columns([(1, 5.0), (2**31 - 1, 6.0), (MOST_LAYERS + 1, 7.0), (2, 8.0)]))
    assert statistics.layers.tolist() == [1, 2]


def test_pieces_are_joined_and_given_up() -> None:
    pieces = [columns([(1, 1.0)]), columns([]), columns([(1, 2.0), (2, 3.0)])]
    whole = joined(pieces)
    assert whole.values.tolist() == [1.0, 2.0, 3.0]
    assert pieces == []
    assert len(joined([])) == 0


def test_the_order_of_time_is_made_only_where_it_is_not_there() -> None:
    rows = columns([(1, 1.0), (1, 2.0), (2, 3.0)])
    assert in_order(rows) is rows
    assert in_order(rows[::-1]).values.tolist() == [1.0, 2.0, 3.0]
    mixed = rows[np.array([1, 0, 2])]
    assert in_order(mixed).values.tolist() == [1.0, 2.0, 3.0]
    equal = SensorColumns(
        np.zeros(3, "datetime64[ns]"), np.array([1.0, 2.0, 3.0]), np.zeros(3, np.int32), np.ones(3, np.bool_)
    )
    assert in_order(equal).values.tolist() == [1.0, 2.0, 3.0]
