# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.image_types import ImageTypes
from ..types import UNSET, Unset

T = TypeVar("T", bound="ImageMetadata")


@_attrs_define
class ImageMetadata:
    """What is known of one monitoring image.

    Attributes:
        image_type (ImageTypes | Unset): Kinds of monitoring images: powder bed camera, optical tomography (OT), melt
            pool.
        layer (int | Unset): Layer the image shows; -1 when it belongs to none.
        time_stamp (datetime.datetime | Unset): When the image was taken, UTC.
    """

    image_type: ImageTypes | Unset = UNSET
    layer: int | Unset = UNSET
    time_stamp: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        image_type: str | Unset = UNSET
        if not isinstance(self.image_type, Unset):
            image_type = self.image_type.value

        layer = self.layer

        time_stamp: str | Unset = UNSET
        if not isinstance(self.time_stamp, Unset):
            time_stamp = self.time_stamp.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if image_type is not UNSET:
            field_dict["imageType"] = image_type
        if layer is not UNSET:
            field_dict["layer"] = layer
        if time_stamp is not UNSET:
            field_dict["timeStamp"] = time_stamp

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _image_type = d.pop("imageType", UNSET)
        image_type: ImageTypes | Unset
        if isinstance(_image_type, Unset):
            image_type = UNSET
        else:
            image_type = ImageTypes(_image_type)

        layer = d.pop("layer", UNSET)

        _time_stamp = d.pop("timeStamp", UNSET)
        time_stamp: datetime.datetime | Unset
        if isinstance(_time_stamp, Unset):
            time_stamp = UNSET
        else:
            time_stamp = datetime.datetime.fromisoformat(_time_stamp)

        image_metadata = cls(
            image_type=image_type,
            layer=layer,
            time_stamp=time_stamp,
        )

        image_metadata.additional_properties = d
        return image_metadata

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
