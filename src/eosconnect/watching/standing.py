"""How the jobs stand that one look has shown. No single answer of the machine is relied on.

``/jobs/last`` is the last finished job in one document and the most recent one in another, the list of jobs may be
behind, and the answers of one look come one after the other. So all of them are put together, and an end outweighs
the claim that a job runs, which was only read earlier.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import IntEnum
from typing import Final

import attrs

from eosconnect.models import Job, JobDetail, JobResult
from eosconnect.watching.memory import KnownJob, Memory
from eosconnect.watching.observation import Observation

__all__ = ["JobStanding", "Standing", "standings"]


class Standing(IntEnum):
    """A later one outweighs an earlier one.

    ``UNSETTLED``: neither running nor clearly ended: an end without a result, a job that is nowhere any more, or one
    that is said to run while the machine builds another.
    """

    RUNNING = 0
    UNSETTLED = 1
    ENDED = 2


@attrs.frozen(kw_only=True)
class JobStanding:
    """One job that matters to the watching.

    Attributes:
        job: as it was told last and most fully.
        known: what is remembered of it, ``None`` for a new one.
    """

    job: Job
    standing: Standing
    known: KnownJob | None


def standings(memory: Memory | None, seen: Observation) -> list[JobStanding]:
    """The jobs of a look and the open ones that it did not show, in the order of their starts.

    Left out are jobs that are past: whose end has been told, and older ones that only come up again, such as the
    last but one after the last job was deleted.
    """
    remembered: Mapping[str, KnownJob] = memory.jobs if memory else {}
    told = dict.fromkeys([*(known.job.id for known in remembered.values() if known.is_open), *told_jobs(seen)])
    found = []
    for id in told:
        known = remembered.get(id)
        candidates = [job for job in seen.jobs if job.id == id]
        story = seen.stories.get(id)
        if story and story.details:
            candidates.append(story.details)
        job = best(candidates) if candidates else known.job if known else None
        if job is None or (known and not known.is_open):
            continue
        if known is None and memory and is_past(job, memory, seen):
            continue
        found.append(JobStanding(job=job, standing=standing_in(job, seen, shown=bool(candidates)), known=known))
    return sorted(found, key=lambda entry: entry.job.started_at or NEVER)


NEVER: Final = datetime.max.replace(tzinfo=UTC)


def told_jobs(seen: Observation) -> list[str]:
    return [job.id for job in seen.jobs]


def best(candidates: list[Job]) -> Job:
    """The one that knows most: the end outweighs all, then details, then what was read later."""
    best = candidates[0]
    for job in candidates[1:]:
        if (claim(job), isinstance(job, JobDetail)) >= (claim(best), isinstance(best, JobDetail)):
            best = job
    return best


def claim(job: Job) -> Standing:
    """What a job says of itself. A result that is not listed is a result."""
    if job.result not in (None, JobResult.PENDING):
        return Standing.ENDED
    return Standing.UNSETTLED if job.ended_at else Standing.RUNNING


def standing_in(job: Job, seen: Observation, *, shown: bool) -> Standing:
    standing = claim(job)
    if standing is Standing.RUNNING and seen.running != job.id and (not shown or seen.running is not None):
        return Standing.UNSETTLED
    return standing


def is_past(job: Job, memory: Memory, seen: Observation) -> bool:
    """Whether an unknown job lies before what is watched. The one that runs never does, whatever its clock says."""
    bound = memory.jobs_past
    if bound is None or (seen.running == job.id and claim(job) is Standing.RUNNING):
        return False
    return job.started_at is None or job.started_at < bound
