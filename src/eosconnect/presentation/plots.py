"""A sensor series as a picture."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from eosconnect.presentation.extras import require

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from eosconnect.series import SensorSeries

__all__ = ["plot_series"]

LINE = "#0b6e8f"
QUIET = "#5f6b73"
TICKS = ["%Y", "%b %Y", "%d %b", "%H:%M", "%H:%M", "%H:%M:%S.%f"]
TICKS_AT_ZERO = ["", "%Y", "%d %b", "%d %b", "%H:%M", "%H:%M:%S"]
BINS = 2000
"""More points than a picture has columns make it slow, not better: of each bin the lowest and highest value stay."""


def plot_series(series: SensorSeries, ax: Axes | None = None, tz: str = "UTC") -> Axes:
    """Draw a series, see :meth:`eosconnect.series.SensorSeries.plot`."""
    require("matplotlib", extra="plot")
    from matplotlib import dates, pyplot

    axes = pyplot.figure(figsize=(10, 4.5), layout="constrained").subplots() if ax is None else ax
    times, values = outline(*in_order(series.timestamps, series.values))
    label = title_of(series.name)
    axes.plot(times.astype("datetime64[us]"), values, color=LINE, linewidth=1.1, label=label)
    if len(values) == 1:
        axes.lines[-1].set_marker("o")

    zone = ZoneInfo(tz)
    locator = dates.AutoDateLocator(tz=zone, minticks=4, maxticks=9)  # type: ignore[no-untyped-call]  # untyped there
    formatter = dates.ConciseDateFormatter(  # type: ignore[no-untyped-call]  # untyped there
        locator, tz=zone, formats=TICKS, zero_formats=TICKS_AT_ZERO, show_offset=False
    )
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(formatter)
    axes.set_xlabel(f"Time ({tz}){days_of(times, zone)}", color=QUIET)
    axes.set_ylabel(f"{label} ({series.unit})" if series.unit else label, color=QUIET)
    where = [f"job {series.job_id}" if series.job_id else "", f"machine {series.machine}" if series.machine else ""]
    axes.set_title(label, loc="left", fontsize=13, fontweight="bold", pad=24)
    axes.annotate(
        ",  ".join(part for part in where if part),
        xy=(0, 1),
        xytext=(0, 8),
        xycoords="axes fraction",
        textcoords="offset points",
        color=QUIET,
        fontsize=9.5,
    )
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color("#b9c2c8")
    axes.tick_params(colors=QUIET)
    axes.grid(visible=True, axis="y", color="#e3e8eb", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.margins(x=0.01)
    axes.ticklabel_format(axis="y", useOffset=False)
    if not len(values):
        axes.tick_params(labelbottom=False, labelleft=False, length=0)
        axes.grid(visible=False)
        axes.text(0.5, 0.5, "no values", transform=axes.transAxes, ha="center", va="center", color=QUIET)
    return axes


def title_of(key: str) -> str:
    """The name of a data point in words, with a capital letter; what is not in the catalogue stays as it is."""
    from eosconnect.decisions.data_points import DATA_POINTS

    number = re.search(r"\[(\d+)\]", key)
    for known, data_point in DATA_POINTS.items():
        if known == re.sub(r"\[\d+\]", "", key):
            label = data_point.label if number is None else f"{data_point.label} {number[1]}"
            return label[:1].upper() + label[1:]
    return key


def days_of(times: NDArray[Any], zone: ZoneInfo) -> str:
    """The days that the axis spans, which its ticks tell only in part."""
    if not len(times):
        return ""
    begin, end = (
        moment.astype("datetime64[us]").item().replace(tzinfo=UTC).astimezone(zone).date() for moment in times[[0, -1]]
    )
    return f", {begin}" if begin == end else f", {begin} to {end}"


def in_order(times: NDArray[np.datetime64], values: NDArray[np.float64]) -> tuple[NDArray[Any], NDArray[Any]]:
    """By time, without the values whose time is unknown."""
    import numpy as np

    known = ~np.isnat(times)
    if not known.all():
        times, values = times[known], values[known]
    if np.any(times[1:] < times[:-1]):
        order = np.argsort(times, kind="stable")
        times, values = times[order], values[order]
    return times, values


def outline(times: NDArray[Any], values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """At most two points per bin, its lowest and its highest, so that no peak gets lost."""
    import numpy as np

    size = len(values) // BINS
    if size < 3:
        return times, values
    whole = len(values) // size * size
    rows = values[:whole].reshape(-1, size)
    unknown = np.isnan(rows)
    lowest = np.where(unknown, np.inf, rows).argmin(axis=1)
    highest = np.where(unknown, -np.inf, rows).argmax(axis=1)
    starts = np.arange(0, whole, size)
    kept = np.unique(
        np.concatenate([[0], starts + lowest, starts + highest, np.arange(whole, len(values)), [len(values) - 1]])
    )
    return times[kept], values[kept]
