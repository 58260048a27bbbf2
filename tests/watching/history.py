"""A machine's history as it really was, and what the machine would answer at each instant: the ground truth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeVar

import attrs
from hypothesis import strategies as st

from eosconnect.models import Job, JobDetail, Layer, MachineState, UserMessage
from eosconnect.watching.memory import Memory
from eosconnect.watching.observation import JobStory, Observation
from eosconnect.watching.questions import questions, windows
from eosconnect.watching.readings import advanced

BEGIN = datetime(2026, 11, 2, tzinfo=UTC)
HOUR = 3600

T = TypeVar("T")

Fact = tuple[str, Any]
"""What happened: the kind of event, and what tells it from others of the kind."""


def moment(seconds: int) -> datetime:
    return BEGIN + timedelta(seconds=seconds)


def text(seconds: int) -> str:
    return moment(seconds).isoformat()


@attrs.frozen(kw_only=True)
class PastJob:
    number: int
    start: int
    layers: tuple[int, ...]  # their ends
    end: int
    result: str

    @property
    def id(self) -> str:
        return f"job-{self.number}"

    def built(self, now: int) -> int:
        return sum(end <= now for end in self.layers)

    def told_at(self, now: int) -> dict[str, Any]:
        ended = now >= self.end
        return {
            "id": self.id,
            "timeStarted": text(self.start),
            "timeEnded": text(self.end) if ended else None,
            "result": self.result if ended else "Pending",
            "layerCount": self.built(now),
            "layerCountTarget": len(self.layers),
        }

    def head(self, now: int) -> Job:
        return Job.from_json(self.told_at(now))

    def details(self, now: int) -> JobDetail:
        return JobDetail.from_json({**self.told_at(now), "isRunning": now < self.end})

    def layers_at(self, now: int) -> Iterator[Layer]:
        for index, end in enumerate(self.layers, start=1):
            begin = self.layers[index - 2] if index > 1 else self.start
            if begin > now:
                return
            data = {"jobId": self.id, "index": index, "timeStarted": text(begin)}
            yield Layer.from_json({**data, "timeEnded": text(end) if end <= now else None})

    def facts(self) -> Iterator[tuple[int, Fact]]:
        kind = {"Successful": "job_finished", "Failed": "job_failed", "UserCanceled": "job_cancelled"}[self.result]
        yield self.start, ("job_started", self.id)
        yield from ((end, ("layer_reached", (self.id, index))) for index, end in enumerate(self.layers, start=1))
        yield self.end, (kind, self.id)


@attrs.frozen(kw_only=True)
class PastMessage:
    number: int
    at: int
    job: str | None
    visible: int

    def seen(self) -> UserMessage:
        return UserMessage.from_json(
            {"severity": "Info", "jobId": self.job, "timeRaised": text(self.at), "message": f"message {self.number}"}
        )


@attrs.frozen(kw_only=True)
class PastState:
    at: int
    value: str

    def seen(self) -> MachineState:
        return MachineState.from_json({"machineState": self.value, "timestamp": text(self.at)})


@attrs.frozen(kw_only=True)
class History:
    """Everything that happened; nothing is later than ``end``."""

    jobs: tuple[PastJob, ...]
    messages: tuple[PastMessage, ...]
    states: tuple[PastState, ...]
    end: int

    def job_at(self, now: int) -> PastJob | None:
        return next((job for job in self.jobs if job.start <= now < job.end), None)

    def of(self, id: str) -> PastJob:
        return next(job for job in self.jobs if job.id == id)

    def facts(self) -> list[tuple[int, Fact]]:
        found = [fact for job in self.jobs for fact in job.facts()]
        found += [(message.at, ("user_message", message.number)) for message in self.messages]
        found += [(state.at, ("state_changed", state.at)) for state in self.states]
        return sorted(found, key=lambda fact: fact[0])


@attrs.frozen(kw_only=True)
class Manners:
    """What the documents leave open, and what a machine may do therefore.

    Attributes:
        last: what ``/jobs/last`` answers.
        list_is_whole: whether the list of jobs holds the one that runs.
        newest_first: the order of the lists.
        clock: seconds that the watching computer's clock is ahead.
    """

    last: Literal["finished", "recent", "nothing"] = "finished"
    list_is_whole: bool = True
    newest_first: bool = True
    clock: int = 0


@attrs.frozen(kw_only=True)
class LookTimes:
    """When the parts of a look are answered: messages, states, jobs, and what is asked about single jobs."""

    messages: int
    states: int
    jobs: int
    stories: int

    @classmethod
    def at_once(cls, now: int) -> LookTimes:
        return cls(messages=now, states=now, jobs=now, stories=now)


def look(history: History, memory: Memory | None, times: LookTimes, manners: Manners) -> Observation:
    """What the watching would see, with the very questions that it would ask."""
    at = moment(times.messages + manners.clock)
    now = times.jobs
    running = history.job_at(now)
    current = [running.details(now)] if running else []
    last = last_job(history, now, manners)
    latest = advanced(None, [time for job in [*current, *last] for time in (job.started_at, job.ended_at)], at)
    asked = windows(memory, memory.latest if memory else latest)
    listed = [job.head(now) for job in history.jobs if job.start <= now and (manners.list_is_whole or now >= job.end)]
    messages = [message.seen() for message in history.messages if message.visible <= times.messages]
    states = [state.seen() for state in history.states if state.at <= times.states]
    since = [state for state in states if not before(state.timestamp, asked.states_after)]
    seen = Observation(
        machine="si1716",
        identity="SI1716",
        at=at,
        running=running.id if running else None,
        jobs=(
            *current,
            *last,
            *(job for job in ordered(listed, manners) if not before(job.started_at, asked.jobs_after)),
        ),
        messages=tuple(
            message for message in ordered(messages, manners) if not before(message.raised_at, asked.messages_after)
        ),
        messages_after=asked.messages_after,
        states=(*since, *(states[-1:] if memory is None else ())),
        states_after=asked.states_after,
    )
    stories = {}
    for id, wanted in questions(memory, seen):
        job, then = history.of(id), times.stories
        told = [message.seen() for message in history.messages if message.job == id and message.visible <= then]
        layers = [layer for layer in job.layers_at(then) if layer.index > (wanted.layers_after or 0)]
        stories[id] = JobStory(
            details=job.details(then) if wanted.end else None,
            messages=tuple(ordered(told, manners)) if wanted.end else (),
            layers=tuple(layers) if wanted.layers_after is not None else None,
        )
    return attrs.evolve(seen, stories=stories)


def last_job(history: History, now: int, manners: Manners) -> list[JobDetail]:
    known = [job for job in history.jobs if (job.end if manners.last == "finished" else job.start) <= now]
    return [known[-1].details(now)] if known and manners.last != "nothing" else []


def before(time: datetime | None, bound: datetime | None) -> bool:
    return bound is not None and time is not None and time < bound


def ordered(entries: Sequence[T], manners: Manners) -> list[T]:
    return list(reversed(entries)) if manners.newest_first else list(entries)


# Random histories

RESULTS = ("Successful", "Failed", "UserCanceled")
STATES = ("NoJob", "Setup", "Running", "PausedByMachine")


@st.composite
def histories(draw: st.DrawFn, *, latest_message: int = 0) -> History:
    """Up to five jobs one after the other, with messages and states during and between them.

    Args:
        latest_message: seconds that a message may show up after it was raised.
    """
    jobs: list[PastJob] = []
    now = 0
    for number in range(draw(st.integers(0, 5))):
        start = now + draw(st.integers(1, 30 * HOUR))
        layers = [start]
        for _ in range(draw(st.integers(0, 5))):
            layers.append(layers[-1] + draw(st.integers(1, 2 * HOUR)))
        now = layers[-1] + draw(st.integers(1, 2 * HOUR))
        result = draw(st.sampled_from(RESULTS))
        jobs.append(PastJob(number=number, start=start, layers=tuple(layers[1:]), end=now, result=result))
    end = now + 30 * HOUR
    history = History(jobs=tuple(jobs), messages=(), states=(), end=end)
    messages = []
    for number, at in enumerate(sorted(draw(st.lists(st.integers(0, end), max_size=15)))):
        job = history.job_at(at)
        visible = at + draw(st.integers(0, latest_message))
        messages.append(PastMessage(number=number, at=at, job=job.id if job else None, visible=visible))
    states: list[PastState] = []
    for at in sorted(draw(st.sets(st.integers(0, end), max_size=8))):
        value = draw(st.sampled_from([value for value in STATES if not states or value != states[-1].value]))
        states.append(PastState(at=at, value=value))
    return attrs.evolve(history, messages=tuple(messages), states=tuple(states))


def manners() -> st.SearchStrategy[Manners]:
    return st.builds(
        Manners,
        last=st.sampled_from(["finished", "recent", "nothing"]),
        list_is_whole=st.booleans(),
        newest_first=st.booleans(),
        clock=st.integers(-40 * 24 * HOUR, 40 * 24 * HOUR),
    )


@st.composite
def looks(draw: st.DrawFn, history: History, *, torn: bool = False) -> list[LookTimes]:
    """Looks at any times, close together or days apart as after an outage, the last one after everything.

    Args:
        torn: the answers of one look come up to some hours apart.
    """
    after_all = history.end + 2 * HOUR
    longest = 3 * HOUR if torn else 0
    found = []
    for now in [*sorted(draw(st.lists(st.integers(0, after_all), min_size=1, max_size=8))), after_all]:
        now = max(now, found[-1].stories) if found else now
        parts = sorted(now + draw(st.integers(0, longest)) for _ in range(3))
        found.append(LookTimes(messages=now, states=parts[0], jobs=parts[1], stories=parts[2]))
    return found
