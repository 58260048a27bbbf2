# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.calibration_galvo import CalibrationGalvo


T = TypeVar("T", bound="Calibration")


@_attrs_define
class Calibration:
    """Result of one calibration (HomeIn) of a scanner unit. Its two galvanometers, which deflect the beam in x and in y,
    are calibrated separately: a light barrier finds the positions of two or three shades on the galvanometer axis (some
    machines have two only), and from these and two reference values follow the gain and offset that are applied from
    then on, against drift by temperature and ageing. Users configure per job whether and how often this happens.

        Attributes:
            galvo_x (CalibrationGalvo | Unset): Calibration of one galvanometer, that is of one direction of deflection.
            galvo_y (CalibrationGalvo | Unset): Calibration of one galvanometer, that is of one direction of deflection.
            exposure_unit_index (int | Unset): Index of the laser that was calibrated.
            layer_index (int | None | Unset): Layer during which it was calibrated; null when that happened in pre-
                processing.
            timestamp (datetime.datetime | Unset): When the calibration took place, UTC.
    """

    galvo_x: CalibrationGalvo | Unset = UNSET
    galvo_y: CalibrationGalvo | Unset = UNSET
    exposure_unit_index: int | Unset = UNSET
    layer_index: int | None | Unset = UNSET
    timestamp: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        galvo_x: dict[str, Any] | Unset = UNSET
        if not isinstance(self.galvo_x, Unset):
            galvo_x = self.galvo_x.to_dict()

        galvo_y: dict[str, Any] | Unset = UNSET
        if not isinstance(self.galvo_y, Unset):
            galvo_y = self.galvo_y.to_dict()

        exposure_unit_index = self.exposure_unit_index

        layer_index: int | None | Unset
        if isinstance(self.layer_index, Unset):
            layer_index = UNSET
        else:
            layer_index = self.layer_index

        timestamp: str | Unset = UNSET
        if not isinstance(self.timestamp, Unset):
            timestamp = self.timestamp.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if galvo_x is not UNSET:
            field_dict["galvoX"] = galvo_x
        if galvo_y is not UNSET:
            field_dict["galvoY"] = galvo_y
        if exposure_unit_index is not UNSET:
            field_dict["exposureUnitIndex"] = exposure_unit_index
        if layer_index is not UNSET:
            field_dict["layerIndex"] = layer_index
        if timestamp is not UNSET:
            field_dict["timestamp"] = timestamp

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.calibration_galvo import CalibrationGalvo  # noqa: PLC0415

        d = dict(src_dict)
        _galvo_x = d.pop("galvoX", UNSET)
        galvo_x: CalibrationGalvo | Unset
        if isinstance(_galvo_x, Unset):
            galvo_x = UNSET
        else:
            galvo_x = CalibrationGalvo.from_dict(_galvo_x)

        _galvo_y = d.pop("galvoY", UNSET)
        galvo_y: CalibrationGalvo | Unset
        if isinstance(_galvo_y, Unset):
            galvo_y = UNSET
        else:
            galvo_y = CalibrationGalvo.from_dict(_galvo_y)

        exposure_unit_index = d.pop("exposureUnitIndex", UNSET)

        def _parse_layer_index(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        layer_index = _parse_layer_index(d.pop("layerIndex", UNSET))

        _timestamp = d.pop("timestamp", UNSET)
        timestamp: datetime.datetime | Unset
        if isinstance(_timestamp, Unset):
            timestamp = UNSET
        else:
            timestamp = datetime.datetime.fromisoformat(_timestamp)

        calibration = cls(
            galvo_x=galvo_x,
            galvo_y=galvo_y,
            exposure_unit_index=exposure_unit_index,
            layer_index=layer_index,
            timestamp=timestamp,
        )

        calibration.additional_properties = d
        return calibration

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
