"""Our TLS sockets read all that has come at once, and wait no longer than they would otherwise."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from eosconnect.settings import Settings
from eosconnect.simulator.server.certificate import Certificate
from eosconnect.transport.trust import ssl_context

RECORD = 10_000


@pytest.fixture
def pair() -> Iterator[tuple[ssl.SSLSocket, ssl.SSLSocket]]:
    """Client and server, connected."""
    certificate = Certificate.self_signed("reading")
    context = ssl_context(Settings.of("127.0.0.1", ca=certificate.pem))
    ours, theirs = socket.socketpair()
    ours.settimeout(5)
    theirs.settimeout(5)
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**20)  # holds all that is sent before it is read
    with ThreadPoolExecutor(1) as pool:
        accepted = pool.submit(certificate.server_context().wrap_socket, theirs, server_side=True)
        client = context.wrap_socket(ours, server_hostname="127.0.0.1")
        server = accepted.result()
    with client, server:
        yield client, server


def test_several_records_come_in_one_piece(pair: tuple[ssl.SSLSocket, ssl.SSLSocket]) -> None:
    client, server = pair
    for number in range(5):
        server.send(bytes([number]) * RECORD)
    assert client.recv(65_536) == b"".join(bytes([number]) * RECORD for number in range(5))
    assert client.gettimeout() == 5


def test_no_more_than_was_asked_for(pair: tuple[ssl.SSLSocket, ssl.SSLSocket]) -> None:
    client, server = pair
    for _ in range(3):
        server.send(b"x" * RECORD)
    assert [len(client.recv(size)) for size in (RECORD + 1, 5, 65_536)] == [RECORD + 1, 5, 2 * RECORD - 6]


def test_whoever_asks_for_plenty_gets_more_where_more_has_come(pair: tuple[ssl.SSLSocket, ssl.SSLSocket]) -> None:
    client, server = pair
    for number in range(8):
        server.send(bytes([number]) * RECORD)
    heard = client.recv(65_536)
    assert heard == b"".join(bytes([number]) * RECORD for number in range(8))
    server.send(b"x" * RECORD)
    assert client.recv(65_536) == b"x" * RECORD
    assert heard[:1] == b"\0"  # what has been handed out is not written over


def test_the_end_is_told_after_what_came_before_it(pair: tuple[ssl.SSLSocket, ssl.SSLSocket]) -> None:
    client, server = pair
    server.send(b"x" * RECORD)
    server.close()
    assert len(client.recv(65_536)) == RECORD
    assert client.recv(65_536) == b""


def test_waiting_for_more_ends_in_time(pair: tuple[ssl.SSLSocket, ssl.SSLSocket]) -> None:
    client, server = pair
    client.settimeout(0.01)
    with pytest.raises(TimeoutError):
        client.recv(65_536)
    server.send(b"x")
    client.settimeout(5)
    assert client.recv(65_536) == b"x"


def test_what_breaks_the_connection_is_told_after_what_came_before_it(
    pair: tuple[ssl.SSLSocket, ssl.SSLSocket],
) -> None:
    client, server = pair
    server.send(b"x" * RECORD)
    socket.socket.send(server, b"no record at all" * 4)
    assert client.recv(65_536) == b"x" * RECORD
    for _ in range(2):
        with pytest.raises(ssl.SSLError):
            client.recv(65_536)


def test_it_is_the_same_where_the_event_loop_reads_from_the_connection() -> None:
    certificate = Certificate.self_signed("reading")
    context = ssl_context(Settings.of("127.0.0.1", ca=certificate.pem))
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = context.wrap_bio(to_client, to_server, server_hostname="127.0.0.1")
    server = certificate.server_context().wrap_bio(to_server, to_client, server_side=True)
    for side in (client, server, client, server):
        with suppress(ssl.SSLWantReadError):
            side.do_handshake()
    for number in range(3):
        server.write(bytes([number]) * RECORD)
    assert client.read(2 * RECORD) == bytes([0]) * RECORD + bytes([1]) * RECORD
    to_client.write(b"no record at all" * 4)
    assert client.read(65_536) == bytes([2]) * RECORD
    with pytest.raises(ssl.SSLError):
        client.read(65_536)
