"""The catalogue of data points, one sensor, and a series."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from eosconnect.decisions.data_points import DataPoint
from eosconnect.presentation.html.chart import chart
from eosconnect.presentation.html.elements import Markup, facts, folded, heading, note, number, rows, text, view
from eosconnect.presentation.outline import in_order
from eosconnect.presentation.titles import title_of

if TYPE_CHECKING:
    from eosconnect.series import SensorSeries

__all__ = ["catalogue_view", "sensor_view", "series_view"]

MAKER: Final = "EOS "


def catalogue_view(title: str, points: Iterable[DataPoint], number: int | None = None) -> str:
    """A line per data point, with how to reach it. Nothing is asked of the machine.

    Args:
        title: whose they are.
        points: those to list.
        number: of the laser or shutter whose they are.
    """
    lines = [(reached(point, number), point.label, point.unit, recording(point), machines(point)) for point in points]
    return view(
        heading(title),
        rows(("machine.sensors.", "What it is", "Unit", "Recorded", "Machines"), lines),
        note("From the vendor's document; .available() asks which of them this machine has.") if lines else "",
    )


def sensor_view(point: DataPoint, number_of: int | None) -> str:
    """One data point, as the catalogue knows it. Nothing is asked of the machine."""
    return view(
        heading(title_of(point.numbered_key(number_of))),
        note(point.explanation),
        facts(
            [
                ("Key", code(point.numbered_key(number_of))),
                ("Attribute", Markup(f"<code>machine.sensors.{text(point.attribute(number_of))}</code>")),
                ("Unit", point.unit or None),
                ("Recorded", recording(point)),
                ("Machines", machines(point)),
            ]
        ),
        folded("Elsewhere", facts([("OPC UA", point.opc_ua), ("MQTT", point.mqtt)])),
    )


def reached(point: DataPoint, number_of: int | None) -> Markup:
    return code(point.attribute(1 if number_of is None and point.counted else number_of))


def code(words: str) -> Markup:
    return Markup(f"<code>{text(words)}</code>")


def recording(point: DataPoint) -> str:
    """When values are recorded."""
    if not point.recorded:
        return "current value only"
    parts = ["once per layer"] if point.layer_based else []
    parts += [f"every {point.interval:g} s"] if point.interval else []
    parts += [f"change of {number(point.threshold, point.unit)}"] if point.threshold else []
    return ", ".join(parts) or "yes"


def machines(point: DataPoint) -> str:
    models = ", ".join(model.removeprefix(MAKER) for model in point.machines)
    return f"{models}; with {point.filter_system}" if point.filter_system else models


def series_view(series: SensorSeries) -> str:
    """The values of a series as a small picture, and what they amount to."""
    import numpy as np

    times, values = in_order(series.timestamps, series.values)
    known = series.values[~np.isnan(series.values)]
    pairs: list[tuple[str, object]] = [("Values", f"{len(series):,}")]
    if len(known) < len(series):
        pairs.append(("Errors of the sensor", f"{len(series) - len(known):,}"))
    if len(known):
        layers = series.layer_index[series.layer_index >= 0]
        pairs += [
            ("Lowest", number(float(known.min()), series.unit)),
            ("Mean of the values", f"{known.mean():.5g} {series.unit}".rstrip()),
            ("Highest", number(float(known.max()), series.unit)),
            ("Last", number(float(values[~np.isnan(values)][-1]), series.unit) if not np.isnan(values).all() else None),
            ("Layers", f"{layers.min()} to {layers.max()}" if len(layers) else None),
        ]
    where = [f"job {series.job_id}" if series.job_id else "", f"machine {series.machine}" if series.machine else ""]
    return view(
        heading(title_of(series.name), ", ".join(filter(None, where))),
        chart(times, values, unit=series.unit) if len(times) else "",
        across(pairs),
    )


def across(pairs: list[tuple[str, object]]) -> str:
    """Names above their values, in one line."""
    shown = [(name, value) for name, value in pairs if value is not None]
    return rows([name for name, _ in shown], [[value for _, value in shown]])
