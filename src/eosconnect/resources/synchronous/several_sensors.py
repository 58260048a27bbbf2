# Generated from src/eosconnect/resources/asynchronous/several_sensors.py by "nox -s generate". Do not edit.
"""Several sensors of one job at a time: which of them, and what becomes of those that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import attrs

from eosconnect.columns.sensor_columns import SensorColumns
from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.errors import (
    AuthenticationError,
    ConfigurationError,
    EosConnectError,
    MachineTimeoutError,
    MachineUnreachableError,
    NotFoundError,
    NotSupportedOnMachineError,
    PartialError,
    PermissionDeniedError,
    VersionError,
)
from eosconnect.models.job import JobDetail
from eosconnect.resources.references import JobReference, job_id
from eosconnect.resources.synchronous.reading import one
from eosconnect.resources.synchronous.sensor import AnySensor, Sensor
from eosconnect.resources.synchronous.support import Support
from eosconnect.resources.synchronous.waiting import in_parallel
from eosconnect.timestamps import Moment
from eosconnect.transport.synchronous.connection import Connection

if TYPE_CHECKING:
    from eosconnect.columns.layer_statistics import LayerStatistics

__all__ = ["Read", "SensorChoice", "SeveralSensors"]

T = TypeVar("T")

SensorChoice = Iterable[AnySensor | str] | AnySensor | str | None
"""Sensors or their keys; ``None`` for all that record values."""

#: What keeps one sensor from being read for these reasons keeps the others, too.
FATAL: Final = (
    AuthenticationError,
    ConfigurationError,
    MachineUnreachableError,
    PermissionDeniedError,
    VersionError,
)


@attrs.frozen
class Read(Generic[T]):
    """What was read.

    Attributes:
        results: by key, in the order of the sensors.
        missing: keys of those that this machine does not have.
    """

    results: dict[str, T]
    missing: tuple[str, ...]


class SeveralSensors:
    """Some sensors in one job.

    Args:
        connection: to the machine.
        job: a job or its id.
        after, before: as for the values of one sensor.
    """

    def __init__(
        self,
        connection: Connection,
        job: JobReference,
        after: Moment | None = None,
        before: Moment | None = None,
    ) -> None:
        self._connection = connection
        self._job = job_id(job)
        self._after = after
        self._before = before

    def chosen(self, sensors: SensorChoice) -> tuple[list[Sensor], tuple[str, ...]]:
        """The sensors that are meant, and the keys of data points with values that this machine is known not to have.

        Those that exist once per laser or shutter come once for each, unless one of them is named.

        Raises:
            ConfigurationError: there is no such data point, or it records no numbers.
        """
        support = Support(self._connection)
        if sensors is None:
            recorded = [point for point in DATA_POINTS.values() if point.recorded and point.kind != "text"]
            keys = {point.key for point in support.data_points()}
            names: Iterable[AnySensor | str] = [point.key for point in recorded if point.key in keys]
            missing = tuple(point.key for point in recorded if point.key not in keys)
        else:
            names, missing = ([sensors] if isinstance(sensors, str | AnySensor) else sensors), ()
        chosen: dict[str, Sensor] = {}
        for name in names:
            sensor = self._sensor(name)
            point = sensor.data_point
            numbers: Iterable[int | None] = (sensor.number,)
            if point.numbered is not None and sensor.number is None:
                numbers = range(1, support.unit_count() + 1)
            for number in numbers:
                chosen[point.numbered_key(number)] = Sensor(self._connection, point, number)
        return list(chosen.values()), missing

    def _sensor(self, name: AnySensor | str) -> AnySensor:
        if isinstance(name, str):
            from eosconnect.resources.synchronous.sensors import Sensors

            try:
                name = Sensors(self._connection)[name]
            except KeyError as error:
                raise ConfigurationError(str(error.args[0]), hint="the keys are those of machine.sensors") from None
        if not isinstance(name, Sensor):
            raise ConfigurationError(f"{name.key} has no recorded values that are numbers")
        return name

    def by_layer(
        self, sensors: Sequence[Sensor], progress: Callable[[int, int], object] | None = None
    ) -> Read[LayerStatistics]:
        """The values of each summed up layer by layer, without holding them all.

        Raises:
            NotFoundError, PartialError: as :meth:`read`.
        """
        from eosconnect.columns.layer_statistics import LayerStatistics

        def summed_up(sensor: Sensor) -> LayerStatistics:
            statistics = LayerStatistics()
            with closing(sensor.chunks(self._job, self._after, self._before)) as chunks:
                for series, _ in chunks:
                    statistics.add(
                        SensorColumns(series.timestamps, series.values, series.layer_index, series.is_in_job)
                    )
            return statistics

        return self.read(sensors, summed_up, progress)

    def read(
        self,
        sensors: Sequence[Sensor],
        work: Callable[[Sensor], T],
        progress: Callable[[int, int], object] | None = None,
    ) -> Read[T]:
        """Do ``work`` with each sensor, with several at a time; together they keep to the bound of the machine.

        Raises:
            NotFoundError: the machine has no such job.
            PartialError: some could not be read; what came and why the rest did not.
            EosConnectError: none could be read.
        """
        results: dict[str, T] = {}
        failed: dict[str, EosConnectError] = {}
        missing: list[str] = []

        def attempt(sensor: Sensor) -> None:
            hopeless = next((error for error in failed.values() if is_fatal(error)), None)
            try:
                if hopeless is not None:
                    raise hopeless
                results[sensor.key] = work(sensor)
            except NotFoundError as error:
                if not isinstance(error, NotSupportedOnMachineError):
                    one(self._connection, "get_job", JobDetail, job_id=self._job)  # or is it the job?
                missing.append(sensor.key)
            except EosConnectError as error:
                failed[sensor.key] = error

        done = 0
        limit = self._connection.settings.max_concurrency
        with closing(in_parallel(attempt, sensors, limit=limit)) as attempts:
            for _ in attempts:
                done += 1
                if progress is not None:
                    progress(done, len(sensors))
        keys = [sensor.key for sensor in sensors]
        results = {key: results[key] for key in keys if key in results}
        if failed:
            raise partial_error(results, {key: failed[key] for key in keys if key in failed})
        return Read(results, tuple(key for key in keys if key in missing))


def is_fatal(error: EosConnectError) -> bool:
    # A timeout may be due to one long list.
    return isinstance(error, FATAL) and not isinstance(error, MachineTimeoutError)


def partial_error(succeeded: dict[str, T], failed: dict[str, EosConnectError]) -> EosConnectError:
    if not succeeded:
        return next(iter(failed.values()))
    reasons = "".join(f"\n  {key}: {error.message}" for key, error in failed.items())
    return PartialError(
        f"{len(failed)} of {len(failed) + len(succeeded)} sensors could not be read{reasons}",
        succeeded=succeeded,
        failed=failed,
        hint="succeeded has what came, by key; read only those in failed again",
    )
