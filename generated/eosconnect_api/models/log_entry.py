# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="LogEntry")


@_attrs_define
class LogEntry:
    """One line in the log of a machine module.

    Attributes:
        source_name (str | Unset): Module that wrote the entry.
        date (datetime.datetime | Unset): When it was written, UTC.
        thread_id (str | Unset): Thread that wrote it.
        message (str | Unset): Text of the entry.
        severity (str | Unset): Severity in words.
        log_level (int | Unset): Level as a number.
    """

    source_name: str | Unset = UNSET
    date: datetime.datetime | Unset = UNSET
    thread_id: str | Unset = UNSET
    message: str | Unset = UNSET
    severity: str | Unset = UNSET
    log_level: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        source_name = self.source_name

        date: str | Unset = UNSET
        if not isinstance(self.date, Unset):
            date = self.date.isoformat()

        thread_id = self.thread_id

        message = self.message

        severity = self.severity

        log_level = self.log_level

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if source_name is not UNSET:
            field_dict["sourceName"] = source_name
        if date is not UNSET:
            field_dict["date"] = date
        if thread_id is not UNSET:
            field_dict["threadId"] = thread_id
        if message is not UNSET:
            field_dict["message"] = message
        if severity is not UNSET:
            field_dict["severity"] = severity
        if log_level is not UNSET:
            field_dict["logLevel"] = log_level

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        source_name = d.pop("sourceName", UNSET)

        _date = d.pop("date", UNSET)
        date: datetime.datetime | Unset
        if isinstance(_date, Unset):
            date = UNSET
        else:
            date = datetime.datetime.fromisoformat(_date)

        thread_id = d.pop("threadId", UNSET)

        message = d.pop("message", UNSET)

        severity = d.pop("severity", UNSET)

        log_level = d.pop("logLevel", UNSET)

        log_entry = cls(
            source_name=source_name,
            date=date,
            thread_id=thread_id,
            message=message,
            severity=severity,
            log_level=log_level,
        )

        log_entry.additional_properties = d
        return log_entry

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
