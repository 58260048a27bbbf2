# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="TimeZoneInfo")


@_attrs_define
class TimeZoneInfo:
    """Time zone of the machine, for turning the UTC times of the API into local ones.

    Attributes:
        time_zone_id_windows (str | Unset): Windows name of the zone, as .NET time zone classes take it.
        time_zone_id_linux (str | Unset): Linux (IANA) name of the zone.
        utc_offset_hours (float | Unset): Offset from UTC, h, without daylight saving time.
    """

    time_zone_id_windows: str | Unset = UNSET
    time_zone_id_linux: str | Unset = UNSET
    utc_offset_hours: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        time_zone_id_windows = self.time_zone_id_windows

        time_zone_id_linux = self.time_zone_id_linux

        utc_offset_hours = self.utc_offset_hours

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if time_zone_id_windows is not UNSET:
            field_dict["timeZoneIdWindows"] = time_zone_id_windows
        if time_zone_id_linux is not UNSET:
            field_dict["timeZoneIdLinux"] = time_zone_id_linux
        if utc_offset_hours is not UNSET:
            field_dict["utcOffsetHours"] = utc_offset_hours

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        time_zone_id_windows = d.pop("timeZoneIdWindows", UNSET)

        time_zone_id_linux = d.pop("timeZoneIdLinux", UNSET)

        utc_offset_hours = d.pop("utcOffsetHours", UNSET)

        time_zone_info = cls(
            time_zone_id_windows=time_zone_id_windows,
            time_zone_id_linux=time_zone_id_linux,
            utc_offset_hours=utc_offset_hours,
        )

        time_zone_info.additional_properties = d
        return time_zone_info

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
