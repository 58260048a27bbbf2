"""Layers: when each was built, how long each operation took, how thick it is."""

from __future__ import annotations

from eosconnect.models.layer import Layer
from eosconnect.resources.asynchronous.pager import AsyncPager
from eosconnect.resources.asynchronous.reading import one_or_none, paged
from eosconnect.resources.references import JobReference, job_id
from eosconnect.transport.asynchronous.connection import AsyncConnection

__all__ = ["AsyncLayers"]


class AsyncLayers:
    """The layers of the machine's jobs, reached as ``machine.layers``.

    Example:
        >>> async with AsyncMachine.from_env() as machine:
        ...     job = await machine.jobs.latest()
        ...     frame = await machine.layers.list(job, first=1, last=100).to_pandas()
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    def list(
        self,
        job: JobReference,
        *,
        first: int | None = None,
        last: int | None = None,
        min_height: float | None = None,
        max_height: float | None = None,
    ) -> AsyncPager[Layer]:
        """The layers of a job.

        Args:
            job: a job or its id.
            first, last: smallest and largest layer index, both included; the first layer of a job has index 1.
            min_height, max_height: bounds of the layer's upper height in mm, both included.

        Raises:
            NotFoundError: the machine has no such job (raised while reading).

        Source: ``GET /layers/{jobId}``.
        """
        number = job_id(job)

        def keep(layer: Layer) -> bool:
            return within(layer.index, first, last) and within(layer.end_height, min_height, max_height)

        return paged(
            self._connection,
            "list_layers",
            Layer,
            describe=f"layers of job {number}",
            mark=lambda layer: layer.index,
            keep=keep,
            job=number,
            job_id=number,
            start_index=first,
            end_index=last,
            start_height=min_height,
            end_height=max_height,
        )

    async def current(self) -> Layer | None:
        """The layer that the machine is building now, or ``None``. Source: ``GET /layers/current``."""
        return await one_or_none(self._connection, "get_current_layer", Layer)


def within(value: float | None, least: float | None, most: float | None) -> bool:
    """Whether a value that may be unknown lies within bounds that may be open; the unknown is not filtered away."""
    if value is None:
        return True
    return (least is None or value >= least) and (most is None or value <= most)
