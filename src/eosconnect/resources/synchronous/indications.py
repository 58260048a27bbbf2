# Generated from src/eosconnect/resources/asynchronous/indications.py by "nox -s generate". Do not edit.
"""Indications: places where image analysis suspects an irregularity."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from eosconnect.models.indication import Indication, IndicationCategory
from eosconnect.models.listing import Listing
from eosconnect.resources.choices import some_of
from eosconnect.resources.local_files import Progress
from eosconnect.resources.references import JobReference, LayerReference, job_id, layer_index
from eosconnect.resources.synchronous.lists import listed
from eosconnect.resources.synchronous.monitoring_tables import MonitoringTables
from eosconnect.transport.synchronous.connection import Connection

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Indications"]

Categories = IndicationCategory | str | Iterable[IndicationCategory | str]


class Indications:
    """The indications of the machine's jobs, reached as ``machine.indications``.

    Args of all methods:
        job: a job or its id.
        types: the images that the analysis works on: ``PowderBed``, ``ExposureOT`` (optical tomography), ``MeltPool``,
            one or several of them.
        strict: ``True`` makes a monitoring system that cannot be asked an error; ``False`` passes it over, and with it
            the indications that it has.

    Raises:
        NotSupportedOnMachineError: this machine model has no indications.
        BadRequestError: a monitoring system cannot be asked (with ``strict``).

    Example:
        >>> with Machine.from_env() as machine:
        ...     job = machine.jobs.latest(result="Successful")
        ...     frame = machine.indications.frame(job, types="PowderBed")
        >>> list(frame[["job_id", "category", "layer_index", "height"]].columns)
        ['job_id', 'category', 'layer_index', 'height']
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(
        self, job: JobReference, layer: LayerReference, *, types: Categories, strict: bool = True
    ) -> Listing[Indication]:
        """The indications of one layer (or its index).

        They do not tell which images they come from: ask for one type at a time where that matters.

        Source: ``GET /layers/{jobId}/indications/{layerIndex}``.
        """
        number = job_id(job)
        categories = some_of(IndicationCategory, types)
        return listed(
            self._connection,
            "list_layer_indications",
            Indication,
            job=number,
            job_id=number,
            layer_index=layer_index(layer),
            columns={"category": str(categories[0])} if len(categories) == 1 else None,
            types=categories,
            strict=strict,
        )

    def frame(self, job: JobReference, *, types: Categories, strict: bool = True) -> pd.DataFrame:
        """All indications of a job as a DataFrame: the fields of ``Indication``, heights in mm, one row each.

        Columns that this SDK does not know are kept as texts.

        Raises:
            ConfigurationError: pandas is not installed.

        Source: ``GET /jobs/{jobId}/indications``.
        """
        return self._tables(job, types, strict).frame(Indication)

    def download(
        self,
        job: JobReference,
        to: str | os.PathLike[str],
        *,
        types: Categories,
        strict: bool = True,
        progress: Progress | None = None,
    ) -> tuple[Path, ...]:
        """Save all indications of a job as the machine's own CSV files into a folder; heights are in µm there.

        Args:
            job, types, strict: see the class.
            to: the folder; made if it is missing.
            progress: told the number of records that have come.

        Raises:
            LocalFileError: a file cannot be written.

        Source: ``GET /jobs/{jobId}/indications``.
        """
        return self._tables(job, types, strict).save(to, "indications", progress)

    def _tables(self, job: JobReference, types: Categories, strict: bool) -> MonitoringTables:
        categories = some_of(IndicationCategory, types)
        return MonitoringTables(self._connection, "download_job_indications", job_id(job), categories, strict)
