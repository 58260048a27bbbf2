"""Jobs of one machine into a dataset."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import attrs

from eosconnect.dataset.asynchronous.job_export import AsyncJobExport
from eosconnect.dataset.asynchronous.run import AsyncFrontDoor, AsyncRun, chosen_sensors
from eosconnect.dataset.contents import Table, chosen_tables, expected_rows
from eosconnect.dataset.manifest import Manifest
from eosconnect.dataset.only_export import only_export
from eosconnect.dataset.outcome import is_fatal
from eosconnect.dataset.progress import ExportProgress, Tally
from eosconnect.dataset.result import ExportedJob, ExportResult
from eosconnect.dataset.sensor_files import ROWS_PER_FILE
from eosconnect.errors import ConfigurationError, EosConnectError, NotFoundError
from eosconnect.models.job import Job, JobDetail
from eosconnect.models.machine_info import MachineInfo
from eosconnect.presentation.extras import require
from eosconnect.resources.asynchronous.jobs import AsyncJobs
from eosconnect.resources.asynchronous.pager import AsyncPager
from eosconnect.resources.asynchronous.reading import one
from eosconnect.resources.asynchronous.sensor import AsyncAnySensor
from eosconnect.resources.asynchronous.waiting import in_thread
from eosconnect.resources.references import JobReference, job_id
from eosconnect.timestamps import Moment, Window
from eosconnect.transport.asynchronous.connection import AsyncConnection

__all__ = ["export"]


async def export(
    machine: AsyncFrontDoor,
    jobs: JobReference | Iterable[JobReference] | AsyncPager[Job] | None,
    folder: str | os.PathLike[str],
    *,
    tables: Iterable[Table] | Table | None = None,
    sensors: Iterable[AsyncAnySensor | str] | AsyncAnySensor | str | None = None,
    after: Moment | None = None,
    before: Moment | None = None,
    replace: bool = False,
    rows_per_file: int = ROWS_PER_FILE,
    progress: Callable[[ExportProgress], object] | None = None,
) -> ExportResult:
    """Export jobs into a folder of Parquet files, or bring what is there up to date.

    Only what is missing is fetched: after an interruption, whatever it was, the same call goes on where the last one
    stopped; of a job that was running the rows that are new since then; of a complete job nothing. Memory stays
    bounded, however long a job is.

    Args:
        machine: an ``AsyncMachine``.
        jobs: a job or its id, several of them, a list of the machine such as ``machine.jobs.list(result="Failed")``, or
            ``None`` for all jobs (with a window: for those that ran in it).
        folder: of the dataset; made if it is missing. Jobs of several machines may share it.
        tables: some of ``jobs``, ``layers``, ``parts``, ``user_messages``, ``states``, ``calibrations``,
            ``laser_power_measurements`` and ``sensors``; all by default.
        sensors: keys or sensors; by default all that record values.
        after, before: only sensor values, user messages and states of that time, both ends included; a datetime, a
            date, an ISO text or "2 days ago". A job that lies between the two is exported whole.
        replace: fetch anew what is held of a later ``after``, and what is no longer the same on the machine.
        rows_per_file: a sensor's next file is begun when one has so many rows; a process that is killed loses less
            than that of each sensor that it was reading.
        progress: told how far it is, a few times a second and possibly by different threads, one at a time.

    Returns:
        What was fetched, what the machine does not offer, and what has changed on it since it was fetched.

    Raises:
        ConfigurationError: pyarrow is not installed (the extra ``arrow``), an argument means nothing, or earlier rows
            are asked for than those that the folder holds of a job.
        NotFoundError: the machine has no such job, and the folder neither.
        LocalFileError: a file cannot be written, or another export of this machine is writing into the folder.
        PartialError: some tables could not be read; ``failed`` has the errors by ``job/table``, ``succeeded`` the jobs.
        EosConnectError: the machine cannot be read at all.

    Example:
        >>> async with AsyncMachine.from_env() as machine:
        ...     job = await machine.jobs.latest(result="Failed")
        ...     result = await export(machine, job, "builds", sensors="processChamber.temperature")
        >>> result.complete, "layers" in result.jobs[0].tables
        (True, True)
    """
    require("pyarrow", extra="arrow")
    began = time.monotonic()
    exported_at = datetime.now(UTC)
    if rows_per_file < 1:
        raise ConfigurationError(f"rows_per_file={rows_per_file} is not a number of rows", hint="give 1 or more")
    connection = machine._connection
    wanted = chosen_tables(tables)
    window = Window.of(after, before, tz=connection.settings.tz)
    place = Path(folder).expanduser()
    info = await one(connection, "get_info", MachineInfo)
    serial = info.serial_number or info.host_name or connection.settings.host
    chosen = await chosen_sensors(connection, sensors) if "sensors" in wanted else []
    with only_export(place, serial):
        turns = await turns_of(connection, jobs, window, place, serial)
        guesses = {turn.job.id: sum(expected_rows(sensor.data_point, turn.job) for sensor in chosen) for turn in turns}
        run = AsyncRun(
            connection=connection,
            folder=place,
            machine=serial,
            info=info,
            api_version=str(await connection.version()),
            exported_at=exported_at,
            tables=wanted,
            sensors=chosen,
            window=window,
            replace=replace,
            rows_per_file=rows_per_file,
            tally=Tally(progress, serial, guesses),
        )
        exported: list[ExportedJob] = []
        for turn in turns:
            exported.append(await exported_one(run, turn))
            run.tally.end(turn.job.id)
    result = ExportResult(
        folder=place,
        machine=serial,
        jobs=tuple(exported),
        bytes_written=run.tally.written,
        seconds=time.monotonic() - began,
    )
    result.raise_failures()
    return result


@attrs.frozen
class Turn:
    """A job that is to be exported.

    Attributes:
        job: as far as it is known.
        fresh: whether the machine told so just now.
    """

    job: Job
    fresh: bool


async def turns_of(
    connection: AsyncConnection,
    jobs: JobReference | Iterable[JobReference] | AsyncPager[Job] | None,
    window: Window,
    folder: Path,
    machine: str,
) -> list[Turn]:
    """The jobs that were asked for, each once, in their order; all jobs from the oldest on.

    Raises:
        NotFoundError: neither the machine nor the folder has one of them.
    """
    wanted: Iterable[JobReference]
    if jobs is None:
        listed = await AsyncJobs(connection).list(started_before=window.before).to_list()
        wanted = oldest_first(job for job in listed if ran_in(window, job))
    elif isinstance(jobs, AsyncPager):
        wanted = await jobs.to_list()
    else:
        wanted = [jobs] if isinstance(jobs, str | Job) else list(jobs)
    turns: dict[str, Turn] = {}
    for reference in wanted:
        name = job_id(reference)
        if isinstance(reference, Job):
            turn = Turn(reference, fresh=False)
        else:
            turn = await turn_of(connection, name, folder, machine)
        turns.setdefault(turn.job.id, turn)
    return list(turns.values())


def ran_in(window: Window, job: Job) -> bool:
    return window.after is None or job.ended_at is None or window.after <= job.ended_at


def oldest_first(jobs: Iterable[Job]) -> list[Job]:
    return sorted(jobs, key=lambda job: job.started_at.timestamp() if job.started_at else 0.0)


async def turn_of(connection: AsyncConnection, name: str, folder: Path, machine: str) -> Turn:
    try:
        return Turn(await AsyncJobs(connection).get(name), fresh=True)
    except NotFoundError:
        if Manifest(folder, machine, name).tables:
            return Turn(Job(id=name, details_available=False), fresh=True)
        raise


async def exported_one(run: AsyncRun, turn: Turn) -> ExportedJob:
    """One job, as far as there is anything to be fetched."""
    name = turn.job.id
    manifest = await in_thread(partial(Manifest, run.folder, run.machine, name))
    job = AsyncJobExport(run, manifest, name)
    if (held := await in_thread(partial(job.held, turn.job))) is not None:
        return held
    if turn.job.details_available is False and (held := job.gone("the machine no longer has it")) is not None:
        return held
    try:
        known = turn.job
        detail = known if turn.fresh and isinstance(known, JobDetail) else await AsyncJobs(run.connection).get(name)
        return await job.export(detail)
    except EosConnectError as error:
        if is_fatal(error):
            raise
        return ExportedJob(id=name, failed={"jobs": error})
