# Generated from src/eosconnect/dataset/asynchronous/job_export.py by "nox -s generate". Do not edit.
"""One job into its partitions."""

from __future__ import annotations

from contextlib import closing
from functools import partial

from eosconnect.dataset.contents import SENSORS, expected_rows
from eosconnect.dataset.manifest import Holding, Manifest
from eosconnect.dataset.outcome import Fetched, Outcome, exported_job, is_fatal
from eosconnect.dataset.result import ExportedJob
from eosconnect.dataset.spans import needed, settled
from eosconnect.dataset.synchronous.model_export import ModelExport
from eosconnect.dataset.synchronous.run import Run
from eosconnect.dataset.synchronous.sensor_export import SensorExport
from eosconnect.errors import ApiError, BadRequestError, EosConnectError, NotFoundError, NotSupportedOnMachineError
from eosconnect.models.job import Job, JobDetail
from eosconnect.resources.synchronous.waiting import in_parallel, in_thread

__all__ = ["JobExport"]


class JobExport:
    """The tables and sensors of one job, several at a time.

    Args:
        run: the export that it is a part of.
        manifest: what is held of the job.
        job_id: the job.
    """

    def __init__(self, run: Run, manifest: Manifest, job_id: str) -> None:
        self._run = run
        self._manifest = manifest
        self._job_id = job_id
        self._sensors = {f"{SENSORS}/{sensor.key}": sensor for sensor in run.sensors if SENSORS in run.tables}
        self._names = [*(table for table in run.tables if table != SENSORS), *self._sensors]

    def held(self, job: Job) -> ExportedJob | None:
        """What is held, if that is all that can be had of a job that the machine describes so."""
        if not self._manifest.is_up_to_date(needed(self._run.window, job), settled(job)):
            return None
        return exported_job(self._job_id, self._names, self._manifest.tables) if not self._missing() else None

    def gone(self, reason: str) -> ExportedJob | None:
        """What is held of a job that the machine no longer has; ``None`` if that is nothing."""
        if not any(holding.rows for holding in self._manifest.tables.values()):
            return None
        outcome = Outcome(name="jobs", changed=reason)
        return exported_job(self._job_id, self._names, self._manifest.tables, [outcome])

    def export(self, job: JobDetail) -> ExportedJob:
        """Fetch what is missing.

        Raises:
            EosConnectError: what would keep the other tables from being fetched as well.
        """
        begin = partial(self._manifest.begin, needed(self._run.window, job), settled(job), replace=self._run.replace)
        in_thread(begin)
        if job.details_available is False:
            in_thread(self._leave_out)
        guesses = {name: self._guess(name, job) for name in self._missing()}
        self._run.tally.begin(job.id, guesses)
        outcomes: list[Outcome] = []
        # The longest first, so that in the end nobody waits for one that began late.
        turns = sorted(guesses, key=lambda name: -guesses[name])
        work = partial(self._outcome, job)
        with closing(in_parallel(work, turns, limit=self._run.limit)) as ended:
            for outcome in ended:
                outcomes.append(outcome)
        return exported_job(job.id, self._names, self._manifest.tables, outcomes)

    def _leave_out(self) -> None:
        """Of a job that was deleted there is nothing but its head: do not ask for the rest."""
        nothing = Holding(left_out="the machine no longer has the job's data", complete=True)
        rest = {name: nothing for name in self._names if name != "jobs"}
        self._manifest.hold_all(rest, at=self._run.exported_at)

    def _missing(self) -> list[str]:
        """The tables and sensors that may be more than what is held."""
        holdings = self._manifest.tables

        def is_whole(name: str) -> bool:
            table, _, sensor = name.partition("/")
            holding = holdings.get(name, Holding())
            return holding.complete and holding.is_in(self._run.place(table, self._job_id, sensor or None))

        return [name for name in self._names if not is_whole(name)]

    def _guess(self, name: str, job: Job) -> float:
        return expected_rows(self._sensors[name].data_point, job) if name in self._sensors else 0.0

    def _outcome(self, job: JobDetail, name: str) -> Outcome:
        """Fetch one table, and write down how that ended."""
        table: SensorExport | ModelExport
        if name in self._sensors:
            table = SensorExport(self._run, self._manifest, job, self._sensors[name])
        else:
            table = ModelExport(self._run, self._manifest, job, name)
        try:
            fetched = table.export()
        except (NotFoundError, BadRequestError) as error:
            fetched = self._not_offered(job, name, error)
        except EosConnectError as error:
            if is_fatal(error):
                raise
            return Outcome(name=name, new_rows=table.new_rows, error=error)
        if fetched.changed is None:
            in_thread(partial(self._manifest.hold, name, fetched.holding, at=self._run.exported_at))
        self._run.tally.done(name, fetched.written)
        return Outcome(name=name, new_rows=table.new_rows, changed=fetched.changed)

    def _not_offered(self, job: JobDetail, name: str, error: ApiError) -> Fetched:
        holding = self._manifest.tables.get(name, Holding())
        if holding.rows:
            return Fetched(holding=holding, changed=error.message)
        never = isinstance(error, NotSupportedOnMachineError)
        return Fetched(holding=Holding(left_out=error.message, complete=never or bool(settled(job))))
