"""A way to a machine that can be shut: connections are not taken, or taken and not passed on."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Self

__all__ = ["Gate"]


class Gate:
    """Stands between a client and the port of a machine on this computer.

    Args:
        port: of the machine.
        takes: whether connections are taken while it is shut; if not, the client cannot even connect.

    Attributes:
        port: of the gate.
        arrived: set as soon as a connection was taken.
    """

    def __init__(self, port: int, *, takes: bool) -> None:
        self._machine = port
        self._opened = threading.Event()
        self._ended = False
        self._fillers: list[socket.socket] = []
        self._connections: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128 if takes else 0)
        self.port: int = self._listening.getsockname()[1]
        self.arrived = threading.Event()
        if takes:
            self._start(self._accept)
        else:
            self._fill_up()

    def open(self) -> None:
        """Let everything through from now on."""
        for filler in self._fillers:
            filler.close()
        if not self._threads:
            self._start(self._accept)
        self._opened.set()

    def _fill_up(self) -> None:
        """Leave no place in the queue of those who want to connect."""
        while True:
            filler = socket.socket()
            self._fillers.append(filler)
            filler.settimeout(0.1)
            try:
                filler.connect(("127.0.0.1", self.port))
            except OSError:
                return

    def _start(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._ended:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            self._connections.append(client)
            self.arrived.set()
            self._start(self._pass_on, client)

    def _pass_on(self, client: socket.socket) -> None:
        self._opened.wait(30)
        try:
            machine = socket.create_connection(("127.0.0.1", self._machine))
        except OSError:
            client.close()
            return
        self._connections.append(machine)
        self._start(copy, client, machine)
        copy(machine, client)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._ended = True
        self._opened.set()
        for end in (self._listening, *self._connections):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
        for end in (self._listening, *self._connections, *self._fillers):
            end.close()


def copy(source: socket.socket, target: socket.socket) -> None:
    """Everything, until one of them ends."""
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
