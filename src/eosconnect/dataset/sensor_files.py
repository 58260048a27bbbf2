"""The files of one sensor in one job: what they hold, and how rows are added to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from eosconnect.dataset.manifest import Holding
from eosconnect.dataset.parquet_file import ParquetDraft, clear_folder, discard_drafts, footer_of, read_rows
from eosconnect.dataset.places import part_name
from eosconnect.dataset.schemas import SENSOR_COLUMNS
from eosconnect.resources.local_files import clear_errors
from eosconnect.series import SensorSeries

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ROWS_PER_FILE", "SensorFiles"]

ROWS_PER_FILE: Final = 524_288
#: Rows are compressed together, and wait in memory, until they are this part of a file.
GROUPS_PER_FILE: Final = 4


@attrs.frozen(kw_only=True)
class FinishedFile:
    """A finished file.

    Attributes:
        start, stop: the positions of its rows in the machine's list; it holds every row from the one up to the other.
        rows: in it: fewer than positions if the machine gave rows outside of the window that was asked for.
        size: in bytes.
    """

    path: Path
    start: int
    stop: int
    rows: int
    size: int


class SensorFiles:
    """The finished files, one after the other without a gap, and the one that is being written. The calls block.

    Args:
        folder: the partition.
        schema: of the rows, with the provenance in its metadata.
        after: the time from which on rows are asked for, as text; positions count from there.
        rows_per_file: when a file is as large, the next one is begun.

    Raises:
        LocalFileError: from every method, if the operating system refuses.

    Attributes:
        written: bytes that were written since the beginning.
    """

    def __init__(self, folder: Path, schema: pa.Schema, *, after: str, rows_per_file: int) -> None:
        self.written = 0
        self._folder = folder
        self._schema = schema
        self._after = after
        self._rows_per_file = rows_per_file
        self._rows_per_group = max(min(rows_per_file, ROWS_PER_FILE) // GROUPS_PER_FILE, 1)
        self._files: list[FinishedFile] = []
        self._waiting: list[pa.Table] = []
        self._rows_waiting = 0
        self._draft: ParquetDraft | None = None
        self._draft_start = 0
        self._position = 0

    @property
    def stop(self) -> int:
        """The position in the machine's list up to which every row is in a finished file."""
        return self._files[-1].stop if self._files else 0

    @property
    def rows(self) -> int:
        """Rows in finished files."""
        return sum(file.rows for file in self._files)

    def open(self) -> None:
        """Look at what is there. What a killed export has left, and what does not join the rest, is removed."""
        discard_drafts(self._folder)
        self._files = []
        for path in sorted(self._folder.glob("part-*.parquet"), key=number_of):
            file = finished(path, self._after)
            if file is not None and file.start == self.stop:
                self._files.append(file)
            else:
                with clear_errors("remove", path):
                    path.unlink(missing_ok=True)
        self._position = self.stop

    def clear(self) -> None:
        """Remove all of it."""
        clear_folder(self._folder)
        self._files = []
        self._position = 0

    def last_row(self) -> pa.Table | None:
        """The row at the position before :attr:`stop`; ``None`` where the files do not tell."""
        from pyarrow import parquet

        last = self._files[-1] if self._files else None
        if last is None or last.rows != last.stop - last.start:
            return None
        with clear_errors("read", last.path), parquet.ParquetFile(last.path) as file:
            group = file.read_row_group(file.num_row_groups - 1)
        return group.slice(group.num_rows - 1).cast(self._schema)

    def rows_of(self, series: SensorSeries) -> pa.Table:
        """The rows of a series as they are written."""
        return series.to_arrow().select(SENSOR_COLUMNS).cast(self._schema)

    def add(self, rows: pa.Table, position: int) -> None:
        """Append rows; all before ``position`` in the machine's list have come now."""
        self._waiting.append(rows)
        self._rows_waiting += rows.num_rows
        self._position = position
        if self._rows_waiting >= self._rows_per_group:
            with self._discarded_if_it_fails():
                self._write_waiting()
                if self._draft is not None and self._draft.rows >= self._rows_per_file:
                    self._finish_file()

    def finish(self) -> None:
        """Give the last file its name, with every row that has been added."""
        with self._discarded_if_it_fails():
            self._write_waiting()
            self._finish_file()

    def discard(self) -> None:
        """Remove what is not finished."""
        self._waiting, self._rows_waiting = [], 0
        if self._draft is not None:
            self._draft.discard()
            self._draft = None

    @contextmanager
    def _discarded_if_it_fails(self) -> Iterator[None]:
        """Nobody knows how much of it was written then."""
        try:
            yield
        except BaseException:
            self.discard()
            raise

    def holding(self, *, complete: bool) -> Holding:
        """For the manifest."""
        files = {file.path.name: file.size for file in self._files}
        return Holding(rows=self.rows, files=files, complete=complete)

    def _write_waiting(self) -> None:
        import pyarrow as pa

        if self._rows_waiting:
            if self._draft is None:
                self._draft = self._begin_file()
            self._draft.write(pa.concat_tables(self._waiting))
        self._waiting, self._rows_waiting = [], 0

    def _begin_file(self) -> ParquetDraft:
        """The next file; or the last one once more with more rows, so that many small exports leave few files."""
        last = self._files[-1] if self._files else None
        if last is None or last.rows >= self._rows_per_group:
            self._draft_start = self.stop
            return ParquetDraft(self._folder / part_name(len(self._files)), self._schema)
        self._draft_start = last.start
        draft = ParquetDraft(last.path, self._schema)
        try:
            draft.write(read_rows(last.path).cast(self._schema))
        except BaseException:
            draft.discard()
            raise
        return draft

    def _finish_file(self) -> None:
        if self._draft is None:
            return
        positions = {"after": self._after, "start": str(self._draft_start), "stop": str(self._position)}
        path, rows = self._draft.target, self._draft.rows
        size = self._draft.complete(positions)
        self._draft = None
        self.written += size
        self._files = [file for file in self._files if file.path != path]
        self._files.append(FinishedFile(path=path, start=self._draft_start, stop=self._position, rows=rows, size=size))


def number_of(path: Path) -> int:
    """Of a part file; what is none of ours comes last."""
    number = path.stem.removeprefix("part-")
    return int(number) if number.isdecimal() else 2**63


def finished(path: Path, after: str) -> FinishedFile | None:
    """The file, if it is one that was finished here and counts its positions from the same time."""
    footer = footer_of(path)
    if footer is None or footer.entries.get("after") != after:
        return None
    try:
        start, stop = int(footer.entries["start"]), int(footer.entries["stop"])
    except (KeyError, ValueError):
        return None
    return FinishedFile(path=path, start=start, stop=stop, rows=footer.rows, size=path.stat().st_size)
