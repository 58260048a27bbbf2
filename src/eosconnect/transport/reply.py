"""A complete answer, and what can be read from it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import attrs

from eosconnect.columns.json_texts import read_json
from eosconnect.decisions.operations import Operation
from eosconnect.errors import UnexpectedResponseError

__all__ = ["LARGEST_BODY", "Reply"]

#: An answer that is held in memory may be this large; the largest pages of the document stay far below.
LARGEST_BODY: Final = 256 * 1024 * 1024


@attrs.frozen
class Reply:
    """An answer whose status is success, or this operation's way of saying that there is nothing.

    Attributes:
        operation: what was asked.
        status: the HTTP status.
        headers: by lower-case name.
        content: the whole body, decompressed.
        path: the path of the request, without host and query.
    """

    operation: Operation
    status: int
    headers: Mapping[str, str] = attrs.field(repr=False)
    content: bytes = attrs.field(repr=False)
    path: str

    @property
    def is_nothing(self) -> bool:
        """The machine has nothing to give: no content, an empty body, ``null``, or a 404 that means just that."""
        return self.status in (204, 404) or self.content.strip() in (b"", b"null")

    def json(self) -> Any:
        """The body as JSON values.

        Raises:
            UnexpectedResponseError: it is not JSON; the message says what it looks like.

        Example:
            >>> from eosconnect.decisions.operations import operation
            >>> Reply(operation("get_info_brand"), 200, {}, b'"EOS"', "/info/brand").json()
            'EOS'
        """
        value = decoded(self.content)
        if value is NOT_JSON:
            raise UnexpectedResponseError(
                f"the answer is not JSON but {kind_of(self.content)}",
                hint="does another server answer in the machine's place?" if looks_like_html(self.content) else None,
                method=self.operation.method,
                path=self.path,
            )
        return value


NOT_JSON: Final = object()


def decoded(content: bytes) -> Any:
    """JSON values, or ``NOT_JSON``: the decoders' own errors hold the whole text, and go no further than here."""
    with suppress(ValueError):
        return read_json(content.removeprefix(b"\xef\xbb\xbf"))
    return NOT_JSON


def looks_like_html(content: bytes) -> bool:
    return content.lstrip()[:9].lower().startswith((b"<!doctype", b"<html"))


def kind_of(content: bytes) -> str:
    """What bytes that are not JSON look like, in words; never the bytes themselves.

    Example:
        >>> kind_of(b'[{"id": 1}, {"i')
        'JSON that is cut off or damaged'
    """
    start = content.lstrip()[:9]
    if not start:
        return "empty"
    if looks_like_html(content):
        return "an HTML page"
    if start.startswith(b"<"):
        return "XML"
    if start[:1] in b'{["':
        return "JSON that is cut off or damaged"
    if start.startswith((b"PK\x03\x04", b"\x89PNG", b"\x1f\x8b")) or b"\x00" in content[:512]:
        return "a binary file"
    return "plain text"
