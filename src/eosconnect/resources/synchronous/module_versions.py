# Generated from src/eosconnect/resources/asynchronous/module_versions.py by "nox -s generate". Do not edit.
"""Module versions: what the machine is made of."""

from __future__ import annotations

from eosconnect.models.module_versions import (
    ControllerModuleVersions,
    DispenserModuleVersions,
    FilterSystemModuleVersions,
    LaserModuleVersions,
    PlcModuleVersions,
)
from eosconnect.resources.synchronous.exposure import Exposure
from eosconnect.resources.synchronous.info import Info
from eosconnect.resources.synchronous.reading import one_or_none
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["ModuleVersions"]


class ModuleVersions:
    """Identity and versions of the modules that are built in now, reached as ``machine.module_versions``.

    Those that took part in an earlier build are in ``machine.jobs.get(job).module_versions``.

    Example:
        >>> with Machine.from_env() as machine:
        ...     filter_system = machine.module_versions.filter_system()
        ...     plc = machine.module_versions.plc()
        >>> filter_system.variant
        'RFS ...'
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._exposure = Exposure(connection)

    def installed(self) -> dict[str, str]:
        """Versions of software and hardware modules by name; empty if none are registered.

        Source: ``GET /info/moduleVersions``.
        """
        return Info(self._connection).module_versions()

    def dispenser(self) -> DispenserModuleVersions | None:
        """The variant of the dispenser, or ``None`` if it is not known.

        Raises:
            NotSupportedOnMachineError: this machine model does not tell.

        Source: ``GET /dispenser/moduleVersions``.
        """
        return one_or_none(self._connection, "get_dispenser_module_versions", DispenserModuleVersions)

    def filter_system(self) -> FilterSystemModuleVersions | None:
        """The recirculating filter system. Source: ``GET /filterSystem/moduleVersions``."""
        return one_or_none(self._connection, "get_filter_system_module_versions", FilterSystemModuleVersions)

    def plc(self) -> PlcModuleVersions | None:
        """The programmable logic controller. Source: ``GET /plc/moduleVersions``."""
        return one_or_none(self._connection, "get_plc_module_versions", PlcModuleVersions)

    def laser(self, laser: int) -> LaserModuleVersions | None:
        """A laser, counted from 1; as ``machine.exposure.laser``.

        Source: ``GET /exposure/laser/{laserNumber}/moduleVersions``.
        """
        return self._exposure.laser(laser)

    def laser_controller(self, laser: int) -> ControllerModuleVersions | None:
        """The controller of a laser, counted from 1; as ``machine.exposure.laser_controller``.

        Source: ``GET /exposure/laser/{laserNumber}/controller/moduleVersions``.
        """
        return self._exposure.laser_controller(laser)
