"""Software: which control system the machine runs, and in which versions."""

from __future__ import annotations

from eosconnect.models.machine_info import ControlSystem
from eosconnect.resources.asynchronous.reading import text
from eosconnect.transport.asynchronous.connection import AsyncConnection

__all__ = ["AsyncSoftware"]


class AsyncSoftware:
    """The software of one machine, reached as ``machine.software``.

    Example:
        >>> async with AsyncMachine.from_env() as machine:
        ...     print(await machine.software.control_system())
        ...     version = await machine.software.eosconnect_core_version()
        EOSystem
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def control_system(self) -> ControlSystem | None:
        """The control system that EOSCONNECT Core runs on. Source: ``GET /software/controlSystem``."""
        value = await text(self._connection, "get_software_control_system")
        return ControlSystem(value) if value else None

    async def print_domain(self) -> str | None:
        """The print domain. Source: ``GET /software/printDomain``."""
        return await text(self._connection, "get_software_print_domain")

    async def control_system_version(self) -> str | None:
        """The version of the control system. Source: ``GET /software/versions/controlSystem``."""
        return await text(self._connection, "get_software_version_control_system")

    async def eosconnect_core_version(self) -> str | None:
        """The version of EOSCONNECT Core itself. Source: ``GET /software/versions/eosconnectCore``."""
        return await text(self._connection, "get_software_version_eosconnect_core")

    async def hcs_service_version(self) -> str | None:
        """The version of the HCS service. Source: ``GET /software/versions/hcsService``."""
        return await text(self._connection, "get_software_version_hcs_service")

    async def machine_db_schema_version(self) -> str | None:
        """The version of the machine database's schema. Source: ``GET /software/versions/machineDbSchema``."""
        return await text(self._connection, "get_software_version_machine_db_schema")

    async def machine_db_service_version(self) -> str | None:
        """The version of the machine database's service. Source: ``GET /software/versions/machineDbService``."""
        return await text(self._connection, "get_software_version_machine_db_service")
