"""Part statistics: grey values of parts, layer by layer."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from eosconnect.models.listing import Listing
from eosconnect.models.part_statistic import PartStatistic, PartStatisticsCategory
from eosconnect.resources.asynchronous.lists import listed
from eosconnect.resources.asynchronous.monitoring_tables import AsyncMonitoringTables
from eosconnect.resources.choices import some_of
from eosconnect.resources.local_files import Progress
from eosconnect.resources.references import JobReference, LayerReference, job_id, layer_index
from eosconnect.transport.asynchronous.connection import AsyncConnection

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["AsyncPartStatistics"]

Categories = PartStatisticsCategory | str | Iterable[PartStatisticsCategory | str]


class AsyncPartStatistics:
    """The part statistics of the machine's jobs, reached as ``machine.part_statistics``.

    Args of all methods:
        job: a job or its id.
        types: the images that the grey values come from: ``ExposureOT`` (optical tomography), ``MeltPool``, or both.
        strict: ``True`` makes a monitoring system that cannot be asked an error; ``False`` passes it over, and with it
            the part statistics that it has.

    Raises:
        NotSupportedOnMachineError: this machine model has no part statistics.
        BadRequestError: a monitoring system cannot be asked (with ``strict``).

    Example:
        >>> async with AsyncMachine.from_env() as machine:
        ...     job = await machine.jobs.latest(result="Successful")
        ...     frame = await machine.part_statistics.frame(job, types="ExposureOT")
        >>> list(frame[["job_id", "category", "layer_index", "layer_height"]].columns)
        ['job_id', 'category', 'layer_index', 'layer_height']
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def list(
        self, job: JobReference, layer: LayerReference, *, types: Categories, strict: bool = True
    ) -> Listing[PartStatistic]:
        """The part statistics of one layer (or its index).

        They do not tell which images they come from: ask for one type at a time where that matters.

        Source: ``GET /layers/{jobId}/partStatistics/{layerIndex}``.
        """
        number = job_id(job)
        categories = some_of(PartStatisticsCategory, types)
        return await listed(
            self._connection,
            "list_layer_part_statistics",
            PartStatistic,
            job=number,
            job_id=number,
            layer_index=layer_index(layer),
            columns={"category": str(categories[0])} if len(categories) == 1 else None,
            types=categories,
            strict=strict,
        )

    async def frame(self, job: JobReference, *, types: Categories, strict: bool = True) -> pd.DataFrame:
        """All part statistics of a job as a DataFrame: the fields of ``PartStatistic``, heights in mm, one row each.

        Columns that this SDK does not know are kept as texts.

        Raises:
            ConfigurationError: pandas is not installed.

        Source: ``GET /jobs/{jobId}/partStatistics``.
        """
        return await self._tables(job, types, strict).frame(PartStatistic)

    async def download(
        self,
        job: JobReference,
        to: str | os.PathLike[str],
        *,
        types: Categories,
        strict: bool = True,
        progress: Progress | None = None,
    ) -> tuple[Path, ...]:
        """Save all part statistics of a job as the machine's own CSV files into a folder; heights are in µm there.

        Args:
            job, types, strict: see the class.
            to: the folder; made if it is missing.
            progress: told the number of records that have come.

        Raises:
            LocalFileError: a file cannot be written.

        Source: ``GET /jobs/{jobId}/partStatistics``.
        """
        return await self._tables(job, types, strict).save(to, "part-statistics", progress)

    def _tables(self, job: JobReference, types: Categories, strict: bool) -> AsyncMonitoringTables:
        categories = some_of(PartStatisticsCategory, types)
        return AsyncMonitoringTables(self._connection, "download_job_part_statistics", job_id(job), categories, strict)
