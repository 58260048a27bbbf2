"""What all jobs of one export have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

import attrs

from eosconnect.dataset.parquet_file import PREFIX
from eosconnect.dataset.places import table_folder
from eosconnect.dataset.progress import Tally
from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.errors import ConfigurationError, NotFoundError
from eosconnect.models.machine_info import MachineInfo
from eosconnect.resources.asynchronous.exposure import AsyncExposure
from eosconnect.resources.asynchronous.sensor import AsyncAnySensor, AsyncSensor
from eosconnect.resources.asynchronous.sensors import AsyncSensors
from eosconnect.timestamps import Window
from eosconnect.transport.asynchronous.connection import AsyncConnection
from eosconnect.version import __version__

__all__ = ["AsyncFrontDoor", "AsyncRun", "chosen_sensors"]


class AsyncFrontDoor(Protocol):
    """An ``AsyncMachine``."""

    @property
    def _connection(self) -> AsyncConnection: ...


@attrs.frozen(kw_only=True)
class AsyncRun:
    """One call of ``export``.

    Attributes:
        connection: to the machine.
        folder: of the dataset.
        machine: serial number, as in the partitions.
        info, api_version: of the machine.
        exported_at: when it began.
        tables: to be fetched.
        sensors: whose values are to be fetched.
        window: the time that is asked for.
        replace: whether what is held makes way for what is on the machine.
        rows_per_file: of sensors, at least.
        tally: told what comes.
    """

    connection: AsyncConnection
    folder: Path
    machine: str
    info: MachineInfo
    api_version: str
    exported_at: datetime
    tables: Sequence[str]
    sensors: Sequence[AsyncSensor]
    window: Window
    replace: bool
    rows_per_file: int
    tally: Tally

    @property
    def limit(self) -> int:
        """Tables and sensors to be read at a time; the connection bounds their requests together."""
        return self.connection.settings.max_concurrency

    def place(self, table: str, job: str, sensor: str | None = None) -> Path:
        """The folder of a table of a job, or of a sensor."""
        return table_folder(self.folder, table, self.machine, job, sensor)

    def provenance(self, table: str, job: str, source: str) -> dict[str, str]:
        """Where the rows of a file come from, for its metadata."""
        known = {
            "format": "1",
            "sdk_version": __version__,
            "api_version": self.api_version,
            "machine": self.machine,
            "machine_model": self.info.model or self.info.product_name,
            "machine_host": self.connection.settings.host,
            "job": job,
            "table": table,
            "source": source,
            "exported_at": self.exported_at.isoformat(timespec="seconds"),
        }
        return {f"{PREFIX}{key}": value for key, value in known.items() if value}


async def chosen_sensors(
    connection: AsyncConnection, sensors: Iterable[AsyncAnySensor | str] | AsyncAnySensor | str | None
) -> list[AsyncSensor]:
    """The sensors that were asked for, or all that record values; those that exist several times, each of them.

    Raises:
        ConfigurationError: there is no such data point, or it records no values that are numbers.
    """
    catalogue = AsyncSensors(connection)
    if sensors is None:
        wanted: Iterable[AsyncAnySensor | str] = [
            key for key, point in DATA_POINTS.items() if point.recorded and point.kind != "text"
        ]
    else:
        wanted = [sensors] if isinstance(sensors, str | AsyncAnySensor) else sensors
    chosen: dict[str, AsyncSensor] = {}
    count: int | None = None
    for name in wanted:
        try:
            sensor = catalogue[name] if isinstance(name, str) else name
        except KeyError as error:
            raise ConfigurationError(str(error.args[0]), hint="the keys are those of machine.sensors") from None
        if not isinstance(sensor, AsyncSensor):
            raise ConfigurationError(f"{sensor.key} has no recorded values that are numbers")
        if sensor.data_point.numbered is None or sensor.number is not None:
            chosen[sensor.key] = AsyncSensor(connection, sensor.data_point, sensor.number)
            continue
        if count is None:
            count = await unit_count(connection)
        for number in range(1, count + 1):
            chosen[sensor.data_point.numbered_key(number)] = AsyncSensor(connection, sensor.data_point, number)
    return list(chosen.values())


async def unit_count(connection: AsyncConnection) -> int:
    """How many lasers the machine has, one if it does not say."""
    try:
        return await AsyncExposure(connection).unit_count() or 1
    except NotFoundError:
        return 1
