"""Making faults happen to the bytes on their way out: late, cut off, or with the connection torn down."""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from collections.abc import Callable, Sequence
from typing import Any

from starlette.types import Message, Receive, Send

from eosconnect.simulator.server.faults import Fault, Position

__all__ = ["ConnectionCut", "SabotagedSend", "reset"]


#: Seconds for the client to read what is out: a reset discards what has arrived but was not read.
TIME_TO_READ = 0.05


class ConnectionCut(Exception):
    """The fault has closed the connection: nothing can be sent any more."""


class SabotagedSend:
    """An ASGI ``send`` to which ``faults`` happen.

    Args:
        send, receive: the server's own.
        transport: the connection that the answer goes out on.
        faults: those that were planned for this request.
        starts: called with the status when the answer's head goes out.
    """

    def __init__(
        self,
        send: Send,
        receive: Receive,
        transport: asyncio.Transport,
        faults: Sequence[Fault],
        starts: Callable[[int], None],
    ) -> None:
        self._send = send
        self._receive = receive
        self._transport = transport
        self._starts = starts
        self._latency = sum(fault.latency for fault in faults)
        self._drop = any(fault.drop for fault in faults)
        self._reset_at = next((fault.reset_at for fault in faults if fault.reset_at is not None), None)
        self._truncate_at = next((fault.truncate_at for fault in faults if fault.truncate_at is not None), None)
        self._left: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._wait()
            if self._drop:
                await self._cut(resetting=True)
            position = self._reset_at if self._reset_at is not None else self._truncate_at
            if position is not None:
                self._left = _bytes_before(position, message)
            self._starts(message["status"])
            await self._send(message)
        elif self._left is None:
            await self._send(message)
        else:
            await self._send_some(message)

    async def _send_some(self, message: Message) -> None:
        assert self._left is not None
        body: bytes = message.get("body", b"")
        if len(body) < self._left and message.get("more_body"):
            self._left -= len(body)
            await self._send(message)
            return
        await self._send({**message, "body": body[: self._left], "more_body": True})
        if self._reset_at is not None:
            await asyncio.sleep(TIME_TO_READ)
        await self._cut(resetting=self._reset_at is not None)

    async def _wait(self) -> None:
        """Until the latency is over; a client that hangs up meanwhile ends it."""
        if not self._latency:
            return
        try:
            async with asyncio.timeout(self._latency):
                await self._disconnected()
        except TimeoutError:
            return
        raise ConnectionCut

    async def _cut(self, *, resetting: bool) -> None:
        if resetting:
            reset(self._transport)
        else:
            self._transport.close()
        await self._disconnected()  # only now has the server noticed it as well
        raise ConnectionCut

    async def _disconnected(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass


def _bytes_before(position: Position, start: Message) -> int:
    if isinstance(position, int):
        return position
    lengths = [int(value) for name, value in start["headers"] if name.lower() == b"content-length"]
    return int(position * lengths[0]) if lengths else 0


def reset(transport: asyncio.Transport) -> None:
    """Tear the connection down at once, with a TCP reset instead of a good-bye."""
    connection: Any = transport.get_extra_info("socket")
    seconds_to_linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, seconds_to_linger)
    transport.abort()
