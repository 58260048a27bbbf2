"""What has happened on a simulated machine, and what an event says of it, as facts that can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from eosconnect.simulator import Simulator
from eosconnect.simulator.world.ticks import from_datetime, to_datetime
from eosconnect.watching import (
    ConnectionLost,
    ConnectionRestored,
    Event,
    JobDiscovered,
    LayerReached,
    StateChanged,
    UserMessageRaised,
)

__all__ = ["Fact", "fact_of", "facts", "in_order", "told_facts"]

Fact = tuple[datetime, str, Any]
"""When it happened, the kind of event, and what it is about."""

ENDINGS = {"Successful": "job_finished", "Failed": "job_failed", "UserCanceled": "job_cancelled"}


def facts(simulator: Simulator, since: datetime, *kinds: str) -> list[Fact]:
    """What has happened after ``since`` as the simulated world knows it, in the order of time."""
    world = simulator.world
    begin, now = from_datetime(since), from_datetime(simulator.clock())
    found: list[Fact] = []
    for job in world.jobs_until(now):
        found.append((to_datetime(job.start), "job_started", job.id))
        if job.end > begin:  # the others' layers are the bulk of the work, and none of them counts
            ends = (job.start + job.timeline.end).tolist()
            found += [(to_datetime(end), "layer_reached", (job.id, i)) for i, end in enumerate(ends, 1) if end <= now]
        if job.end <= now:
            found.append((to_datetime(job.end), ENDINGS[job.result(now)], job.id))
    found += [(to_datetime(change.at), "state_changed", change.machine) for change in world.states(now)]
    found += [
        (to_datetime(message.at), "user_message", message.wording.text("en", message.values))
        for message in world.messages(now)
    ]
    chosen = [fact for fact in found if fact[0] > since and (not kinds or fact[1] in kinds)]
    return sorted(chosen, key=lambda fact: fact[0])


def fact_of(event: Event) -> Fact:
    """The fact that an event tells."""
    match event:
        case UserMessageRaised(message=message):
            about: Any = message.message
        case StateChanged(state=state):
            about = state.machine_state
        case LayerReached(layer=layer):
            about = (event.job.id if event.job else None, layer.index)
        case _:
            about = event.job.id if event.job else None
    return (event.time, event.kind, about)


def told_facts(events: Iterable[Event]) -> list[Fact]:
    """Without what only the watcher knows."""
    watchers_own = ConnectionLost | ConnectionRestored | JobDiscovered
    return [fact_of(event) for event in events if not isinstance(event, watchers_own)]


def in_order(found: Iterable[Fact]) -> list[Fact]:
    """By time; what happened at the same instant in one order."""
    return sorted(found, key=lambda fact: (fact[0], fact[1], str(fact[2])))
