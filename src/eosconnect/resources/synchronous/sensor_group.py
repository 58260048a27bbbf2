# Generated from src/eosconnect/resources/asynchronous/sensor_group.py by "nox -s generate". Do not edit.
"""What the groups of data points in :mod:`sensor_areas` have in common."""

from __future__ import annotations

from eosconnect.transport.synchronous.connection import Connection

__all__ = ["SensorGroup"]


class SensorGroup:
    """Data points that belong together. Its attributes are sensors and smaller groups, made when they are asked for."""

    def __init__(self, connection: Connection, number: int | None = None) -> None:
        self._connection = connection
        self._number = number

    def __repr__(self) -> str:
        names = [name for name in vars(type(self)) if not name.startswith("_")]
        return f"<{type(self).__name__}: {', '.join(names)}>"
