"""A bulk read keeps to its bounds, and when it ends, for whatever reason, nothing of it goes on."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import attrs
import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.decisions.turns import Turns
from eosconnect.errors import ConfigurationError, MachineUnreachableError
from eosconnect.resources.synchronous.sensor import Sensor
from eosconnect.settings import Settings
from eosconnect.simulator import Fault, Simulator
from eosconnect.simulator.server.certificate import Certificate
from tests.bulk.page_server import Busy, PageServer, Row, numbers_of, row, serving
from tests.simulated import connection_settings

KEY = "recoater.axisTorque"
VALUES = "get_recoater_axis_torque_values"
LONG = 20.0  # seconds that nobody waits for


def rows(count: int) -> PageServer:
    return PageServer([row(number) for number in range(count)])


def our_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("eosconnect-parallel")]


def wait_until_full(pages: PageServer, limit: int) -> None:
    """Hold the pages back, but for the first three, until ``limit`` requests are under way."""
    full = threading.Event()

    def hold(number: int, skip: int) -> None:
        if pages.now == limit:
            full.set()
        if skip > 38:
            assert full.wait(10)

    pages.before = hold
    pages.first_takes = 0.5  # longer than whatever has to be imported for it, so that threads are worth while


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_no_more_requests_at_a_time_than_allowed(limit: int) -> None:
    pages = rows(600)
    wait_until_full(pages, limit)
    with serving(pages), Machine(pages.host, max_concurrency=limit) as machine:
        series = machine.sensors.process_chamber.temperature.series("J", page_size=20)
    assert numbers_of(series) == list(range(600))
    assert pages.most == limit


def test_pages_are_not_fetched_far_ahead_of_who_reads_them() -> None:
    pages = rows(2000)
    with serving(pages), Machine(pages.host, max_concurrency=3) as machine:
        count = 0
        for _ in machine.sensors.process_chamber.temperature.chunks("J", page_size=20):
            count += 1
            # One page waits for the next to join it, and five are under way.
            assert len(pages.asked) <= count + 1 + 5
    assert count > 100


async def test_several_machines_at_once_have_a_bound_each() -> None:
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(rows(600))) for _ in range(3)]
        async with contextlib.AsyncExitStack() as opened:
            machines = [
                await opened.enter_async_context(AsyncMachine(pages.host, max_concurrency=limit))
                for pages, limit in zip(servers, (1, 2, 3), strict=True)
            ]
            for pages, limit in zip(servers, (1, 2, 3), strict=True):
                wait_until_full(pages, limit)
            read = await asyncio.gather(
                *(machine.sensors.process_chamber.temperature.series("J", page_size=20) for machine in machines)
            )
    assert all(numbers_of(series) == list(range(600)) for series in read)
    assert [pages.most for pages in servers] == [1, 2, 3]


def test_threads_end_with_the_call(harmed: Simulator, failed_job: str) -> None:
    with Machine(**connection_settings(harmed)) as machine:
        sensor = machine.sensors.recoater.axis_torque
        sensor.series(failed_job, after="2026-10-29T23:00", before="2026-10-29T23:30")
        assert our_threads() == []
        harmed.faults.add(Fault(operation=VALUES, latency=0.05, times=None))
        with closing(sensor.chunks(failed_job)) as chunks:
            next(chunks)
            next(chunks)
            assert our_threads()
        assert our_threads() == []
        harmed.faults.add(Fault(operation=VALUES, status=400, after=5))
        with pytest.raises(Exception, match="not accept"):
            sensor.series(failed_job)
        assert our_threads() == []


@attrs.define
class Hanging:
    """A machine that hangs behind some pages, and wants one page to be asked for again much later."""

    pages: PageServer
    behind: int = 38
    busy_at: int = 76
    enough: int = 2
    stuck: threading.Event = attrs.field(factory=threading.Event)
    over: threading.Event = attrs.field(factory=threading.Event)
    waiting: int = 0

    def __call__(self, number: int, skip: int) -> None:
        if skip <= self.behind or self.over.is_set():
            return
        if skip == self.busy_at:
            raise Busy(LONG)
        self.waiting += 1
        if self.waiting == self.enough:
            self.stuck.set()
        self.over.wait(LONG)


@pytest.fixture
def hanging(tls_certificate: Certificate) -> Iterator[Hanging]:
    pages = rows(12_000)
    pages.before = hanging = Hanging(pages)
    pages.first_takes = 0.5  # longer than whatever has to be imported for it, so that threads are worth while
    with serving(pages, tls_certificate):
        yield hanging
        hanging.over.set()


def press_ctrl_c(hanging: Hanging) -> None:
    assert hanging.stuck.wait(10)
    signal.raise_signal(signal.SIGINT)


def read_one(sensor: Sensor, machine: Machine) -> None:
    sensor.series("J", page_size=20)


def read_several(sensor: Sensor, machine: Machine) -> None:
    machine.sensors.frame("J", [sensor])


@pytest.mark.parametrize("read", [read_one, read_several])
def test_ctrl_c_ends_it_at_once_and_the_machine_stays_usable(
    hanging: Hanging, tls_certificate: Certificate, read: Callable[[Sensor, Machine], None]
) -> None:
    if read is read_several:
        hanging.behind = 0
    with Machine(hanging.pages.host, ca=tls_certificate.pem) as machine:
        sensor = machine.sensors.process_chamber.temperature
        began = time.monotonic()
        finger = threading.Thread(target=press_ctrl_c, args=(hanging,))
        finger.start()
        with pytest.raises(KeyboardInterrupt):
            read(sensor, machine)
        while our_threads() and time.monotonic() - began < LONG / 2:
            time.sleep(0.01)  # one that was just being started is not waited for, as nobody knew of it yet
        assert time.monotonic() - began < LONG / 2
        assert our_threads() == []
        finger.join()
        hanging.over.set()
        assert numbers_of(sensor.series("J")) == list(range(12_000))


async def test_a_cancelled_task_leaves_nothing_behind(hanging: Hanging, tls_certificate: Certificate) -> None:
    async with AsyncMachine(hanging.pages.host, ca=tls_certificate.pem) as machine:
        sensor = machine.sensors.process_chamber.temperature
        hanging.enough = (
            3  # all that are sent: a handshake that is cancelled leaves its socket to the garbage collector
        )
        task = asyncio.create_task(sensor.series("J", page_size=20))
        assert await asyncio.to_thread(hanging.stuck.wait, 10)
        began = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert time.monotonic() - began < LONG / 2
        assert asyncio.all_tasks() == {asyncio.current_task()}
        hanging.over.set()
        assert numbers_of(await sensor.series("J")) == list(range(12_000))


async def test_an_error_ends_the_requests_behind_it() -> None:
    pages = rows(600)
    over = threading.Event()

    def page(rows: list[Row], skip: int, take: int) -> list[Row]:
        if skip == 57:
            raise ConnectionResetError
        if skip > 57:
            over.wait(LONG)
        return rows[skip : skip + take]

    pages.page = page
    with serving(pages):
        async with AsyncMachine(pages.host, retries=0) as machine:
            began = time.monotonic()
            with pytest.raises(MachineUnreachableError) as caught:
                await machine.sensors.process_chamber.temperature.series("J", page_size=20)
            assert time.monotonic() - began < LONG / 2
            assert caught.value.resume_position == 39, "the page at 38 has not been joined by the next"
            assert asyncio.all_tasks() == {asyncio.current_task()}
        over.set()


# The rate


def test_no_more_requests_a_second_than_allowed() -> None:
    pages = rows(100)
    began = time.monotonic()
    with serving(pages), Machine(pages.host, max_rate=50) as machine:
        machine.sensors.process_chamber.temperature.series("J", page_size=20)
    assert len(pages.asked) > 5
    assert time.monotonic() - began > (len(pages.asked) - 1) * 0.02


async def test_the_rate_holds_with_asyncio() -> None:
    pages = rows(100)
    began = time.monotonic()
    with serving(pages):
        async with AsyncMachine(pages.host, max_rate=50) as machine:
            await machine.sensors.process_chamber.temperature.series("J", page_size=20)
    assert time.monotonic() - began > (len(pages.asked) - 1) * 0.02


def test_a_slow_rate_is_not_taken_for_a_machine_that_hangs() -> None:
    pages = rows(10)
    settings = {"timeout": 0.2, "max_rate": 2.5, "max_concurrency": 1}
    with serving(pages), Machine(pages.host, **settings) as machine:  # type: ignore[arg-type]  # of several types
        assert len(machine.sensors.frame("J", ["processChamber.temperature"])) == 10


def test_turns_are_evenly_spread_and_unused_ones_are_not_saved_up() -> None:
    turns = Turns(4)
    assert [turns.next(10.0) for _ in range(3)] == [0.0, 0.25, 0.5]
    assert turns.next(100.0) == 0.0
    assert turns.next(100.0) == 0.25
    assert [Turns(None).next(1.0) for _ in range(3)] == [0.0] * 3


@pytest.mark.parametrize("wrong", [0, -1, float("nan"), float("inf"), "5", True])
def test_a_rate_that_is_none_is_refused(wrong: object) -> None:
    with pytest.raises(ConfigurationError, match="max_rate"):
        Settings.of("si1716", max_rate=wrong)  # type: ignore[arg-type]  # that is the point
    assert Settings.of("si1716", max_rate=2).max_rate == 2.0
