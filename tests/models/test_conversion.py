"""From JSON to models: forgiving in values, strict in shape."""

from __future__ import annotations

import copy
import math
import pickle
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import eosconnect.models as models
from eosconnect.errors import UnexpectedResponseError
from eosconnect.models import (
    Job,
    JobDetail,
    JobResult,
    Layer,
    LayerOperationType,
    MachineInfo,
    MachineModel,
    MachineState,
    MachineType,
    Row,
    SensorDescription,
    SensorValue,
    Severity,
    TimeZone,
    UserMessage,
)
from eosconnect.models.conversion import json_name, read_list, read_one

KINDS = [kind for kind in (getattr(models, name) for name in models.__all__) if issubclass(kind, Row)]
KINDS = [kind for kind in KINDS if kind not in (Row, models.Model)]

JOB = {
    "id": "SI1716-20261102081500",
    "timeStarted": "2026-11-02T08:15:00.1234567Z",
    "timeEnded": "2026-11-03T10:15:00.1234567Z",
    "material": "EOS Titanium Ti64",
    "materialSet": "Ti64_40um",
    "task": "brackets",
    "result": "Failed",
    "layerCount": 600.0,
    "layerCountTarget": 1200,
    "height": 24,
    "heightTotal": 48.0,
    "detailsAvailable": True,
    "timeZoneInfo": {
        "timeZoneIdWindows": "W. Europe Standard Time",
        "timeZoneIdLinux": "Europe/Berlin",
        "utcOffsetHours": 1,
    },
    "isCorrupt": False,
    "fileSize": 123456789012,
}


def test_a_job_is_read_in_the_terms_of_the_field() -> None:
    job = Job.from_json(JOB)
    assert job.id == "SI1716-20261102081500"
    assert job.started_at == datetime(2026, 11, 2, 8, 15, 0, 123456, tzinfo=UTC)
    assert job.duration == timedelta(hours=26)
    assert job.result is JobResult.FAILED
    assert (job.layer_count, type(job.layer_count)) == (600, int)
    assert (job.height, type(job.height)) == (24.0, float)
    assert job.progress == 0.5
    assert job.time_zone is not None
    assert job.time_zone.tzinfo == ZoneInfo("Europe/Berlin")
    assert job.file_size == 123456789012


def test_everything_about_a_job_is_read_deeply() -> None:
    detail = JobDetail.from_json(
        JOB
        | {
            "materialSetDetails": {"materialName": "EOS Titanium Ti64", "defaultLayerThickness": 0.04, "isFinal": True},
            "durations": {"recoatingDuration": 5400.5, "exposureDuration": 81230, "heatingDuration": None},
            "isRunning": False,
            "moduleVersions": [{"name": "EOSYSTEM", "version": "2.18"}, None, {"name": "PSW", "version": 3.6}],
            "scalingX": "1.003",
        }
    )
    assert isinstance(detail, Job)
    assert detail.material_details is not None
    assert detail.material_details.default_layer_thickness == 0.04
    assert detail.durations is not None
    assert (detail.durations.recoating, detail.durations.exposure, detail.durations.heating) == (5400.5, 81230.0, None)
    assert [(module.name, module.version) for module in detail.module_versions] == [
        ("EOSYSTEM", "2.18"),
        ("PSW", "3.6"),
    ]
    assert detail.scaling_x == 1.003


def test_a_layer_tells_what_the_time_went_into() -> None:
    layer = Layer.from_json(
        {
            "index": 3,
            "timeStarted": "2026-11-02T08:15:00Z",
            "timeEnded": "2026-11-02T08:16:00Z",
            "durations": [
                {"operationType": "Recoating", "startTime": "2026-11-02T08:15:00Z", "endTime": "2026-11-02T08:15:12Z"},
                {"operationType": "Exposure", "startTime": "2026-11-02T08:15:12Z", "endTime": "2026-11-02T08:15:32Z"},
                {"operationType": "Exposure", "startTime": "2026-11-02T08:15:40Z", "endTime": "2026-11-02T08:15:50Z"},
                {"operationType": "Polishing", "startTime": "2026-11-02T08:15:50Z", "endTime": None},
            ],
        }
    )
    assert layer.duration == timedelta(minutes=1)
    assert [layer.seconds(kind) for kind in ("Recoating", "Exposure", "Dosing", "Polishing")] == [12.0, 30.0, 0.0, 0.0]
    assert layer.seconds(LayerOperationType.EXPOSURE) == 30.0
    assert layer.durations[3].operation == "Polishing"


def test_the_state_and_the_machine_are_read() -> None:
    state = MachineState.from_json({"buildJob": "QaJob", "machineState": "PausedByUser", "isSetManually": True})
    assert (state.build_job, state.machine_state, state.is_set_manually) == ("QaJob", "PausedByUser", True)
    info = MachineInfo.from_json({"technicalModel": "M404", "type": "Metal", "processStateEos": "ExposureIR"})
    assert info.technical_model is MachineModel.M404
    assert info.technical_model.display_name == "EOS M 400-4"
    assert info.process_state_eos is not None
    assert info.process_state_eos.is_known
    assert MachineModel("P900").display_name is None


@pytest.mark.parametrize(
    ("target", "progress"), [(1200, 0.5), (600, 1.0), (500, 1.0), (0, None), (-1, None), (None, None)]
)
def test_progress_stays_between_nothing_and_all(target: int | None, progress: float | None) -> None:
    assert Job(id="a", layer_count=600, layer_count_target=target).progress == progress


def test_a_running_job_has_no_duration() -> None:
    assert Job.from_json(JOB | {"timeEnded": None}).duration is None


def test_the_zone_of_the_machine_falls_back_to_its_offset() -> None:
    assert TimeZone(utc_offset_hours=1.0).tzinfo == timezone(timedelta(hours=1))
    assert TimeZone(linux_id="Not/There", utc_offset_hours=-5.5).tzinfo == timezone(timedelta(hours=-5.5))
    for nothing in (TimeZone(), TimeZone(utc_offset_hours=99.0), TimeZone(utc_offset_hours=math.nan)):
        assert nothing.tzinfo is None


@pytest.mark.parametrize(
    ("given", "read"),
    [(3, 3), (3.0, 3), ("3", 3), ("3.0", 3), (3.5, None), (True, None), ("three", None), (math.nan, None), ([], None)],
)
def test_whole_numbers(given: object, read: int | None) -> None:
    value = SensorValue.from_json({"layerIndex": given}).layer_index
    assert value == read
    assert value is None or type(value) is int


@pytest.mark.parametrize(
    ("given", "read"),
    [
        *((3, 3.0), (2.5, 2.5), ("2.5", 2.5), ("1e3", 1000.0), ("-Infinity", -math.inf)),
        *(("n/a", None), ("", None), (True, None), (10**400, None), ({}, None), (None, None)),
    ],
)
def test_numbers(given: object, read: float | None) -> None:
    value = SensorValue.from_json({"value": given}).value
    assert value == read
    assert value is None or type(value) is float


def test_not_a_number_is_a_number_in_the_json_of_dotnet() -> None:
    value = SensorValue.from_json({"value": "NaN"}).value
    assert value is not None
    assert math.isnan(value)


@pytest.mark.parametrize(
    ("given", "read"), [(True, True), ("False", False), (1, True), (0, False), ("no", None), ([], None)]
)
def test_booleans(given: object, read: bool | None) -> None:
    assert SensorValue.from_json({"isInJob": given}).is_in_job is read


@pytest.mark.parametrize(("given", "read"), [("", ""), (12, "12"), (6.1, "6.1"), (True, None), ({}, None), ([], None)])
def test_texts(given: object, read: str | None) -> None:
    assert SensorDescription.from_json({"unit": given}).unit == read


def test_enumerations_are_open() -> None:
    message = UserMessage.from_json({"severity": "Catastrophe"})
    assert message.severity == "Catastrophe"
    assert message.severity is not None
    assert not message.severity.is_known
    assert isinstance(message.severity, Severity)
    assert message.severity in {"Catastrophe"}
    assert {str(message.severity): 1}[message.severity] == 1
    assert repr(message) == "UserMessage(severity=Catastrophe)"
    for copied in (pickle.loads(pickle.dumps(message)), copy.deepcopy(message)):
        assert copied == message
        assert isinstance(copied.severity, Severity)
    assert list(Severity) == ["All", "Info", "Warning", "Error", "FatalError"], "the unknown one left no trace"
    match message.severity:
        case Severity.ERROR:
            pytest.fail("an unknown value is not a known one")
        case str():
            pass


def test_enumerations_do_not_mind_letter_case_and_know_their_own() -> None:
    assert Severity("fatalerror") is Severity.FATAL_ERROR
    assert Severity("ERROR").is_known
    assert not MachineType("unheard of").is_known
    assert MachineType("unknown") is MachineType.UNKNOWN
    with pytest.raises(ValueError, match="3 is not a valid"):
        Severity(3)  # type: ignore[arg-type]  # the point


def test_error_in_the_other_interfaces_is_failed_here() -> None:
    assert JobResult("Error") is JobResult("failed") is JobResult.FAILED
    assert Job.from_json({"id": "a", "result": "Error"}).result == "Failed"


def test_an_empty_enumeration_value_is_absent() -> None:
    assert Job.from_json({"id": "a", "result": ""}).result is None


def test_unknown_fields_are_kept_in_raw_and_do_not_take_part_in_comparisons() -> None:
    raw = JOB | {"firmwareInvention": {"a": [1]}}
    job = Job.from_json(raw)
    assert job.raw == raw
    assert job == Job.from_json(JOB)
    assert hash(job) == hash(Job.from_json(JOB))
    assert "firmwareInvention" not in repr(job)


def identity(kind: type[Row]) -> dict[str, str]:
    return {json_name(field): "1" for field in attrs.fields(kind) if field.default is attrs.NOTHING}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_models_pickle_compare_and_cannot_be_changed(kind: type[Row]) -> None:
    first = attrs.fields(kind)[-1]
    data = identity(kind) | {json_name(first): "1"}
    model = read_one(kind, data)
    for copied in (pickle.loads(pickle.dumps(model)), copy.deepcopy(model)):
        assert copied == model
        assert getattr(copied, "raw", None) == getattr(model, "raw", None)
    assert model == read_one(kind, data)
    assert not hasattr(model, "__dict__"), "slots"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(model, first.name, None)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_null_may_stand_anywhere_but_in_the_identity(kind: type[Row]) -> None:
    nulls = {json_name(field): None for field in attrs.fields(kind)}
    required = [field for field in attrs.fields(kind) if field.default is attrs.NOTHING]
    if required:
        with pytest.raises(UnexpectedResponseError, match=json_name(required[0])):
            read_one(kind, nulls)
    model = read_one(kind, nulls | identity(kind))
    for field in attrs.fields(kind):
        if field not in required and field.name != "raw":
            assert getattr(model, field.name) in (None, ())


@pytest.mark.parametrize("wrong", [None, [], [JOB], "text", 3, True, {}])
def test_another_shape_is_refused_without_repeating_its_content(wrong: object) -> None:
    with pytest.raises(UnexpectedResponseError, match="Job"):
        read_one(Job, wrong)


def test_a_list_is_a_list_of_objects() -> None:
    assert [job.id for job in read_list(Job, [JOB, None, {"id": 7}])] == [JOB["id"], "7"]
    assert read_list(Job, []) == []
    for wrong in (None, JOB, "canary", [["canary"]], [JOB, {"noId": "canary"}]):
        with pytest.raises(UnexpectedResponseError) as refusal:
            read_list(Job, wrong)
        assert "canary" not in str(refusal.value)


def test_reprs_are_short() -> None:
    assert repr(SensorValue(value=1.5)) == "SensorValue(value=1.5)"
    assert len(repr(JobDetail.from_json(JOB))) < 300
    assert str(Job.from_json(JOB)).startswith("Job(id='SI1716-20261102081500', started_at=2026-11-02 08:15:00.123456Z")


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["NaN", "1e999", "0001-01-01T00:00:00", "2026-11-02T08:15:00Z", "9" * 5000, "Failed"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def objects(draw: st.DrawFn, kind: type[Row]) -> dict[str, Any]:
    names = [json_name(field) for field in attrs.fields(kind)]
    return draw(st.dictionaries(st.sampled_from(names), json_values, max_size=len(names)))


@given(st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), objects(kind) | json_values)))
def test_no_json_raises_anything_but_unexpected_response(case: tuple[type[Row], Any]) -> None:
    kind, data = case
    try:
        model = read_one(kind, data)
    except UnexpectedResponseError:
        return
    assert repr(model).startswith(kind.__name__)
    for field in attrs.fields(kind):
        value = getattr(model, field.name)
        assert not isinstance(value, datetime) or value.tzinfo is UTC
        assert not isinstance(value, list)
        assert not isinstance(value, Enum) or isinstance(value, str)
