"""The time of a job: how long each layer took and for what, where it stood still, what the machine said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from eosconnect.models.user_message import Severity, UserMessage
from eosconnect.presentation.plots import style
from eosconnect.presentation.plots.style import BAD, INK, LINE, PALE, QUIET, SPINE, WARN

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eosconnect.models.job_timeline import Interruption, JobTimeline

__all__ = ["plot_timeline"]

#: What follows one another on a layer. Heating overlaps these, an interruption is marked instead.
PARTS: Final = (("Exposure", LINE), ("Recoating", PALE))
COLOURS: Final = {Severity.WARNING: WARN, Severity.ERROR: BAD, Severity.FATAL_ERROR: BAD}
#: Messages that are told in words below the picture.
TOLD: Final = 8
#: Pins that are closer than this share of the width stand above each other.
NEAR: Final = 0.025
LEVELS: Final = 3
LONGEST: Final = 126


def plot_timeline(timeline: JobTimeline, tz: str) -> Figure:
    """Draw it, see :meth:`eosconnect.models.job_timeline.JobTimeline.plot`."""
    serious = [message for message in timeline.messages_from(Severity.WARNING) if message.raised_at]
    lines = [in_words(number, message, tz) for number, message in enumerate(serious[:TOLD], start=1)]
    lines += [f"and {len(serious) - TOLD} more"] if len(serious) > TOLD else []
    figure = style.new_figure(10, 4.4 + 0.21 * len(lines))
    pins, bars = figure.subplots(2, 1, sharex=True, height_ratios=[1, 4])
    first, last = timeline.span or (None, None)
    draw_layers(bars, timeline)
    draw_interruptions(bars, timeline.interruptions)
    draw_pins(pins, timeline, serious[:TOLD])
    style.time_axis(bars, first, last, tz)
    handles, labels = bars.get_legend_handles_labels()
    if handles:
        place: Any = {"loc": "upper right", "ncols": len(handles), "columnspacing": 1.2, "handlelength": 1.2}
        figure.legend(handles, labels, frameon=False, fontsize=9.5, labelcolor=QUIET, **place)
    if lines:
        bars.annotate(
            "\n".join(lines),
            xy=(0, 0),
            xytext=(0, -44),
            xycoords="axes fraction",
            textcoords="offset points",
            va="top",
            fontsize=9,
            color=QUIET,
            linespacing=1.45,
        )
    return style.handed_out(figure)


def draw_layers(axes: Axes, timeline: JobTimeline) -> None:
    """A step per layer: as wide as the time it took, as high as it took without what interrupted it."""
    style.dress(axes)
    axes.set_ylabel("Time per layer (s)", color=QUIET)
    layers = [(layer.started_at, layer.ended_at, layer) for layer in timeline.layers if layer.started_at]
    if not layers:
        style.nothing(axes, "no layers")
        return
    last = layers[-1][1] or (timeline.span or (layers[-1][0],))[-1]
    times = [begin for begin, _, _ in layers] + [last]
    base = [0.0] * len(layers)
    for operation, colour in PARTS:
        top = [below + layer.seconds(operation) for below, (_, _, layer) in zip(base, layers, strict=True)]
        fill(axes, times, base, top, colour, operation.lower())
        base = top
    worked = [((end or last) - begin).total_seconds() - layer.seconds("Interrupt") for begin, end, layer in layers]
    whole = [max(below, seconds) for below, seconds in zip(base, worked, strict=True)]
    fill(axes, times, base, whole, SPINE, "other")
    axes.set_ylim(0, max(max(whole) * 1.05, 1.0))


def fill(axes: Axes, times: Sequence[Any], base: Sequence[float], top: Sequence[float], colour: str, name: str) -> None:
    axes.fill_between(times, [*base, base[-1]], [*top, top[-1]], step="post", color=colour, linewidth=0, label=name)


def draw_interruptions(axes: Axes, interruptions: Sequence[Interruption]) -> None:
    """A shade with an edge, so that a short one in a long job is seen."""
    for position, one in enumerate(interruptions):
        span: Any = (one.started_at, one.ended_at)
        name = "interrupted" if position == 0 else None
        axes.axvspan(*span, facecolor=BAD, alpha=0.3, edgecolor=BAD, linewidth=0.8, label=name)


def draw_pins(axes: Axes, timeline: JobTimeline, numbered: Sequence[UserMessage]) -> None:
    """The messages where they came up; those that are told in words have their number."""
    job = timeline.job
    axes.set_title(job.task or job.id, loc="left", fontsize=13, fontweight="bold", pad=24, color=INK)
    ended = f"{job.result or ''} at layer {job.layer_count:,}" if job.layer_count else str(job.result or "")
    axes.annotate(
        ",  ".join(filter(None, (f"job {job.id}", f"machine {timeline.machine}", ended))),
        xy=(0, 1),
        xytext=(0, 8),
        xycoords="axes fraction",
        textcoords="offset points",
        color=QUIET,
        fontsize=9.5,
    )
    axes.set_ylim(-0.4, LEVELS)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(SPINE)
    axes.tick_params(left=False, labelleft=False, bottom=False, labelbottom=False)
    axes.set_ylabel("Messages", color=QUIET)
    first, last = timeline.span or (None, None)
    numbers = {id(message): number for number, message in enumerate(numbered, start=1)}
    reached: list[datetime] = []
    for message in timeline.messages:
        at: Any = message.raised_at
        if at is None or first is None or last is None:
            continue
        number = numbers.get(id(message))
        if number is None:
            axes.plot([at], [0], marker="|", markersize=7, color=QUIET, clip_on=False)
            continue
        gap = (last - first) * NEAR or timedelta(seconds=1)
        level = next((free for free, before in enumerate(reached) if at - before >= gap), len(reached))
        level = min(level, LEVELS - 1)
        reached[level : level + 1] = [at]
        colour = COLOURS.get(message.severity, QUIET) if message.severity else QUIET
        axes.plot([at, at], [-0.4, level + 0.4], color=colour, linewidth=1, clip_on=False)
        box = {"boxstyle": "circle,pad=0.25", "facecolor": colour, "edgecolor": "none"}
        axes.text(at, level + 0.4, str(number), bbox=box, ha="center", va="center", color="white", fontsize=8)


def in_words(number: int, message: UserMessage, tz: str) -> str:
    assert message.raised_at is not None
    local = message.raised_at.astimezone(ZoneInfo(tz))
    layer = f"layer {message.layer_index}, " if message.layer_index else ""
    told = f"{number}  {local:%d %b %H:%M}  {message.severity}: {layer}{' '.join((message.message or '').split())}"
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"
