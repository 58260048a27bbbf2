"""A connection that cannot be made is a typed error that says why, in time, and leaves no socket behind."""

from __future__ import annotations

import gc
import socket
import sys
import time

import pytest

from eosconnect.errors import MachineTimeoutError, MachineUnreachableError
from eosconnect.settings import Timeouts
from eosconnect.transport.synchronous.connection import Connection
from tests.transport.gate import Gate

#: Far above the connect timeout here also on a busy computer.
LATE = 20.0


@pytest.fixture
def host(connect, server):
    """Makes a connection to another host than the server's."""
    return lambda host, **options: connect(server, host=host, retries=0, **options)


@pytest.mark.skipif(sys.platform != "linux", reason="fills the queue of a socket the way Linux counts it")
def test_one_that_nobody_takes_ends_in_time(host, server):
    with Gate(server.port, takes=False) as gate:
        link = host(f"127.0.0.1:{gate.port}", timeout=Timeouts(connect=0.3))
        started = time.monotonic()
        with pytest.raises(MachineTimeoutError, match=r"no connection to .* within"):
            link.brand()
        assert time.monotonic() - started < LATE
    gc.collect()


def test_one_that_is_refused_says_so(host):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(MachineUnreachableError, match="refused"):
        host(f"127.0.0.1:{port}").brand()
    gc.collect()


def test_one_that_this_computer_will_not_even_try_is_none(host):
    with pytest.raises(MachineUnreachableError):
        host("255.255.255.255").brand()
    gc.collect()


def test_where_an_address_does_not_answer_the_next_one_does(server, host, answer, monkeypatch):
    server.on("/info/brand", answer("EOS"))
    look_up = socket.getaddrinfo

    def both(name, port, *given, **named):
        found = look_up("127.0.0.1", port, *given, **named)
        return [(*entry[:4], ("127.0.0.9", port)) for entry in found] + found

    monkeypatch.setattr(socket, "getaddrinfo", both)
    assert host(server.host).brand() == "EOS"


def test_our_own_connections_are_made_so(link, kind):
    """It needs what is private in the HTTP client, which may change: then Ctrl-C would wait, and nothing else tell."""
    link.brand()
    if kind == "sync":
        assert isinstance(link.connection, Connection)
        session = link.connection._session
        assert type(session.client._transport._pool._network_backend).__name__ == "Network"
