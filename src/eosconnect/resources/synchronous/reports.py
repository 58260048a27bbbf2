# Generated from src/eosconnect/resources/asynchronous/reports.py by "nox -s generate". Do not edit.
"""Reports: PDF files that the machine writes about a job that has ended."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from eosconnect.decisions.operations import OperationId, operation
from eosconnect.errors import ConfigurationError, UnexpectedResponseError
from eosconnect.resources.local_files import Progress
from eosconnect.resources.references import JobReference, PartReference, job_id, part_id
from eosconnect.resources.synchronous.downloads import download
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["Reports"]

PDF: Final = b"%PDF-"


class Reports:
    """The reports of one machine, reached as ``machine.reports``. They need the Reporting license (40001).

    Each is saved as a PDF file and tells where: in ``to``, a file (one that exists is replaced), or a folder (one that
    exists, or a name without an ending).

    Raises:
        BadRequestError: the job is still running.
        NotFoundError: the machine has no such job.
        LicenseMissingError: the machine lacks the Reporting license.
        LocalFileError: the file cannot be written.

    Example:
        >>> with Machine.from_env() as machine:
        ...     job = machine.jobs.latest(result="Successful")
        ...     file = machine.reports.job(job, "reports/quality.pdf")
        >>> file.name
        'quality.pdf'
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def job(self, job: JobReference, to: str | os.PathLike[str], *, progress: Progress | None = None) -> Path:
        """The complete quality report of a job. Source: ``POST /reports/job/{jobId}``."""
        return self._report("create_job_report", job, to, "job-report", progress)

    def events(self, job: JobReference, to: str | os.PathLike[str], *, progress: Progress | None = None) -> Path:
        """The events of a job. Source: ``POST /reports/events/{jobId}``."""
        return self._report("create_event_report", job, to, "event-report", progress)

    def parts(
        self,
        job: JobReference,
        to: str | os.PathLike[str],
        parts: Iterable[PartReference],
        *,
        progress: Progress | None = None,
    ) -> Path:
        """Selected parts of a job.

        Args:
            job: a job or its id.
            to: file or folder.
            parts: parts of that job, or their ids.
            progress: told the bytes that have come, of how many.

        Raises:
            ConfigurationError: no parts were chosen.

        Source: ``POST /reports/parts/{jobId}``.
        """
        from eosconnect_api.models import PartList  # only this needs it

        ids = [part_id(part) for part in parts]
        if not ids:
            raise ConfigurationError("a parts report needs parts", hint="machine.parts.list(job) lists them")
        return self._report("create_parts_report", job, to, "parts-report", progress, body=PartList(part_ids=ids))

    def _report(
        self,
        operation_id: OperationId,
        job: JobReference,
        to: str | os.PathLike[str],
        name: str,
        progress: Progress | None,
        **arguments: Any,
    ) -> Path:
        number = job_id(job)
        file = download(
            self._connection,
            operation_id,
            to,
            name=f"{number}-{name}.pdf",
            starts_with=PDF,
            progress=progress,
            job_id=number,
            **arguments,
        )
        if file is None:
            asked = operation(operation_id)
            raise UnexpectedResponseError("the report is empty", method=asked.method, path=asked.path)
        return file
