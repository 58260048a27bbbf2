# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ControllerModuleVersions")


@_attrs_define
class ControllerModuleVersions:
    """Versions of a laser controller.

    Attributes:
        firmware (str | Unset): Firmware version of the controller.
        hardware (str | Unset): Hardware version of the controller.
        interface (str | Unset): Interface version of the controller.
    """

    firmware: str | Unset = UNSET
    hardware: str | Unset = UNSET
    interface: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        firmware = self.firmware

        hardware = self.hardware

        interface = self.interface

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if firmware is not UNSET:
            field_dict["firmware"] = firmware
        if hardware is not UNSET:
            field_dict["hardware"] = hardware
        if interface is not UNSET:
            field_dict["interface"] = interface

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        firmware = d.pop("firmware", UNSET)

        hardware = d.pop("hardware", UNSET)

        interface = d.pop("interface", UNSET)

        controller_module_versions = cls(
            firmware=firmware,
            hardware=hardware,
            interface=interface,
        )

        controller_module_versions.additional_properties = d
        return controller_module_versions

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
