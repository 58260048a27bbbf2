"""What the fields of our models are called for people, and their units."""

from __future__ import annotations

from typing import Final

__all__ = ["UNITS", "WITHOUT_UNIT", "label", "words"]

#: The same name has the same unit in every model.
UNITS: Final = {
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
    **dict.fromkeys(("file_size", "size"), "bytes"),
    **dict.fromkeys(("scaling_x", "scaling_y", "scaling_bottom", "scaling_top", "dosage_factor"), "%"),
    "volume": "mm³",
    "rotation": "°",
    "utc_offset_hours": "h",
}

#: Numbers with a fraction that are shares, factors, grey values, or of a unit that the document does not name.
WITHOUT_UNIT: Final = frozenset(
    (
        *("class_certainty", "correction", "exposure_integral", "gain", "offset", "value"),
        *("maximum", "mean", "minimum", "standard_deviation", "x", "y", "z"),
    )
)


def words(name: str) -> str:
    """A name of the code as words.

    Example:
        >>> words("started_at"), words("JobDetail"), words("guid")
        ('Started', 'Job detail', 'GUID')
    """
    apart = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).replace("_", " ").strip()
    apart = apart.removesuffix(" at")
    apart = " ".join(ABBREVIATIONS.get(word, word) for word in apart.split())
    return apart[:1].upper() + apart[1:]


ABBREVIATIONS: Final = {"id": "ID", "guid": "GUID", "utc": "UTC", "opc": "OPC", "tcp": "TCP", "ip": "IP", "url": "URL"}


def label(name: str) -> str:
    """The heading of a field's column, with the unit.

    Example:
        >>> label("end_height"), label("layer_count")
        ('End height (mm)', 'Layer count')
    """
    unit = UNITS.get(name)
    return f"{words(name)} ({unit})" if unit else words(name)
