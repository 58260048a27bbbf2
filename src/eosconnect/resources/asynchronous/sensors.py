"""The catalogue of data points: every sensor and set point that the document knows, by area or by key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from eosconnect.decisions.data_points import DATA_POINTS, DataPoint
from eosconnect.resources.asynchronous.sensor import AsyncLiveSensor, AsyncSensor, AsyncTextSensor
from eosconnect.resources.asynchronous.sensor_areas import AsyncSensorAreas
from eosconnect.transport.asynchronous.connection import AsyncConnection

__all__ = ["AsyncSensors"]

NUMBER = re.compile(r"\[(\d+)\]")


class AsyncSensors(AsyncSensorAreas):
    """All data points of one machine, reached as ``machine.sensors``.

    By area, ``machine.sensors.process_chamber.temperature``; by key, ``machine.sensors["processChamber.temperature"]``;
    those that exist per laser or shutter by number, ``machine.sensors.exposure.laser[2].temperature`` or
    ``machine.sensors["exposure.laser[2].temperature"]``. Iterating and ``len()`` go over the 49 definitions of the
    document, whether or not this machine model has them.

    Example:
        >>> async with AsyncMachine.from_env() as machine:
        ...     print(len(machine.sensors), machine.sensors["processChamber.temperature"].unit)
        49 °C
    """

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(connection)
        self._connection = connection

    def __len__(self) -> int:
        return len(DATA_POINTS)

    def __iter__(self) -> Iterator[AsyncSensor | AsyncLiveSensor | AsyncTextSensor]:
        for data_point in DATA_POINTS.values():
            yield self._sensor(data_point, None)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and NUMBER.sub("", key) in DATA_POINTS

    def __getitem__(self, key: str) -> AsyncSensor | AsyncLiveSensor | AsyncTextSensor:
        """The sensor with this key.

        Raises:
            KeyError: no such data point; the message names the nearest ones.
        """
        number = NUMBER.search(key)
        name = NUMBER.sub("", key)
        if name not in DATA_POINTS:
            near = get_close_matches(name, DATA_POINTS, n=3, cutoff=0.4)
            raise KeyError(f"no data point {key!r}" + (f"; did you mean {' or '.join(near)}?" if near else ""))
        data_point = DATA_POINTS[name]
        if number and data_point.numbered is None:
            raise KeyError(f"{name} is not numbered: leave {number[0]} out")
        return self._sensor(data_point, int(number[1]) if number else None)

    def _sensor(self, data_point: DataPoint, number: int | None) -> AsyncSensor | AsyncLiveSensor | AsyncTextSensor:
        if data_point.kind == "text":
            return AsyncTextSensor(self._connection, data_point, number)
        if data_point.recorded:
            return AsyncSensor(self._connection, data_point, number)
        return AsyncLiveSensor(self._connection, data_point, number)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} data points of {self._connection.settings.host}>"
