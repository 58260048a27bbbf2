"""Builds whose layers are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pytest
from matplotlib import pyplot

from eosconnect.analysis.builds import Build
from eosconnect.columns import SensorColumns
from eosconnect.columns.layer_statistics import LayerStatistics
from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.models.job import JobDetail

CHAMBER = "processChamber.temperature"


def build(
    name: str,
    values: Mapping[str, Mapping[int, Sequence[float]]],
    *,
    heights: Mapping[int, float] | None = None,
    missing: tuple[str, ...] = (),
) -> Build:
    """A build with these values by sensor and layer."""
    sensors = {}
    for key, layers in values.items():
        rows = [(layer, value) for layer, own in layers.items() for value in own]
        statistics = LayerStatistics()
        statistics.add(
            SensorColumns(
                np.arange(len(rows)).astype("datetime64[ns]"),
                np.array([value for _, value in rows], np.float64),
                np.array([layer for layer, _ in rows], np.int32),
                np.ones(len(rows), np.bool_),
            )
        )
        sensors[key] = statistics
    return Build(
        machine="si1716",
        job=JobDetail.from_json({"id": name}),
        sensors=sensors,
        points={key: DATA_POINTS[key.replace("[1]", "").replace("[2]", "")] for key in values},
        heights=heights or {},
        missing=missing,
    )


@pytest.fixture(autouse=True)
def closed_figures() -> Iterator[None]:
    pyplot.switch_backend("agg")
    yield
    pyplot.close("all")
