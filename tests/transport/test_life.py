"""Connections are shared, bounded, closed, and not carried over into other loops and processes."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import multiprocessing
import os
import threading
import time
import warnings

import httpx2
import pytest

from eosconnect.errors import ConfigurationError, MachineTimeoutError
from eosconnect.settings import Settings, Timeouts
from eosconnect.transport.asynchronous.connection import AsyncConnection
from eosconnect.transport.synchronous.connection import Connection

BRAND = "/info/brand"


def test_nothing_is_sent_before_the_first_call(server, connect):
    repr(connect(server).connection)
    assert server.connections == 0


def test_calls_share_their_connections(link, server):
    for _ in range(5):
        link.brand()
    assert server.connections == 1


def test_no_more_requests_than_agreed_are_under_way(server, connect, answer):
    running, most, lock = [0], [0], threading.Lock()
    full = threading.Event()

    def begin():
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
            if running[0] == 3:
                full.set()
        full.wait(5)
        with lock:
            running[0] -= 1

    server.on(BRAND, answer("EOS", before=begin))
    assert connect(server, max_concurrency=3).many(12) == ["EOS"] * 12
    assert most == [3]
    assert server.connections == 3


def test_waiting_for_a_slot_ends_when_nothing_moves(server, connect, answer):
    released = threading.Event()
    server.on(BRAND, answer("EOS", before=lambda: released.wait(5)))
    link = connect(server, max_concurrency=1, retries=0, timeout=Timeouts(pool=0.05, read=0.3))
    errors = [error for error in link.many(2) if isinstance(error, MachineTimeoutError)]
    released.set()
    assert any("are under way" in str(error) for error in errors)


def test_waiting_for_a_slot_goes_on_while_something_moves(server, connect, answer):
    server.on(BRAND, answer("EOS", before=lambda: time.sleep(0.06)))  # the last one waits longer than its patience
    link = connect(server, max_concurrency=1, retries=0, timeout=Timeouts(pool=0.8))
    assert link.many(15) == ["EOS"] * 15


def test_closing_twice_is_fine_and_a_closed_connection_says_so(link, server):
    link.brand()
    link.close_connection()
    link.close_connection()
    with pytest.raises(ConfigurationError, match="is closed"):
        link.brand()


counts_sockets = pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="counts file descriptors")


@counts_sockets
def test_closing_ends_the_sockets(link, server):
    link.brand()
    before = open_sockets()
    link.close_connection()
    assert open_sockets() < before


def open_sockets():
    gc.collect()
    count = 0
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            count += os.readlink(f"/proc/self/fd/{name}").startswith("socket:")
    return count


@counts_sockets
def test_an_unclosed_connection_is_told_of_and_leaks_nothing(server, certificates, answer):
    server.on(BRAND, answer("EOS"))
    before = open_sockets()

    def forget():
        connection = Connection(Settings.of(server.host, ca=certificates["good"].pem, api_version="6.1"))
        connection.call("get_info_brand", lambda reply: reply.json())

    with pytest.warns(ResourceWarning, match="was not closed") as caught:
        forget()
    assert len(caught) == 1
    wait_for_server(server)
    assert open_sockets() <= before


def wait_for_server(server):
    """Its side of each connection ends when ours has."""
    for thread in list(server._threads):
        thread.join(5)


@counts_sockets
def test_an_unclosed_asynchronous_connection_is_told_of_and_leaks_nothing(server, certificates, answer):
    server.on(BRAND, answer("EOS"))
    before = open_sockets()

    async def forget():
        connection = AsyncConnection(Settings.of(server.host, ca=certificates["good"].pem, api_version="6.1"))
        await connection.call("get_info_brand", lambda reply: reply.json())

    told = []
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = lambda message, category, *_: told.append((category, str(message)))
        asyncio.run(forget())
        gc.collect()
    wait_for_server(server)
    assert [category for category, message in told if "was not closed" in message] == [ResourceWarning]
    assert open_sockets() <= before


def test_a_connection_that_was_never_used_may_be_forgotten(server):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Connection(Settings.of(server.host))
        gc.collect()


def test_an_asynchronous_connection_belongs_to_one_loop(server, certificates, answer):
    server.on(BRAND, answer("EOS"))
    connection = AsyncConnection(Settings.of(server.host, ca=certificates["good"].pem, api_version="6.1"))

    async def call():
        return await connection.call("get_info_brand", lambda reply: reply.json())

    with asyncio.Runner() as first:
        assert first.run(call()) == "EOS"
        with pytest.raises(ConfigurationError, match="belongs to the event loop"):
            asyncio.run(call())
        first.run(connection.aclose())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_gets_its_own_sockets(link, server, answer, kind):
    link.brand()
    parent = server.arrived(BRAND)[0].connection
    server.on(BRAND, answer("EOS"))

    def in_the_child(results):
        if kind == "async":
            results.put(asyncio.run(link.connection.call("get_info_brand", lambda reply: reply.json())))
        else:
            results.put(link.brand())

    context = multiprocessing.get_context("fork")
    results = context.SimpleQueue()
    child = context.Process(target=in_the_child, args=(results,))
    child.start()
    assert results.get() == "EOS"
    child.join(10)
    assert child.exitcode == 0
    assert link.brand() == "EOS"
    first, in_child, after = (request.connection for request in server.arrived(BRAND))
    assert first == after == parent
    assert in_child != parent


def test_the_callers_own_client_is_used_and_left_open(connect, server, answer, own_client):
    server.on(BRAND, answer("EOS"))
    client = own_client(headers={"X-Plant": "7"})
    link = connect(server, http_client=client)
    assert link.brand() == "EOS"
    assert server.arrived(BRAND)[0].headers["x-plant"] == "7"
    assert server.arrived(BRAND)[0].headers["authorization"] == "Bearer t0k3n-1"
    link.close_connection()
    assert not client.is_closed


def test_the_callers_own_query_stands_beside_ours(connect, server, answer, own_client):
    server.on("/jobs", answer([]))
    connect(server, http_client=own_client(params={"plant": "7"})).call("list_jobs", skip=20, take=10)
    (request,) = server.arrived("/jobs")
    assert set(request.target.partition("?")[2].split("&")) == {"plant=7", "skip=20", "take=10"}


def test_the_callers_own_authentication_holds_where_there_are_no_credentials(connect, server, answer, own_client):
    server.on("/jobs/J1", answer(b"", 204))
    client = own_client(auth=("user", "password"))
    link = connect(server, http_client=client, client_id=None, client_secret=None)
    link.call("delete_job", job_id="J1")
    assert server.arrived("/jobs/J1")[0].headers["authorization"].startswith("Basic ")


def test_a_client_of_the_wrong_kind_is_refused(server, kind):
    with httpx2.Client() as sync_client:
        wrong = sync_client if kind == "async" else object()
        with pytest.raises(ConfigurationError, match="http_client is a"):
            (AsyncConnection if kind == "async" else Connection)(Settings.of(server.host), http_client=wrong)


def test_a_pin_that_could_not_hold_is_refused(server, kind, own_client):
    client = own_client()
    with pytest.raises(ConfigurationError, match="fingerprint would have no effect"):
        (AsyncConnection if kind == "async" else Connection)(
            Settings.of(server.host, fingerprint="0" * 64), http_client=client
        )
