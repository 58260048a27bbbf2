# Generated from src/eosconnect/transport/asynchronous/streamed_reply.py by "nox -s generate". Do not edit.
"""An answer that is read piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eosconnect.transport.synchronous.exchange import Exchange

__all__ = ["StreamedReply"]


class StreamedReply:
    """An answer whose body is read piece by piece.

    Attributes:
        status: the HTTP status.
        headers: by lower-case name.
        path: the path of the request, without host and query.
        received: bytes read so far.
    """

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self.status = exchange.status
        self.headers: Mapping[str, str] = exchange.headers
        self.path = exchange.path
        self.received = 0

    @property
    def is_nothing(self) -> bool:
        """The machine has nothing to give."""
        return self.status in (204, 404)

    def iter_bytes(self) -> Iterator[bytes]:
        """The body piece by piece.

        Raises:
            MachineUnreachableError: it broke off; a body of a stated length never ends early without this.
            MachineTimeoutError: it paused for longer than the read timeout.
        """
        if not self.is_nothing:
            for piece in self._exchange.chunks():
                self.received += len(piece)
                yield piece
