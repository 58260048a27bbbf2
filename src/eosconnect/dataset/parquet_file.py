"""One Parquet file: written so that it has no name before it is whole, and asked what it holds."""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

import attrs

from eosconnect.resources.local_files import PartFile, clear_errors

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["PREFIX", "Footer", "ParquetDraft", "clear_folder", "discard_drafts", "footer_of", "read_rows"]

#: Begins the names of our entries in a file's metadata.
PREFIX: Final = "eosconnect."


class Sink(io.RawIOBase):
    """What the Parquet writer writes into; deaf once nobody wants the file any more."""

    def __init__(self, part: PartFile) -> None:
        self._part: PartFile | None = part
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        block = bytes(data)
        if self._part is not None:
            self._part.write(block)
        self._size += len(block)
        return len(block)

    def tell(self) -> int:
        return self._size

    def let_go(self) -> None:
        self._part = None


class ParquetDraft:
    """A Parquet file in the making, beside its place. The calls block.

    Args:
        target: the file that it is to become.
        schema: its columns, with the metadata that is known from the start.

    Raises:
        LocalFileError: from every method, if the operating system refuses.

    Attributes:
        target: as given.
        rows: written so far.
    """

    def __init__(self, target: Path, schema: pa.Schema) -> None:
        from pyarrow import parquet

        self.rows = 0
        self.target = target
        # Readers of a folder pass over names that begin like this.
        self._part = PartFile(target.with_name(f"_{target.name}"))
        self._sink = Sink(self._part)
        times = [field.name for field in schema if field.name == "timestamp"]
        encoding: dict[str, Any] = {
            "compression": "zstd",
            # Times hardly ever repeat, but what lies between them does.
            "use_dictionary": [field.name for field in schema if field.name not in times],
            "column_encoding": dict.fromkeys(times, "DELTA_BINARY_PACKED"),
        }
        self._writer = parquet.ParquetWriter(self._sink, schema, **encoding)

    def write(self, table: pa.Table) -> None:
        """Append rows as one group."""
        if table.num_rows:
            self._writer.write_table(table, row_group_size=table.num_rows)
            self.rows += table.num_rows

    def complete(self, metadata: Mapping[str, str] | None = None) -> int:
        """Give the file its name, in place of one that has it; what is written is on the disk before.

        Args:
            metadata: further entries, without their prefix.

        Returns:
            Its size in bytes.
        """
        if metadata:
            self._writer.add_key_value_metadata({f"{PREFIX}{key}": value for key, value in metadata.items()})
        self._writer.close()
        self._part.complete(self.target)
        return self._part.size

    def discard(self) -> None:
        """Remove it, unless it was completed."""
        self._part.discard()
        self._sink.let_go()
        with suppress(Exception):
            self._writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.discard()


@attrs.frozen
class Footer:
    """What a finished file says of itself.

    Attributes:
        rows: in it.
        entries: our entries in its metadata, without their prefix.
    """

    rows: int
    entries: Mapping[str, str]


def footer_of(path: Path) -> Footer | None:
    """The footer of a file; ``None`` if it is no readable Parquet file."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with clear_errors("read", path):
            metadata = parquet.read_metadata(path)
    except pa.ArrowInvalid:
        return None
    entries: Mapping[bytes, bytes] = metadata.metadata or {}
    texts = {key.decode(errors="replace"): value.decode(errors="replace") for key, value in entries.items()}
    ours = {key.removeprefix(PREFIX): value for key, value in texts.items() if key.startswith(PREFIX)}
    return Footer(metadata.num_rows, ours)


def read_rows(path: Path) -> pa.Table:
    """All rows of a file, and nothing that its path says."""
    from pyarrow import parquet

    with clear_errors("read", path), parquet.ParquetFile(path) as file:
        return file.read()


def discard_drafts(folder: Path, pattern: str = "*.part") -> None:
    """Remove what an export that was killed has left unfinished."""
    for path in folder.glob(pattern):
        with clear_errors("remove", path):
            path.unlink(missing_ok=True)


def clear_folder(folder: Path) -> None:
    """Remove everything that an export has written into a partition."""
    for path in [*folder.glob("*.part"), *folder.glob("part-*.parquet")]:
        with clear_errors("remove", path):
            path.unlink(missing_ok=True)
