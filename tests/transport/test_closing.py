"""Closing ends at once what is under way, with an error that says so, and leaves no socket behind.

Nothing here would come to an end by itself in the time that is allowed.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from eosconnect.errors import ConfigurationError, EosConnectError
from eosconnect.settings import Settings, Timeouts
from eosconnect.transport.asynchronous.connection import AsyncConnection
from eosconnect.transport.synchronous.connection import Connection
from tests.scripted import SECRET, Answer, ScriptedMachine
from tests.transport.gate import Gate
from tests.transport.test_life import counts_sockets, open_sockets

BRAND = "/info/brand"
TOKEN = "/auth/connect/token"
LONG = 60.0
#: Generous, because the computer may be busy with other tests.
AT_ONCE = 10.0

linux = pytest.mark.skipif(sys.platform != "linux", reason="fills the queue of a socket the way Linux counts it")


def closed_while(kind: str, settings: Settings, wait: Callable[[], object], call: str, **arguments: Any) -> list[Any]:
    """What two calls end with whose connection is closed after ``wait``, and that they do at once."""

    def decode(reply: Any) -> Any:
        return reply.json()

    def in_threads() -> list[Any]:
        connection = Connection(settings)

        def one(_: int) -> Any:
            try:
                return connection.call(call, decode, **arguments)  # type: ignore[arg-type]
            except EosConnectError as error:
                return error

        with ThreadPoolExecutor(2) as threads:
            calls = [threads.submit(one, number) for number in range(2)]
            wait()
            connection.close()
            return [one.result(AT_ONCE) for one in calls]

    async def in_tasks() -> list[Any]:
        connection = AsyncConnection(settings)
        calls = [asyncio.create_task(connection.call(call, decode, **arguments)) for _ in range(2)]  # type: ignore[arg-type]
        await asyncio.to_thread(wait)
        await connection.aclose()
        async with asyncio.timeout(AT_ONCE):
            return list(await asyncio.gather(*calls, return_exceptions=True))

    errors = in_threads() if kind == "sync" else asyncio.run(in_tasks())
    gc.collect()  # a socket that was left to it is a warning, and that an error
    return errors


@pytest.fixture
def settings(certificates: Any) -> Callable[..., Settings]:
    def make(port: int, **options: Any) -> Settings:
        usual = {
            "ca": certificates["good"].pem,
            "client_id": "client",
            "client_secret": SECRET,
            "api_version": "6.1",
            "timeout": Timeouts(connect=LONG, read=LONG, pool=LONG, total=2 * LONG),
        }
        return Settings.of(f"localhost:{port}", **{**usual, **options})

    return make


@pytest.fixture
def held(server: ScriptedMachine) -> Iterator[Callable[[Any], tuple[Answer, threading.Event]]]:
    """Makes answers that come when the test has ended, and events that tell when they have been asked for."""
    ended = threading.Event()

    def hold(body: Any) -> tuple[Answer, threading.Event]:
        reached = threading.Event()

        def before() -> None:
            reached.set()
            ended.wait(LONG)

        return Answer(body, before=before), reached

    yield hold
    ended.set()


def assert_all_say_closed(errors: list[Any]) -> None:
    assert [type(error) for error in errors] == [ConfigurationError] * 2, errors
    assert all("is closed" in str(error) for error in errors)


@counts_sockets
@pytest.mark.parametrize("takes", [pytest.param(False, marks=linux), True], ids=["reaching it", "shaking hands"])
def test_while_a_connection_is_being_made(server, settings, kind, takes):
    server.on(BRAND, Answer("EOS"))
    with Gate(server.port, takes=takes) as gate:
        before = open_sockets()
        errors = closed_while(kind, settings(gate.port), gate.wait_for_somebody, "get_info_brand")
        assert_all_say_closed(errors)
        if not takes:
            assert open_sockets() <= before
    assert server.requests == []


@pytest.mark.parametrize("path", [TOKEN, BRAND])
def test_while_it_waits_for_an_answer(server, settings, kind, held, path):
    answer, reached = held("EOS")
    server.on(BRAND, Answer("EOS"))
    server.on(path, answer)
    assert_all_say_closed(closed_while(kind, settings(server.port), lambda: reached.wait(LONG), "get_info_brand"))


def test_while_it_pauses_before_it_repeats(server, settings, kind):
    paused = threading.Event()

    def refuse(_: object) -> Answer:
        paused.set()
        return Answer(b"", 503, headers={"Retry-After": f"{LONG:.0f}"})

    server.on(BRAND, refuse)
    assert_all_say_closed(closed_while(kind, settings(server.port), lambda: paused.wait(LONG), "get_info_brand"))


def test_a_change_that_was_under_way_says_whether_it_may_have_happened(server, settings, kind, held):
    answer, reached = held("deleted")
    server.on("/jobs/J1", answer)
    errors = closed_while(kind, settings(server.port), lambda: reached.wait(LONG), "delete_job", job_id="J1")
    assert_all_say_closed(errors)
    assert any(error.machine_may_have_changed for error in errors)
    assert sum(error.machine_may_have_changed for error in errors) >= len(server.arrived("/jobs/J1"))

    answer, reached = held("no token")
    server.on(TOKEN, answer)
    errors = closed_while(kind, settings(server.port), lambda: reached.wait(LONG), "delete_job", job_id="J1")
    assert_all_say_closed(errors)
    assert not any(error.machine_may_have_changed for error in errors)
