"""Sending a file that is made while it goes out."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import attrs
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from eosconnect.simulator.answers.answer import File

__all__ = ["FileResponse"]


class FileResponse(StreamingResponse):
    """A response with a file as its body; made in a thread, so that others are answered meanwhile.

    Args:
        measured: make the file before it is sent, where only that tells its length.
        cut_at: bytes, or a share, after which it ends, with a length that agrees.
    """

    def __init__(self, file: File, *, measured: bool = False, cut_at: int | float | None = None) -> None:
        self._done = file.done
        if file.length is None and (measured or isinstance(cut_at, float)):
            content = b"".join(file.chunks())
            file = attrs.evolve(file, chunks=lambda: iter([content]), length=len(content))
        length = file.length
        chunks = file.chunks()
        if cut_at is not None:
            left = cut_at if isinstance(cut_at, int) else int(cut_at * (length or 0))
            chunks, length = _cut(chunks, left), None if length is None else min(left, length)
        super().__init__(chunks, media_type=file.media_type)
        if length is not None:
            self.headers["content-length"] = str(length)
        plain = file.filename.encode("ascii", "replace").decode().replace('"', "_")
        encoded = quote(file.filename, safe="")
        self.headers["content-disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._done()


def _cut(chunks: Iterator[bytes], left: int) -> Iterator[bytes]:
    for chunk in chunks:
        if len(chunk) >= left:
            yield chunk[:left]
            return
        left -= len(chunk)
        yield chunk
