"""How callers name a job, a part or a layer: by the object they hold or by its id."""

from __future__ import annotations

import operator
from enum import Enum
from typing import TYPE_CHECKING, Final, SupportsIndex, TypeAlias

from eosconnect.errors import ConfigurationError
from eosconnect.models.job import Job, JobDetail
from eosconnect.models.layer import Layer

if TYPE_CHECKING:
    from eosconnect.models.part import Part

__all__ = ["NO_JOB", "JobReference", "LayerReference", "NoJob", "PartReference", "job_id", "layer_index", "part_id"]


class NoJob(Enum):
    """The type of :data:`NO_JOB`."""

    NO_JOB = "none"


NO_JOB: Final = NoJob.NO_JOB
"""Stands for "no job at all" where a job may be named, such as the user messages that were raised between two jobs."""

JobReference = Job | JobDetail | str
"""A job, its details, or its id."""

PartReference: TypeAlias = "Part | int"
"""A part of a job, or its id."""

LayerReference = Layer | int
"""A layer of a job, or its index."""


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
        f"{job!r} is not a job",
        hint="pass a job from machine.jobs, or its id as text; machine.jobs.latest() may be None",
    )


def part_id(part: PartReference | object) -> int:
    """The id of ``part``; anything that cannot be one is refused before a request is made.

    Example:
        >>> from eosconnect.models.part import Part
        >>> part_id(Part(id=3))
        3
    """
    from eosconnect.models.part import Part  # only who works with parts needs it

    return whole(part.id if isinstance(part, Part) else part, "part", "pass a part from machine.parts, or its id")


def layer_index(layer: LayerReference | object) -> int:
    """The index of ``layer``; anything that cannot be one is refused before a request is made.

    Example:
        >>> layer_index(Layer(index=12))
        12
    """
    number = layer.index if isinstance(layer, Layer) else layer
    return whole(number, "layer", "pass a layer from machine.layers, or its index, from 1")


def whole(number: object, what: str, hint: str) -> int:
    if isinstance(number, bool) or not isinstance(number, SupportsIndex):
        raise ConfigurationError(f"{number!r} is not a {what}", hint=hint)
    return operator.index(number)
