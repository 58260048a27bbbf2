"""What the body of an answer may be: compressed as we asked for at most, and small where it is read as a whole."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any, Final

from eosconnect.errors import UnexpectedResponseError
from eosconnect.transport.conversation import answers_what_was_asked
from eosconnect.transport.http import http

__all__ = ["LARGEST_NOTE", "ODDLY_COMPRESSED", "OUT_OF_STEP", "bounded", "is_as_asked"]

#: The answer to a token request and the body of a refusal; compressed, it unpacks to a thousand times this at most.
LARGEST_NOTE: Final = 64 * 1024

ODDLY_COMPRESSED: Final = "the answer is compressed in a way that was not asked for"
OUT_OF_STEP: Final = "the answer is a left-over: the one before it was longer than it said"

UNPACKED: Final = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})


def is_as_asked(response: http.Response) -> bool:
    """Whether a body is plain or compressed once, as we asked; compressed twice, kilobytes become gigabytes."""
    return response.headers.get("content-encoding", "").strip().lower() in UNPACKED


def bounded(response: http.Response, *, method: str, path: str) -> None:
    """Make sure that reading the response at once ends with an error rather than with all memory taken.

    Raises:
        UnexpectedResponseError: it is compressed in a way that was not asked for, or answers nothing.
    """
    if not answers_what_was_asked(response):
        raise UnexpectedResponseError(OUT_OF_STEP, method=method, path=path)
    if not is_as_asked(response):
        raise UnexpectedResponseError(ODDLY_COMPRESSED, method=method, path=path)
    response.stream = BoundedStream(response.stream, method, path)


class BoundedStream(http.SyncByteStream, http.AsyncByteStream):
    """A body that fails when it turns out to be too large."""

    def __init__(self, stream: Any, method: str, path: str) -> None:
        self._stream = stream
        self._method = method
        self._path = path
        self._left = LARGEST_NOTE

    def _passed(self, piece: bytes) -> bytes:
        self._left -= len(piece)
        if self._left < 0:
            raise UnexpectedResponseError(
                f"the answer is larger than {LARGEST_NOTE // 1024} KiB", method=self._method, path=self._path
            )
        return piece

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            yield self._passed(piece)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            yield self._passed(piece)

    def close(self) -> None:
        self._stream.close()

    async def aclose(self) -> None:
        await self._stream.aclose()
