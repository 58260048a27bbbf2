"""Places where image analysis suspects an irregularity."""

from __future__ import annotations

import attrs

from eosconnect.models.conversion import in_millimetres
from eosconnect.models.model import Model
from eosconnect.models.open_enum import OpenEnum
from eosconnect.models.point import Point2D

__all__ = ["Indication", "IndicationCategory", "IndicationStatus"]


class IndicationCategory(OpenEnum):
    """The images that indications come from. Source: IndicationCategory."""

    POWDER_BED = "PowderBed"
    MELT_POOL = "MeltPool"
    EXPOSURE_OT = "ExposureOT"


class IndicationStatus(OpenEnum):
    """What became of an indication. Source: IndicationStatus."""

    DEFAULT = "Default"
    UNDEFINED = "Undefined"
    ACCEPTED = "Accepted"
    DISCARDED = "Discarded"


@attrs.frozen(kw_only=True, repr=False)
class Indication(Model):
    """A spot in a layer where image analysis suspects an irregularity. Source: Indication.

    Attributes:
        job_id, task: the job and its task.
        layer_index: the layer, from 1.
        height: height of that layer in mm (the document gives µm).
        part_id, part_name: the part; ids are unique within a task.
        status: as found, or as judged by somebody.
        class_certainty: how certain, from 0 to 1.
        start, end, center: where the anomaly begins, ends, and its centre.
        area: in pixels.
        extent: largest extent, in pixels.
        mean, minimum, maximum: grey values.
        analysis_profile_guid, analysis_profile_name: the profile that was applied.
        analysis_operation_index, analysis_operation_name, analysis_operation_type, analysis_operation_parameters: the
            operation that found it; parameters are pairs parted by semicolons.
        indication_type: kind of the anomaly.

    Example:
        >>> Indication.from_json({"layerIndex": 25, "zHeight": 1000, "partId": "4", "indicationType": "Curl"})
        Indication(layer_index=25, height=1.0, part_id=4, indication_type='Curl')
    """

    job_id: str | None = None
    task: str | None = attrs.field(default=None, repr=False)
    layer_index: int | None = None
    height: float | None = attrs.field(default=None, metadata=in_millimetres("zHeight"))
    part_id: int | None = None
    part_name: str | None = None
    status: IndicationStatus | None = None
    class_certainty: float | None = None
    start: Point2D | None = attrs.field(default=None, repr=False)
    end: Point2D | None = attrs.field(default=None, repr=False)
    center: Point2D | None = None
    area: float | None = None
    extent: float | None = None
    mean: float | None = attrs.field(default=None, repr=False)
    minimum: float | None = attrs.field(default=None, repr=False)
    maximum: float | None = attrs.field(default=None, repr=False)
    analysis_profile_guid: str | None = attrs.field(default=None, repr=False)
    analysis_profile_name: str | None = attrs.field(default=None, repr=False)
    analysis_operation_index: str | None = attrs.field(default=None, repr=False)
    analysis_operation_name: str | None = attrs.field(default=None, repr=False)
    analysis_operation_type: str | None = attrs.field(default=None, repr=False)
    analysis_operation_parameters: str | None = attrs.field(default=None, repr=False)
    indication_type: str | None = None
