# Generated from src/eosconnect/resources/asynchronous/jobs.py by "nox -s generate". Do not edit.
"""Build jobs: what the machine is building and what it has built."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from eosconnect.errors import ConfigurationError, UnexpectedResponseError
from eosconnect.models.job import Job, JobDetail, JobResult
from eosconnect.resources.local_files import Progress
from eosconnect.resources.references import JobReference, job_id
from eosconnect.resources.synchronous.pager import Pager
from eosconnect.resources.synchronous.reading import one, one_or_none, paged
from eosconnect.timestamps import Moment, Window
from eosconnect.transport.reply import Reply
from eosconnect.transport.synchronous.connection import Connection

if TYPE_CHECKING:
    from eosconnect.models.build_record import BuildRecord
    from eosconnect.models.job_timeline import JobTimeline

__all__ = ["Jobs"]


class Jobs:
    """The jobs of one machine, reached as ``machine.jobs``.

    Example:
        >>> with Machine.from_env() as machine:
        ...     for job in machine.jobs.list(result="Failed").options(max_items=1):
        ...         print(job.id, job.started_at, job.task, job.result)
        SI19112737_20261029215008 2026-10-29 21:50:08.839047+00:00 Impeller_IN718_07_20261027_134201 Failed
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(
        self,
        *,
        started_after: Moment | None = None,
        started_before: Moment | None = None,
        result: JobResult | str | None = None,
    ) -> Pager[Job]:
        """The jobs that were started in a window, in the order the machine gives them.

        Args:
            started_after: earliest start, included; a datetime, a date, an ISO text or "2 days ago".
            started_before: latest start, included; a bare date includes its whole day.
            result: only jobs that ended so (or ``Pending`` for the running one), whatever the letter case.

        Raises:
            ConfigurationError: a time that cannot be read, or a result that no job can have.

        Source: ``GET /jobs``.
        """
        window = Window.of(started_after, started_before, tz=self._connection.settings.tz)
        wanted = None if result is None else known_result(result)
        return paged(
            self._connection,
            "list_jobs",
            Job,
            describe=f"jobs of {self._connection.settings.host}",
            mark=lambda job: job.id,
            keep=lambda job: window.contains(job.started_at) and (wanted is None or job.result == wanted),
            from_date=window.after,
            to_date=window.asked_before,
            job_result=wanted,
        )

    def latest(self, result: JobResult | str | None = None) -> Job | None:
        """The job that was started last (with that result, where one is given), or ``None`` if there is none.

        Looks at every job, because the machine promises no order.

        Source: ``GET /jobs``.
        """
        latest: Job | None = None
        for job in self.list(result=result):
            if job.started_at and (latest is None or latest.started_at is None or job.started_at > latest.started_at):
                latest = job
        return latest

    def get(self, job: JobReference) -> JobDetail:
        """Everything the machine tells about one job: durations, material set, starter, versions, scaling.

        Raises:
            NotFoundError: the machine has no job with this id.

        Source: ``GET /jobs/{jobId}``.
        """
        return one(self._connection, "get_job", JobDetail, job_id=job_id(job))

    def first(self) -> JobDetail | None:
        """The first job this machine ever built, or ``None``. Source: ``GET /jobs/first``."""
        return one_or_none(self._connection, "get_first_job", JobDetail)

    def last(self) -> JobDetail | None:
        """The last job as the machine understands it, or ``None``.

        The documents disagree whether that is the last finished or the most recent one; :meth:`latest` and
        :meth:`current` do not depend on it.

        Source: ``GET /jobs/last``.
        """
        return one_or_none(self._connection, "get_last_job", JobDetail)

    def current(self) -> JobDetail | None:
        """The job that is running now, or ``None``. Source: ``GET /jobs/current``."""
        return one_or_none(self._connection, "get_current_job", JobDetail)

    def delete(self, job: JobReference) -> None:
        """Delete a job from the machine. Sent once, never repeated; needs credentials.

        Raises:
            BadRequestError: the job is in use, or there is no such job.
            PermissionDeniedError: wrong rights, or authorization is switched off on the machine.
            EosConnectError: any other failure; ``machine_may_have_changed`` tells whether the job may be gone.

        Source: ``DELETE /jobs/{jobId}``.
        """

        def decode(reply: Reply) -> None:
            return None

        self._connection.call("delete_job", decode, job_id=job_id(job))

    def download_export(
        self,
        job: JobReference,
        to: str | os.PathLike[str],
        *,
        home_in_data: bool | None = None,
        sensor_data: bool | None = None,
        progress: Progress | None = None,
    ) -> Path:
        """Save the machine's own copy of a job's database. It can be large; it is streamed, and complete or not there.

        Args:
            job: a job or its id.
            to: a file (one that exists is replaced), or a folder: one that exists or a name without an ending.
            home_in_data: whether scanner calibrations (HomeIn) are included; the machine decides by default.
            sensor_data: whether sensor values are included; the machine decides by default.
            progress: told the bytes that have come, and of how many (``None`` where the machine does not tell).

        Returns:
            Where the file is.

        Raises:
            NotFoundError: the machine has no such job, or its database is damaged.
            LocalFileError: the file cannot be written.
            MachineUnreachableError: the transfer broke; nothing is left of it.

        Source: ``GET /jobs/{jobId}/export``.

        Example:
            >>> with Machine.from_env() as machine:
            ...     job = machine.jobs.latest(result="Successful")
            ...     file = machine.jobs.download_export(job, "exports/job.export")
            >>> file.stat().st_size > 0
            True
        """
        from eosconnect.resources.synchronous.downloads import download  # only who downloads needs it

        number = job_id(job)
        file = download(
            self._connection,
            "download_job_export",
            to,
            name=f"{number}.export",
            progress=progress,
            job_id=number,
            export_home_in_data=home_in_data,
            export_sensor_data=sensor_data,
        )
        if file is None:
            raise UnexpectedResponseError("the export is empty", method="GET", path="/jobs/{jobId}/export")
        return file

    def build_record(self, job: JobReference) -> BuildRecord:
        """Everything that traceability asks for, in one call: as a model, a DataFrame, JSON, and a page to look at.

        What this machine model cannot give (such as laser power) is named in ``not_available``; any other failure is
        an error.

        Raises:
            NotFoundError: the machine has no such job.

        Source: ``GET /jobs/{jobId}``, ``/info``, ``/parts``, ``/exposure/calibrations``,
        ``/exposure/laserPowerMeasurements``, ``/software/userMessages``.

        Example:
            >>> with Machine.from_env() as machine:
            ...     record = machine.jobs.build_record(machine.jobs.latest(result="Successful"))
            >>> record.save("records/build.html").name
            'build.html'
            >>> len(record.to_pandas()) == max(len(record.parts), 1)
            True
        """
        from eosconnect.resources.synchronous.build_record import read_build_record  # only who wants one needs it

        return read_build_record(self._connection, job_id(job))

    def timeline(self, job: JobReference) -> JobTimeline:
        """What a job spent its time on: its layers with their operations, its interruptions, its user messages.

        Raises:
            NotFoundError: the machine has no such job.

        Source: ``GET /jobs/{jobId}``, ``/layers/{jobId}``, ``/software/userMessages``.

        Example:
            >>> with Machine.from_env() as machine:
            ...     timeline = machine.jobs.timeline(machine.jobs.latest(result="Failed"))
            >>> for interruption in timeline.interruptions:
            ...     print(interruption.layer_index, interruption.duration)
            429 0:23:20.453000
            >>> figure = timeline.plot()
        """
        from eosconnect.resources.synchronous.job_timeline import read_timeline  # only who wants one needs it

        return read_timeline(self._connection, job_id(job))


def known_result(result: JobResult | str) -> JobResult:
    for known in JobResult:
        if str(result).casefold() in (known.value.casefold(), known.name.casefold()):
            return known
    raise ConfigurationError(
        f"{result!r} is not a job result", hint=f"one of {', '.join(known.value for known in JobResult)}"
    )
