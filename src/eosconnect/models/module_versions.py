"""Identity and versions of the modules that are built into the machine."""

from __future__ import annotations

import attrs

from eosconnect.models.model import Model

__all__ = [
    "ControllerModuleVersions",
    "DispenserModuleVersions",
    "FilterSystemModuleVersions",
    "LaserModuleVersions",
    "PlcModuleVersions",
]


@attrs.frozen(kw_only=True, repr=False)
class ControllerModuleVersions(Model):
    """The controller that drives a laser. Source: ControllerModuleVersions.

    Example:
        >>> ControllerModuleVersions.from_json({"firmware": "4.1.0", "hardware": "C", "interface": "2"})
        ControllerModuleVersions(firmware='4.1.0', hardware='C', interface='2')
    """

    firmware: str | None = None
    hardware: str | None = None
    interface: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class DispenserModuleVersions(Model):
    """The dispenser. Source: DispenserModuleVersions.

    Example:
        >>> DispenserModuleVersions.from_json({"variant": "Standard"})
        DispenserModuleVersions(variant='Standard')
    """

    variant: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class FilterSystemModuleVersions(Model):
    """The recirculating filter system. Source: FilterSystemModuleVersions.

    Attributes:
        variant: such as "RFS 1.3"; some data points exist for one generation only.
        serial_number, software_version, safety_version: as the machine tells them.

    Example:
        >>> FilterSystemModuleVersions.from_json({"variant": "RFS 1.3", "softwareVersion": "1.7"})
        FilterSystemModuleVersions(variant='RFS 1.3', software_version='1.7')
    """

    variant: str | None = None
    serial_number: str | None = None
    software_version: str | None = None
    safety_version: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class LaserModuleVersions(Model):
    """A laser. Source: LaserModuleVersions.

    Example:
        >>> LaserModuleVersions.from_json({"model": "YLR-400", "serialNumber": "L1234", "firmware": "1.02"})
        LaserModuleVersions(model='YLR-400', serial_number='L1234', firmware='1.02')
    """

    model: str | None = None
    serial_number: str | None = None
    firmware: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class PlcModuleVersions(Model):
    """The programmable logic controller. Source: PlcModuleVersions.

    Example:
        >>> PlcModuleVersions.from_json({"variant": "CX", "serialNumber": "P77", "softwareVersion": "3.4"})
        PlcModuleVersions(variant='CX', serial_number='P77', software_version='3.4')
    """

    variant: str | None = None
    serial_number: str | None = None
    software_version: str | None = None
