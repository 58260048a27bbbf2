"""Where the words go: consoles, what they can print, and when they stay silent."""

from __future__ import annotations

import codecs
import os
import re
import sys
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TextIO, cast

import attrs
from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

__all__ = ["Glyphs", "close_pipe", "console", "counting", "error_console", "glyphs", "prepare_streams", "tell"]

THEME: Final = Theme(
    {
        "heading": "bold",
        "quiet": "dim",
        "good": "green",
        "bad": "red",
        "warn": "yellow",
        "busy": "cyan",
        "key": "cyan",
        "danger": "bold white on red",
        "error": "bold red",
        "caution": "bold yellow",
        "hint": "bold cyan",
        "bar.complete": "cyan",
        "bar.finished": "cyan",
    }
)

#: Wider than any table: in a pipe nothing is wrapped or left out.
ENDLESS: Final = 100_000


def prepare_streams() -> None:
    """Make sure that no letter can stop a command.

    What goes into a pipe or a file is UTF-8 on Windows, too, unless ``PYTHONIOENCODING`` says otherwise. A stream that
    cannot take a letter gets its nearest relative, or a question mark.
    """
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", None) or "").lower()
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None or encoding.replace("-", "").startswith("utf"):
            continue
        if not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
            reconfigure(encoding="utf-8")
        else:
            codecs.register_error("eosconnect.nearest", nearest)
            reconfigure(errors="eosconnect.nearest")
    warnings.showwarning = show_warning


def nearest(error: UnicodeError) -> tuple[str, int]:
    """For a letter that the stream cannot take, its plain relative: 3 for a raised one; else a question mark."""
    assert isinstance(error, UnicodeEncodeError)
    text = unicodedata.normalize("NFKD", error.object[error.start : error.end]).replace("μ", "u")
    return text.encode("ascii", "replace").decode(), error.end


def show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Warnings as a sentence, without the line of code that raised them."""
    if issubclass(category, UserWarning):
        tell(("[caution]Warning:[/]", str(message)))


def tell(*lines: tuple[str, str | Text]) -> None:
    """Labels and what they say, on stderr; the words are wrapped beside the labels."""
    told = Table.grid(padding=(0, 1, 0, 0))
    told.add_column(no_wrap=True)
    told.add_column(overflow="fold")
    for label, text in lines:
        told.add_row(label, text if isinstance(text, Text) else Text(text))
    error_console().print(told)


class Screen(Console):
    """A console that leaves a broken pipe to the command's end, as every other way of writing does."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class Trimmed:
    """A stream in which no line ends in blanks."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(re.sub(r" +(?=\n)", "", text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def console() -> Console:
    """For what was asked for."""
    return console_on(sys.stdout)


def console_on(stream: TextIO) -> Console:
    """A terminal as wide as it is; in a pipe or a file nothing is wrapped."""
    terminal = Console(file=stream).is_terminal
    return Screen(
        file=stream if terminal else cast("TextIO", Trimmed(stream)),
        width=None if terminal else ENDLESS,
        theme=THEME,
        highlight=False,
        emoji=False,  # a fingerprint such as 8A:CD:26 would turn into one
    )


def error_console() -> Console:
    """For errors, questions and progress."""
    return console_on(sys.stderr)


def close_pipe() -> None:
    """Write what is left of the output nowhere: its reader has gone, as ``| head`` does."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


@attrs.frozen
class Glyphs:
    """The signs that are drawn with, of those that the console can print."""

    step: str
    full: str
    track: str
    ellipsis: str
    dot: str
    levels: str
    """Heights, from nothing to full."""


UNICODE: Final = Glyphs(step="▸", full="█", track="░", ellipsis="…", dot="·", levels=" ▁▂▃▄▅▆▇█")
ASCII: Final = Glyphs(step=">", full="#", track=".", ellipsis="...", dot="-", levels=" .:-=+*#@")


def glyphs(on: Console) -> Glyphs:
    return ASCII if on.options.ascii_only or on.legacy_windows else UNICODE


class Counter:
    """How far something long has come.

    Args:
        show: told how much is done, and of how much where that is known.
        describe: told what is being done.
    """

    def __init__(
        self,
        show: Callable[[float, float | None], object] | None = None,
        describe: Callable[[str], object] | None = None,
    ) -> None:
        self._show = show
        self._describe = describe
        self._done = 0.0

    def describe(self, what: str) -> None:
        """This is being done now."""
        if self._describe is not None:
            self._describe(what)

    def add(self, more: float = 1) -> None:
        """So much more has been done."""
        self.to(self._done + more)

    def to(self, done: float, total: float | None = None) -> None:
        """So much has been done, of so much where that is known."""
        self._done = done
        if self._show is not None:
            self._show(done, total)


@contextmanager
def counting(what: str, *, unit: str = "", total: float | None = None) -> Iterator[Counter]:
    """Show that something long goes on. Silent unless people are looking: both streams must be terminals."""
    errors = error_console()
    if not (errors.is_terminal and sys.stdout.isatty()):
        yield Counter()
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn

    class Count(ProgressColumn):
        """``1,200 of 5,000 rows``."""

        def render(self, task: Task) -> Text:
            whole = "" if task.total is None else f" of {task.total:,.0f}"
            return Text(f"{task.completed:,.0f}{whole} {unit}".rstrip(), style="quiet")

    count: ProgressColumn = DownloadColumn() if unit == "bytes" else Count()
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=28), count, TimeRemainingColumn(compact=True))
    with Progress(*columns, console=errors, transient=True) as progress:
        task = progress.add_task(what, total=total)

        def show(done: float, whole: float | None) -> None:
            progress.update(task, completed=done, total=total if whole is None else whole)

        yield Counter(show, lambda what: progress.update(task, description=what))
