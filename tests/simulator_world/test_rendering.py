"""A page of values is the JSON that its rows are, to the last digit."""

from __future__ import annotations

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from eosconnect.simulator.answers.records import as_json, as_objects
from eosconnect.simulator.world.series import Records
from eosconnect.simulator.world.ticks import DAY, SECOND

TICKS = st.one_of(
    st.integers(0, 40_000 * DAY),
    st.integers(0, 40_000 * 86_400).map(lambda seconds: seconds * SECOND),  # no fraction
    st.integers(0, 40_000).map(lambda days: days * DAY - 1),
).map(lambda ticks: max(ticks, 0))
COUNTS = st.one_of(st.integers(-2_000_000_000, 2_000_000_000), st.integers(-1000, 1000))


@given(st.integers(0, 4), st.lists(st.tuples(TICKS, COUNTS, st.integers(0, 30_000)), max_size=30))
@settings(max_examples=100, deadline=None)
def test_rows_are_written_as_python_writes_them(decimals: int, rows: list[tuple[int, int, int]]) -> None:
    ticks, counts, layers = np.array(sorted(rows), dtype=np.int64).reshape(-1, 3).T
    records = Records(
        timestamps=ticks, values=counts / 10.0**decimals, layers=layers, in_job=layers % 3 > 0, decimals=decimals
    )
    assert as_json(records).decode() == json.dumps(as_objects(records), separators=(",", ":"))
