# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.image_file_types import ImageFileTypes
from ..models.job_image_types import JobImageTypes
from ..types import UNSET, Unset

T = TypeVar("T", bound="JobImageMetadata")


@_attrs_define
class JobImageMetadata:
    """What is known of one powder bed image (deprecated operations).

    Attributes:
        image_type (JobImageTypes | Unset): Kinds of powder bed images (deprecated operations).
        layer (int | Unset): Layer the image shows; -1 when it belongs to none.
        time_stamp (datetime.datetime | Unset): When the image was taken, UTC.
        image_file_type (ImageFileTypes | Unset): File type of an image.
    """

    image_type: JobImageTypes | Unset = UNSET
    layer: int | Unset = UNSET
    time_stamp: datetime.datetime | Unset = UNSET
    image_file_type: ImageFileTypes | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        image_type: str | Unset = UNSET
        if not isinstance(self.image_type, Unset):
            image_type = self.image_type.value

        layer = self.layer

        time_stamp: str | Unset = UNSET
        if not isinstance(self.time_stamp, Unset):
            time_stamp = self.time_stamp.isoformat()

        image_file_type: str | Unset = UNSET
        if not isinstance(self.image_file_type, Unset):
            image_file_type = self.image_file_type.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if image_type is not UNSET:
            field_dict["imageType"] = image_type
        if layer is not UNSET:
            field_dict["layer"] = layer
        if time_stamp is not UNSET:
            field_dict["timeStamp"] = time_stamp
        if image_file_type is not UNSET:
            field_dict["imageFileType"] = image_file_type

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _image_type = d.pop("imageType", UNSET)
        image_type: JobImageTypes | Unset
        if isinstance(_image_type, Unset):
            image_type = UNSET
        else:
            image_type = JobImageTypes(_image_type)

        layer = d.pop("layer", UNSET)

        _time_stamp = d.pop("timeStamp", UNSET)
        time_stamp: datetime.datetime | Unset
        if isinstance(_time_stamp, Unset):
            time_stamp = UNSET
        else:
            time_stamp = datetime.datetime.fromisoformat(_time_stamp)

        _image_file_type = d.pop("imageFileType", UNSET)
        image_file_type: ImageFileTypes | Unset
        if isinstance(_image_file_type, Unset):
            image_file_type = UNSET
        else:
            image_file_type = ImageFileTypes(_image_file_type)

        job_image_metadata = cls(
            image_type=image_type,
            layer=layer,
            time_stamp=time_stamp,
            image_file_type=image_file_type,
        )

        job_image_metadata.additional_properties = d
        return job_image_metadata

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
