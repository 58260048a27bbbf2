# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="LaserModuleVersions")


@_attrs_define
class LaserModuleVersions:
    """Module data of a laser.

    Attributes:
        firmware (str | Unset): Firmware version of the laser.
        model (str | Unset): Model of the laser.
        serial_number (str | Unset): Serial number of the laser.
    """

    firmware: str | Unset = UNSET
    model: str | Unset = UNSET
    serial_number: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        firmware = self.firmware

        model = self.model

        serial_number = self.serial_number

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if firmware is not UNSET:
            field_dict["firmware"] = firmware
        if model is not UNSET:
            field_dict["model"] = model
        if serial_number is not UNSET:
            field_dict["serialNumber"] = serial_number

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        firmware = d.pop("firmware", UNSET)

        model = d.pop("model", UNSET)

        serial_number = d.pop("serialNumber", UNSET)

        laser_module_versions = cls(
            firmware=firmware,
            model=model,
            serial_number=serial_number,
        )

        laser_module_versions.additional_properties = d
        return laser_module_versions

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
