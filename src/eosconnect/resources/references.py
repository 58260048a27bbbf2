"""How callers name a job: by the object they hold or by its id."""

from __future__ import annotations

from enum import Enum
from typing import Final

from eosconnect.errors import ConfigurationError
from eosconnect.models.job import Job, JobDetail

__all__ = ["NO_JOB", "JobReference", "NoJob", "job_id"]


class NoJob(Enum):
    """The type of :data:`NO_JOB`."""

    NO_JOB = "none"


#: Stands for "no job at all" where a job may be named, such as the user messages that were raised between two jobs.
NO_JOB: Final = NoJob.NO_JOB

JobReference = Job | JobDetail | str
"""A job, its details, or its id."""


def job_id(job: JobReference | object) -> str:
    """The id of ``job``; anything that cannot be one is refused before a request is made.

    Example:
        >>> job_id("SI1716-20261102T081500")
        'SI1716-20261102T081500'
    """
    if isinstance(job, Job | JobDetail):
        return job.id
    if isinstance(job, str) and job.strip():
        return job.strip()
    raise ConfigurationError(
        f"{job!r} is not a job", hint="pass a job from machine.jobs, or its id as text; machine.jobs.latest() may be None"
    )
