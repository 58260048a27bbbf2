# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.point import Point


T = TypeVar("T", bound="BoundingBox")


@_attrs_define
class BoundingBox:
    """Axis-parallel cuboid, given by two corners that lie diagonally opposite.

    Attributes:
        point1 (Point | Unset): Point in space.
        point2 (Point | Unset): Point in space.
    """

    point1: Point | Unset = UNSET
    point2: Point | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        point1: dict[str, Any] | Unset = UNSET
        if not isinstance(self.point1, Unset):
            point1 = self.point1.to_dict()

        point2: dict[str, Any] | Unset = UNSET
        if not isinstance(self.point2, Unset):
            point2 = self.point2.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if point1 is not UNSET:
            field_dict["point1"] = point1
        if point2 is not UNSET:
            field_dict["point2"] = point2

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.point import Point  # noqa: PLC0415

        d = dict(src_dict)
        _point1 = d.pop("point1", UNSET)
        point1: Point | Unset
        if isinstance(_point1, Unset):
            point1 = UNSET
        else:
            point1 = Point.from_dict(_point1)

        _point2 = d.pop("point2", UNSET)
        point2: Point | Unset
        if isinstance(_point2, Unset):
            point2 = UNSET
        else:
            point2 = Point.from_dict(_point2)

        bounding_box = cls(
            point1=point1,
            point2=point2,
        )

        bounding_box.additional_properties = d
        return bounding_box

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
