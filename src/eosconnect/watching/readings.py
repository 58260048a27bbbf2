"""Lists that grow: which of their entries are new. The user messages and the states of the machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

import attrs

from eosconnect.models import Job, MachineState, UserMessage
from eosconnect.watching.events import StateChanged, UserMessageRaised
from eosconnect.watching.memory import KnownJob, Reading
from eosconnect.watching.observation import Observation
from eosconnect.watching.telling import Place, Told, digest, event_id

__all__ = ["advanced", "read_on", "readable_messages", "readable_states", "tell_changes", "tell_messages"]

T = TypeVar("T")

Entries = Mapping[str, tuple[datetime, T]]
"""Entries with their times, by a key that tells them apart."""


def read_on(
    reading: Reading | None,
    entries: Entries[T] | None,
    *,
    listed: Iterable[datetime | None],
    asked_after: datetime | None,
    at: datetime,
    language: str | None = None,
) -> tuple[Reading | None, list[tuple[str, T]]]:
    """Which entries of a list are new, with their keys and in the order of time.

    Args:
        reading: what is remembered of the list. If that is nothing, all entries are old.
        entries: what the machine showed; ``None`` if the list is not followed.
        listed: the times in the list itself. Other entries were learned of later in the same look, and however long
            that took: of what came before them the list may have shown nothing yet.
        asked_after: from when on it was read.
        at: this computer's time.
        language: of the texts in it.
    """
    if entries is None:
        return None, []
    before = reading or Reading(since=asked_after, read_to=None, seen={}, language=language)
    seen = {**before.seen, **{key: time for key, (time, _) in entries.items()}}
    after = attrs.evolve(before, read_to=advanced(before.read_to, listed, at), language=language)
    after = attrs.evolve(after, seen={key: time for key, time in seen.items() if not is_before(time, after.after)})
    if reading is None:
        return after, []
    # In another language all texts, and with them the keys, are other ones; what was read before is known all the same.
    known_to = reading.read_to if language != reading.language else None
    new = [
        (time, key, entry)
        for key, (time, entry) in entries.items()
        if key not in reading.seen and not is_before(time, reading.after) and (known_to is None or time > known_to)
    ]
    new.sort(key=lambda found: found[0])
    return after, [(key, entry) for _, key, entry in new]


def is_before(time: datetime, bound: datetime | None) -> bool:
    return bound is not None and time < bound


def advanced(before: datetime | None, times: Iterable[datetime | None], at: datetime) -> datetime | None:
    """The newest time, but not in this computer's future, for the machine's clock may be wrong; never back again."""
    newest = max((time for time in times if time is not None), default=None)
    if newest is None:
        return before
    return min(newest, at) if before is None else max(before, min(newest, at))


def readable_messages(seen: Observation) -> Entries[UserMessage] | None:
    """The messages of a look. Two that agree in everything, the instant included, are one."""
    if seen.messages is None:
        return None
    of_jobs = [message for story in seen.stories.values() for message in story.messages]
    return {
        # Not its height nor the service's information: they go when the job is deleted.
        digest(
            message.raw.get("timeRaised", message.raised_at),
            message.message_id,
            message.job_id,
            message.layer_index,
            message.severity,
            message.message,
        ): (message.raised_at, message)
        for message in [*of_jobs, *seen.messages]
        if message.raised_at
    }


def tell_messages(
    messages: Iterable[tuple[str, UserMessage]], seen: Observation, jobs: Mapping[str, KnownJob]
) -> list[Told]:
    told = []
    for key, message in messages:
        time = message.raised_at or seen.at
        known = jobs.get(message.job_id or "")
        event = UserMessageRaised(
            id=event_id(seen.identity, UserMessageRaised, key),
            machine=seen.machine,
            time=time,
            job=known.job if known else None,
            message=message,
        )
        told.append(Told(event, time, Place.MESSAGE))
    return told


def readable_states(seen: Observation) -> Entries[MachineState] | None:
    if seen.states is None:
        return None
    return {
        digest(state.raw.get("timestamp", state.timestamp), *aspects(state)): (state.timestamp, state)
        for state in seen.states
        if state.timestamp
    }


def aspects(state: MachineState) -> tuple[str | None, ...]:
    return state.machine_state, state.error, state.build_job, state.maintenance


def tell_changes(
    last: MachineState | None,
    entered: Iterable[tuple[str, MachineState]],
    seen: Observation,
    jobs: Mapping[str, KnownJob],
) -> tuple[MachineState | None, list[Told]]:
    """The state that was told last, and the changes. A state like the one before, with another comment, is none."""
    told = []
    for key, state in entered:
        if last is not None and aspects(state) == aspects(last):
            continue
        time = state.timestamp or seen.at
        event = StateChanged(
            id=event_id(seen.identity, StateChanged, key),
            machine=seen.machine,
            time=time,
            job=job_at(time, jobs),
            state=state,
            previous=last,
        )
        told.append(Told(event, time, Place.STATE))
        last = state
    return last, told


def job_at(time: datetime, jobs: Mapping[str, KnownJob]) -> Job | None:
    """The job that was running then."""
    then = [
        known.job
        for known in jobs.values()
        if known.job.started_at
        and known.job.started_at <= time
        and (time <= known.job.ended_at if known.job.ended_at else known.is_open)
    ]
    return max(then, key=lambda job: job.started_at or time, default=None)
