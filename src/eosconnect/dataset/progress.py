"""How far an export is, how fast it goes, and when it will be done."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Final

import attrs

__all__ = ["ExportProgress", "Tally"]

#: Seconds between two reports, so that a terminal is not kept busy.
PAUSE: Final = 0.1
#: Of a sensor's time, before which its own pace says little about the rest.
TELLING: Final = 0.02


@attrs.frozen(kw_only=True)
class ExportProgress:
    """Where an export stands.

    Attributes:
        machine: serial number.
        job_id: the job being fetched.
        table: what of it: ``layers``, ``sensors/processChamber.temperature``.
        jobs_done, jobs: jobs that are done, of all.
        tables_done, tables: tables and sensors of this job that are done, of all.
        rows: fetched by this export, of all jobs.
        rows_expected: what ``rows`` will be in the end, as far as that can be estimated.
        bytes_written: size of the Parquet files that were finished.
        seconds: since the export began.
        rows_per_second: on average.
        seconds_left: an estimate; ``None`` before there is a base for one.
    """

    machine: str
    job_id: str
    table: str
    jobs_done: int
    jobs: int
    tables_done: int
    tables: int
    rows: int
    rows_expected: int | None
    bytes_written: int
    seconds: float
    rows_per_second: float
    seconds_left: float | None


@attrs.define
class Share:
    """One table of the job.

    Attributes:
        guess: rows that it has in all, as the catalogue suggests; 0 where nothing is known.
        begun: the share of it that was there already, from 0 to 1.
        reached: the share that is there now.
        rows: fetched now.
        done: nothing more comes.
    """

    guess: float
    begun: float = 0.0
    reached: float = 0.0
    rows: int = 0
    done: bool = False

    def total(self, truth: float) -> float:
        """Rows that will have been fetched in the end; ``truth`` is what guesses were worth so far."""
        if self.done:
            return self.rows
        if self.reached - self.begun > TELLING:
            return self.rows * max(1.0 - self.begun, 0.0) / (self.reached - self.begun)
        return max(self.guess * truth * (1.0 - self.begun), self.rows)


class Tally:
    """Counts what comes in and reports it. May be used by several threads.

    Args:
        report: told at most ten times a second, and at the end of each job.
        machine: serial number.
        jobs: guesses of the rows of each job, for the jobs that are to come.
        clock: monotonic, in seconds.

    Attributes:
        written: bytes of the files that were finished.
    """

    def __init__(
        self,
        report: Callable[[ExportProgress], object] | None,
        machine: str,
        jobs: Mapping[str, float],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._report = report
        self._machine = machine
        self._guesses = dict(jobs)
        self._jobs = len(jobs)
        self._clock = clock
        self._began = clock()
        self._reported: float | None = None
        self._lock = threading.Lock()
        self._job_id = ""
        self._shares: dict[str, Share] = {}
        self._rows_before = 0
        self.written = 0
        self._truth = 1.0

    def begin(self, job_id: str, tables: Mapping[str, float]) -> None:
        """A job's turn has come.

        Args:
            job_id: the job.
            tables: a guess of the rows of each table and sensor that is to be fetched.
        """
        with self._lock:
            self._job_id = job_id
            self._shares = {name: Share(guess) for name, guess in tables.items()}

    def resume(self, table: str, share: float | None) -> None:
        """That much of a table is there already, from 0 to 1."""
        with self._lock:
            self._shares[table].begun = self._shares[table].reached = share or 0.0

    def add(self, table: str, rows: int, share: float | None = None) -> None:
        """Rows came; so much of the table is there now."""
        with self._lock:
            entry = self._shares[table]
            entry.rows += rows
            if share is not None:
                entry.reached = min(max(share, entry.reached), 1.0)
            self._tell(table)

    def done(self, table: str, written: int) -> None:
        """A table has come to its end."""
        with self._lock:
            self._shares[table].done = True
            self.written += written
            self._tell(table)

    def end(self, job_id: str) -> None:
        """A job is done, or had been before."""
        with self._lock:
            self._guesses.pop(job_id, None)
            self._truth = self._worth()
            self._rows_before += sum(entry.rows for entry in self._shares.values())
            self._job_id = job_id
            self._shares = {}
            self._tell("", always=True)

    def _tell(self, table: str, *, always: bool = False) -> None:
        now = self._clock()
        if self._report is None or not (always or self._reported is None or now - self._reported >= PAUSE):
            return
        self._reported = now
        rows = self._rows_before + sum(entry.rows for entry in self._shares.values())
        expected = self._expected()
        seconds = now - self._began
        pace = rows / seconds if seconds > 0 else 0.0
        self._report(
            ExportProgress(
                machine=self._machine,
                job_id=self._job_id,
                table=table,
                jobs_done=self._jobs - len(self._guesses),
                jobs=self._jobs,
                tables_done=sum(entry.done for entry in self._shares.values()),
                tables=len(self._shares),
                rows=rows,
                rows_expected=expected,
                bytes_written=self.written,
                seconds=seconds,
                rows_per_second=pace,
                seconds_left=None if expected is None or not pace else max(expected - rows, 0) / pace,
            )
        )

    def _worth(self) -> float:
        """Rows that really came, over those that were guessed, of what is done."""
        done = [entry for entry in self._shares.values() if entry.done and entry.guess and not entry.begun]
        guessed = sum(entry.guess for entry in done)
        return sum(entry.rows for entry in done) / guessed if guessed else self._truth

    def _expected(self) -> int | None:
        truth = self._worth()
        others = [guess for job, guess in self._guesses.items() if job != self._job_id]
        if self._guesses and not any(others) and not any(entry.guess for entry in self._shares.values()):
            return None
        here = sum(entry.total(truth) for entry in self._shares.values())
        return round(self._rows_before + here + sum(others) * truth)
