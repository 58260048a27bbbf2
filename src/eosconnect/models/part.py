"""The parts of a job, and how long each was exposed."""

from __future__ import annotations

import attrs

from eosconnect.models.model import Model
from eosconnect.models.open_enum import OpenEnum
from eosconnect.models.point import BoundingBox, Point

__all__ = ["Part", "PartLayer", "PartStatus"]


class PartStatus(OpenEnum):
    """Whether a part is built; an operator may take one out during the job and put it back. Source: PartStatus."""

    ACTIVE = "Active"
    DELETED = "Deleted"
    DEACTIVATED = "Deactivated"
    REACTIVATED = "Reactivated"


@attrs.frozen(kw_only=True, repr=False)
class Part(Model):
    """One part of a job. Source: Part.

    Attributes:
        id: its number in the job, from 1.
        order_id: what the customer wrote into the task file, such as an order in their ERP.
        item_id: item number within that order.
        file_path: the file that it was made from.
        status: whether it is built.
        beam_offset: beam offset of its contour; taken to be mm, as in the job.
        scaling_x, scaling_y: change of size in %: 3.0 makes 103 % of the original size.
        bounding_box: the box around it.
        volume: in mm³; known once it has been built.
        exposure_param_name: its set of exposure parameters.
        is_mirrored: whether it was mirrored.
        rotation: in degrees.
        reference_point: its reference point.
        exposure_time: of the whole part, in seconds; known once it is complete.

    Example:
        >>> Part.from_json({"id": 3, "orderId": "4500123", "itemId": "10", "status": "Active", "exposureTime": 812.5})
        Part(id=3, order_id='4500123', item_id='10', status=Active, exposure_time=812.5)
    """

    id: int
    order_id: str | None = None
    item_id: str | None = None
    file_path: str | None = None
    status: PartStatus | None = None
    beam_offset: float | None = attrs.field(default=None, repr=False)
    scaling_x: float | None = attrs.field(default=None, repr=False)
    scaling_y: float | None = attrs.field(default=None, repr=False)
    bounding_box: BoundingBox | None = attrs.field(default=None, repr=False)
    volume: float | None = None
    exposure_param_name: str | None = attrs.field(default=None, repr=False)
    is_mirrored: bool | None = attrs.field(default=None, repr=False)
    rotation: float | None = attrs.field(default=None, repr=False)
    reference_point: Point | None = attrs.field(default=None, repr=False)
    exposure_time: float | None = None


@attrs.frozen(kw_only=True, repr=False)
class PartLayer(Model):
    """The exposure of one part in one layer. Source: PartLayer.

    Attributes:
        layer_index: the layer, from 1.
        exposure_time: in seconds.

    Example:
        >>> PartLayer.from_json({"layerIndex": 12, "exposureTime": 3.25})
        PartLayer(layer_index=12, exposure_time=3.25)
    """

    layer_index: int
    exposure_time: float | None = None
