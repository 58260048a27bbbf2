"""The one file of a table whose rows are models."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from eosconnect.dataset.manifest import Holding
from eosconnect.dataset.parquet_file import ParquetDraft, discard_drafts, footer_of, read_rows
from eosconnect.dataset.places import part_name
from eosconnect.resources.local_files import clear_errors

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ModelFile"]


class ModelFile:
    """A table of one job; small enough to be held in memory and written whole. The calls block.

    Args:
        folder: the partition.
        schema: of the rows, with the provenance in its metadata.

    Raises:
        LocalFileError: from every method, if the operating system refuses.

    Attributes:
        written: bytes that were written since the beginning.
    """

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self.written = 0
        self._path = folder / part_name(0)
        self._schema = schema

    def read(self) -> pa.Table:
        """The rows that are held; none if there is no file."""
        import pyarrow as pa

        discard_drafts(self._path.parent)
        if not self._path.exists():
            return self._schema.empty_table()
        if footer_of(self._path) is None:
            with clear_errors("remove", self._path):
                self._path.unlink()
            return self._schema.empty_table()
        held = read_rows(self._path)
        # Another version of this SDK may have written other columns.
        same = [name for name in held.column_names if name in self._schema.names]
        joined = pa.concat_tables([self._schema.empty_table(), held.select(same)], promote_options="permissive")
        return joined.cast(self._schema)

    def replace(self, rows: pa.Table) -> Holding:
        """Hold these rows and no others."""
        with ParquetDraft(self._path, self._schema) as draft:
            draft.write(rows)
            size = draft.complete()
        self.written += size
        return Holding(rows=rows.num_rows, files={self._path.name: size})

    def exists(self) -> bool:
        """Whether there is a file; one without rows says that there are none."""
        return self._path.exists()

    def keep(self, rows: int) -> Holding:
        """Leave the file as it is."""
        return Holding(rows=rows, files={self._path.name: self._path.stat().st_size})
