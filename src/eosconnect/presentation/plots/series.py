"""A sensor series over time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from eosconnect.presentation.extras import require
from eosconnect.presentation.outline import in_order, outline
from eosconnect.presentation.plots.style import INK, LINE, QUIET, dress, new_figure, nothing, time_axis
from eosconnect.presentation.titles import title_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from eosconnect.series import SensorSeries

__all__ = ["plot_series"]


def plot_series(series: SensorSeries, ax: Axes | None = None, tz: str = "UTC") -> Axes:
    """Draw a series, see :meth:`eosconnect.series.SensorSeries.plot`."""
    require("matplotlib", extra="plot")

    axes = new_figure(10, 4.5).subplots() if ax is None else ax
    times, values = outline(*in_order(series.timestamps, series.values))
    label = title_of(series.name)
    axes.plot(times.astype("datetime64[us]"), values, color=LINE, linewidth=1.1, label=label)
    if len(values) == 1:
        axes.lines[-1].set_marker("o")
    time_axis(axes, moment(times[0]) if len(times) else None, moment(times[-1]) if len(times) else None, tz)
    axes.set_ylabel(f"{label} ({series.unit})" if series.unit else label, color=QUIET)
    where = [f"job {series.job_id}" if series.job_id else "", f"machine {series.machine}" if series.machine else ""]
    axes.set_title(label, loc="left", fontsize=13, fontweight="bold", pad=24, color=INK)
    axes.annotate(
        ",  ".join(part for part in where if part),
        xy=(0, 1),
        xytext=(0, 8),
        xycoords="axes fraction",
        textcoords="offset points",
        color=QUIET,
        fontsize=9.5,
    )
    dress(axes)
    axes.ticklabel_format(axis="y", useOffset=False)
    if not len(values):
        nothing(axes, "no values")
    return axes


def moment(time: Any) -> datetime:
    found: datetime = time.astype("datetime64[us]").item()
    return found.replace(tzinfo=UTC)
