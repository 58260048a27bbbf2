"""What the documents leave open and machines may do all the same: no event is lost, repeated or wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest

from eosconnect.models import Job, JobDetail, Layer, MachineState, UserMessage
from eosconnect.watching import (
    Event,
    JobCancelled,
    JobDiscovered,
    JobEnded,
    JobFailed,
    JobFinished,
    JobStarted,
    LayerReached,
    StateChanged,
    UserMessageRaised,
)
from eosconnect.watching.memory import Memory
from eosconnect.watching.observation import JobStory, Observation
from eosconnect.watching.questions import questions, windows
from eosconnect.watching.reducer import reduce

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)


def clock(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


def text(hours: float | None) -> str | None:
    return None if hours is None else clock(hours).isoformat()


def job(
    id: str = "A", *, start: float | None = 0, end: float | None = None, result: str | None = None, **more: Any
) -> Job:
    result = result or ("Pending" if end is None else "Successful")
    return Job.from_json({"id": id, "timeStarted": text(start), "timeEnded": text(end), "result": result, **more})


def details(given: Job) -> JobDetail:
    return JobDetail.from_json({**given.raw, "isRunning": False})


def message(hours: float, words: str = "Oxygen too high", **more: Any) -> UserMessage:
    return UserMessage.from_json({"timeRaised": text(hours), "message": words, "severity": "Error", **more})


def state(hours: float, value: str, comment: str = "") -> MachineState:
    return MachineState.from_json({"timestamp": text(hours), "machineState": value, "comment": comment})


def layer(index: int, end: float | None) -> Layer:
    return Layer.from_json({"index": index, "timeStarted": text(0), "timeEnded": text(end)})


@attrs.define
class Watched:
    """A machine that is looked at again and again, told in hours."""

    memory: Memory | None = None

    def look(self, hours: float = 0, *jobs: Job, running: str | None = None, **seen: Any) -> list[Event]:
        self.memory, events = reduce(self.memory, self.seen(hours, *jobs, running=running, **seen))
        return list(events)

    def seen(self, hours: float, *jobs: Job, running: str | None = None, **seen: Any) -> Observation:
        asked = windows(self.memory, clock(hours))
        return Observation(
            machine="si1716",
            identity="SI1716",
            at=clock(hours),
            jobs=jobs,
            running=running,
            messages=tuple(seen.pop("messages", ())),
            messages_after=asked.messages_after,
            states=tuple(seen.pop("states", ())),
            states_after=asked.states_after,
            **seen,
        )


@pytest.fixture
def watched() -> Watched:
    """A machine that was idle at the first look, after a job of yesterday."""
    watched = Watched()
    assert watched.look(0, job("before", start=-20, end=-10), messages=[message(-9)], states=[state(-9, "NoJob")]) == []
    return watched


def kinds(events: list[Event]) -> list[tuple[type[Event], str | None]]:
    return [(type(event), event.job.id if event.job else None) for event in events]


# Jobs


def test_an_end_outweighs_the_older_claim_that_the_job_runs(watched: Watched) -> None:
    watched.look(1, job(start=0.5), running="A")
    events = watched.look(2, details(job(start=0.5)), job(start=0.5, end=1.5), running="A")
    assert kinds(events) == [(JobFinished, "A")]


@pytest.mark.parametrize(
    ("result", "kind"),
    [
        ("Successful", JobFinished),
        ("Failed", JobFailed),
        ("Error", JobFailed),
        ("UserCanceled", JobCancelled),
        ("Evaporated", JobEnded),
    ],
)
def test_the_result_decides_what_the_end_is(watched: Watched, result: str, kind: type[Event]) -> None:
    assert kinds(watched.look(2, job(start=0.5, end=1, result=result))) == [(JobStarted, "A"), (kind, "A")]


def test_an_end_without_a_result_is_waited_for_and_told_at_the_third_look(watched: Watched) -> None:
    watched.look(1, job(start=0.5), running="A")
    unsettled = job(start=0.5, end=1.5, result="Pending")
    assert watched.look(2, unsettled) == watched.look(2.1, unsettled) == []
    assert kinds(watched.look(2.2, unsettled)) == [(JobEnded, "A")]
    assert watched.look(2.3, job(start=0.5, end=1.5, result="Failed")) == []


def test_a_result_that_comes_late_is_told_as_it_is(watched: Watched) -> None:
    watched.look(1, job(start=0.5), running="A")
    assert watched.look(2, job(start=0.5, end=1.5, result="Pending")) == []
    assert kinds(watched.look(3, job(start=0.5, end=1.5, result="Failed"))) == [(JobFailed, "A")]


def test_a_running_job_that_was_deleted_meanwhile_has_ended(watched: Watched) -> None:
    watched.look(1, job(start=0.5), running="A")
    assert watched.look(2) == watched.look(2.1) == []
    assert kinds(watched.look(2.2)) == [(JobEnded, "A")]


def test_a_job_that_was_missing_from_one_answer_goes_on(watched: Watched) -> None:
    watched.look(1, job(start=0.5), running="A")
    assert watched.look(2) == watched.look(2.1) == watched.look(2.2, job(start=0.5), running="A") == []
    assert watched.look(2.3) == watched.look(2.4) == []
    assert kinds(watched.look(2.5, job(start=0.5, end=2.4))) == [(JobFinished, "A")]


def test_a_job_that_a_power_cut_left_pending_has_ended_when_another_runs(watched: Watched) -> None:
    watched.look(1, job(start=0.5), running="A")
    assert watched.look(2, job(start=0.5)) == []
    both = (job("B", start=2.5), job(start=0.5))
    assert kinds(watched.look(3, *both, running="B")) == [(JobStarted, "B")]
    assert watched.look(3.1, *both, running="B") == []
    assert kinds(watched.look(3.2, *both, running="B")) == [(JobEnded, "A")]


def test_deleting_the_last_job_does_not_tell_the_one_before_it(watched: Watched) -> None:
    for day in range(1, 4):
        watched.look(24 * day, job(f"{day}", start=24 * day - 5, end=24 * day - 1))
    assert watched.look(73, details(job("1", start=19, end=23))) == []


def test_a_job_whose_clock_was_set_back_is_told_and_past_jobs_are_not_told_again(watched: Watched) -> None:
    for day in range(1, 4):
        watched.look(24 * day, job(f"{day}", start=24 * day - 5, end=24 * day - 1))
    past = [job(f"{day}", start=24 * day - 5, end=24 * day - 1) for day in range(1, 4)]
    assert kinds(watched.look(80, job("new", start=10), *past, running="new")) == [(JobStarted, "new")]
    assert kinds(watched.look(81, job("new", start=10, end=11), *past)) == [(JobFinished, "new")]


def test_this_computers_clock_set_back_repeats_nothing(watched: Watched) -> None:
    ended = [job(f"{day}", start=24 * day - 5, end=24 * day - 1) for day in range(1, 4)]
    raised = [message(24 * day - 2, f"message {day}") for day in range(1, 4)]
    for day in range(1, 4):
        assert len(watched.look(24 * day, ended[day - 1], messages=[raised[day - 1]])) == 3
    assert watched.look(-1000, messages=raised[2:]) == []
    assert watched.look(73, *ended, messages=raised) == []


def test_what_cannot_be_read_about_an_end_is_waited_for_but_not_for_ever(watched: Watched) -> None:
    watched.look(1, job(start=0.5), running="A")
    ended, broken = job(start=0.5, end=1.5), {"A": JobStory(incomplete=True)}
    assert watched.look(2, ended, stories=broken) == []
    *_, event = watched.look(2.1, ended, stories={"A": JobStory(messages=(message(1),))})
    assert isinstance(event, JobFinished)
    assert len(event.messages) == 1

    watched.look(3, job("B", start=2.5), running="B")
    ended, broken = job("B", start=2.5, end=3.5), {"B": JobStory(incomplete=True)}
    assert watched.look(4, ended, stories=broken) == watched.look(4.1, ended, stories=broken) == []
    assert kinds(watched.look(4.2, ended, stories=broken)) == [(JobFinished, "B")]


def test_a_machine_that_never_built_anything_tells_its_first_job() -> None:
    watched = Watched()
    assert watched.look(0) == []
    assert kinds(watched.look(1, job(start=0.5, end=0.9))) == [(JobStarted, "A"), (JobFinished, "A")]


# Layers


def test_the_layer_at_which_a_job_broke_off_is_told_before_its_end(watched: Watched) -> None:
    watched.look(1, job(start=0.5), running="A", stories={"A": JobStory(layers=(layer(1, 0.8), layer(2, None)))})
    story = JobStory(layers=(layer(2, None),))
    events = watched.look(2, job(start=0.5, end=1.5, result="Failed"), stories={"A": story})
    assert kinds(events) == [(LayerReached, "A"), (JobFailed, "A")]


def test_layers_that_are_followed_again_are_not_made_up_for(watched: Watched) -> None:
    watched.look(1, job(start=0.5, layerCount=3), running="A", layers_followed=False)
    seen = watched.seen(2, job(start=0.5, layerCount=40), running="A")
    assert [asked.layers_after for _, asked in questions(watched.memory, seen)] == []
    assert watched.look(2, job(start=0.5, layerCount=40), running="A") == []
    story = JobStory(layers=(layer(41, 2.5),))
    (event,) = watched.look(3, job(start=0.5, layerCount=41), running="A", stories={"A": story})
    assert isinstance(event, LayerReached)
    assert event.layer.index == 41


# Messages and states


def test_a_message_from_the_future_hides_none_that_comes_after_it(watched: Watched) -> None:
    wrong = message(24 * 365, "the machine's clock was wrong")
    assert len(watched.look(1, messages=[wrong])) == 1
    (event,) = watched.look(5, messages=[wrong, message(4.5)])
    assert isinstance(event, UserMessageRaised)
    assert event.message == message(4.5)
    assert watched.memory.messages.after > clock(3)  # and the window goes on


def test_messages_that_agree_in_everything_are_one(watched: Watched) -> None:
    assert len(watched.look(1, messages=[message(0.5), message(0.5)])) == 1
    assert len(watched.look(2, messages=[message(0.5), message(0.5, "another"), message(0.6)])) == 2


def test_a_message_stays_the_same_when_its_job_is_deleted(watched: Watched) -> None:
    assert len(watched.look(1, messages=[message(0.5, jobId="A", layerHeight=1.2, additionalInfo="x")])) == 1
    assert watched.look(1.1, messages=[message(0.5, jobId="A", layerHeight=None)]) == []


def test_another_language_repeats_no_message(watched: Watched) -> None:
    watched.look(1, messages=[message(0.5, "Oxygen too high")], language="en")
    assert watched.look(1.1, messages=[message(0.5, "Sauerstoff zu hoch")], language="de") == []
    assert len(watched.look(1.2, messages=[message(0.5, "Sauerstoff zu hoch"), message(1.15)], language="de")) == 1


def test_messages_that_are_followed_again_are_not_made_up_for(watched: Watched) -> None:
    silent = attrs.evolve(watched.seen(1), messages=None)
    watched.memory, _ = reduce(watched.memory, silent)
    assert watched.look(2, messages=[message(0.5)]) == []
    assert len(watched.look(3, messages=[message(0.5), message(2.5)])) == 1


def test_a_state_with_another_comment_is_no_change(watched: Watched) -> None:
    (event,) = watched.look(1, states=[state(-9, "NoJob"), state(0.5, "Setup")])
    assert isinstance(event, StateChanged)
    assert (event.previous.machine_state, event.state.machine_state) == ("NoJob", "Setup")
    assert watched.look(2, states=[state(0.5, "Setup"), state(1.5, "Setup", "a new filter")]) == []


# The first look


def test_at_the_first_look_only_the_running_job_is_told() -> None:
    watched = Watched()
    jobs = (job("B", start=-1, layerCount=5), job(start=-9, end=-2))
    events = watched.look(0, *jobs, running="B", messages=[message(-0.5)], states=[state(-1, "Running")])
    assert kinds(events) == [(JobDiscovered, "B")]
    assert watched.look(0.1, *jobs, running="B", messages=[message(-0.5)], states=[state(-1, "Running")]) == []


def test_the_same_look_twice_gives_the_same_ids(watched: Watched) -> None:
    memory = watched.memory
    ended = job(start=0.5, end=1.5)
    (_, once), (_, again) = reduce(memory, watched.seen(2, ended)), reduce(memory, watched.seen(2, ended))
    assert [event.id for event in once] == [event.id for event in again]
    assert len(once) == 2
