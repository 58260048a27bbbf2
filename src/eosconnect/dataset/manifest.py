"""What exports remember of a job: what was fetched, how far, and what the job looked like then.

One small JSON file per job, replaced at once whenever a table has come to its end. How far the values of a sensor go
stands in their files as well, which are there first; so a process may be killed at any moment.
"""

from __future__ import annotations

import glob
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import attrs
import msgspec

from eosconnect.dataset.parquet_file import discard_drafts
from eosconnect.dataset.places import EXPORTS, segment
from eosconnect.dataset.spans import begins_late, covers, joined
from eosconnect.errors import ConfigurationError
from eosconnect.resources.local_files import PartFile, clear_errors
from eosconnect.timestamps import Window

__all__ = ["Holding", "Manifest"]

FORMAT: Final = 1


@attrs.frozen(kw_only=True)
class Holding:
    """What the dataset holds of one table of a job, or of one sensor.

    Attributes:
        rows: in all files.
        files: name and size in bytes of each file.
        complete: nothing more is to come: the job had ended before the last row was fetched.
        left_out: why there is nothing, where the machine does not offer it.
    """

    rows: int = 0
    files: dict[str, int] = attrs.field(factory=dict)
    complete: bool = False
    left_out: str | None = None

    def is_in(self, folder: Path) -> bool:
        """Whether the files are still there as they were written."""
        return all(size_of(folder / name) == size for name, size in self.files.items())


@attrs.frozen(kw_only=True)
class Written:
    """The file as it stands on the disk."""

    format: int = FORMAT
    machine: str
    job: str
    exported_at: datetime | None = None
    after: datetime | None = None
    before: datetime | None = None
    looked_like: dict[str, Any] = attrs.field(factory=dict)
    tables: dict[str, Holding] = attrs.field(factory=dict)


class Manifest:
    """The memory of one job. May be used by several threads.

    Args:
        folder: of the dataset.
        machine, job: whose.

    Raises:
        ConfigurationError: a later version of this SDK has written it.
        LocalFileError: it cannot be read or written.
    """

    def __init__(self, folder: Path, machine: str, job: str) -> None:
        self._path = folder / EXPORTS / segment("machine", machine) / f"{segment('job', job)}.json"
        self._lock = threading.Lock()
        self._written: Written | None = None
        self._new = Written(machine=machine, job=job)
        with clear_errors("read", self._path):
            content = self._path.read_bytes() if self._path.is_file() else b""
        try:
            self._written = msgspec.json.decode(content, type=Written)
        except msgspec.MsgspecError:
            return  # without it, the files are looked at one by one
        if self._written.format > FORMAT:
            raise ConfigurationError(
                f"a later version of this SDK has written {self._path}",
                hint="update eosconnect-sdk, or use a new folder",
            )

    @property
    def window(self) -> Window:
        """The time whose rows are held."""
        return Window(self._now.after, self._now.before)

    @property
    def tables(self) -> Mapping[str, Holding]:
        """By name: ``layers``, ``sensors/processChamber.temperature``."""
        return self._now.tables

    def is_up_to_date(self, asked: Window, looks_like: Mapping[str, Any]) -> bool:
        """Whether what is complete here answers what is asked of a job that looks like this."""
        return (
            self._written is not None
            and bool(looks_like)
            and self._written.looked_like == looks_like
            and covers(self.window, asked)
        )

    def begin(self, asked: Window, looks_like: Mapping[str, Any], *, replace: bool) -> None:
        """An export of the job begins: tables are complete from now on if they answer what it asks.

        What a killed one has left of this file goes.

        Args:
            asked: the time whose rows are asked for.
            looks_like: see :func:`~eosconnect.dataset.spans.settled`.
            replace: what begins too late is forgotten.

        Raises:
            ConfigurationError: earlier rows are asked for than the held ones.
        """
        now = self._now
        late = self._written is not None and begins_late(self.window, asked)
        if late and not replace:
            raise ConfigurationError(
                f"of job {now.job} rows are held only from {now.after:%Y-%m-%d %H:%M:%S} UTC on, "
                "and earlier ones are asked for",
                hint="use another folder, or replace=True to fetch the job anew",
            )
        window = asked if late or self._written is None else joined(self.window, asked)
        tables = {} if late else now.tables
        if now.looked_like != looks_like or self.window != window:
            tables = {
                name: attrs.evolve(holding, complete=holding.complete and holding.left_out is not None)
                for name, holding in tables.items()
            }
        discard_drafts(self._path.parent, f"{glob.escape(self._path.name)}.*.part")
        self._replace(after=window.after, before=window.before, looked_like=dict(looks_like), tables=tables)

    def hold(self, table: str, holding: Holding, *, at: datetime) -> None:
        """A table has come to its end, for now or for good."""
        self.hold_all({table: holding}, at=at)

    def hold_all(self, holdings: Mapping[str, Holding], *, at: datetime) -> None:
        """Several tables have."""
        with self._lock:
            self._replace(exported_at=at, tables={**self._now.tables, **holdings})

    @property
    def _now(self) -> Written:
        return self._written or self._new

    def _replace(self, **changes: Any) -> None:
        now = attrs.evolve(self._now, **changes)
        if now == self._written:
            return
        with PartFile(self._path) as draft:
            draft.write(msgspec.json.format(msgspec.json.encode(now), indent=1))
            draft.complete(self._path)
        self._written = now


def size_of(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
