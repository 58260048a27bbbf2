"""Lists: those that are here, and those that the machine still has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import attrs

from eosconnect.presentation.html.elements import heading, note, rows, view
from eosconnect.presentation.html.models import rows_of

__all__ = ["ROWS", "list_view", "pager_view"]

#: That a list shows of itself.
ROWS: Final = 10


def list_view(kind: type[Any] | None, items: Sequence[Any], columns: Iterable[str] = ()) -> str:
    """A list that was read: its first lines, and how many there are."""
    count = len(items)
    more = f"The first {ROWS} of {count:,}; .to_pandas() has all." if count > ROWS else ""
    title = f"{count:,} item{'' if count == 1 else 's'}"
    return view(heading(title), table(kind, items[:ROWS], columns), note(more), note("Times are UTC." if count else ""))


def pager_view(
    title: str,
    kind: type[Any] | None,
    columns: Iterable[str],
    beginning: tuple[Sequence[Any], bool] | None,
    problem: str = "",
) -> str:
    """A list that the machine has.

    Args:
        title: what is listed.
        kind: the class of the items.
        columns: fields that say the same in every line.
        beginning: the first items, and whether they are all; ``None`` if nothing could be read.
        problem: why it could not.
    """
    title = title[:1].upper() + title[1:]
    if beginning is None:
        why = f"It could not be read: {problem}" if problem else "Nothing has been read yet."
        return view(heading(title), note(why), note(HOW_ASYNC if not problem else ""))
    items, complete = beginning
    if complete:
        told = f"That is all: {len(items)} item{'' if len(items) == 1 else 's'}." if items else "There is none."
    else:
        told = f"The first {len(items)}; there are more. {HOW}" if items else f"None among the first. {HOW}"
    return view(heading(title), table(kind, items, columns), note(told), note("Times are UTC." if items else ""))


HOW: Final = "Iterate it, or read all with .to_list() or .to_pandas()."
HOW_ASYNC: Final = 'Read it with "async for item in ...", "await ....to_list()" or "await ....to_pandas()".'


def table(kind: type[Any] | None, items: Sequence[Any], columns: Iterable[str]) -> str:
    kind = kind or (type(items[0]) if items else None)
    if kind is not None and attrs.has(kind):
        return rows_of(kind, items, without=columns)
    return rows(("Item",), [(item,) for item in items])
