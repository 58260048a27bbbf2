"""The states of a machine as ribbons."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle, groupby
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from eosconnect.models.state import StateBuildJob, StateError, StateMachineState, StateMaintenance
from eosconnect.presentation.plots import style
from eosconnect.presentation.plots.style import BAD, GOOD, GRID, INK, LINE, OTHER, PALE, QUIET, SPINE, STOP, WARN

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eosconnect.models.time_in_state import TimeInState

__all__ = ["plot_states"]

TITLES: Final = {"machine_state": "Machine", "build_job": "Job", "error": "Error", "maintenance": "Maintenance"}

#: What is as it should be stands back; what a reader looks for stands out.
COLOURS: Final[Mapping[str, str]] = {
    StateMachineState.RUNNING: GOOD,
    StateMachineState.NO_JOB: GRID,
    StateMachineState.PAUSED_BY_USER: WARN,
    StateMachineState.PAUSED_BY_MACHINE: BAD,
    StateMachineState.PRE_PROCESSING: PALE,
    StateMachineState.POST_PROCESSING: OTHER,
    StateMachineState.SETUP: LINE,
    StateBuildJob.NO_BUILD_JOB: GRID,
    StateBuildJob.PRODUCTION_JOB: LINE,
    StateBuildJob.ENGINEERING_JOB: PALE,
    StateBuildJob.QA_JOB: OTHER,
    StateBuildJob.RAPID_PROTOTYPING: GOOD,
    StateError.NO_ERROR: GRID,
    StateError.MACHINE_ERROR: BAD,
    StateError.BUILD_CRASH: INK,
    StateError.EMERGENCY_STOP: STOP,
    StateError.OPERATOR_CAUSED: WARN,
    StateError.CONSUMABLE_MISSING: OTHER,
    StateError.RESOURCE_MISSING: LINE,
    StateError.SOFTWARE_ERROR: PALE,
    StateError.FACILITY: GOOD,
    StateError.UNDEFINED: QUIET,
    StateMaintenance.NO_MAINTENANCE: GRID,
    StateMaintenance.REGULAR_MAINTENANCE: LINE,
    StateMaintenance.REPAIR: BAD,
    StateMaintenance.UPGRADE: OTHER,
    StateMaintenance.SHUTDOWN: QUIET,
}
#: For states that a newer machine may report.
FURTHER: Final = (OTHER, LINE, PALE, WARN, GOOD, QUIET, INK, BAD, STOP)
UNKNOWN: Final = "unknown"
#: States that the legend of a ribbon has room for.
MOST: Final = 8


def plot_states(spent: TimeInState, tz: str) -> Figure:
    """Draw it, see :meth:`eosconnect.models.time_in_state.TimeInState.plot`."""
    figure = style.new_figure(11, 1.2 + 1.05 * len(TITLES))
    panels = figure.subplots(len(TITLES), 1, sharex=True)
    for axes, (aspect, title) in zip(panels, TITLES.items(), strict=True):
        draw(axes, spent, aspect, title)
    begin, end = (moment.astimezone(ZoneInfo(tz)) for moment in (spent.after, spent.before))
    style.time_axis(panels[-1], begin, end, tz)
    panels[-1].set_xlim(*limits(spent))
    figure.suptitle("State of the machine", x=0.01, ha="left", fontsize=13, fontweight="bold", color=INK)
    return style.handed_out(figure)


def limits(spent: TimeInState) -> tuple[Any, Any]:
    return spent.after, spent.before


def draw(axes: Axes, spent: TimeInState, aspect: str, title: str) -> None:
    """One ribbon, with its states and their shares beside it."""
    from matplotlib.dates import date2num
    from matplotlib.patches import Patch

    pieces: dict[str, list[tuple[float, float]]] = {}
    for state, spans in groupby(
        spent.spans, key=lambda span: str((span.state and getattr(span.state, aspect)) or UNKNOWN)
    ):
        joined = list(spans)  # another aspect changed meanwhile
        begin, end = (
            float(date2num(moment))  # type: ignore[no-untyped-call]  # untyped there
            for moment in (joined[0].started_at, joined[-1].ended_at)
        )
        pieces.setdefault(state, []).append((begin, end - begin))
    whole = sum(width for widths in pieces.values() for _, width in widths) or 1.0
    taken = {COLOURS.get(state) for state in pieces}
    spare = cycle([colour for colour in FURTHER if colour not in taken])
    legend: list[Patch] = []
    for state, bars in sorted(pieces.items(), key=lambda piece: -sum(width for _, width in piece[1])):
        colour = "none" if state == UNKNOWN else COLOURS.get(state) or next(spare)
        hatch = "///" if state == UNKNOWN else None
        # An edge in its own colour makes a short state visible in a long window.
        edge = SPINE if colour in ("none", GRID) else colour
        drawn: dict[str, Any] = {
            "facecolor": colour,
            "edgecolor": edge,
            "hatch": hatch,
            "linewidth": 0 if colour == GRID else 0.6,
        }
        axes.broken_barh(bars, (0, 1), zorder=1 if colour == GRID else 2, **drawn)
        share = sum(width for _, width in bars) / whole
        legend.append(Patch(label=f"{state}  {share:.1%}" if share >= 0.001 else f"{state}  < 0.1%", **drawn))
    axes.xaxis_date()
    axes.set_ylim(0, 1)
    axes.set_yticks([])
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(SPINE)
    axes.tick_params(colors=QUIET)
    axes.set_title(title, loc="left", fontsize=10.5, fontweight="bold", color=INK, pad=4)
    axes.legend(
        handles=legend[:MOST],
        loc="center left",
        bbox_to_anchor=(1.01, 0.5),
        frameon=False,
        fontsize=8.5,
        labelcolor=QUIET,
        labelspacing=0.25,
        handlelength=1.2,
        ncols=2 if len(legend) > 4 else 1,
        borderaxespad=0,
    )
