"""A task that is cancelled leaves nothing behind, wherever its call is just then: place, connection and token are free.

Each phase is cancelled more often than there are places, so that one that is lost would be missed.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import sys
import threading
from collections.abc import AsyncIterator
from typing import Any

import attrs
import pytest

from eosconnect.settings import Settings, Timeouts
from eosconnect.transport.asynchronous.connection import AsyncConnection
from tests.scripted import SECRET, Answer, ScriptedMachine
from tests.transport.gate import Gate

BRAND = "/info/brand"
TOKEN = "/auth/connect/token"
VERSIONS = "/api/supportedVersions"
PLACES = 2
PATIENCE = 20


@attrs.define
class Scene:
    """A machine, a connection to it, and what makes one of its answers wait.

    Attributes:
        reached: set when the answer that is held back has been asked for.
        released: set to let it go.
    """

    server: ScriptedMachine
    certificate: str
    stack: contextlib.AsyncExitStack
    reached: threading.Event = attrs.field(factory=threading.Event)
    released: threading.Event = attrs.field(factory=threading.Event)

    def connection(self, *, port: int | None = None, **settings: Any) -> AsyncConnection:
        host = f"localhost:{port or self.server.port}"
        usual: dict[str, Any] = {
            "ca": self.certificate,
            "client_id": "client",
            "client_secret": SECRET,
            "api_version": "6.1",
            "max_concurrency": PLACES,
            "timeout": Timeouts(connect=PATIENCE, read=PATIENCE, pool=2),
        }
        connection = AsyncConnection(Settings.of(host, **{**usual, **settings}))
        self.stack.push_async_callback(connection.aclose)
        return connection

    def hold(self) -> None:
        self.reached.set()
        self.released.wait(PATIENCE)


@pytest.fixture
async def scene(server: ScriptedMachine, certificates: Any) -> AsyncIterator[Scene]:
    server.on(BRAND, Answer("EOS"))
    async with contextlib.AsyncExitStack() as stack:
        scene = Scene(server, certificates["good"].pem, stack)
        yield scene
        scene.released.set()


async def brand(connection: AsyncConnection) -> Any:
    return await connection.call("get_info_brand", lambda reply: reply.json())


async def cancel_when(task: asyncio.Task[Any], waits_in: str) -> None:
    """Cancel it as soon as it waits in a coroutine of this name."""
    async with asyncio.timeout(PATIENCE):
        while waits_in not in waiting_in(task):
            assert not task.done(), task
            await asyncio.sleep(0.001)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def waiting_in(task: asyncio.Task[Any]) -> list[str]:
    """The names of the coroutines that it waits in, outermost first."""
    names = []
    awaited: Any = task.get_coro()
    while awaited is not None:
        names.append(getattr(awaited, "__name__", type(awaited).__name__))
        awaited = getattr(awaited, "cr_await", None) or getattr(awaited, "ag_await", None)
    return names


async def arrived(event: threading.Event) -> None:
    assert await asyncio.to_thread(event.wait, PATIENCE)


async def assert_every_place_is_usable(scene: Scene, connection: AsyncConnection) -> None:
    """As many calls as there are places reach the machine at the same time."""
    together = threading.Barrier(PLACES)
    scene.server.on(BRAND, Answer("EOS", before=lambda: together.wait(PATIENCE)))
    async with asyncio.timeout(PATIENCE):
        assert await asyncio.gather(*(brand(connection) for _ in range(PLACES))) == ["EOS"] * PLACES
    session = connection._session
    assert session is not None
    assert len(session.client._transport._pool.connections) <= PLACES


@pytest.mark.skipif(sys.platform != "linux", reason="fills the queue of a socket the way Linux counts it")
async def test_while_it_connects(scene: Scene) -> None:
    with Gate(scene.server.port, takes=False) as gate:
        connection = scene.connection(port=gate.port)
        for _ in range(PLACES + 1):
            await cancel_when(asyncio.create_task(brand(connection)), "connect_tcp")
        gate.open()
        await assert_every_place_is_usable(scene, connection)
        await connection.aclose()


async def test_while_it_shakes_hands(scene: Scene) -> None:
    with Gate(scene.server.port, takes=True) as gate:
        connection = scene.connection(port=gate.port)
        for _ in range(PLACES + 1):
            await cancel_when(asyncio.create_task(brand(connection)), "start_tls")
        gate.open()
        await assert_every_place_is_usable(scene, connection)
        await connection.aclose()
    gc.collect()


@pytest.mark.parametrize("path", [VERSIONS, TOKEN, BRAND])
async def test_while_it_waits_for_the_head_of_an_answer(scene: Scene, path: str) -> None:
    scene.server.on(path, Answer("EOS", before=scene.hold))
    connection = scene.connection(api_version=None)
    for _ in range(PLACES + 1):
        task = asyncio.create_task(brand(connection))
        await arrived(scene.reached)
        scene.reached.clear()
        await cancel_when(task, "_receive_response_headers")
    scene.released.set()
    scene.server.on(VERSIONS, Answer([{"majorVersion": 6, "minorVersion": 1}]))
    scene.server.on(TOKEN, scene.server.give_token)
    await assert_every_place_is_usable(scene, connection)


async def test_while_it_waits_for_a_token_that_another_one_fetches(scene: Scene) -> None:
    scene.server.on(TOKEN, Answer(b"", before=scene.hold), scene.server.give_token)
    connection = scene.connection(max_concurrency=PLACES)
    fetching = asyncio.create_task(brand(connection))
    await arrived(scene.reached)
    for _ in range(PLACES + 1):
        await cancel_when(asyncio.create_task(brand(connection)), "async_generator_asend")  # the token's flow
    await cancel_when(fetching, "_receive_response_headers")
    scene.released.set()
    await assert_every_place_is_usable(scene, connection)


async def test_while_it_reads_a_body(scene: Scene) -> None:
    scene.server.on(BRAND, Answer("E" * 100_000, between=scene.hold, piece=60_000))
    connection = scene.connection()
    for _ in range(PLACES + 1):
        task = asyncio.create_task(brand(connection))
        await arrived(scene.reached)
        scene.reached.clear()
        await cancel_when(task, "content")
    scene.released.set()
    await assert_every_place_is_usable(scene, connection)


async def test_while_it_reads_a_file(scene: Scene) -> None:
    scene.server.on("/tasks/configuration", Answer(b"x" * 100_000, between=scene.hold, piece=60_000))
    connection = scene.connection()

    async def read() -> None:
        async with connection.stream("download_task_configuration") as reply:
            async for _ in reply.aiter_bytes():
                pass

    for _ in range(PLACES + 1):
        task = asyncio.create_task(read())
        await arrived(scene.reached)
        scene.reached.clear()
        await cancel_when(task, "read")
    scene.released.set()
    await assert_every_place_is_usable(scene, connection)


async def test_while_it_waits_for_a_place(scene: Scene) -> None:
    scene.server.on(BRAND, Answer("EOS", before=scene.hold))
    connection = scene.connection(timeout=Timeouts(pool=PATIENCE, read=PATIENCE))
    placed = [asyncio.create_task(brand(connection)) for _ in range(PLACES)]
    await arrived(scene.reached)
    for _ in range(PLACES + 1):
        await cancel_when(asyncio.create_task(brand(connection)), "acquire")
    scene.released.set()
    assert await asyncio.gather(*placed) == ["EOS"] * PLACES
    await assert_every_place_is_usable(scene, connection)


async def test_while_it_waits_for_its_turn(scene: Scene) -> None:
    connection = scene.connection(max_rate=4)
    await brand(connection)
    for _ in range(PLACES + 1):
        await cancel_when(asyncio.create_task(brand(connection)), "turn")
    await assert_every_place_is_usable(scene, connection)


async def test_while_it_pauses_before_it_repeats(scene: Scene) -> None:
    scene.server.on(BRAND, Answer(b"", 503, headers={"Retry-After": "15"}))
    connection = scene.connection()
    for _ in range(PLACES + 1):
        await cancel_when(asyncio.create_task(brand(connection)), "pause")
    await assert_every_place_is_usable(scene, connection)


async def test_a_deadline_of_the_callers_own_counts_as_well(scene: Scene) -> None:
    scene.server.on(BRAND, Answer("EOS", before=scene.hold))
    connection = scene.connection()
    for _ in range(PLACES + 1):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await brand(connection)
    scene.released.set()
    await assert_every_place_is_usable(scene, connection)
