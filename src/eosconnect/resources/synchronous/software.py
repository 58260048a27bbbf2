# Generated from src/eosconnect/resources/asynchronous/software.py by "nox -s generate". Do not edit.
"""Software: which control system the machine runs, and in which versions."""

from __future__ import annotations

from eosconnect.models.machine_info import ControlSystem
from eosconnect.resources.synchronous.reading import text
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["Software"]


class Software:
    """The software of one machine, reached as ``machine.software``.

    Example:
        >>> with Machine.from_env() as machine:
        ...     print(machine.software.control_system())
        ...     version = machine.software.eosconnect_core_version()
        EOSystem
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def control_system(self) -> ControlSystem | None:
        """The control system that EOSCONNECT Core runs on. Source: ``GET /software/controlSystem``."""
        value = text(self._connection, "get_software_control_system")
        return ControlSystem(value) if value else None

    def print_domain(self) -> str | None:
        """The print domain. Source: ``GET /software/printDomain``."""
        return text(self._connection, "get_software_print_domain")

    def control_system_version(self) -> str | None:
        """The version of the control system. Source: ``GET /software/versions/controlSystem``."""
        return text(self._connection, "get_software_version_control_system")

    def eosconnect_core_version(self) -> str | None:
        """The version of EOSCONNECT Core itself. Source: ``GET /software/versions/eosconnectCore``."""
        return text(self._connection, "get_software_version_eosconnect_core")

    def hcs_service_version(self) -> str | None:
        """The version of the HCS service. Source: ``GET /software/versions/hcsService``."""
        return text(self._connection, "get_software_version_hcs_service")

    def machine_db_schema_version(self) -> str | None:
        """The version of the machine database's schema. Source: ``GET /software/versions/machineDbSchema``."""
        return text(self._connection, "get_software_version_machine_db_schema")

    def machine_db_service_version(self) -> str | None:
        """The version of the machine database's service. Source: ``GET /software/versions/machineDbService``."""
        return text(self._connection, "get_software_version_machine_db_service")
