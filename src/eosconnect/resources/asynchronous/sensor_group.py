"""What the groups of data points in :mod:`sensor_areas` have in common."""

from __future__ import annotations

from collections.abc import Iterator

from eosconnect.decisions.data_points import DataPoint
from eosconnect.resources.asynchronous.sensor import AsyncAnySensor, AsyncNumberedSensors
from eosconnect.transport.asynchronous.connection import AsyncConnection

__all__ = ["AsyncSensorGroup"]


class AsyncSensorGroup:
    """Data points that belong together. Its attributes are sensors and smaller groups, made when they are asked for."""

    def __init__(self, connection: AsyncConnection, number: int | None = None) -> None:
        self._connection = connection
        self._number = number

    def _repr_html_(self) -> str:
        from eosconnect.presentation.html.sensors import catalogue_view

        return catalogue_view(f"Sensors of {self._connection.settings.host}", self._data_points(), self._number)

    def _data_points(self) -> Iterator[DataPoint]:
        for name in vars(type(self)):
            member = None if name.startswith("_") else getattr(self, name)
            if isinstance(member, AsyncNumberedSensors):
                member = member[1]
            if isinstance(member, AsyncSensorGroup):
                yield from member._data_points()
            elif isinstance(member, AsyncAnySensor):
                yield member.data_point

    def __repr__(self) -> str:
        names = [name for name in vars(type(self)) if not name.startswith("_")]
        return f"<{type(self).__name__}: {', '.join(names)}>"
