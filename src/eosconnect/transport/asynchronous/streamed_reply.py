"""An answer that is read piece by piece."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from eosconnect.transport.asynchronous.exchange import AsyncExchange

__all__ = ["AsyncStreamedReply"]


class AsyncStreamedReply:
    """An answer whose body is read piece by piece.

    Attributes:
        status: the HTTP status.
        headers: by lower-case name.
        path: the path of the request, without host and query.
        received: bytes read so far.
    """

    def __init__(self, exchange: AsyncExchange) -> None:
        self._exchange = exchange
        self.status = exchange.status
        self.headers: Mapping[str, str] = exchange.headers
        self.path = exchange.path
        self.received = 0

    @property
    def is_nothing(self) -> bool:
        """The machine has nothing to give."""
        return self.status in (204, 404)

    async def aiter_bytes(self) -> AsyncIterator[bytes]:
        """The body piece by piece.

        Raises:
            MachineUnreachableError: it broke off; a body of a stated length never ends early without this.
            MachineTimeoutError: it paused for longer than the read timeout.
        """
        if not self.is_nothing:
            async for piece in self._exchange.chunks():
                self.received += len(piece)
                yield piece
