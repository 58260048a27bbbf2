"""Events are values: typed, unchangeable, comparable, and the same again from pickle and JSON."""

from __future__ import annotations

import json
import pickle

import attrs
import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.models import Job
from eosconnect.watching import (
    EVENT_TYPES,
    ConnectionLost,
    Event,
    JobEnded,
    JobFailed,
    LayerReached,
    UserMessageRaised,
    event_from_json,
    event_to_json,
)
from eosconnect.watching.selection import Selection
from tests.watching.events import AT, MESSAGE, every_kind, failed

BY_KIND = pytest.mark.parametrize("event", every_kind(), ids=lambda event: event.kind)


def test_there_is_an_example_of_every_kind() -> None:
    assert {type(event) for event in every_kind()} == set(EVENT_TYPES)
    assert len({kind.kind for kind in EVENT_TYPES}) == len(EVENT_TYPES)


@BY_KIND
def test_an_event_comes_back_from_json_with_the_fields_this_sdk_does_not_know(event: Event) -> None:
    again = event_from_json(json.loads(json.dumps(event_to_json(event))))
    assert again == event
    assert type(again.job) is type(event.job)
    if event.job:
        assert again.job.raw == event.job.raw


@BY_KIND
def test_an_event_comes_back_from_pickle(event: Event) -> None:
    assert pickle.loads(pickle.dumps(event)) == event


@BY_KIND
def test_an_event_cannot_be_changed(event: Event) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        event.machine = "another"


def test_models_that_were_made_by_hand_are_written_too() -> None:
    job = Job(id="A", task="bracket", started_at=AT, result="Failed")
    event = JobFailed(id="1", machine="si1716", time=AT, job=job)
    assert event_to_json(event)["job"] == {
        "id": "A",
        "timeStarted": AT.isoformat(),
        "task": "bracket",
        "result": "Failed",
    }
    assert event_from_json(event_to_json(event)).job.started_at == AT


def test_what_an_event_says_in_a_few_words() -> None:
    assert [event.headline for event in every_kind()] == [
        "job Bügel_Ti64 is running at layer 312 of 1200",
        "job Bügel_Ti64 started",
        "layer 311 of 1200 of job Bügel_Ti64",
        "state PausedByMachine, Facility",
        "Error: Oxygen too high: 1.2 %",
        "job Bügel_Ti64 ended at layer 312 of 1200",
        "job Bügel_Ti64 finished at layer 312 of 1200",
        "job Bügel_Ti64 failed at layer 312 of 1200",
        "job Bügel_Ti64 was cancelled at layer 312 of 1200",
        "connection lost: no answer",
        "connection restored, lost since 2026-11-02 09:30:00Z",
    ]
    assert str(failed()) == "2026-11-02 09:30:00Z si1716: job Bügel_Ti64 failed at layer 312 of 1200"


@pytest.mark.parametrize(
    ("types", "chosen"),
    [
        (None, set(EVENT_TYPES)),
        ("all", set(EVENT_TYPES)),
        ("failed", {JobFailed}),
        (" Failed, LAYERS ", {JobFailed, LayerReached}),
        ("job_failed", {JobFailed}),
        ("JobFailed", {JobFailed}),
        (JobFailed, {JobFailed}),
        ("ended", {kind for kind in EVENT_TYPES if issubclass(kind, JobEnded)}),
        ([JobFailed, "messages"], {JobFailed, UserMessageRaised}),
        (Event, set(EVENT_TYPES)),
    ],
)
def test_types_of_events_as_people_say_them(types: object, chosen: set[type[Event]]) -> None:
    selection = Selection.of(types)
    assert {type(event) for event in every_kind() if selection.wants(event)} == chosen


@pytest.mark.parametrize(
    ("types", "hint"), [("faild", "'failed'"), ([], "classes"), (int, "classes"), (7, "classes"), ("", "classes")]
)
def test_what_is_no_type_of_event_is_refused_with_the_known_ones(types: object, hint: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        Selection.of(types)
    assert hint in refused.value.hint


@pytest.mark.parametrize(
    ("severity", "told"),
    [
        (None, {"Info", "Warning", "Error", "FatalError", "Strange", None}),
        ("all", {"Info", "Warning", "Error", "FatalError", "Strange", None}),
        ("error", {"Error", "FatalError", "Strange", None}),
    ],
)
def test_severities(severity: str | None, told: set[str | None]) -> None:
    selection = Selection.of(None, severity)
    raised = [
        UserMessageRaised(id="1", machine="si1716", time=AT, message=type(MESSAGE)(severity=given))
        for given in (None, *map(type(MESSAGE.severity), ("Info", "Warning", "Error", "FatalError", "Strange")))
    ]
    assert {event.message.severity for event in raised if selection.wants(event)} == told
    assert selection.wants(ConnectionLost(id="1", machine="si1716", time=AT, error="no answer"))
    with pytest.raises(ConfigurationError, match="'loud' is not a severity"):
        Selection.of(None, "loud")
