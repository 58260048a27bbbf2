# Generated from src/eosconnect/dataset/asynchronous/model_export.py by "nox -s generate". Do not edit.
"""One table of models of one job into its partition."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import attrs

from eosconnect.dataset.contents import MODELS, source_of
from eosconnect.dataset.manifest import Manifest
from eosconnect.dataset.model_file import ModelFile
from eosconnect.dataset.outcome import Fetched
from eosconnect.dataset.schemas import model_schema, model_table
from eosconnect.dataset.spans import settled
from eosconnect.dataset.synchronous.run import Run
from eosconnect.models.job import JobDetail
from eosconnect.resources.synchronous.exposure import Exposure
from eosconnect.resources.synchronous.layers import Layers
from eosconnect.resources.synchronous.parts import Parts
from eosconnect.resources.synchronous.state import State
from eosconnect.resources.synchronous.user_messages import UserMessages
from eosconnect.resources.synchronous.waiting import in_thread

__all__ = ["ModelExport"]


class ModelExport:
    """A table, fetched whole; of the layers only those that are new.

    Args:
        run: the export that it is a part of.
        manifest: what is held of the job.
        job: as the machine tells it now.
        table: its name.

    Attributes:
        new_rows: rows that were fetched and written.
    """

    def __init__(self, run: Run, manifest: Manifest, job: JobDetail, table: str) -> None:
        self.new_rows = 0
        self._run = run
        self._job = job
        self._window = manifest.window
        self._name = table
        self._table = MODELS[table]
        provenance = run.provenance(table, job.id, source_of(self._table.operation))
        self._schema = model_schema(self._table.kind, provenance)
        self._file = ModelFile(run.place(table, job.id), self._schema)

    def export(self) -> Fetched:
        """Fetch what is missing, and write it.

        Raises:
            EosConnectError: as the reading operation.
            LocalFileError: it cannot be written.
        """
        held = in_thread(self._file.read)
        if self._name == "layers" and held.num_rows:
            # The last one once more: it may have been in progress, and it tells whether the job is still the same.
            newer = self._rows(first_layer=held.column("index")[-1].as_py())
            changed = difference(held.slice(held.num_rows - 1), newer)
            rows = joined(held.slice(0, held.num_rows - 1), newer)
        else:
            rows = self._rows()
            fewer = rows.num_rows < held.num_rows
            changed = f"{held.num_rows} rows were there, and now {rows.num_rows}" if fewer else None
        if changed and self._run.replace:
            rows, changed = self._rows(), None
        if changed:
            return Fetched(holding=self._file.keep(held.num_rows), changed=changed)
        same = self._file.exists() and rows.equals(held)
        holding = self._file.keep(held.num_rows) if same else in_thread(partial(self._file.replace, rows))
        self.new_rows = max(rows.num_rows - held.num_rows, 0)
        self._run.tally.add(self._name, self.new_rows)
        return Fetched(holding=attrs.evolve(holding, complete=bool(settled(self._job))), written=self._file.written)

    def _rows(self, first_layer: int | None = None) -> Any:
        """What the machine lists, as an Arrow table."""
        models = self._table.in_order(self._read(first_layer))
        return model_table(models, self._table.kind, self._schema)

    def _read(self, first_layer: int | None) -> Sequence[Any]:
        connection, job, window = self._run.connection, self._job, self._window
        match self._name:
            case "layers":
                return Layers(connection).list(job, first=first_layer).to_list()
            case "parts":
                return Parts(connection).list(job).to_list()
            case "user_messages":
                messages = UserMessages(connection)
                return messages.list(job=job, raised_after=window.after, raised_before=window.before).to_list()
            case "states":
                return State(connection).of_job(job, after=window.after, before=window.before).to_list()
            case "calibrations":
                return Exposure(connection).calibrations(job).to_list()
            case "laser_power_measurements":
                return Exposure(connection).laser_power_measurements(job).to_list()
        return [job]


def difference(last: Any, newer: Any) -> str | None:
    """What is no longer as it was, given the last layer that is held, and those from it on."""
    index = last.column("index")[0].as_py()
    if not newer.num_rows or newer.column("index")[0].as_py() != index:
        return f"layer {index} is no longer there"
    in_progress = last.column("ended_at")[0].as_py() is None
    return None if in_progress or newer.slice(0, 1).equals(last) else f"layer {index} is another one"


def joined(held: Any, newer: Any) -> Any:
    import pyarrow as pa

    return pa.concat_tables([held, newer])
