# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="UserMessage")


@_attrs_define
class UserMessage:
    """A message that the machine showed to its users.

    Attributes:
        severity (str | Unset): Severity of the message.
        job_id (None | str | Unset): Job during which it was raised; empty without a job.
        time_raised (datetime.datetime | Unset): When it was raised, UTC.
        message (str | Unset): Text of the message in the requested language.
        message_id (str | Unset): Id of the message; OPC UA forms it as module id, hyphen, event id.
        layer_index (int | None | Unset): Layer in progress when it was raised; null without a running job.
        layer_height (float | None | Unset): Height of that layer (z), mm; null without a running job, or when the job
            has since left the machine.
        additional_info (str | Unset): Extra service information that helps technicians to find the cause.
    """

    severity: str | Unset = UNSET
    job_id: None | str | Unset = UNSET
    time_raised: datetime.datetime | Unset = UNSET
    message: str | Unset = UNSET
    message_id: str | Unset = UNSET
    layer_index: int | None | Unset = UNSET
    layer_height: float | None | Unset = UNSET
    additional_info: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        severity = self.severity

        job_id: None | str | Unset
        if isinstance(self.job_id, Unset):
            job_id = UNSET
        else:
            job_id = self.job_id

        time_raised: str | Unset = UNSET
        if not isinstance(self.time_raised, Unset):
            time_raised = self.time_raised.isoformat()

        message = self.message

        message_id = self.message_id

        layer_index: int | None | Unset
        if isinstance(self.layer_index, Unset):
            layer_index = UNSET
        else:
            layer_index = self.layer_index

        layer_height: float | None | Unset
        if isinstance(self.layer_height, Unset):
            layer_height = UNSET
        else:
            layer_height = self.layer_height

        additional_info = self.additional_info

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if severity is not UNSET:
            field_dict["severity"] = severity
        if job_id is not UNSET:
            field_dict["jobId"] = job_id
        if time_raised is not UNSET:
            field_dict["timeRaised"] = time_raised
        if message is not UNSET:
            field_dict["message"] = message
        if message_id is not UNSET:
            field_dict["messageId"] = message_id
        if layer_index is not UNSET:
            field_dict["layerIndex"] = layer_index
        if layer_height is not UNSET:
            field_dict["layerHeight"] = layer_height
        if additional_info is not UNSET:
            field_dict["additionalInfo"] = additional_info

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        severity = d.pop("severity", UNSET)

        def _parse_job_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        job_id = _parse_job_id(d.pop("jobId", UNSET))

        _time_raised = d.pop("timeRaised", UNSET)
        time_raised: datetime.datetime | Unset
        if isinstance(_time_raised, Unset):
            time_raised = UNSET
        else:
            time_raised = datetime.datetime.fromisoformat(_time_raised)

        message = d.pop("message", UNSET)

        message_id = d.pop("messageId", UNSET)

        def _parse_layer_index(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        layer_index = _parse_layer_index(d.pop("layerIndex", UNSET))

        def _parse_layer_height(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        layer_height = _parse_layer_height(d.pop("layerHeight", UNSET))

        additional_info = d.pop("additionalInfo", UNSET)

        user_message = cls(
            severity=severity,
            job_id=job_id,
            time_raised=time_raised,
            message=message,
            message_id=message_id,
            layer_index=layer_index,
            layer_height=layer_height,
            additional_info=additional_info,
        )

        user_message.additional_properties = d
        return user_message

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
