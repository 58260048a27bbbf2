"""Images that the monitoring systems take of layers."""

from __future__ import annotations

from datetime import datetime

import attrs

from eosconnect.models.conversion import named
from eosconnect.models.model import Model
from eosconnect.models.open_enum import OpenEnum

__all__ = ["ImageFileType", "ImageMetadata", "ImageType", "Images"]


class ImageType(OpenEnum):
    """What an image shows, and when or how it was taken. Source: ImageTypes."""

    POWDER_BED_AFTER_RECOATING = "PowderBedAfterRecoating"
    POWDER_BED_AFTER_EXPOSURE = "PowderBedAfterExposure"
    POWDER_BED_BEFORE_RECOATING = "PowderBedBeforeRecoating"
    EXPOSURE_OT_INTEGRAL = "ExposureOTIntegral"
    EXPOSURE_OT_MAXIMUM = "ExposureOTMaximum"
    MELT_POOL_MOVING_AVERAGE_1 = "MeltPoolMovingAverage1"
    MELT_POOL_MOVING_AVERAGE_2 = "MeltPoolMovingAverage2"
    MELT_POOL_SIGNAL_DYNAMICS = "MeltPoolSignalDynamics"


class ImageFileType(OpenEnum):
    """The file formats that the machine sends images in. Source: ImageFileTypes."""

    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"


@attrs.frozen(kw_only=True, repr=False)
class ImageMetadata(Model):
    """What is known of one image. Source: ImageMetadata.

    Attributes:
        image_type: what it shows.
        layer: the layer, from 1; -1 if it belongs to none.
        taken_at: when.

    Example:
        >>> ImageMetadata.from_json(
        ...     {"imageType": "ExposureOTIntegral", "layer": 12, "timeStamp": "2026-11-02T08:15:00Z"}
        ... )
        ImageMetadata(image_type=ExposureOTIntegral, layer=12, taken_at=2026-11-02 08:15:00Z)
    """

    image_type: ImageType | None = None
    layer: int | None = None
    taken_at: datetime | None = attrs.field(default=None, metadata=named("timeStamp"))


@attrs.frozen(kw_only=True, repr=False)
class Images(Model):
    """The answer that carries metadata. Source: Images.

    Attributes:
        job_id: the job.
        download_url: the machine's address for these images.
        image_metadata: one entry per image.
    """

    job_id: str | None = None
    download_url: str | None = None
    image_metadata: tuple[ImageMetadata, ...] = ()
