"""What a client hears byte for byte: HTTP clients do not tell a reset from an orderly end any more."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from .conftest import Bench


@attrs.define
class Heard:
    """What a client heard, byte for byte, and how the connection ended."""

    head: bytes = b""
    body: bytes = b""
    ending: str = ""


def listen(bench: Bench, path: str = "/api/v6.1/jobs", *, until: Callable[[bytes], bool] = lambda body: False) -> Heard:
    """Ask over a bare socket and listen, until the server ends it or the body is what the test waits for."""
    token = bench.bearer()
    heard, plain = b"", socket.create_connection(("127.0.0.1", bench.port), 5)
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = bench.tls.wrap_bio(incoming, outgoing, server_hostname="127.0.0.1")
    steps: list[Callable[[], object]] = [
        tls.do_handshake,
        lambda: tls.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\n\r\n".encode()),
    ]
    ending = ""
    with plain:
        while not ending:
            try:
                while steps:
                    steps[0]()
                    del steps[0]
                received = tls.read(65536)
                heard += received
                ending = "" if received else "closed"
                if until(heard.partition(b"\r\n\r\n")[2]):
                    ending = "ours"
            except ssl.SSLWantReadError:
                try:
                    if pending := outgoing.read():
                        plain.sendall(pending)
                    arrived = plain.recv(65536)
                    incoming.write(arrived) if arrived else incoming.write_eof()
                except ConnectionError:
                    ending = "reset"
    head, _, body = heard.partition(b"\r\n\r\n")
    return Heard(head, body, ending)


def declared_length(heard: Heard) -> int:
    (line,) = [line for line in heard.head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return int(line.partition(b":")[2])
