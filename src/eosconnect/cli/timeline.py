"""The time of a job, drawn with letters: what it went into, and how long each layer took."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import attrs
from rich.table import Table
from rich.text import Text

from eosconnect.cli.streams import Glyphs
from eosconnect.cli.tables import Column, table_of
from eosconnect.cli.times import span

if TYPE_CHECKING:
    from eosconnect.cli.session import Session
    from eosconnect.models.job import JobDetail
    from eosconnect.models.layer import Layer
    from eosconnect.models.user_message import UserMessage

__all__ = ["duration_bars", "layer_strip"]

BAR: Final = 32
STRIP: Final = 78
LABELS: Final = 14
HEIGHT: Final = 3
MARKS: Final = (("FatalError", "F", "danger"), ("Error", "E", "bad"), ("Warning", "W", "warn"))
LONG_INTERRUPTION: Final = timedelta(seconds=30)


def duration_bars(detail: JobDetail, layers: Sequence[Layer], session: Session) -> Table | None:
    """A bar per operation: its share of the time from start to end."""
    parts = seconds_of(layers)
    if not parts and detail.durations:
        told = {"exposure": detail.durations.exposure, "recoating": detail.durations.recoating}
        parts = {name: seconds for name, seconds in told.items() if seconds}
    if not parts:
        return None
    known = sum(parts.values())
    whole = max(detail.duration.total_seconds() if detail.duration else 0.0, known) or 1.0
    if whole > known:
        parts["other"] = whole - known
    glyphs = session.glyphs

    def bar(part: tuple[str, float]) -> Text:
        length = round(BAR * part[1] / whole)
        drawn = Text().append(glyphs.full * length, style={"other": "quiet", "interrupt": "warn"}.get(part[0], "busy"))
        return drawn.append(glyphs.track * (BAR - length), style="quiet")

    columns: Sequence[Column[tuple[str, float]]] = (
        Column("", lambda part: part[0], style="quiet"),
        Column("", bar),
        Column("", lambda part: span(part[1]), right=True),
        Column("", lambda part: f"{part[1] / whole:.0%}", right=True),
    )
    rows = sorted(parts.items(), key=lambda part: (part[0] == "other", -part[1]))
    return table_of(rows, columns, session.console, headings=False)


def seconds_of(layers: Sequence[Layer]) -> dict[str, float]:
    """Seconds of each operation over all layers."""
    parts: dict[str, float] = {}
    for layer in layers:
        for entry in layer.durations:
            if entry.operation is not None and entry.duration is not None:
                name = str(entry.operation.value).lower().replace("_", " ")
                parts[name] = parts.get(name, 0.0) + entry.duration.total_seconds()
    return {name: seconds for name, seconds in parts.items() if seconds}


@attrs.frozen
class Scale:
    """From times to columns of the strip."""

    start: datetime
    step: timedelta
    width: int

    def column(self, moment: datetime) -> int:
        return min(max(int((moment - self.start) / self.step), 0), self.width - 1)


def layer_strip(layers: Sequence[Layer], messages: Sequence[UserMessage], session: Session) -> Table | None:
    """Seconds per layer over time, interruptions, and where the messages came up."""
    timed = sorted(
        ((layer.started_at, layer.ended_at, layer) for layer in layers if layer.started_at and layer.ended_at),
        key=lambda entry: entry[0],
    )
    if len(timed) < 2:
        return None
    start, end = timed[0][0], max(entry[1] for entry in timed)
    width = max(min(STRIP, session.console.width - LABELS), 20)
    scale = Scale(start, (end - start) / width or timedelta(microseconds=1), width)
    seconds = [0.0] * width
    for begun, ended, layer in timed:
        took = (ended - begun).total_seconds() - layer.seconds("Interrupt")
        for column in range(scale.column(begun), scale.column(ended) + 1):
            seconds[column] = max(seconds[column], took)
    interrupted = set(interruptions([layer for _, _, layer in timed], scale))
    top = max(seconds)

    strip = Table.grid(padding=(0, 2, 0, 0))
    strip.add_column(justify="right", style="quiet", no_wrap=True)
    strip.add_column(no_wrap=True)
    for row, drawn in enumerate(heights(seconds, top, session.glyphs)):
        line = Text(drawn, style="busy")
        for column in interrupted:
            line.stylize("warn", column, column + 1)
        strip.add_row(span(top) if row == 0 else "", line)
    if interrupted:
        signs = "".join("!" if column in interrupted else " " for column in range(width))
        strip.add_row("interrupted", Text(signs, style="warn"))
    if marks := message_marks(messages, scale, end):
        strip.add_row("messages", marks)
    first, last = session.clock(start), session.clock(end)
    strip.add_row("", Text(first + last.rjust(width - len(first)), style="quiet"))
    return strip


def interruptions(layers: Sequence[Layer], scale: Scale) -> Iterator[int]:
    """The columns in which the machine stood still for longer than a moment."""
    for layer in layers:
        for entry in layer.durations:
            if entry.operation != "Interrupt" or entry.started_at is None or entry.ended_at is None:
                continue
            if entry.ended_at - entry.started_at >= LONG_INTERRUPTION:
                yield from range(scale.column(entry.started_at), scale.column(entry.ended_at) + 1)


def heights(seconds: Sequence[float], top: float, glyphs: Glyphs) -> Iterator[str]:
    """The lines of a bar chart, from the highest to the lowest."""
    steps = len(glyphs.levels) - 1
    for row in reversed(range(HEIGHT)):
        levels = (round(value / top * HEIGHT * steps) - row * steps if top else 0 for value in seconds)
        yield "".join(glyphs.levels[min(max(level, 0), steps)] for level in levels)


def message_marks(messages: Sequence[UserMessage], scale: Scale, end: datetime) -> Text | None:
    """The worst message of each column as a letter."""
    rank: Callable[[str], int] = [severity for severity, _, _ in MARKS].index
    worst: dict[int, str] = {}
    for message in messages:
        if message.raised_at is None or not scale.start <= message.raised_at <= end:
            continue
        severity = str(message.severity)
        if severity in (known for known, _, _ in MARKS):
            column = scale.column(message.raised_at)
            worst[column] = min(worst.get(column, severity), severity, key=rank)
    if not worst:
        return None
    line = Text()
    for column in range(max(worst) + 1):
        _, letter, style = MARKS[rank(worst[column])] if column in worst else ("", " ", "")
        line.append(letter, style=style)
    return line
