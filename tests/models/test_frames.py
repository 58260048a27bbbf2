"""Models as DataFrames."""

from __future__ import annotations

import sys

import pandas as pd
import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.models import Job, JobDetail, Layer, SensorValue, UserMessage
from eosconnect.presentation.frames import to_pandas

JOBS = [
    Job.from_json(
        {
            "id": "SI1716-1",
            "timeStarted": "2026-11-02T08:15:00Z",
            "result": "Failed",
            "layerCount": 12,
            "height": 0.48,
            "isCorrupt": False,
            "timeZoneInfo": {"timeZoneIdLinux": "Europe/Berlin", "utcOffsetHours": 1},
        }
    ),
    Job.from_json({"id": "SI1716-2", "result": "Invented"}),
]


def test_a_row_per_model_and_a_column_per_field() -> None:
    frame = to_pandas(JOBS, machine="si1716", site="Krailling")
    assert list(frame.columns[:3]) == ["machine", "site", "id"]
    assert "raw" not in frame
    assert {"time_zone.linux_id", "time_zone.utc_offset_hours"} <= set(frame.columns)
    assert list(frame["machine"]) == ["si1716", "si1716"]
    assert list(frame["result"]) == ["Failed", "Invented"]
    assert type(frame["result"].iloc[0]) is str
    assert frame["time_zone.linux_id"].iloc[0] == "Europe/Berlin"


def test_types_depend_on_the_fields_not_on_the_values() -> None:
    full, sparse, empty = to_pandas(JOBS), to_pandas(JOBS[1:]), to_pandas([], kind=Job, machine="si1716", job_id="a")
    assert full.dtypes.equals(sparse.dtypes)
    assert full.dtypes.equals(empty.drop(columns=["machine", "job_id"]).dtypes)
    assert str(full["started_at"].dtype) == "datetime64[us, UTC]"
    assert str(full["layer_count"].dtype) == "Int64"
    assert str(full["is_corrupt"].dtype) == "boolean"
    assert str(full["height"].dtype) == "float64"
    assert full["layer_count"].isna().tolist() == [False, True]
    assert pd.concat([full, sparse]).dtypes.equals(full.dtypes)


def test_times_come_in_another_zone_or_naive_for_spreadsheets() -> None:
    assert str(to_pandas(JOBS, tz="Europe/Berlin")["started_at"].iloc[0]) == "2026-11-02 09:15:00+01:00"
    naive = to_pandas(JOBS, tz=None)["started_at"]
    assert str(naive.dtype) == "datetime64[us]"
    assert str(naive.iloc[0]) == "2026-11-02 08:15:00"


def test_layers_have_their_seconds_by_operation() -> None:
    recoating = {"operationType": "Recoating", "startTime": "2026-11-02T08:15:00Z", "endTime": "2026-11-02T08:15:12Z"}
    frame = to_pandas([Layer.from_json({"index": 1}), Layer.from_json({"index": 2, "durations": [recoating]})])
    assert frame["durations.recoating"].isna().tolist() == [True, False]
    assert frame["durations.recoating"].iloc[1] == 12.0
    assert "durations" not in frame


def test_models_inside_models_are_flattened_and_lists_left_out() -> None:
    job = JobDetail.from_json(
        {"id": "a", "durations": {"exposureDuration": 5}, "moduleVersions": [{"name": "PSW", "version": "3"}]}
    )
    frame = to_pandas([job])
    assert frame["durations.exposure"].iloc[0] == 5.0
    assert "module_versions" not in frame
    assert frame["material_details.version"].isna().all()


def test_a_given_column_takes_the_place_of_a_field() -> None:
    frame = to_pandas([UserMessage(job_id="b"), UserMessage()], job_id="a")
    assert list(frame["job_id"]) == ["a", "a"]
    assert list(frame.columns).count("job_id") == 1


def test_mass_rows_work_too() -> None:
    frame = to_pandas([SensorValue(value=1.5), SensorValue()], machine="si1716")
    assert list(frame.columns) == ["machine", "timestamp", "value", "layer_index", "is_in_job"]


def test_nothing_of_unknown_kind_is_an_empty_frame() -> None:
    assert to_pandas([], machine="si1716").empty


def test_without_pandas_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ConfigurationError, match=r'pip install "eosconnect-sdk\[pandas\]"'):
        to_pandas(JOBS)
