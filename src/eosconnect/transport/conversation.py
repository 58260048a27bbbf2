"""The HTTP client's connections, ours and those of a caller's own client alike, as we want them.

The client tells of each connection that it makes (its ``trace`` extension), and an answer of the one that it came over.
From then on a wait on it keeps the time limit, can be given up, and it is known whether anything came after what was
said last.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from eosconnect.transport.http import http
from eosconnect.transport.interruption import interruptible
from eosconnect.transport.time_limit import limited

__all__ = ["Course", "answers_what_was_asked", "cut"]


class Conversation:
    """A connection that knows whether anything came after what was said last."""

    answered = True
    made_in = 0  # the process


class Watched(Conversation):
    """Comes before the client's own class for connections of threads."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most ``max_bytes``."""
        its: Any = super()
        received: bytes = interruptible(self.cut, lambda: its.read(max_bytes, limited(timeout)))
        self.answered = True
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of ``buffer``."""
        its: Any = super()
        self.answered = False
        interruptible(self.cut, lambda: its.write(buffer, limited(timeout)))

    def close(self) -> None:
        """Close it, and wake a thread that is waiting for an answer: closing alone does not."""
        its: Any = super()
        if self.made_in == os.getpid():  # a fork's copy ends alone
            self.cut()
        its.close()

    def cut(self) -> None:
        """Whoever waits for it waits no longer."""
        stream: Any = self
        cut(stream.get_extra_info("socket"))


class AsyncWatched(Conversation):
    """The same for tasks. They have a time limit already, and are cancelled."""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most ``max_bytes``."""
        its: Any = super()
        received: bytes = await its.read(max_bytes, timeout)
        self.answered = True
        return received

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of ``buffer``."""
        its: Any = super()
        self.answered = False
        await its.write(buffer, timeout)


def cut(connection: Any) -> None:
    """End a socket that a thread may be reading from."""
    if isinstance(connection, socket.socket):
        with suppress(OSError):  # it has ended by itself
            # Not a TLS socket's own: that one would forget its keys while the thread is reading.
            socket.socket.shutdown(connection, socket.SHUT_RDWR)


WATCHED: Final[dict[tuple[type[Any], type[Any]], type[Any]]] = {}


def watch(stream: Any) -> None:
    """From now on the connection is one of ours: it stays the same object, because the client holds it already."""
    tls = stream.get_extra_info("ssl_object")
    # With HTTP/2, a connection holds several conversations, and whoever reads does so for all of them.
    if not isinstance(stream, Conversation) and (tls is None or tls.selected_alpn_protocol() != "h2"):
        kind, by = type(stream), AsyncWatched if hasattr(stream, "aclose") else Watched
        if (watched := WATCHED.get((kind, by))) is None:
            watched = WATCHED[kind, by] = type(kind.__name__, (by, kind), {})
        stream.__class__ = watched
        stream.made_in = os.getpid()


#: After these the client has a connection, or an encrypted one in its place.
CONNECTED: Final = (".connect_tcp.complete", ".connect_unix_socket.complete", ".start_tls.complete")
CONNECTING: Final = (".connect_tcp.started", ".connect_unix_socket.started")


class Course:
    """How far the client has come with one request.

    Attributes:
        connecting: it is known not to have left, because its connection is still being made.
    """

    connecting = False

    def note(self, event: str, details: Mapping[str, Any]) -> None:
        """Told by the client what it does."""
        if event.endswith(CONNECTED):
            watch(details["return_value"])
        elif event.endswith(CONNECTING):
            self.connecting = True
        elif event.endswith(".send_request_headers.started") and details["request"].method != b"CONNECT":
            self.connecting = False


def answers_what_was_asked(response: http.Response) -> bool:
    """Whether the head of a response came after its request was sent.

    Where an earlier answer was longer than it said, the rest of it lies ready and looks like the answer to the next
    request. This can be told of connections that we know and that hold one conversation at a time.
    """
    stream = response.extensions.get("network_stream")
    if stream is None or not response.http_version.startswith("HTTP/1"):
        return True
    watch(stream)  # if a client of the caller's own had this connection before
    return not isinstance(stream, Conversation) or stream.answered
