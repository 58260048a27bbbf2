# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CalibrationGalvo")


@_attrs_define
class CalibrationGalvo:
    """Calibration of one galvanometer, that is of one direction of deflection.

    Attributes:
        gain (float | Unset): Gain in the formula that turns a nominal control value of the galvanometer axis into the
            corrected one; a drift hints at temperature or ageing.
        calibration_time (float | Unset): Duration of the calibration, s.
        retries (int | Unset): Repetitions that were needed; 0 is normal and means success at the first attempt.
        shade1 (int | Unset): Position at which shade 1 was found.
        shade_1_reference (int | Unset): Position at which shade 1 should be.
        shade2 (int | Unset): Position at which shade 2 was found.
        shade_2_reference (int | Unset): Position at which shade 2 should be.
        shade3 (int | None | Unset): Position at which shade 3 was found; not present on machines with two shades.
        shade_3_reference (int | None | Unset): Position at which shade 3 should be.
        offset (float | Unset): Offset in the formula that turns a nominal control value of the galvanometer axis into
            the corrected one (DAC value).
        successful (bool | Unset): True when the calibration succeeded.
    """

    gain: float | Unset = UNSET
    calibration_time: float | Unset = UNSET
    retries: int | Unset = UNSET
    shade1: int | Unset = UNSET
    shade_1_reference: int | Unset = UNSET
    shade2: int | Unset = UNSET
    shade_2_reference: int | Unset = UNSET
    shade3: int | None | Unset = UNSET
    shade_3_reference: int | None | Unset = UNSET
    offset: float | Unset = UNSET
    successful: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        gain = self.gain

        calibration_time = self.calibration_time

        retries = self.retries

        shade1 = self.shade1

        shade_1_reference = self.shade_1_reference

        shade2 = self.shade2

        shade_2_reference = self.shade_2_reference

        shade3: int | None | Unset
        if isinstance(self.shade3, Unset):
            shade3 = UNSET
        else:
            shade3 = self.shade3

        shade_3_reference: int | None | Unset
        if isinstance(self.shade_3_reference, Unset):
            shade_3_reference = UNSET
        else:
            shade_3_reference = self.shade_3_reference

        offset = self.offset

        successful = self.successful

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if gain is not UNSET:
            field_dict["gain"] = gain
        if calibration_time is not UNSET:
            field_dict["calibrationTime"] = calibration_time
        if retries is not UNSET:
            field_dict["retries"] = retries
        if shade1 is not UNSET:
            field_dict["shade1"] = shade1
        if shade_1_reference is not UNSET:
            field_dict["shade1Reference"] = shade_1_reference
        if shade2 is not UNSET:
            field_dict["shade2"] = shade2
        if shade_2_reference is not UNSET:
            field_dict["shade2Reference"] = shade_2_reference
        if shade3 is not UNSET:
            field_dict["shade3"] = shade3
        if shade_3_reference is not UNSET:
            field_dict["shade3Reference"] = shade_3_reference
        if offset is not UNSET:
            field_dict["offset"] = offset
        if successful is not UNSET:
            field_dict["successful"] = successful

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        gain = d.pop("gain", UNSET)

        calibration_time = d.pop("calibrationTime", UNSET)

        retries = d.pop("retries", UNSET)

        shade1 = d.pop("shade1", UNSET)

        shade_1_reference = d.pop("shade1Reference", UNSET)

        shade2 = d.pop("shade2", UNSET)

        shade_2_reference = d.pop("shade2Reference", UNSET)

        def _parse_shade3(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        shade3 = _parse_shade3(d.pop("shade3", UNSET))

        def _parse_shade_3_reference(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        shade_3_reference = _parse_shade_3_reference(d.pop("shade3Reference", UNSET))

        offset = d.pop("offset", UNSET)

        successful = d.pop("successful", UNSET)

        calibration_galvo = cls(
            gain=gain,
            calibration_time=calibration_time,
            retries=retries,
            shade1=shade1,
            shade_1_reference=shade_1_reference,
            shade2=shade2,
            shade_2_reference=shade_2_reference,
            shade3=shade3,
            shade_3_reference=shade_3_reference,
            offset=offset,
            successful=successful,
        )

        calibration_galvo.additional_properties = d
        return calibration_galvo

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
