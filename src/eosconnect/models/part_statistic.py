"""Grey values of parts, layer by layer, from the images of the monitoring systems."""

from __future__ import annotations

import attrs

from eosconnect.models.conversion import in_millimetres
from eosconnect.models.model import Model
from eosconnect.models.open_enum import OpenEnum

__all__ = ["PartStatistic", "PartStatisticsCategory"]


class PartStatisticsCategory(OpenEnum):
    """The images that part statistics come from. Source: PartStatisticsCategory."""

    MELT_POOL = "MeltPool"
    EXPOSURE_OT = "ExposureOT"


@attrs.frozen(kw_only=True, repr=False)
class PartStatistic(Model):
    """The grey values of one part in one layer. Source: PartStatistic.

    Attributes:
        job_id, task_name: the job and its task.
        layer_index: the layer, from 1.
        layer_height: height of that layer in mm (the document gives µm).
        part_id, part_name: the part.
        exposure_area: in pixels.
        exposure_integral: sum of the grey values over all exposed pixels.
        mean, minimum, maximum, standard_deviation: of the grey values in this layer.
        analysis_profile_guid, analysis_profile_name: the profile that was applied.
        analysis_operation_index, analysis_operation_name, analysis_operation_type, analysis_operation_parameters: the
            operation behind the numbers; parameters are pairs parted by semicolons.

    Example:
        >>> PartStatistic.from_json({"layerIndex": 25, "layerHeight": 1000, "partId": 4, "mean": 17250.5})
        PartStatistic(layer_index=25, layer_height=1.0, part_id=4, mean=17250.5)
    """

    job_id: str | None = None
    task_name: str | None = attrs.field(default=None, repr=False)
    layer_index: int | None = None
    layer_height: float | None = attrs.field(default=None, metadata=in_millimetres("layerHeight"))
    part_id: int | None = None
    part_name: str | None = None
    exposure_area: float | None = None
    exposure_integral: float | None = None
    mean: float | None = None
    minimum: float | None = None
    maximum: float | None = None
    standard_deviation: float | None = None
    analysis_profile_guid: str | None = attrs.field(default=None, repr=False)
    analysis_profile_name: str | None = attrs.field(default=None, repr=False)
    analysis_operation_index: str | None = attrs.field(default=None, repr=False)
    analysis_operation_name: str | None = attrs.field(default=None, repr=False)
    analysis_operation_type: str | None = attrs.field(default=None, repr=False)
    analysis_operation_parameters: str | None = attrs.field(default=None, repr=False)
