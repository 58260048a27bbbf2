"""The units of the numbers in our models, for whatever tables they go into. Source: the models' docstrings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from eosconnect.models.layer import LayerOperationType
from eosconnect.models.model import Row

__all__ = ["UNITS", "WITHOUT_UNIT", "units_of"]

#: The same name has the same unit in every model.
UNITS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            *("height", "height_total", "end_height", "layer_height", "thickness"),
            *("default_layer_thickness", "material_thickness", "beam_offset", "offset_bottom"),
        ),
        "mm",
    ),
    **dict.fromkeys(("exposure_time", "calibration_time", "recoating", "exposure", "heating"), "s"),
    **dict.fromkeys(("input_power", "output_power"), "W"),
    **dict.fromkeys(("area", "extent", "exposure_area"), "px"),
    **dict.fromkeys(("file_size", "size"), "B"),
    **dict.fromkeys(("scaling_x", "scaling_y", "scaling_bottom", "scaling_top", "dosage_factor"), "%"),
    "volume": "mm³",
    "rotation": "°",
    "utc_offset_hours": "h",
}

#: Points in the build volume, whose coordinates are in mm; those in images have no unit that the document names.
IN_SPACE: Final = frozenset({"bounding_box", "reference_point"})

#: Numbers with a fraction that are shares, factors, grey values, or of a unit that the document does not name.
WITHOUT_UNIT: Final = frozenset(
    (
        *("class_certainty", "correction", "exposure_integral", "gain", "offset", "value"),
        *("maximum", "mean", "minimum", "standard_deviation", "x", "y", "z"),
    )
)


def units_of(kind: type[Any]) -> Mapping[str, str]:
    """The units of a model's columns; what is inside of another field is named with an underscore.

    Example:
        >>> from eosconnect.models.user_message import UserMessage
        >>> units_of(UserMessage)
        {'layer_height': 'mm'}
    """
    return dict(columns_with_units(kind))


def columns_with_units(kind: type[Any]) -> Iterator[tuple[str, str]]:
    import attrs

    from eosconnect.presentation.frames import columns_of

    if not issubclass(kind, Row):  # not one of our models
        return
    for column in columns_of(kind):
        unit = "mm" if column.path[0] in IN_SPACE else UNITS.get(column.path[-1])
        if unit:
            yield "_".join(column.path), unit
    for field in attrs.fields(kind):
        if "columns" in field.metadata:  # the seconds of the operations on a layer
            yield from ((f"{field.name}_{operation.value.casefold()}", "s") for operation in LayerOperationType)
