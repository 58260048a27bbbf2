# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.part_status import PartStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.bounding_box import BoundingBox
    from ..models.point import Point


T = TypeVar("T", bound="Part")


@_attrs_define
class Part:
    """One part of a job.

    Attributes:
        order_id (str | Unset): Id that the customer wrote into the task file, for instance that of an order in the ERP
            system.
        item_id (str | Unset): Item number within the customer's order.
        file_path (str | Unset): Path of the file that the part was made from.
        status (PartStatus | Unset): Status of a part in its job: active, deleted, deactivated or reactivated.
        beam_offset (float | Unset): Beam offset for the contour of this part; taken to be mm as in the job.
        scaling_x (float | Unset): Change of size in x, %: 3.00 gives 103 %, -3.00 gives 97 % of the original size.
        scaling_y (float | Unset): Change of size in y, %: 3.00 gives 103 %, -3.00 gives 97 % of the original size.
        bounding_box (BoundingBox | Unset): Axis-parallel cuboid, given by two corners that lie diagonally opposite.
        volume (float | None | Unset): Volume, mm³; known once the part has been built.
        exposure_param_name (str | Unset): Name of its exposure parameter set.
        is_mirrored (bool | Unset): True when the part was mirrored.
        rotation (float | Unset): Rotation applied, degrees.
        reference_point (Point | Unset): Point in space.
        id (int | Unset): Number of the part, counted from 1; unique within the job.
        exposure_time (float | None | Unset): Exposure time of the whole part, s; known once the part is complete.
    """

    order_id: str | Unset = UNSET
    item_id: str | Unset = UNSET
    file_path: str | Unset = UNSET
    status: PartStatus | Unset = UNSET
    beam_offset: float | Unset = UNSET
    scaling_x: float | Unset = UNSET
    scaling_y: float | Unset = UNSET
    bounding_box: BoundingBox | Unset = UNSET
    volume: float | None | Unset = UNSET
    exposure_param_name: str | Unset = UNSET
    is_mirrored: bool | Unset = UNSET
    rotation: float | Unset = UNSET
    reference_point: Point | Unset = UNSET
    id: int | Unset = UNSET
    exposure_time: float | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        order_id = self.order_id

        item_id = self.item_id

        file_path = self.file_path

        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status.value

        beam_offset = self.beam_offset

        scaling_x = self.scaling_x

        scaling_y = self.scaling_y

        bounding_box: dict[str, Any] | Unset = UNSET
        if not isinstance(self.bounding_box, Unset):
            bounding_box = self.bounding_box.to_dict()

        volume: float | None | Unset
        if isinstance(self.volume, Unset):
            volume = UNSET
        else:
            volume = self.volume

        exposure_param_name = self.exposure_param_name

        is_mirrored = self.is_mirrored

        rotation = self.rotation

        reference_point: dict[str, Any] | Unset = UNSET
        if not isinstance(self.reference_point, Unset):
            reference_point = self.reference_point.to_dict()

        id = self.id

        exposure_time: float | None | Unset
        if isinstance(self.exposure_time, Unset):
            exposure_time = UNSET
        else:
            exposure_time = self.exposure_time

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if order_id is not UNSET:
            field_dict["orderId"] = order_id
        if item_id is not UNSET:
            field_dict["itemId"] = item_id
        if file_path is not UNSET:
            field_dict["filePath"] = file_path
        if status is not UNSET:
            field_dict["status"] = status
        if beam_offset is not UNSET:
            field_dict["beamOffset"] = beam_offset
        if scaling_x is not UNSET:
            field_dict["scalingX"] = scaling_x
        if scaling_y is not UNSET:
            field_dict["scalingY"] = scaling_y
        if bounding_box is not UNSET:
            field_dict["boundingBox"] = bounding_box
        if volume is not UNSET:
            field_dict["volume"] = volume
        if exposure_param_name is not UNSET:
            field_dict["exposureParamName"] = exposure_param_name
        if is_mirrored is not UNSET:
            field_dict["isMirrored"] = is_mirrored
        if rotation is not UNSET:
            field_dict["rotation"] = rotation
        if reference_point is not UNSET:
            field_dict["referencePoint"] = reference_point
        if id is not UNSET:
            field_dict["id"] = id
        if exposure_time is not UNSET:
            field_dict["exposureTime"] = exposure_time

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.bounding_box import BoundingBox  # noqa: PLC0415
        from ..models.point import Point  # noqa: PLC0415

        d = dict(src_dict)
        order_id = d.pop("orderId", UNSET)

        item_id = d.pop("itemId", UNSET)

        file_path = d.pop("filePath", UNSET)

        _status = d.pop("status", UNSET)
        status: PartStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = PartStatus(_status)

        beam_offset = d.pop("beamOffset", UNSET)

        scaling_x = d.pop("scalingX", UNSET)

        scaling_y = d.pop("scalingY", UNSET)

        _bounding_box = d.pop("boundingBox", UNSET)
        bounding_box: BoundingBox | Unset
        if isinstance(_bounding_box, Unset):
            bounding_box = UNSET
        else:
            bounding_box = BoundingBox.from_dict(_bounding_box)

        def _parse_volume(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        volume = _parse_volume(d.pop("volume", UNSET))

        exposure_param_name = d.pop("exposureParamName", UNSET)

        is_mirrored = d.pop("isMirrored", UNSET)

        rotation = d.pop("rotation", UNSET)

        _reference_point = d.pop("referencePoint", UNSET)
        reference_point: Point | Unset
        if isinstance(_reference_point, Unset):
            reference_point = UNSET
        else:
            reference_point = Point.from_dict(_reference_point)

        id = d.pop("id", UNSET)

        def _parse_exposure_time(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        exposure_time = _parse_exposure_time(d.pop("exposureTime", UNSET))

        part = cls(
            order_id=order_id,
            item_id=item_id,
            file_path=file_path,
            status=status,
            beam_offset=beam_offset,
            scaling_x=scaling_x,
            scaling_y=scaling_y,
            bounding_box=bounding_box,
            volume=volume,
            exposure_param_name=exposure_param_name,
            is_mirrored=is_mirrored,
            rotation=rotation,
            reference_point=reference_point,
            id=id,
            exposure_time=exposure_time,
        )

        part.additional_properties = d
        return part

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
