# Generated from src/eosconnect/resources/asynchronous/sensor.py by "nox -s generate". Do not edit.
"""One data point of the machine: its current value, its description, its values during a job."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import Any, Generic, TypeVar

from eosconnect.columns.sensor_columns import SensorColumns
from eosconnect.decisions.data_points import DataPoint
from eosconnect.decisions.operations import OperationId
from eosconnect.errors import ConfigurationError
from eosconnect.models.sensor import SensorDescription, SensorValue
from eosconnect.resources.chunks import SeriesChunk
from eosconnect.resources.references import JobReference, job_id
from eosconnect.resources.synchronous.bulk import read_columns
from eosconnect.resources.synchronous.lists import unit_count
from eosconnect.resources.synchronous.pager import Pager
from eosconnect.resources.synchronous.reading import one, one_or_none, paged, text
from eosconnect.series import SensorSeries
from eosconnect.timestamps import Moment, Window
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["LiveSensor", "NumberedSensors", "Sensor", "TextSensor"]

G = TypeVar("G")


class AnySensor:
    """What every data point has, whether it is recorded or not.

    Attributes:
        data_point: the entry of the catalogue (unit, interval, machines, names in OPC UA and MQTT).
        number: the laser or shutter, counted from 1, or ``None`` where there is only one.
    """

    def __init__(self, connection: Connection, data_point: DataPoint, number: int | None = None) -> None:
        self._connection = connection
        self.data_point = data_point
        self.number = number

    @property
    def key(self) -> str:
        """The key in the catalogue: ``machine.sensors[sensor.key]`` is this sensor."""
        return self.data_point.numbered_key(self.number)

    @property
    def label(self) -> str:
        """The name in words, such as "process chamber temperature"."""
        return self.data_point.label if self.number is None else f"{self.data_point.label} {self.number}"

    @property
    def unit(self) -> str:
        """The unit of the values, or an empty text."""
        return self.data_point.unit

    def __repr__(self) -> str:
        unit = f" in {self.unit}" if self.unit else ""
        return f"<{type(self).__name__} {self.key}{unit} of {self._connection.settings.host}>"

    def _repr_html_(self) -> str:
        from eosconnect.presentation.html.sensors import sensor_view

        return sensor_view(self.data_point, self.number)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, AnySensor):
            return NotImplemented
        return (self._connection, self.key) == (other._connection, other.key)

    def __hash__(self) -> int:
        return hash((id(self._connection), self.key))

    def _operation(self, operation_id: OperationId | None, what: str) -> tuple[OperationId, dict[str, Any]]:
        if operation_id is None:
            raise ConfigurationError(f"{self.key} has no {what} in the Web API")
        if self.data_point.numbered is None:
            return operation_id, {}
        if self.number is None:
            raise ConfigurationError(
                f"{self.key} exists once per {self.data_point.counted}",
                hint=f"choose one by its number: machine.sensors[{self.data_point.numbered_key(1)!r}]",
            )
        return operation_id, {f"{self.data_point.counted}_number": self.number}


class LiveSensor(AnySensor):
    """A data point with a current value but without recorded ones.

    Example:
        >>> with Machine.from_env() as machine:
        ...     value = machine.sensors.ipc.memory.total.current()
    """

    def current(self) -> SensorValue | None:
        """The value now, or ``None`` while there is none (no job running, nothing written yet).

        Raises:
            NotSupportedOnMachineError: this machine model does not have the data point.

        Source: ``GET /<area>/<data point>/current``.
        """
        operation, number = self._operation(self.data_point.current, "current value")
        return one_or_none(self._connection, operation, SensorValue, **number)

    def description(self) -> SensorDescription:
        """Name, meaning and unit as the machine tells them, or as the catalogue does where the machine offers none.

        Source: ``GET /<area>/<data point>/description``.
        """
        if self.data_point.description is None:
            return SensorDescription(
                display_name=self.label,
                description=self.data_point.explanation,
                unit=self.unit,
                is_layer_based=self.data_point.layer_based,
            )
        operation, number = self._operation(self.data_point.description, "description")
        return one(self._connection, operation, SensorDescription, **number)


class Sensor(LiveSensor):
    """A data point whose values are recorded during jobs.

    Example:
        >>> with Machine.from_env() as machine:
        ...     job = machine.jobs.latest()
        ...     series = machine.sensors.process_chamber.temperature.series(job)
        ...     frame = series.to_pandas()
    """

    def values(
        self, job: JobReference, after: Moment | None = None, before: Moment | None = None
    ) -> Pager[SensorValue]:
        """The recorded values one by one, in the order of time; for many of them :meth:`series` is the faster way.

        Args:
            job: a job or its id.
            after, before: both included; a datetime, a date, an ISO text or "2 days ago".

        Raises:
            NotFoundError: the machine has no such job (raised while reading).
            NotSupportedOnMachineError: this machine model does not have the data point (raised while reading).

        Source: ``GET /<area>/<data point>/{jobId}/values``.
        """
        operation, number = self._operation(self.data_point.values, "recorded values")
        window = Window.of(after, before, tz=self._connection.settings.tz)
        return paged(
            self._connection,
            operation,
            SensorValue,
            describe=f"{self.key} of job {job_id(job)}",
            keep=lambda value: window.contains(value.timestamp),
            job=job_id(job),
            job_id=job_id(job),
            from_=window.after,
            to=window.asked_before,
            **number,
        )

    def chunks(
        self,
        job: JobReference,
        after: Moment | None = None,
        before: Moment | None = None,
        *,
        start: int = 0,
        page_size: int | None = None,
    ) -> Generator[SeriesChunk, None]:
        """The recorded values as columns, piece by piece: for series that are larger than the memory.

        Some pages are fetched ahead, as many at a time as the machine's ``max_concurrency`` allows, and no more than
        two beyond that are held. The pieces come in the order of the machine's list, which is that of time. A job that
        is being built ends where it ended when its end was looked for; go on later with ``start=chunk.position``.

        Args:
            job: a job or its id.
            after, before: both included; a datetime, a date, an ISO text or "2 days ago".
            start: position in the machine's list (of that window) to begin at, such as an earlier chunk's ``position``
                or an error's ``resume_position``.
            page_size: rows per request; never more than the machine is known to give at once.

        Raises:
            EosConnectError: as for :meth:`values`; with ``resume_position``, before which everything was handed out.
            UnexpectedResponseError: the machine's list changed in another way than by growing.

        Source: ``GET /<area>/<data point>/{jobId}/values``.

        Example:
            >>> with Machine.from_env() as machine:
            ...     job = machine.jobs.latest()
            ...     for series, position in machine.sensors.process_chamber.temperature.chunks(job):
            ...         warmest = series.values.max()
        """
        with closing(self._pages(job, after, before, start=start, page_size=page_size)) as pages:
            for columns, position in pages:
                yield SeriesChunk(self._series(job, columns), position)

    def series(
        self,
        job: JobReference,
        after: Moment | None = None,
        before: Moment | None = None,
        *,
        page_size: int | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> SensorSeries:
        """All recorded values as columns: UTC timestamps, values in :attr:`unit`, layer index, whether within the job.

        They are in the order of time and take 21 bytes each; what does not fit the memory is for :meth:`chunks`, whose
        arguments and errors hold here, too.

        Args:
            progress: called now and then with the number of values that have come and with their total, which is
                ``None`` until the end: machines do not tell it before.

        Source: ``GET /<area>/<data point>/{jobId}/values``.

        Example:
            >>> with Machine.from_env() as machine:
            ...     job = machine.jobs.latest()
            ...     series = machine.sensors.process_chamber.temperature.series(job)
            >>> series.unit
            '°C'
        """
        from eosconnect.columns.arranging import in_order, joined

        pieces: list[SensorColumns] = []
        done = 0
        with closing(self._pages(job, after, before, page_size=page_size)) as pages:
            for columns, _ in pages:
                pieces.append(columns)
                done += len(columns)
                if progress is not None:
                    progress(done, None)
        if progress is not None:
            progress(done, done)
        return self._series(job, in_order(joined(pieces)))

    def _pages(
        self,
        job: JobReference,
        after: Moment | None,
        before: Moment | None,
        *,
        start: int = 0,
        page_size: int | None = None,
    ) -> Generator[tuple[SensorColumns, int], None]:
        from eosconnect.columns.arranging import within

        operation, number = self._operation(self.data_point.values, "recorded values")
        window = Window.of(after, before, tz=self._connection.settings.tz)
        all_pages = read_columns(
            self._connection,
            operation,
            start=start,
            page_size=page_size,
            job_id=job_id(job),
            from_=window.after,
            to=window.asked_before,
            **number,
        )
        with closing(all_pages) as pages:
            for columns, position in pages:
                yield within(columns, window), position

    def _series(self, job: JobReference, columns: SensorColumns) -> SensorSeries:
        return SensorSeries(
            name=self.key,
            unit=self.unit,
            machine=self._connection.settings.host,
            job_id=job_id(job),
            timestamps=columns.timestamps,
            values=columns.values,
            layer_index=columns.layer_index,
            is_in_job=columns.is_in_job,
        )


class TextSensor(AnySensor):
    """A data point whose value is a text: the inert gas type.

    Example:
        >>> with Machine.from_env() as machine:
        ...     print(machine.sensors.inert_gas.gas_type.current())
        Argon
    """

    def current(self) -> str | None:
        """The text now, or ``None``. Source: ``GET /inertGas/gasType/current``."""
        operation, number = self._operation(self.data_point.current, "current value")
        return text(self._connection, operation, **number)

    def description(self) -> SensorDescription:
        """Name and meaning. Source: ``GET /inertGas/gasType/description``."""
        operation, number = self._operation(self.data_point.description, "description")
        return one(self._connection, operation, SensorDescription, **number)

    def values(self, job: JobReference) -> str | None:
        """What the machine recorded for a job: one text, without paging or a window.

        Raises:
            NotFoundError: the machine has no such job.

        Source: ``GET /inertGas/gasType/{jobId}/values``.
        """
        operation, number = self._operation(self.data_point.values, "recorded values")
        return text(self._connection, operation, job_id=job_id(job), **number)


class NumberedSensors(Generic[G]):
    """The sensors of a unit that exists several times: ``laser[2]``. Iterating asks the machine how many it has."""

    def __init__(self, connection: Connection, build: Callable[[int], G]) -> None:
        self._connection = connection
        self._build = build

    def __getitem__(self, number: int) -> G:
        if number < 1:
            # Not IndexError: "for laser in ..." without "async" would count from 0 and take that for the end.
            raise LookupError(
                f'lasers and shutters are counted from 1, not {number}; "for" goes over those of the machine'
            )
        return self._build(number)

    def __iter__(self) -> Iterator[G]:
        """One entry per installed unit. Source: ``GET /exposure/unitCount``."""
        for number in range(1, (unit_count(self._connection) or 0) + 1):
            yield self._build(number)
