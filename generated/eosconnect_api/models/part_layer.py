# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="PartLayer")


@_attrs_define
class PartLayer:
    """Exposure of one part in one layer.

    Attributes:
        layer_index (int | Unset): Index of the layer, counted from 1.
        exposure_time (float | Unset): Time for which the part was exposed in the layer, s.
    """

    layer_index: int | Unset = UNSET
    exposure_time: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        layer_index = self.layer_index

        exposure_time = self.exposure_time

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if layer_index is not UNSET:
            field_dict["layerIndex"] = layer_index
        if exposure_time is not UNSET:
            field_dict["exposureTime"] = exposure_time

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        layer_index = d.pop("layerIndex", UNSET)

        exposure_time = d.pop("exposureTime", UNSET)

        part_layer = cls(
            layer_index=layer_index,
            exposure_time=exposure_time,
        )

        part_layer.additional_properties = d
        return part_layer

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
