"""The part of a job that an export asks for, and the part that a dataset holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eosconnect.models.job import Job, JobDetail, JobResult
from eosconnect.timestamps import Window

__all__ = ["begins_late", "covers", "joined", "needed", "settled"]


def settled(job: Job) -> Mapping[str, Any]:
    """What does not change any more once a job has ended; empty while it runs.

    Example:
        >>> settled(Job.from_json({"id": "SI1716-1", "result": "Pending"}))
        {}
    """
    running = isinstance(job, JobDetail) and job.is_running
    if job.ended_at is None or running or job.result == JobResult.PENDING:
        return {}
    return {
        "started_at": job.started_at and job.started_at.isoformat(),
        "ended_at": job.ended_at.isoformat(),
        "result": job.result and str(job.result),
        "layer_count": job.layer_count,
    }


def needed(window: Window, job: Job) -> Window:
    """What a window takes of a job: open at the ends between which the job lies."""
    after, before = window.after, window.before
    if after and job.started_at and after <= job.started_at:
        after = None
    if before and settled(job) and job.ended_at and job.ended_at <= before:
        before = None
    return Window(after, before)


def begins_late(held: Window, asked: Window) -> bool:
    """Whether rows before the held ones are asked for."""
    return held.after is not None and (asked.after is None or asked.after < held.after)


def covers(held: Window, asked: Window) -> bool:
    """Whether everything that is asked for is held, once that is complete."""
    to_the_end = held.before is None or (asked.before is not None and asked.before <= held.before)
    return to_the_end and not begins_late(held, asked)


def joined(held: Window, asked: Window) -> Window:
    """What is held in the end, if it is gone on with; nothing is left out between the two."""
    ends = None if held.before is None or asked.before is None else max(held.before, asked.before)
    return Window(held.after, ends)
