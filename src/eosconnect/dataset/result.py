"""What an export did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from eosconnect.errors import EosConnectError, PartialError

__all__ = ["ExportResult", "ExportedJob", "ExportedTable"]


@attrs.frozen(kw_only=True)
class ExportedTable:
    """One table of a job, or one sensor.

    Attributes:
        rows: that the dataset holds now.
        new_rows: fetched by this export.
        complete: whether nothing more is to come: the job had ended before.
    """

    rows: int
    new_rows: int
    complete: bool


@attrs.frozen(kw_only=True, repr=False)
class ExportedJob:
    """One job.

    Attributes:
        id: of the job.
        tables: what the dataset holds, by name: ``layers``, ``sensors/processChamber.temperature``.
        left_out: what the machine does not offer, with its reason.
        changed: what is no longer on the machine as it was when it was fetched, with what is different. The dataset
            keeps what it has; ``export(..., replace=True)`` fetches it anew.
        failed: what could not be fetched, with the error.
    """

    id: str
    tables: Mapping[str, ExportedTable] = attrs.field(factory=dict)
    left_out: Mapping[str, str] = attrs.field(factory=dict)
    changed: Mapping[str, str] = attrs.field(factory=dict)
    failed: Mapping[str, EosConnectError] = attrs.field(factory=dict)

    @property
    def new_rows(self) -> int:
        """Rows that were fetched by this export."""
        return sum(table.new_rows for table in self.tables.values())

    @property
    def rows(self) -> int:
        """Rows that the dataset holds now."""
        return sum(table.rows for table in self.tables.values())

    @property
    def complete(self) -> bool:
        """Whether nothing more is to come."""
        return not self.failed and all(table.complete for table in self.tables.values())

    def __repr__(self) -> str:
        parts = [repr(self.id), f"{self.new_rows:,} new rows of {self.rows:,}"]
        parts += [
            f"{len(some)} {word}"
            for some, word in ((self.left_out, "left out"), (self.changed, "changed"), (self.failed, "failed"))
            if some
        ]
        return f"ExportedJob({', '.join(parts)}{'' if self.complete else ', more to come'})"


@attrs.frozen(kw_only=True, repr=False)
class ExportResult:
    """What an export did, job by job.

    Attributes:
        folder: of the dataset.
        machine: serial number, as in the partitions.
        jobs: in the order of the export; those that were complete before as well.
        bytes_written: size of the Parquet files that were written.
        seconds: that it took.
    """

    folder: Path
    machine: str
    jobs: tuple[ExportedJob, ...]
    bytes_written: int
    seconds: float

    def __iter__(self) -> Iterator[ExportedJob]:
        return iter(self.jobs)

    def __len__(self) -> int:
        return len(self.jobs)

    @property
    def new_rows(self) -> int:
        """Rows that were fetched by this export."""
        return sum(job.new_rows for job in self.jobs)

    @property
    def complete(self) -> bool:
        """Whether nothing more is to come of any of these jobs."""
        return all(job.complete for job in self.jobs)

    @property
    def changed(self) -> dict[str, Mapping[str, str]]:
        """By job, what is no longer on the machine as it was when it was fetched."""
        return {job.id: job.changed for job in self.jobs if job.changed}

    def raise_failures(self) -> None:
        """Raise what could not be fetched.

        Raises:
            PartialError: ``failed`` has the errors by ``job/table``, ``succeeded`` the jobs.
        """
        failed = {f"{job.id}/{name}": error for job in self.jobs for name, error in job.failed.items()}
        if failed:
            first, error = next(iter(failed.items()))
            more = f" and {len(failed) - 1} more" if len(failed) > 1 else ""
            raise PartialError(
                f"{first}{more} could not be exported: {error.message}",
                succeeded={job.id: job for job in self.jobs},
                failed=failed,
                hint="run the same export again: it fetches what is missing",
            )

    def __repr__(self) -> str:
        parts = [f"{len(self.jobs)} job{'' if len(self.jobs) == 1 else 's'}", f"{self.new_rows:,} new rows"]
        changed = len(self.changed)
        parts += [f"{changed} changed on the machine"] if changed else []
        return f"ExportResult({', '.join(parts)} in {str(self.folder)!r})"
