"""What an operation is asked, and the four things that it can say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

__all__ = ["Answer", "Items", "Nothing", "Query", "Record", "Refusal"]


@attrs.frozen
class Query:
    """One request, as the server hands it on.

    Attributes:
        operation: the operation id in snake case, such as ``list_jobs``.
        arguments: the document's parameter names with values that are validated already (int, float, bool, str,
            aware UTC datetime, list of str); a parameter that was not sent is absent.
    """

    operation: str
    arguments: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Items:
    """A list that can be paged.

    Attributes:
        count: the length of the whole list.
        window: ``window(start, stop)`` gives those items, ready for JSON, or already rendered as a JSON array.
    """

    count: int
    window: Callable[[int, int], list[Any] | bytes]


@attrs.frozen
class Record:
    """One JSON value, with status 200."""

    value: Any


@attrs.frozen
class Nothing:
    """There is nothing to tell: 204 where the document lists it, otherwise 200 without content."""


@attrs.frozen
class Refusal:
    """An error status and the reason."""

    status: int
    detail: str


Answer = Items | Record | Nothing | Refusal
