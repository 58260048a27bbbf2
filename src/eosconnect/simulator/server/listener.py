"""A uvicorn server on a loopback port, in a thread of its own, quiet and quick to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import ssl
import sys
import threading
from collections.abc import Callable
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from eosconnect.errors import ConfigurationError

__all__ = ["Listener"]

ADDRESS = "127.0.0.1"
KEEP_ALIVE = 120  # seconds, as long as servers of the machine's kind keep an idle connection
START_WITHIN = 10.0  # seconds
STOP_WITHIN = 1.0  # seconds


class Listener:
    """Serves ``app`` over TLS from :meth:`start` to :meth:`close`.

    Attributes:
        port: the port that it listens on.
    """

    def __init__(self, app: ASGIApp, tls: ssl.SSLContext, *, port: int = 0, log_level: int | None = None) -> None:
        self._tls = tls
        config = uvicorn.Config(
            app,
            http=_Protocol,
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            proxy_headers=False,
            headers=[("Server", "EOSCONNECT simulator")],
            timeout_keep_alive=KEEP_ALIVE,
        )
        config.load()
        # Every version of uvicorn takes files here, and only newer ones a context.
        config.ssl = _asking(lambda: self._tls)
        self._server = _Server(config)
        self._socket = _bind(port)
        self.port: int = self._socket.getsockname()[1]
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name=f"eosconnect-simulator-{self.port}", daemon=True)
        self._silence = _Silence(self._thread, log_level)

    def start(self) -> None:
        """Returns when connections are accepted."""
        logging.getLogger("uvicorn.error").addFilter(self._silence)
        self._thread.start()
        if not self._server.listening.wait(START_WITHIN) or self._failure is not None:
            self.close()
            raise RuntimeError("the simulated machine did not start") from self._failure

    def close(self) -> None:
        """Cut all connections, and return when the thread has ended."""
        self._server.stop()
        if self._thread.is_alive():
            self._thread.join()
        self._socket.close()
        logging.getLogger("uvicorn.error").removeFilter(self._silence)

    def use(self, tls: ssl.SSLContext) -> None:
        """Serve another certificate from the next connection on; those that are open end with their answers."""
        self._tls = tls
        self._server.retire_connections()

    def _run(self) -> None:
        try:
            # Windows' own kind of loop says good-bye to a connection that is to be reset.
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                runner.run(self._server.serve(sockets=[self._socket]))
        except BaseException as failure:
            self._failure = failure
        finally:
            self._server.listening.set()  # nobody waits for a server that has ended


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()
        self._stopped = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def stop(self) -> None:
        """End :meth:`serve`, from another thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended already
                self._loop.call_soon_threadsafe(self._stopped.set)

    def retire_connections(self) -> None:
        """Close those that are idle now, and the others when they have answered; from any thread."""

        def retire() -> None:
            for connection in list(self.server_state.connections):
                connection.retire()  # type: ignore[union-attr]  # all are of our protocol

        if self._loop is not None:
            self._loop.call_soon_threadsafe(retire)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self.listening.set()

    async def main_loop(self) -> None:
        # uvicorn looks ten times a second whether it should stop, and waits as long again while it stops: a test
        # suite starts and stops hundreds of machines.
        while not self._stopped.is_set():
            await self.on_tick(0)  # the date in the headers
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), 1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=STOP_WITHIN)


class _Protocol(H11Protocol):
    """Hands its transport to the application, so that a fault can tear the connection down."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access_log = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}

    def retire(self) -> None:
        """Close when nothing is being answered any more."""
        super().shutdown()

    def shutdown(self) -> None:
        super().shutdown()
        # A TLS good-bye waits for the client's for up to 30 s, and a client that pools connections does not read.
        self.transport.abort()


class _Silence(logging.Filter):
    """Drops what uvicorn says in one thread, below ``level`` or altogether: the host program's own servers go on."""

    def __init__(self, thread: threading.Thread, level: int | None) -> None:
        super().__init__()
        self._thread = thread
        self._level = level

    def filter(self, record: logging.LogRecord) -> bool:
        return record.thread != self._thread.ident or (self._level is not None and record.levelno >= self._level)


def _asking(current: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    """A context that asks at every handshake which one is to be used."""

    def choose(connection: ssl.SSLObject, name: str | None, context: ssl.SSLContext) -> None:
        connection.context = current()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = choose
    return context


def _bind(port: int) -> socket.socket:
    # The protocol is named because asyncio looks at it before it switches Nagle's algorithm off: 40 ms an answer.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    # On Windows the option of the others would let another program take the same port at the same time.
    if sys.platform == "win32":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((ADDRESS, port))
    except OSError as taken:
        listening.close()
        raise ConfigurationError(
            f"the simulated machine cannot have port {port}: {taken.strerror}", hint="port 0 takes a free one"
        ) from taken
    return listening
