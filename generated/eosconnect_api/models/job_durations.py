# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="JobDurations")


@_attrs_define
class JobDurations:
    """Total times of a job by kind of work. Heating overlaps the other two.

    Attributes:
        recoating_duration (float | Unset): Recoating of all layers, s; heating while the recoater stands still is
            included.
        exposure_duration (float | Unset): Exposure of all layers, s.
        heating_duration (float | Unset): Heating of all layers, s: ahead of recoating as well as while recoating and
            exposing.
    """

    recoating_duration: float | Unset = UNSET
    exposure_duration: float | Unset = UNSET
    heating_duration: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        recoating_duration = self.recoating_duration

        exposure_duration = self.exposure_duration

        heating_duration = self.heating_duration

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if recoating_duration is not UNSET:
            field_dict["recoatingDuration"] = recoating_duration
        if exposure_duration is not UNSET:
            field_dict["exposureDuration"] = exposure_duration
        if heating_duration is not UNSET:
            field_dict["heatingDuration"] = heating_duration

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        recoating_duration = d.pop("recoatingDuration", UNSET)

        exposure_duration = d.pop("exposureDuration", UNSET)

        heating_duration = d.pop("heatingDuration", UNSET)

        job_durations = cls(
            recoating_duration=recoating_duration,
            exposure_duration=exposure_duration,
            heating_duration=heating_duration,
        )

        job_durations.additional_properties = d
        return job_durations

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
