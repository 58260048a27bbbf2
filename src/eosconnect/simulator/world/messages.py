"""The messages that the machine has shown: what it told the operator, during a job and between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import attrs
import numpy as np

from eosconnect.simulator.world.atmosphere import FLOODING
from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.ticks import MILLISECOND, MINUTE, SECOND
from eosconnect.simulator.world.wording import WORDING, Wording

__all__ = ["Message", "messages"]

_DOOR_OPENED = 1500 * SECOND
_DISK_LOW = 350.0


@attrs.frozen(eq=False, kw_only=True)
class Message:
    """One message.

    Attributes:
        at: ticks since 1970.
        job: during which it was raised, or ``None``.
        layer: index of the layer that was being built, or ``None``.
    """

    at: int
    job: Job | None
    layer: int | None
    wording: Wording
    values: Mapping[str, str | float]


def messages(jobs: Iterable[Job]) -> Iterator[Message]:
    """All messages in the order of time, from the idle time before the first job to the end of the last one."""
    first = True
    for job in jobs:
        yield from sorted(_between(job, first=first), key=_time)
        yield from _told_during(job)
        first = False


def _time(message: Message) -> int:
    return message.at


@lru_cache(maxsize=256)
def _told_during(job: Job) -> tuple[Message, ...]:
    return tuple(sorted(_during(job), key=_time))


def _between(job: Job, *, first: bool) -> Iterator[Message]:
    """What happens before a job; the door is opened some time after the end of the one before."""

    def message(at: int, name: str, **values: str | float) -> Message:
        return Message(at=at, job=None, layer=None, wording=WORDING[name], values=values)

    idle = job.idle
    if not first:
        yield message(idle.begin + _DOOR_OPENED, "door opened")
    if idle.maintenance is not None:
        begin, end = idle.maintenance
        yield message(begin, "maintenance begun")
        if idle.filter_changed:
            yield message(end - MINUTE, "filter changed")
        yield message(end, "maintenance done")
    if job.wear.disk_free < _DISK_LOW:
        yield message(idle.setup + 20 * SECOND, "disk filling", free=round(job.wear.disk_free))
    yield message(job.start - 90 * SECOND, "door closed")


def _during(job: Job) -> Iterator[Message]:
    design, timeline = job.design, job.timeline
    begin = int(timeline.begin[0])

    def message(at: float, name: str, **values: str | float) -> Message:
        ticks = int(at) // MILLISECOND * MILLISECOND
        building = begin <= ticks < timeline.end[-1]
        layer = int(np.searchsorted(timeline.begin, ticks, side="right")) if building else None
        return Message(at=job.start + ticks, job=job, layer=layer, wording=WORDING[name], values=values)

    yield message(0, "job started", task=design.task)
    if design.material.gas is not None:
        yield message(FLOODING * SECOND, "flooding", gas=design.material.gas)
    if design.profile.metal:
        yield message(0.85 * begin, "oxygen reached", limit=_oxygen_limits(job)[0])
        target = design.material.platform
    else:
        target = design.material.chamber
    yield message(0.9 * begin, "temperature reached", target=target)
    yield message(begin + MILLISECOND, "building", layers=design.layers)
    starts, ends = timeline.operations["Interrupt"]
    for pause in design.pauses:
        at, until = int(starts[pause.layer - 1]), int(ends[pause.layer - 1])
        by_user = pause.reason == "user"
        yield message(at + MILLISECOND, "paused" if by_user else "filter cleaning", user=design.starter)
        yield message(until - MILLISECOND, "resumed" if by_user else "filter cleaned")
    if timeline.stop is None:
        yield message(timeline.duration - MILLISECOND, "job finished", task=design.task)
    else:
        yield from (message(at, name, **values) for at, name, values in _ending(job))


def _ending(job: Job) -> Iterator[tuple[float, str, dict[str, str | float]]]:
    mishap, timeline = job.design.mishap, job.timeline
    if mishap is None or timeline.stop is None:
        return
    warn, stop = _limits(job)
    values: dict[str, str | float] = {
        "task": job.design.task,
        "user": job.design.starter,
        "target": job.design.material.chamber,
    }
    if mishap.kind.warning is not None:
        noticed = timeline.stop - 0.5 * mishap.onset * SECOND
        yield max(noticed, float(timeline.begin[0]) + MINUTE), mishap.kind.warning, {**values, "limit": warn}
    yield timeline.stop, mishap.kind.error, {**values, "limit": stop}
    if mishap.kind.result == "Failed":
        layers: dict[str, str | float] = {"layer": mishap.layer, "layers": job.design.layers}
        yield int(timeline.end[-1]) - MILLISECOND, "job failed", values | layers


def _oxygen_limits(job: Job) -> tuple[float, float]:
    level = job.design.material.oxygen
    return (round(level + 0.25, 1), round(level + 1.2, 1)) if job.design.profile.metal else (round(level + 0.6), 5.0)


def _limits(job: Job) -> tuple[float, float]:
    """The limits that the warning and the error of the job's mishap are about."""
    name = job.design.mishap.kind.name if job.design.mishap else ""
    if name == "oxygen leak":
        return _oxygen_limits(job)
    if name == "laser too hot":
        return 27.0, 35.0
    return 0.0, job.design.material.chamber - 9.0
