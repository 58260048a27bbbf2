"""A way to a machine that can be shut: connections are not taken, or taken and not passed on."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from pathlib import Path
from typing import Self

__all__ = ["Gate"]


class Gate:
    """Stands between a client and the port of a machine on this computer.

    Args:
        port: of the machine.
        takes: whether connections are taken while it is shut; if not, the client cannot even connect.

    Attributes:
        port: of the gate.
        arrived: set as soon as something came over a connection that was taken, which then waits for an answer.
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

    def wait_for_somebody(self, process: int | None = None) -> None:
        """Until a client is in front of it, in this process or the given one; on Linux if connections are not taken."""
        if self._threads:
            assert self.arrived.wait(30)
            return
        give_up = time.monotonic() + 30
        while not is_connecting(process or os.getpid(), self.port, besides=self._fillers):
            assert time.monotonic() < give_up
            time.sleep(0.01)

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
            self._start(self._pass_on, client)

    def _pass_on(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            client.recv(1, socket.MSG_PEEK)
        self.arrived.set()
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


def is_connecting(process: int, port: int, *, besides: list[socket.socket]) -> bool:
    """Whether a process has sent a request for a connection to a port of this computer that is not answered yet."""
    sockets = {os.fstat(filler.fileno()).st_ino for filler in besides}
    theirs = set()
    for entry in Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(OSError):  # closed meanwhile
            theirs.add(os.readlink(entry))
    for line in Path(f"/proc/{process}/net/tcp").read_text("ascii").splitlines()[1:]:
        fields = line.split()
        number = int(fields[9])
        if fields[2].endswith(f":{port:04X}") and fields[3] == "02" and number not in sockets:
            return f"socket:[{number}]" in theirs
    return False


def copy(source: socket.socket, target: socket.socket) -> None:
    """Everything, until one of them ends."""
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
