# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SensorValue")


@_attrs_define
class SensorValue:
    """One value of a data point; a sensor error can be reported in its place.

    Attributes:
        timestamp (datetime.datetime | Unset): When it was measured, UTC.
        is_in_job (bool | Unset): True when the value belongs to a job.
        value (float | None | Unset): The measured value, in the unit of the data point.
        layer_index (int | None | Unset): Layer in progress at that time; null can occur when no job was being built.
    """

    timestamp: datetime.datetime | Unset = UNSET
    is_in_job: bool | Unset = UNSET
    value: float | None | Unset = UNSET
    layer_index: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        timestamp: str | Unset = UNSET
        if not isinstance(self.timestamp, Unset):
            timestamp = self.timestamp.isoformat()

        is_in_job = self.is_in_job

        value: float | None | Unset
        if isinstance(self.value, Unset):
            value = UNSET
        else:
            value = self.value

        layer_index: int | None | Unset
        if isinstance(self.layer_index, Unset):
            layer_index = UNSET
        else:
            layer_index = self.layer_index

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if timestamp is not UNSET:
            field_dict["timestamp"] = timestamp
        if is_in_job is not UNSET:
            field_dict["isInJob"] = is_in_job
        if value is not UNSET:
            field_dict["value"] = value
        if layer_index is not UNSET:
            field_dict["layerIndex"] = layer_index

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _timestamp = d.pop("timestamp", UNSET)
        timestamp: datetime.datetime | Unset
        if isinstance(_timestamp, Unset):
            timestamp = UNSET
        else:
            timestamp = datetime.datetime.fromisoformat(_timestamp)

        is_in_job = d.pop("isInJob", UNSET)

        def _parse_value(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        value = _parse_value(d.pop("value", UNSET))

        def _parse_layer_index(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        layer_index = _parse_layer_index(d.pop("layerIndex", UNSET))

        sensor_value = cls(
            timestamp=timestamp,
            is_in_job=is_in_job,
            value=value,
            layer_index=layer_index,
        )

        sensor_value.additional_properties = d
        return sensor_value

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
