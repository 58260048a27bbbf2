"""The units of the numbers in our models, for whatever tables they go into. Source: the models' docstrings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from eosconnect.models.exposure import Calibration, LaserPowerMeasurement
from eosconnect.models.indication import Indication
from eosconnect.models.job import Job, JobDetail
from eosconnect.models.layer import Layer, LayerOperationType
from eosconnect.models.part import Part, PartLayer
from eosconnect.models.part_statistic import PartStatistic
from eosconnect.models.user_message import UserMessage

__all__ = ["units_of"]

CORNERS: Final = (f"{point}_{axis}" for point in ("point1", "point2") for axis in "xyz")

JOB: Final = {"height": "mm", "height_total": "mm", "file_size": "B", "time_zone_utc_offset_hours": "h"}

#: By model and column; what is not listed is a count, an index, a factor or no number at all.
UNITS: Final[Mapping[type[Any], Mapping[str, str]]] = {
    Job: JOB,
    JobDetail: {
        **JOB,
        "material_details_default_layer_thickness": "mm",
        "material_details_material_thickness": "mm",
        "durations_recoating": "s",
        "durations_exposure": "s",
        "durations_heating": "s",
        "offset_bottom": "mm",
        "beam_offset": "mm",
        "default_layer_thickness": "mm",
    },
    Layer: {
        "end_height": "mm",
        "thickness": "mm",
        "dosage_factor": "%",
        **{f"durations_{operation.value.casefold()}": "s" for operation in LayerOperationType},
    },
    Part: {
        "beam_offset": "mm",
        "scaling_x": "%",
        "scaling_y": "%",
        **{f"bounding_box_{corner}": "mm" for corner in CORNERS},
        "volume": "mm³",
        "rotation": "°",
        **{f"reference_point_{axis}": "mm" for axis in "xyz"},
        "exposure_time": "s",
    },
    PartLayer: {"exposure_time": "s"},
    PartStatistic: {"layer_height": "mm"},
    Indication: {"height": "mm"},
    UserMessage: {"layer_height": "mm"},
    Calibration: {"galvo_x_calibration_time": "s", "galvo_y_calibration_time": "s"},
    LaserPowerMeasurement: {"output_power": "W", "input_power": "W"},
}


def units_of(kind: type[Any]) -> Mapping[str, str]:
    """The units of a model's columns; what is inside of another field is named with an underscore.

    Example:
        >>> units_of(UserMessage)
        {'layer_height': 'mm'}
    """
    return UNITS.get(kind, {})
