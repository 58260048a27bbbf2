# Generated from src/eosconnect/resources/asynchronous/support.py by "nox -s generate". Do not edit.
"""What this machine supports, and how its clock runs."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from eosconnect.decisions.clock import clock_offset, clock_warning
from eosconnect.decisions.data_points import DATA_POINTS, DataPoint
from eosconnect.decisions.operations import OPERATIONS
from eosconnect.decisions.support import operations_named, supports
from eosconnect.errors import ApiError
from eosconnect.models.module_versions import FilterSystemModuleVersions
from eosconnect.resources.synchronous.lists import unit_count
from eosconnect.resources.synchronous.reading import one_or_none
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["Support"]


class Support:
    """Filter system, exposure units and clock of one machine, asked when they are needed and once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._filter_system: str | None = None
        self._filter_system_asked = False
        self._unit_count: int | None = None

    def filter_system(self) -> str | None:
        """The variant of the filter system, ``None`` where the machine does not say."""
        if not self._filter_system_asked:
            try:
                versions = one_or_none(
                    self._connection, "get_filter_system_module_versions", FilterSystemModuleVersions
                )
            except ApiError:
                versions = None
            self._filter_system = None if versions is None else versions.variant
            self._filter_system_asked = True
        return self._filter_system

    def unit_count(self) -> int:
        """How many exposure units are installed; 1 where the machine does not say."""
        if self._unit_count is None:
            try:
                count = unit_count(self._connection)
            except ApiError:
                count = None
            self._unit_count = count or 1
        return self._unit_count

    def supports(self, what: str) -> bool:
        """Whether this machine has any of the operations that a name stands for, as far as the document says."""
        operations = operations_named(what)
        model = self._connection.model()
        limited = any(operation.filter_system for operation in operations)
        filter_system = self.filter_system() if limited else None
        return any(supports(operation, model, filter_system) for operation in operations)

    def data_points(self) -> Iterator[DataPoint]:
        """The data points of the catalogue that this machine has."""
        for data_point in DATA_POINTS.values():
            readers = (data_point.current, data_point.values, data_point.description)
            model = self._connection.model()
            filter_system = self.filter_system() if data_point.filter_system else None
            if any(supports(OPERATIONS[reader], model, filter_system) for reader in readers if reader is not None):
                yield data_point

    def clock_offset(self) -> timedelta | None:
        """The machine's clock minus this computer's, to about a second, with a warning if it is large."""
        asked_at = datetime.now(UTC)
        date = self._connection.call("get_info_host_name", lambda reply: reply.headers.get("date"))
        offset = clock_offset(date, asked_at, datetime.now(UTC))
        warning = None if offset is None else clock_warning(offset)
        if warning is not None:
            warnings.warn(warning, stacklevel=3)
        return offset
