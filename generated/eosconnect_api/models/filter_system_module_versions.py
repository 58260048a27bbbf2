# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="FilterSystemModuleVersions")


@_attrs_define
class FilterSystemModuleVersions:
    """Module data of the recirculating filter system.

    Attributes:
        safety_version (str | Unset): Safety version of the filter system.
        serial_number (str | Unset): Serial number of the filter system.
        software_version (str | Unset): Software version of the filter system.
        variant (str | Unset): Variant of the filter system; some data points exist for one generation only (RFS 1.x,
            1.3 or 2.0).
    """

    safety_version: str | Unset = UNSET
    serial_number: str | Unset = UNSET
    software_version: str | Unset = UNSET
    variant: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        safety_version = self.safety_version

        serial_number = self.serial_number

        software_version = self.software_version

        variant = self.variant

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if safety_version is not UNSET:
            field_dict["safetyVersion"] = safety_version
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
        safety_version = d.pop("safetyVersion", UNSET)

        serial_number = d.pop("serialNumber", UNSET)

        software_version = d.pop("softwareVersion", UNSET)

        variant = d.pop("variant", UNSET)

        filter_system_module_versions = cls(
            safety_version=safety_version,
            serial_number=serial_number,
            software_version=software_version,
            variant=variant,
        )

        filter_system_module_versions.additional_properties = d
        return filter_system_module_versions

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
