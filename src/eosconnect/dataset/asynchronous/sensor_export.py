"""The values of one sensor in one job into its partition."""

from __future__ import annotations

from contextlib import aclosing, suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any

from eosconnect.dataset.asynchronous.run import AsyncRun
from eosconnect.dataset.contents import SENSORS, source_of
from eosconnect.dataset.manifest import Manifest
from eosconnect.dataset.outcome import Fetched
from eosconnect.dataset.parquet_file import PREFIX
from eosconnect.dataset.schemas import sensor_schema
from eosconnect.dataset.sensor_files import SensorFiles
from eosconnect.dataset.spans import settled
from eosconnect.errors import LocalFileError
from eosconnect.models.job import JobDetail
from eosconnect.resources.asynchronous.sensor import AsyncSensor
from eosconnect.resources.asynchronous.waiting import checkpoint, in_thread

__all__ = ["AsyncSensorExport"]


class Changed(Exception):
    """The machine's list is not the one that was read before."""


class AsyncSensorExport:
    """All values from the last one that is held on, written as they come.

    Args:
        run: the export that it is a part of.
        manifest: what is held of the job.
        job: as the machine tells it now.
        sensor: of a machine that may have several of its kind, one.
    """

    def __init__(self, run: AsyncRun, manifest: Manifest, job: JobDetail, sensor: AsyncSensor) -> None:
        self._run = run
        self._manifest = manifest
        self._window = manifest.window
        self._job = job
        self._sensor = sensor
        self._name = f"{SENSORS}/{sensor.key}"
        point = sensor.data_point
        assert point.values is not None
        provenance = run.provenance(SENSORS, job.id, source_of(point.values))
        provenance |= {f"{PREFIX}sensor": sensor.key, f"{PREFIX}sensor_label": sensor.label}
        provenance |= {f"{PREFIX}unit": sensor.unit}
        self._files = SensorFiles(
            run.place(SENSORS, job.id, sensor.key),
            sensor_schema(sensor.unit, provenance),
            after="" if self._window.after is None else self._window.after.isoformat(),
            rows_per_file=run.rows_per_file,
        )
        self._rows_before = 0

    @property
    def new_rows(self) -> int:
        """Rows that were fetched and are in finished files."""
        return self._files.rows - self._rows_before

    async def export(self) -> Fetched:
        """Fetch what is missing. Whatever ends it, what came is kept, and the next export goes on there.

        Raises:
            EosConnectError: as the reading operation.
            LocalFileError: it cannot be written.
        """
        await in_thread(self._files.open)
        self._rows_before = self._files.rows
        try:
            try:
                await self._read()
            except Changed as change:
                if not self._run.replace:
                    return Fetched(holding=self._files.holding(complete=False), changed=str(change))
                await in_thread(self._files.clear)
                self._rows_before = 0
                await self._read()
            await in_thread(self._files.finish)
        except LocalFileError:
            await in_thread(self._files.discard)
            raise
        except BaseException:
            await in_thread(self._save)
            raise
        return Fetched(
            holding=self._files.holding(complete=bool(settled(self._job))),
            written=self._files.written,
        )

    def _save(self) -> None:
        """Finish what came before it was interrupted."""
        with suppress(LocalFileError):
            self._files.finish()
            self._manifest.hold(self._name, self._files.holding(complete=False), at=self._run.exported_at)
        self._files.discard()

    async def _read(self) -> None:
        last = await in_thread(self._files.last_row)
        # The last row once more: it tells whether the list is still the same.
        position = self._files.stop - (last is not None)
        self._run.tally.resume(self._name, self._share(last))
        pieces = self._sensor.chunks(self._job, self._window.after, self._window.before, start=position)
        async with aclosing(pieces) as opened:
            async for series, reached in opened:
                checkpoint()
                rows = await in_thread(partial(self._files.rows_of, series))
                # Behind the end of the window the machine may have told a row too much, which others will ask for.
                position = reached if self._window.before is None else position + rows.num_rows
                if last is not None and rows.num_rows:
                    if not rows.slice(0, 1).equals(last):
                        raise Changed(f"the value at position {self._files.stop - 1} is another one")
                    rows, last = rows.slice(1), None
                await in_thread(partial(self._files.add, rows, position))
                self._run.tally.add(self._name, rows.num_rows, self._share(rows))
        if last is not None:
            raise Changed(f"{self._files.stop} values were there, and now there are fewer")

    def _share(self, rows: Any) -> float | None:
        """How much of the job's time lies before the last of some rows, from 0 to 1."""
        begin, end = self._job.started_at, self._job.ended_at or datetime.now(UTC)
        if rows is None or not rows.num_rows or begin is None or end <= begin:
            return None
        nanoseconds: int | None = rows.column("timestamp")[-1].value
        if nanoseconds is None:
            return None
        return min(max((nanoseconds / 1e9 - begin.timestamp()) / (end - begin).total_seconds(), 0.0), 1.0)
