"""How a thread's connections are made: as the HTTP client makes them, but so that the work can be given up meanwhile.

Reaching a machine that does not answer takes as long as the connect timeout. Nothing wakes a thread out of it, neither
Ctrl-C for the main thread nor closing.
"""

from __future__ import annotations

import errno
import os
import selectors
import socket
import time
from collections.abc import Iterable
from typing import Any, Final

from eosconnect.transport.http import http
from eosconnect.transport.interruption import WHILE, checkpoint
from eosconnect.transport.time_limit import limited

__all__ = ["Network", "put_beneath"]


#: What a socket that does not wait says of a connection that it has begun to make.
UNDER_WAY: Final = (errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EINTR)


class Network:
    """The client's own way to the network, except for the making of connections."""

    def __init__(self, usual: Any, stream: Any) -> None:
        self._usual = usual
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._usual, name)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[tuple[Any, ...]] | None = None,
    ) -> Any:
        """A connection, as the client wants it.

        Raises:
            httpx2.ConnectTimeout, httpx2.ConnectError: there is none.
            GivenUp: nobody waits for it any more.
        """
        options = (*(socket_options or ()), (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1))
        try:
            return self._stream(connected(host, port, timeout, local_address, options))
        except TimeoutError as error:
            raise http.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise http.ConnectError(str(error)) from error


def connected(
    host: str,
    port: int,
    timeout: float | None,
    local_address: str | None = None,
    options: Iterable[tuple[Any, ...]] = (),
) -> socket.socket:
    """A connection to the first of the host's addresses that answers, each within ``timeout``.

    Raises:
        OSError: none does; what the last one failed with.
        GivenUp: nobody waits for it any more. While a name is looked up, that is noticed afterwards.
    """
    failure = OSError(f"{host} has no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        connection = socket.socket(family, kind, protocol)
        try:
            for option in options:
                connection.setsockopt(*option)
            if local_address is not None:
                connection.bind((local_address, 0))
            connect(connection, address, timeout)
            return connection
        except OSError as error:
            connection.close()
            failure = error
        except BaseException:
            connection.close()
            raise
    try:
        raise failure
    finally:
        del failure  # it holds this frame, and the frame would hold it


def connect(connection: socket.socket, address: Any, timeout: float | None) -> None:
    ends = None if (timeout := limited(timeout)) is None else time.monotonic() + timeout
    connection.setblocking(False)
    error = connection.connect_ex(address)
    if error in UNDER_WAY:
        with selectors.DefaultSelector() as selector:
            selector.register(connection, selectors.EVENT_WRITE)
            checkpoint()
            while not selector.select(WHILE if ends is None else max(0.0, min(WHILE, ends - time.monotonic()))):
                checkpoint()
                if ends is not None and time.monotonic() >= ends:
                    raise TimeoutError("timed out")
        error = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if error:
        raise OSError(error, os.strerror(error))
    connection.setblocking(True)


def put_beneath(client: http.Client) -> None:
    """Have a client of our own make its connections so.

    There is no public way to do that for a client that also heeds the proxies of the environment. Where it is built
    otherwise, its connections are made as it makes them.
    """
    try:
        from httpcore2._backends.sync import SyncStream

        parts: Any = client
        for transport in {parts._transport, *parts._mounts.values()} - {None}:
            transport._pool._network_backend = Network(transport._pool._network_backend, SyncStream)
    except (ImportError, AttributeError):
        return
