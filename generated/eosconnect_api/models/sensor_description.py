# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SensorDescription")


@_attrs_define
class SensorDescription:
    """What a data point measures and how it is recorded.

    Attributes:
        display_name (str | Unset): Name to show to people.
        description (str | Unset): What is measured.
        unit (str | Unset): Unit of the values.
        is_layer_based (bool | Unset): True when there is exactly one value per layer, written once the layer has been
            built.
    """

    display_name: str | Unset = UNSET
    description: str | Unset = UNSET
    unit: str | Unset = UNSET
    is_layer_based: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        display_name = self.display_name

        description = self.description

        unit = self.unit

        is_layer_based = self.is_layer_based

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if display_name is not UNSET:
            field_dict["displayName"] = display_name
        if description is not UNSET:
            field_dict["description"] = description
        if unit is not UNSET:
            field_dict["unit"] = unit
        if is_layer_based is not UNSET:
            field_dict["isLayerBased"] = is_layer_based

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        display_name = d.pop("displayName", UNSET)

        description = d.pop("description", UNSET)

        unit = d.pop("unit", UNSET)

        is_layer_based = d.pop("isLayerBased", UNSET)

        sensor_description = cls(
            display_name=display_name,
            description=description,
            unit=unit,
            is_layer_based=is_layer_based,
        )

        sensor_description.additional_properties = d
        return sensor_description

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
