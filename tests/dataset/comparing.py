"""The truth about a simulated machine, and what a dataset holds of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray
from pyarrow import compute, parquet

from eosconnect import dataset
from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.simulator import Simulator
from eosconnect.simulator.server.request_log import LoggedRequest
from eosconnect.simulator.world.data_points import DATA_POINTS as TRUE_POINTS
from eosconnect.simulator.world.ticks import from_datetime

FEW = ("processChamber.temperature", "recoater.axisTorque", "dispenser.position", "buildingPlatform.speedSetPoint")


@attrs.frozen
class Rows:
    """The rows of one sensor, as columns; a missing layer is -1."""

    timestamps: NDArray[np.int64]
    values: NDArray[np.float64]
    layers: NDArray[np.int64]
    in_job: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.values)

    def assert_equal(self, other: Rows) -> None:
        np.testing.assert_array_equal(self.timestamps, other.timestamps)
        np.testing.assert_array_equal(self.values, other.values)
        np.testing.assert_array_equal(self.layers, other.layers)
        np.testing.assert_array_equal(self.in_job, other.in_job)


def short_job(simulator: Simulator) -> str:
    now = from_datetime(simulator.clock())
    jobs = [job for job in simulator.world.jobs if job.readable and job.end < now]
    return min(jobs, key=lambda job: job.end - job.start).id


def truth(simulator: Simulator, job: str, key: str) -> Rows:
    """All rows that the machine has now."""
    now = from_datetime(simulator.clock())
    true_job = simulator.world.find_job(job, now)
    assert true_job is not None
    point = TRUE_POINTS[re.sub(r"\[\d+\]", "", key)]
    number = int(found[1]) if (found := re.search(r"\[(\d+)\]", key)) else 0
    count = simulator.world.series.count(true_job, point, number, now)
    records = simulator.world.series.window(true_job, point, number, 0, count)
    return Rows(
        records.timestamps * 100,  # ticks of 100 ns
        records.values,
        np.where(records.layers > 0, records.layers, -1),
        records.in_job,
    )


def exported(folder: Path, job: str, key: str) -> Rows:
    """All rows that the dataset has, in the order of its files."""
    chosen = (compute.field("job") == job) & (compute.field("sensor") == key)
    table = dataset.scan(folder).to_table(filter=chosen)
    return Rows(
        table.column("timestamp").cast("int64").to_numpy(),
        table.column("value").to_numpy(),
        table.column("layer_index").fill_null(-1).cast("int64").to_numpy(),
        table.column("is_in_job").to_numpy(),
    )


def files_of(folder: Path, key: str) -> list[Path]:
    """The files of one sensor, in the order in which readers take them."""
    return [Path(path) for path in sorted(dataset.scan(folder).files) if f"sensor={key}" in Path(path).parts]


def positions(path: Path) -> tuple[int, int]:
    """The positions that a file says it holds."""
    entries: Any = parquet.read_metadata(path).metadata
    return int(entries[b"eosconnect.start"]), int(entries[b"eosconnect.stop"])


def asked(requests: Iterable[LoggedRequest]) -> dict[str, list[int]]:
    """By data point, the positions from which on values were asked for."""
    found: dict[str, list[int]] = defaultdict(list)
    for request in requests:
        if request.operation and request.operation.endswith("_values"):
            found[key_of(request)].append(int(request.query.get("skip", ("0",))[0]))
    return found


def key_of(request: LoggedRequest) -> str:
    """The data point of a request for its values."""
    (point,) = (point for point in DATA_POINTS.values() if point.values == request.operation)
    number = re.search(r"/(?:laser|shutter)/(\d+)/", request.path)
    return point.numbered_key(int(number[1]) if number else None)
