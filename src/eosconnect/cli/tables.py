"""Tables for people: as wide as the terminal, without what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

import attrs
from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["Column", "facts", "table_of"]

T = TypeVar("T")

GAP = 2

#: What a column that may wrap wants at least.
NARROWEST = 44


@attrs.frozen
class Column(Generic[T]):
    """One column of a table.

    Attributes:
        heading: what stands above it.
        show: the text of a row in it.
        right: align to the right, for numbers.
        style: of its texts that bring none of their own.
        optional: left out where the terminal is too narrow, the highest number first; 0 is never left out.
        wrap: may take several lines; the others take one.
    """

    heading: str
    show: Callable[[T], str | Text | None]
    right: bool = attrs.field(default=False, kw_only=True)
    style: str = attrs.field(default="", kw_only=True)
    optional: int = attrs.field(default=0, kw_only=True)
    wrap: bool = attrs.field(default=False, kw_only=True)


def table_of(rows: Iterable[T], columns: Sequence[Column[T]], console: Console, *, headings: bool = True) -> Table:
    """A table of those columns that fit the console; optional columns in which nothing stands are left out, too."""
    listed = list(rows)
    filled = [(column, [text_of(column.show(row)) for row in listed]) for column in columns]
    filled = [(column, cells) for column, cells in filled if not column.optional or any(cell.plain for cell in cells)]
    shown = fitting(filled, console.width)
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="heading", show_header=headings)
    for column, _ in shown:
        table.add_column(
            capitals(column.heading),
            justify="right" if column.right else "left",
            style=column.style or None,
            no_wrap=not column.wrap,
            overflow="fold" if column.wrap else "ellipsis",
        )
    for index in range(len(listed)):
        table.add_row(*(cells[index] for _, cells in shown))
    return table


def capitals(heading: str) -> str:
    """In capitals, except for a unit or a zone in parentheses: mm is not MM."""
    name, bracket, rest = heading.partition("(")
    return name.upper() + bracket + rest


def text_of(shown: str | Text | None) -> Text:
    return shown if isinstance(shown, Text) else Text(shown or "")


def fitting(filled: list[tuple[Column[T], list[Text]]], width: int) -> list[tuple[Column[T], list[Text]]]:
    """Without the most dispensable columns, until the rest fits side by side."""

    def needed(column: Column[T], cells: list[Text]) -> int:
        widest = max((cell.cell_len for cell in cells), default=0)
        return max(len(column.heading), min(widest, NARROWEST) if column.wrap else widest)

    shown = list(filled)
    while sum(needed(*entry) + GAP for entry in shown) - GAP > width:
        dispensable = max(shown, key=lambda entry: entry[0].optional)
        if not dispensable[0].optional:
            break
        shown.remove(dispensable)
    return shown


def facts(pairs: Iterable[tuple[str, str | Text | None]]) -> Table:
    """Names and values beneath each other; a value that is absent is left out."""
    table = Table(box=None, show_header=False, padding=(0, GAP, 0, 0), pad_edge=False)
    table.add_column(style="quiet", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in pairs:
        if text := text_of(value):
            table.add_row(name, text)
    return table
