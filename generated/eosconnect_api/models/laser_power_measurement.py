# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="LaserPowerMeasurement")


@_attrs_define
class LaserPowerMeasurement:
    """One measurement of laser power.

    Attributes:
        job_id (str | Unset): Id of the job.
        laser_index (int | Unset): Index of the laser that was measured by (online) laser power management.
        layer_index (int | None | Unset): Layer during which it was measured; absent when that happened in a service
            routine.
        output_power (float | Unset): Output power, W.
        input_power (float | Unset): Input power, W.
        correction_value (float | Unset): Correction factor of the laser; used with OLP only.
        timestamp (datetime.datetime | Unset): When the measurement was recorded, UTC.
    """

    job_id: str | Unset = UNSET
    laser_index: int | Unset = UNSET
    layer_index: int | None | Unset = UNSET
    output_power: float | Unset = UNSET
    input_power: float | Unset = UNSET
    correction_value: float | Unset = UNSET
    timestamp: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        job_id = self.job_id

        laser_index = self.laser_index

        layer_index: int | None | Unset
        if isinstance(self.layer_index, Unset):
            layer_index = UNSET
        else:
            layer_index = self.layer_index

        output_power = self.output_power

        input_power = self.input_power

        correction_value = self.correction_value

        timestamp: str | Unset = UNSET
        if not isinstance(self.timestamp, Unset):
            timestamp = self.timestamp.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if job_id is not UNSET:
            field_dict["jobId"] = job_id
        if laser_index is not UNSET:
            field_dict["laserIndex"] = laser_index
        if layer_index is not UNSET:
            field_dict["layerIndex"] = layer_index
        if output_power is not UNSET:
            field_dict["outputPower"] = output_power
        if input_power is not UNSET:
            field_dict["inputPower"] = input_power
        if correction_value is not UNSET:
            field_dict["correctionValue"] = correction_value
        if timestamp is not UNSET:
            field_dict["timestamp"] = timestamp

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        job_id = d.pop("jobId", UNSET)

        laser_index = d.pop("laserIndex", UNSET)

        def _parse_layer_index(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        layer_index = _parse_layer_index(d.pop("layerIndex", UNSET))

        output_power = d.pop("outputPower", UNSET)

        input_power = d.pop("inputPower", UNSET)

        correction_value = d.pop("correctionValue", UNSET)

        _timestamp = d.pop("timestamp", UNSET)
        timestamp: datetime.datetime | Unset
        if isinstance(_timestamp, Unset):
            timestamp = UNSET
        else:
            timestamp = datetime.datetime.fromisoformat(_timestamp)

        laser_power_measurement = cls(
            job_id=job_id,
            laser_index=laser_index,
            layer_index=layer_index,
            output_power=output_power,
            input_power=input_power,
            correction_value=correction_value,
            timestamp=timestamp,
        )

        laser_power_measurement.additional_properties = d
        return laser_power_measurement

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
