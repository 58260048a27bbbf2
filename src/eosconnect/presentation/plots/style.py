"""What all pictures have in common: colours, axes, times, and how a figure is handed out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from eosconnect.presentation.extras import require

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["days", "dress", "handed_out", "headed", "new_figure", "nothing", "time_axis"]

INK: Final = "#1d2a30"
QUIET: Final = "#5f6b73"
LINE: Final = "#0b6e8f"
PALE: Final = "#7fb3c6"
BAND: Final = "#cfd8dd"
GRID: Final = "#e3e8eb"
SPINE: Final = "#b9c2c8"
GOOD: Final = "#3a8f5d"
WARN: Final = "#c98500"
BAD: Final = "#c8371f"
STOP: Final = "#7d1d3f"
OTHER: Final = "#8a6bb0"

TICKS: Final = ["%Y", "%b %Y", "%d %b", "%H:%M", "%H:%M", "%H:%M:%S.%f"]
TICKS_AT_ZERO: Final = ["", "%Y", "%d %b", "%d %b", "%H:%M", "%H:%M:%S"]


def new_figure(width: float, height: float) -> Figure:
    """A figure that ``pyplot.show()`` knows.

    Raises:
        ConfigurationError: matplotlib is not installed.
    """
    require("matplotlib", extra="plot")
    from matplotlib import pyplot

    return pyplot.figure(figsize=(width, height), layout="constrained")


def handed_out(figure: Figure) -> Figure:
    """Jupyter shows the figure that is a cell's value, and every open one besides: once is enough."""
    from matplotlib import get_backend, pyplot

    if "inline" in get_backend().lower():
        pyplot.close(figure)
    return figure


def dress(axes: Axes) -> None:
    """The look of all our axes."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(SPINE)
    axes.tick_params(colors=QUIET)
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.margins(x=0.01)


def headed(axes: Axes, title: str, beside: str = "", *, loud: str = QUIET) -> None:
    """A panel's title on the left, and a remark on the right."""
    axes.set_title(title, loc="left", fontsize=10.5, fontweight="bold", color=INK)
    if beside:
        axes.set_title(beside, loc="right", fontsize=9.5, color=loud)


def nothing(axes: Axes, words: str) -> None:
    """Say in the axes why there is nothing to see."""
    axes.tick_params(labelbottom=False, labelleft=False, length=0)
    axes.grid(visible=False)
    axes.text(0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center", color=QUIET)


def time_axis(axes: Axes, first: datetime | None, last: datetime | None, tz: str) -> None:
    """Ticks that say the day where it changes, and a label with the zone and the days."""
    from matplotlib import dates

    zone = ZoneInfo(tz)
    locator = dates.AutoDateLocator(tz=zone, minticks=4, maxticks=9)  # type: ignore[no-untyped-call]  # untyped there
    formatter = dates.ConciseDateFormatter(  # type: ignore[no-untyped-call]  # untyped there
        locator, tz=zone, formats=TICKS, zero_formats=TICKS_AT_ZERO, show_offset=False
    )
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(formatter)
    span = days([moment.astimezone(zone).date() for moment in (first, last) if moment is not None])
    axes.set_xlabel(f"Time ({tz})" + (f", {span}" if span else ""), color=QUIET)


def days(spanned: Sequence[date]) -> str:
    """The days that an axis spans, which its ticks tell only in part."""
    if not spanned:
        return ""
    first, last = spanned[0], spanned[-1]
    return f"{first}" if first == last else f"{first} to {last}"
