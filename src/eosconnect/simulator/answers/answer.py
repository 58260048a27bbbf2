"""What an operation is asked, and the few things that it can say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

__all__ = ["Answer", "File", "Form", "Items", "Nothing", "Query", "Record", "Refusal", "Uploaded"]


@attrs.frozen(kw_only=True)
class Uploaded:
    """A file that has arrived whole; of a large one only the traces are left.

    Attributes:
        field: its name in the form.
        filename: what the client called it; empty when it did not say.
        size: in bytes.
        sha256: of its content, in hex.
        content: ``None`` when it was too large to be kept.
    """

    field: str
    filename: str
    size: int
    sha256: str
    content: bytes | None = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Form:
    """A multipart body: its files, and its other fields by name."""

    files: tuple[Uploaded, ...] = ()
    fields: Mapping[str, str] = attrs.field(factory=dict, repr=False)


@attrs.frozen
class Query:
    """One request, as the server hands it on.

    Attributes:
        operation: the operation id in snake case, such as ``list_jobs``.
        arguments: the document's parameter names with values that are validated already (int, float, bool, str,
            aware UTC datetime, list of str); a parameter that was not sent is absent.
        body: the value of a JSON body.
        form: what a multipart body held.
    """

    operation: str
    arguments: Mapping[str, Any] = attrs.field(factory=dict)
    body: Any = None
    form: Form = attrs.field(factory=Form)


@attrs.frozen
class Items:
    """A list that can be paged.

    Attributes:
        length: of the whole list, or what finds it out where that is work: most pages come without it.
        window: ``window(start, stop)`` gives those items, ready for JSON, or already rendered as a JSON array. Where
            the length is work, it gives them as far as there are any.
    """

    length: int | Callable[[], int]
    window: Callable[[int, int], list[Any] | bytes]

    @property
    def count(self) -> int:
        return self.length if isinstance(self.length, int) else self.length()

    def page(self, skip: int, take: int | None) -> list[Any] | bytes:
        """So many items, as far as there are any."""
        if take is None or isinstance(self.length, int):
            stop = self.count if take is None else min(skip + take, self.count)
            return self.window(min(skip, stop), stop)
        return self.window(skip, skip + take)


@attrs.frozen
class Record:
    """One JSON value, with status 200."""

    value: Any


def _nobody() -> None:
    """Nobody waits for the end of a file."""


@attrs.frozen(kw_only=True)
class File:
    """A file, made while it is sent.

    Attributes:
        chunks: makes its content; called at most once, in a thread of its own.
        length: in bytes, where it is known beforehand.
        done: called when the file is out, or when nobody wants it any more.
    """

    media_type: str
    filename: str
    chunks: Callable[[], Iterator[bytes]]
    length: int | None = None
    done: Callable[[], None] = _nobody


@attrs.frozen
class Nothing:
    """There is nothing to tell: 204 or 201 where the document lists it, otherwise 200 without content."""


@attrs.frozen
class Refusal:
    """An error status and the reason."""

    status: int
    detail: str


Answer = Items | Record | File | Nothing | Refusal
