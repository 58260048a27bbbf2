# Generated from src/eosconnect/resources/asynchronous/parts.py by "nox -s generate". Do not edit.
"""Parts: what a job is made of, and how long each part was exposed."""

from __future__ import annotations

from eosconnect.models.part import Part, PartLayer
from eosconnect.resources.references import JobReference, PartReference, job_id, part_id
from eosconnect.resources.synchronous.layers import within
from eosconnect.resources.synchronous.pager import Pager
from eosconnect.resources.synchronous.reading import paged
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["Parts"]


class Parts:
    """The parts of the machine's jobs, reached as ``machine.parts``.

    Example:
        >>> with Machine.from_env() as machine:
        ...     job = machine.jobs.latest(result="Successful")
        ...     for part in machine.parts.list(job):
        ...         times = machine.parts.exposure_times(job, part, first=1, last=100).to_pandas()
        ...         break
        >>> list(times.columns)
        ['machine', 'job_id', 'part_id', 'layer_index', 'exposure_time']
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(self, job: JobReference) -> Pager[Part]:
        """The parts of a job: order and item, scaling in %, bounding box, volume in mm³, exposure time in s.

        Raises:
            NotFoundError: the machine has no such job (raised while reading).

        Source: ``GET /parts/{jobId}``.
        """
        number = job_id(job)
        return paged(
            self._connection,
            "list_parts",
            Part,
            describe=f"parts of job {number}",
            mark=lambda part: part.id,
            job=number,
            job_id=number,
        )

    def exposure_times(
        self, job: JobReference, part: PartReference, *, first: int | None = None, last: int | None = None
    ) -> Pager[PartLayer]:
        """How long a part was exposed in each layer, in seconds.

        Args:
            job: a job or its id.
            part: a part of that job or its id.
            first, last: smallest and largest layer index, both included.

        Raises:
            NotFoundError: the machine has no such job, or it has no such part (raised while reading).

        Source: ``GET /parts/{jobId}/{partId}/exposureTimes``.
        """
        number, part_number = job_id(job), part_id(part)
        return paged(
            self._connection,
            "list_part_exposure_times",
            PartLayer,
            describe=f"exposure times of part {part_number} of job {number}",
            mark=lambda layer: layer.layer_index,
            keep=lambda layer: within(layer.layer_index, first, last),
            job=number,
            columns={"part_id": part_number},
            job_id=number,
            part_id=part_number,
            start_index=first,
            end_index=last,
        )
