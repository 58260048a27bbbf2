"""A small forward proxy: it connects where it is asked to, passes bytes on, and remembers what it saw."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import attrs

GRANTED = b"HTTP/1.1 200 Connection established\r\n\r\n"


@attrs.define(eq=False)
class ConnectProxy:
    """Attributes:
    asked: the target of each CONNECT, such as ``"si1716.example:443"``.
    heads: the head of each request in full.
    passed: the bytes that came from clients and were passed on.
    answer: what a CONNECT is answered; anything but :data:`GRANTED` ends the connection.
    resolve: addresses by the target that is asked for; others are connected to as they are.
    """

    url: str = ""
    asked: list[str] = attrs.field(factory=list)
    heads: list[bytes] = attrs.field(factory=list)
    passed: bytearray = attrs.field(factory=bytearray)
    answer: bytes = GRANTED
    resolve: dict[str, int] = attrs.field(factory=dict)

    def serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            client.settimeout(10)
            head = b""
            while b"\r\n\r\n" not in head:
                received = client.recv(65536)
                if not received:
                    return
                head += received
            self.heads.append(head)
            method, target, _ = head.split(b" ", 2)
            if method != b"CONNECT":
                client.sendall(b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n")
                return
            self.asked.append(target.decode())
            client.sendall(self.answer)
            if self.answer == GRANTED:
                name, _, port = target.decode().rpartition(":")
                local = self.resolve.get(target.decode())
                with socket.create_connection(("127.0.0.1", local) if local else (name, int(port)), 10) as server:
                    self._pass_on(client, server)

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        def answers() -> None:
            with contextlib.suppress(OSError):
                while received := server.recv(65536):
                    client.sendall(received)
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)

        answering = threading.Thread(target=answers)
        answering.start()
        with contextlib.suppress(OSError):
            while received := client.recv(65536):
                self.passed += received
                server.sendall(received)
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        answering.join()


@contextlib.contextmanager
def connect_proxy() -> Iterator[ConnectProxy]:
    """A proxy on a free port of this computer."""
    listening = socket.create_server(("127.0.0.1", 0))
    proxy = ConnectProxy(f"http://127.0.0.1:{listening.getsockname()[1]}")
    serving: list[threading.Thread] = []

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listening.accept()
                serving.append(threading.Thread(target=proxy.serve, args=(client,)))
                serving[-1].start()

    accepting = threading.Thread(target=accept)
    accepting.start()
    try:
        yield proxy
    finally:
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)  # only this wakes a thread that is accepting
        listening.close()
        accepting.join()
        for thread in serving:
            thread.join(10)
