"""From what is remembered and what one look has shown to the events in between. No I/O, no clock.

The same look after the same memory gives the same events with the same ids. A look that shows nothing new gives none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from eosconnect.models import MachineState
from eosconnect.watching.events import Event
from eosconnect.watching.job_tales import first_sight, tale
from eosconnect.watching.memory import Memory
from eosconnect.watching.observation import Observation
from eosconnect.watching.readings import (
    advanced,
    read_on,
    readable_messages,
    readable_states,
    tell_changes,
    tell_messages,
)
from eosconnect.watching.standing import standings

__all__ = ["reduce"]


def reduce(memory: Memory | None, seen: Observation) -> tuple[Memory, tuple[Event, ...]]:
    """What a look has brought.

    Args:
        memory: from the look before; ``None`` at the first, which tells only which job is running.
        seen: the look.

    Returns:
        What to remember, and the events in the order of time; whatever the times say, the layers of a job lie between
        its start and its end.
    """
    before = memory or Memory()
    tales = [tale(entry, seen) if memory else first_sight(entry, seen) for entry in standings(memory, seen)]
    jobs = {**before.jobs, **{told.known.job.id: told.known for told in tales}}
    messages, raised = read_on(
        before.messages,
        readable_messages(seen),
        listed=[message.raised_at for message in seen.messages or ()],
        asked_after=seen.messages_after,
        at=seen.at,
        language=seen.language,
    )
    states, entered = read_on(
        before.states,
        readable_states(seen),
        listed=[state.timestamp for state in seen.states or ()],
        asked_after=seen.states_after,
        at=seen.at,
    )
    last = before.state if before.states else newest(seen.states)
    state, changes = tell_changes(last, entered, seen, jobs)
    told = [entry for tale in tales for entry in tale.told]
    told += [*changes, *tell_messages(raised, seen, jobs)]
    told.sort(key=lambda entry: (entry.time, entry.place))
    latest = advanced(before.latest, times_in(seen), seen.at)
    after = Memory(
        latest=latest,
        jobs_read_to=advanced(before.jobs_read_to, (job.started_at for job in seen.jobs), seen.at) or latest,
        jobs_past=before.jobs_past,
        jobs=jobs,
        messages=messages,
        states=states,
        state=state,
    )
    return without_past(after, seen), tuple(entry.event for entry in told)


def newest(states: Iterable[MachineState] | None) -> MachineState | None:
    dated = [(state.timestamp, state) for state in states or () if state.timestamp]
    return max(dated, key=lambda pair: pair[0])[1] if dated else None


def times_in(seen: Observation) -> Iterator[datetime | None]:
    """Every time of the machine's own clock."""
    for job in seen.jobs:
        yield job.started_at
        yield job.ended_at
    for message in seen.messages or ():
        yield message.raised_at
    for state in seen.states or ():
        yield state.timestamp


def without_past(memory: Memory, seen: Observation) -> Memory:
    """Forget the ended jobs that the next look will not show. The bound only rises, so that none becomes new again."""
    past = max((bound for bound in (memory.jobs_past, memory.jobs_after) if bound is not None), default=None)
    shown = {job.id for job in seen.jobs}
    jobs = {
        id: known
        for id, known in memory.jobs.items()
        if known.is_open or id in shown or (past and known.job.started_at and known.job.started_at >= past)
    }
    return attrs.evolve(memory, jobs=jobs, jobs_past=past)
