# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="PlcModuleVersions")


@_attrs_define
class PlcModuleVersions:
    """Module data of the programmable logic controller.

    Attributes:
        serial_number (str | Unset): Serial number of the PLC.
        software_version (str | Unset): Software version of the PLC.
        variant (str | Unset): Variant of the PLC.
    """

    serial_number: str | Unset = UNSET
    software_version: str | Unset = UNSET
    variant: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        serial_number = self.serial_number

        software_version = self.software_version

        variant = self.variant

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if serial_number is not UNSET:
            field_dict["serialNumber"] = serial_number
        if software_version is not UNSET:
            field_dict["softwareVersion"] = software_version
        if variant is not UNSET:
            field_dict["variant"] = variant

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        serial_number = d.pop("serialNumber", UNSET)

        software_version = d.pop("softwareVersion", UNSET)

        variant = d.pop("variant", UNSET)

        plc_module_versions = cls(
            serial_number=serial_number,
            software_version=software_version,
            variant=variant,
        )

        plc_module_versions.additional_properties = d
        return plc_module_versions

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
