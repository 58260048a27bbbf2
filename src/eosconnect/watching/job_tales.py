"""What is told of one job: its start, its layers, its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import attrs

from eosconnect.models import Job, JobResult
from eosconnect.watching.events import (
    JobCancelled,
    JobDiscovered,
    JobEnded,
    JobFailed,
    JobFinished,
    JobStarted,
    LayerReached,
)
from eosconnect.watching.memory import KnownJob
from eosconnect.watching.observation import JobStory, Observation
from eosconnect.watching.standing import JobStanding, Standing
from eosconnect.watching.telling import Place, Told, event_id

__all__ = ["LOOKS_TO_SETTLE", "Tale", "first_sight", "tale"]

#: After so many looks in a row an end that the machine does not make clear is told as it stands.
LOOKS_TO_SETTLE: Final = 3

ENDINGS: Final[Mapping[str | None, type[JobEnded]]] = {
    JobResult.SUCCESSFUL: JobFinished,
    JobResult.FAILED: JobFailed,
    JobResult.USER_CANCELED: JobCancelled,
}


@attrs.frozen
class Tale:
    """What is told, and what is remembered then."""

    known: KnownJob
    told: tuple[Told, ...] = ()


def first_sight(entry: JobStanding, seen: Observation) -> Tale:
    """A job that was there when the watching began: told if it runs, with the layers from now on."""
    job = entry.job
    known = KnownJob(
        job=job,
        is_open=entry.standing is not Standing.ENDED,
        layer=job.layer_count if seen.layers_followed else None,
    )
    if not known.is_open:
        return Tale(known)
    event = JobDiscovered(
        id=event_id(seen.identity, JobDiscovered, job.id), machine=seen.machine, time=seen.at, job=job
    )
    return Tale(known, (Told(event, seen.at, Place.START),))


def tale(entry: JobStanding, seen: Observation) -> Tale:
    """A job that started under our eyes, or was open at the look before."""
    job, standing, known = entry.job, entry.standing, entry.known
    story = seen.stories.get(job.id, JobStory())
    told: list[Told] = []
    if known is None:
        known = KnownJob(job=job, is_open=True, layer=0)
        told.append(start_of(job, seen, story))
    layer, layers = new_layers(job, known.layer, seen, story, ended=standing is Standing.ENDED)
    told += layers
    settled = standing is Standing.RUNNING or (standing is Standing.ENDED and not story.incomplete)
    unsettled = 0 if settled else known.unsettled + 1
    if standing is Standing.RUNNING or 0 < unsettled < LOOKS_TO_SETTLE:
        return Tale(KnownJob(job=job, is_open=True, layer=layer, unsettled=unsettled), tuple(told))
    told.append(end_of(job, seen, story, not_before=[entry.time for entry in told]))
    return Tale(KnownJob(job=job, is_open=False, layer=layer), tuple(told))


def start_of(job: Job, seen: Observation, story: JobStory) -> Told:
    time = job.started_at or seen.at
    event = JobStarted(id=event_id(seen.identity, JobStarted, job.id), machine=seen.machine, time=time, job=job)
    layers = [layer.ended_at for layer in story.layers or () if layer.ended_at]
    return Told(event, min([time, *layers]), Place.START)


def new_layers(
    job: Job, last: int | None, seen: Observation, story: JobStory, *, ended: bool
) -> tuple[int | None, list[Told]]:
    """The layer told last, and those beyond the one before it. An unfinished one counts when the job ended with it."""
    if not seen.layers_followed:
        return None, []
    if last is None:
        return job.layer_count, []  # from now on
    told: list[Told] = []
    latest: datetime | None = None
    for layer in sorted(story.layers or (), key=lambda layer: layer.index):
        if layer.index <= last or not (layer.ended_at or ended):
            continue
        last = layer.index
        time = layer.ended_at or job.ended_at or layer.started_at or seen.at
        event = LayerReached(
            id=event_id(seen.identity, LayerReached, job.id, last),
            machine=seen.machine,
            time=time,
            job=job,
            layer=layer,
        )
        latest = max(time, latest or time)  # in the order of the layers, whatever the times say
        told.append(Told(event, latest, Place.LAYER))
    return last, told


def end_of(job: Job, seen: Observation, story: JobStory, *, not_before: list[datetime]) -> Told:
    kind = ENDINGS.get(job.result, JobEnded)
    time = job.ended_at or seen.at
    event = kind(
        id=event_id(seen.identity, JobEnded, job.id),  # a job ends once, however it ends
        machine=seen.machine,
        time=time,
        job=job,
        messages=tuple(sorted(story.messages, key=lambda message: message.raised_at or time)),
    )
    return Told(event, max([time, *not_before]), Place.END)
