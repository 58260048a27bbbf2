# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.job_image_metadata import JobImageMetadata


T = TypeVar("T", bound="JobImages")


@_attrs_define
class JobImages:
    """Metadata of the powder bed images of a job (deprecated operations).

    Attributes:
        download_url (str | Unset): Address from which the images can be fetched.
        job_id (str | Unset): Id of the job.
        image_metadata (list[JobImageMetadata] | Unset): One entry per image.
    """

    download_url: str | Unset = UNSET
    job_id: str | Unset = UNSET
    image_metadata: list[JobImageMetadata] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        download_url = self.download_url

        job_id = self.job_id

        image_metadata: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.image_metadata, Unset):
            image_metadata = []
            for image_metadata_item_data in self.image_metadata:
                image_metadata_item = image_metadata_item_data.to_dict()
                image_metadata.append(image_metadata_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if download_url is not UNSET:
            field_dict["downloadUrl"] = download_url
        if job_id is not UNSET:
            field_dict["jobId"] = job_id
        if image_metadata is not UNSET:
            field_dict["imageMetadata"] = image_metadata

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.job_image_metadata import JobImageMetadata  # noqa: PLC0415

        d = dict(src_dict)
        download_url = d.pop("downloadUrl", UNSET)

        job_id = d.pop("jobId", UNSET)

        _image_metadata = d.pop("imageMetadata", UNSET)
        image_metadata: list[JobImageMetadata] | Unset = UNSET
        if _image_metadata is not UNSET:
            image_metadata = []
            for image_metadata_item_data in _image_metadata:
                image_metadata_item = JobImageMetadata.from_dict(image_metadata_item_data)

                image_metadata.append(image_metadata_item)

        job_images = cls(
            download_url=download_url,
            job_id=job_id,
            image_metadata=image_metadata,
        )

        job_images.additional_properties = d
        return job_images

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
