"""The files mean the same in every reader."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from pyarrow import compute

from eosconnect import Machine, dataset
from eosconnect.errors import ConfigurationError, LocalFileError
from tests.dataset.comparing import exported

PAGE = Path(__file__).parents[2] / "docs" / "dataset.md"
KEY = "exposure.laser[1].temperature"


def test_pandas_reads_what_was_written(machine: Machine, builds: Path, job: str) -> None:
    frame = pd.read_parquet(builds / "sensors", filters=[("job", "==", job), ("sensor", "==", KEY)])
    assert set(frame["machine"]) == {machine.info.serial_number()}
    assert str(frame["timestamp"].dt.tz) == "UTC"
    rows = exported(builds, job, KEY)
    np.testing.assert_array_equal(frame["timestamp"].astype("int64"), rows.timestamps)
    np.testing.assert_array_equal(frame["value"], rows.values)
    np.testing.assert_array_equal(frame["layer_index"].fillna(-1), rows.layers)


def test_polars_reads_what_was_written(builds: Path, job: str) -> None:
    lazy = pl.scan_parquet(builds / "sensors" / "**" / "*.parquet", hive_partitioning=True)
    frame = lazy.filter(pl.col("job") == job, pl.col("sensor") == KEY).collect()
    rows = exported(builds, job, KEY)
    assert frame.schema["timestamp"] == pl.Datetime("ns", "UTC")
    np.testing.assert_array_equal(frame["timestamp"].to_physical(), rows.timestamps)
    np.testing.assert_array_equal(frame["value"], rows.values)
    layers = pl.scan_parquet(builds / "layers" / "**" / "*.parquet", hive_partitioning=True)
    joined = lazy.join(layers, left_on=["machine", "job", "layer_index"], right_on=["machine", "job", "index"])
    in_layers = dataset.scan(builds).count_rows(filter=~compute.field("layer_index").is_null())
    assert joined.select(pl.len()).collect().item() == in_layers


def test_duckdb_reads_what_was_written(builds: Path, job: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(builds)
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT epoch_ns(timestamp) AS moment, value FROM 'sensors/**/*.parquet'"
            " WHERE job = ? AND sensor = ? ORDER BY moment",
            [job, KEY],
        ).fetchnumpy()
        units = connection.execute(
            "SELECT DISTINCT decode(value) FROM parquet_kv_metadata('sensors/**/*.parquet')"
            " WHERE decode(key) = 'eosconnect.unit'"
        ).fetchall()
    rows = exported(builds, job, KEY)
    np.testing.assert_array_equal(found["moment"], rows.timestamps)
    np.testing.assert_array_equal(found["value"], rows.values)
    assert ("°C",) in units


def test_the_documented_query_joins_sensors_with_layers(
    builds: Path, job: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = re.search(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert query
    monkeypatch.chdir(builds.parent)
    with duckdb.connect() as connection:
        frame = connection.execute(query[1]).df()
    layers = dataset.scan(builds, "layers").to_table().to_pandas().set_index("index")
    torque = exported(builds, job, "recoater.axisTorque")
    truth = pd.Series(np.abs(torque.values)).groupby(torque.layers).max().drop(-1, errors="ignore")
    assert set(frame["job"]) == {job}
    assert list(frame["layer"]) == list(layers.index)
    assert list(frame["end_height"]) == list(layers["end_height"])
    assert list(frame["highest_torque"]) == list(truth)


def test_ids_that_look_like_numbers_stay_texts_in_a_scan(builds: Path, tmp_path: Path) -> None:
    (source,) = (builds / "jobs").glob("machine=*/job=*/part-0000.parquet")
    place = tmp_path / "jobs" / "machine=0042" / "job=007"
    place.mkdir(parents=True)
    (place / "part-0000.parquet").write_bytes(source.read_bytes())
    assert dataset.scan(tmp_path, "jobs").to_table(columns=["machine", "job"]).to_pylist() == [
        {"machine": "0042", "job": "007"}
    ]


def test_a_scan_of_nothing_says_so(builds: Path, tmp_path: Path) -> None:
    with pytest.raises(LocalFileError, match="no sensors"):
        dataset.scan(tmp_path)
    with pytest.raises(ConfigurationError, match="'sensor' is no table") as caught:
        dataset.scan(builds, "sensor")  # type: ignore[arg-type]  # a slip
    assert "laser_power_measurements" in str(caught.value)


def test_each_exported_table_is_a_file_of_every_job_that_has_it(builds: Path) -> None:
    assert {folder.name for folder in builds.iterdir()} == {
        *("_exports", "sensors", "layers", "jobs", "parts", "user_messages", "states"),
        *("calibrations", "laser_power_measurements"),
    }
    assert not list(builds.rglob("*.part"))
