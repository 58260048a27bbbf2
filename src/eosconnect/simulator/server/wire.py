"""Making faults happen to the bytes on their way out: late, slow, cut off, or with the connection torn down."""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from collections.abc import Callable, Sequence
from typing import Any

from starlette.types import Message, Receive, Send

from eosconnect.simulator.server.fault import Fault

__all__ = ["ConnectionCut", "SabotagedSend", "reset"]


#: Seconds for the client to read what is out: a reset discards what has arrived but was not read.
TIME_TO_READ = 0.05
#: Seconds between two pieces of a body that trickles in.
PACE = 0.05


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
        self._rate = min((fault.rate for fault in faults if fault.rate is not None), default=None)
        self._drop = any(fault.drop for fault in faults)
        self._reset_at = next((fault.reset_at for fault in faults if fault.reset_at is not None), None)
        self._truncate_at = next((fault.truncate_at for fault in faults if fault.truncate_at is not None), None)
        self._wrong_by = next((fault.wrong_length for fault in faults if fault.wrong_length), 0)
        self._left: int | None = None  # bytes until the connection is cut
        self._fits: int | None = None  # bytes until the declared length is reached, where less was declared

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._start(message)
        else:
            await self._body(message.get("body", b""), more=message.get("more_body", False))

    async def _start(self, message: Message) -> None:
        await self._wait(self._latency)
        if self._drop:
            await self._cut(resetting=True)
        length = _declared_length(message)
        position = self._reset_at if self._reset_at is not None else self._truncate_at
        if position is not None:
            self._left = position if isinstance(position, int) else int(position * (length or 0))
        if self._wrong_by and length:
            declared = max(length + self._wrong_by, 0)
            message = _declaring(message, declared)
            if declared < length:
                self._fits = declared
            elif self._left is None:
                self._left = length  # and the announced rest never comes
        self._starts(message["status"])
        await self._send(message)

    async def _body(self, body: bytes, *, more: bool) -> None:
        ending = self._left is not None and (len(body) >= self._left or not more)
        if self._left is not None:
            body = body[: self._left]
            self._left -= len(body)
        await self._trickle(body, more=more or ending)
        if ending:
            if self._reset_at is not None:
                await asyncio.sleep(TIME_TO_READ)
            await self._cut(resetting=self._reset_at is not None)

    async def _trickle(self, body: bytes, *, more: bool) -> None:
        step = len(body) if self._rate is None else max(int(self._rate * PACE), 1)
        while self._rate is not None and len(body) > step:
            await self._out(body[:step], more=True)
            body = body[step:]
            await self._wait(step / self._rate)
        await self._out(body, more=more)

    async def _out(self, body: bytes, *, more: bool) -> None:
        if self._fits is None:
            await self._send({"type": "http.response.body", "body": body, "more_body": more})
            return
        within, surplus = body[: self._fits], body[self._fits :]
        if within or not more:
            self._fits -= len(within)
            await self._send({"type": "http.response.body", "body": within, "more_body": self._fits > 0})
        # The server's protocol is done with this answer: what is left goes past it.
        self._transport.write(surplus)

    async def _wait(self, seconds: float) -> None:
        """Until they are over; a client that hangs up meanwhile ends it."""
        if not seconds:
            return
        try:
            async with asyncio.timeout(seconds):
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


def _declared_length(start: Message) -> int | None:
    return next((int(value) for name, value in start["headers"] if name.lower() == b"content-length"), None)


def _declaring(start: Message, length: int) -> Message:
    headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
    return {**start, "headers": [*headers, (b"content-length", str(length).encode())]}


def reset(transport: asyncio.Transport) -> None:
    """Tear the connection down at once, with a TCP reset instead of a good-bye."""
    connection: Any = transport.get_extra_info("socket")
    seconds_to_linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, seconds_to_linger)
    transport.abort()
