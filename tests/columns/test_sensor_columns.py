"""Columns are cut and joined without losing a row, and numpy is loaded only when there are any."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from eosconnect.columns import SensorColumns, decode_page

PAGE = (
    b'[{"timestamp":"2026-11-02T08:15:00Z","isInJob":true,"value":1,"layerIndex":7},'
    b'{"timestamp":"2026-11-02T08:15:01Z","isInJob":false,"value":2,"layerIndex":null}]'
)


@pytest.fixture(scope="module")
def columns() -> SensorColumns:
    return decode_page(PAGE)


def test_length_and_repr_tell_the_rows(columns: SensorColumns) -> None:
    assert len(columns) == 2
    assert repr(columns) == "SensorColumns(2 values)"
    assert repr(columns[:1]) == "SensorColumns(1 value)"


def test_a_slice_shares_its_memory(columns: SensorColumns) -> None:
    last = columns[1:]
    assert last.layer_index.tolist() == [-1]
    assert np.shares_memory(last.values, columns.values)


def test_flags_choose_rows(columns: SensorColumns) -> None:
    chosen = columns[columns.is_in_job]
    assert chosen.values.tolist() == [1.0]
    assert str(chosen.timestamps[0]) == "2026-11-02T08:15:00.000000000"


def test_joined_columns_keep_order_and_types(columns: SensorColumns) -> None:
    joined = SensorColumns.concatenate([columns, columns[:0], columns[1:]])
    assert joined.values.tolist() == [1.0, 2.0, 2.0]
    assert joined.layer_index.tolist() == [7, -1, -1]
    assert joined.is_in_job.tolist() == [True, False, False]
    empty = SensorColumns.concatenate([])
    for name in ("timestamps", "values", "layer_index", "is_in_job"):
        assert getattr(joined, name).dtype == getattr(columns, name).dtype == getattr(empty, name).dtype


def test_importing_loads_no_numpy() -> None:
    program = "import sys, eosconnect.columns; print('numpy' in sys.modules, 'msgspec' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert told.split() == ["False", "False"]
