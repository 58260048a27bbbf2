"""Threads take turns at what keeps the processor busy, and nobody's turn lasts while it waits for the machine."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import attrs
import pytest

from eosconnect import Machine
from eosconnect.resources.asynchronous import waiting as async_waiting
from eosconnect.resources.synchronous import waiting
from eosconnect.simulator.server.certificate import Certificate
from eosconnect.transport.processing import processing
from eosconnect.transport.synchronous.exchange import Exchange
from tests.bulk.page_server import PageServer, numbers_of, row, serving


@pytest.fixture
def read_pages(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Have something done whenever a piece of an answer is read, in the thread that reads it."""
    read = Exchange.chunks

    def use(meanwhile: Callable[[], None]) -> None:
        def reading(exchange: Exchange) -> Iterator[bytes]:
            for piece in read(exchange):
                if exchange.operation.id == "get_process_chamber_temperature_values":
                    meanwhile()
                yield piece

        monkeypatch.setattr(Exchange, "chunks", reading)

    return use


def test_one_answer_is_read_at_a_time(
    tls_certificate: Certificate, read_pages: Callable[[Callable[[], None]], None]
) -> None:
    reading: list[int] = []
    two_at_a_time = threading.Event()

    def meanwhile() -> None:
        reading.append(threading.get_ident())
        if len(reading) > 1:
            two_at_a_time.set()
        two_at_a_time.wait(0.002)  # long enough for another one to come in
        reading.pop()

    read_pages(meanwhile)
    with (
        serving(PageServer([row(number) for number in range(600)], first_takes=0.05), tls_certificate) as pages,
        Machine(pages.host, ca=tls_certificate.pem) as machine,
    ):
        series = machine.sensors.process_chamber.temperature.series("J", page_size=20)
    assert numbers_of(series) == list(range(600))
    assert not two_at_a_time.is_set()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_does_not_wait_for_a_thread_that_it_has_not_got() -> None:
    ours, over = threading.Event(), threading.Event()

    def take_a_turn() -> None:
        with processing():
            ours.set()
            over.wait(30)

    thread = threading.Thread(target=take_a_turn)
    thread.start()
    assert ours.wait(30)
    child = os.fork()
    if not child:
        signal.alarm(10)  # ends it if it waits
        with processing():
            os._exit(0)
    over.set()
    thread.join()
    assert os.waitpid(child, 0)[1] == 0


def test_others_read_while_a_page_is_held_up_on_its_way(
    tls_certificate: Certificate, read_pages: Callable[[Callable[[], None]], None]
) -> None:
    held_up, others_read = threading.Event(), threading.Event()
    read: list[int] = []

    def halfway(skip: int) -> None:
        if skip == 190:
            held_up.set()
            assert others_read.wait(10)

    def meanwhile() -> None:
        if held_up.is_set():
            read.append(threading.get_ident())
        if len(read) == 5:  # its own half, and four of the five others asked for; three may have had their turn before
            others_read.set()

    read_pages(meanwhile)
    with (
        serving(
            PageServer([row(number) for number in range(600)], halfway=halfway, first_takes=0.05), tls_certificate
        ) as pages,
        Machine(pages.host, ca=tls_certificate.pem, retries=0) as machine,
    ):
        series = machine.sensors.process_chamber.temperature.series("J", page_size=20)
    assert numbers_of(series) == list(range(600))


@attrs.define
class Clock:
    """Seconds that have passed, and those that a thread has worked."""

    passed: float = 0.0
    worked: float = 0.0

    def perf_counter(self) -> float:
        return self.passed

    def thread_time(self) -> float:
        return self.worked


def test_threads_are_begun_when_the_machine_keeps_us_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(waiting, "time", clock)
    us = threading.current_thread()

    def work(takes: float) -> threading.Thread:
        clock.passed += takes
        clock.worked += 0.002
        return threading.current_thread()

    with waiting.Ahead[threading.Thread](4, where_it_pays=True) as ahead:
        for takes in (0.003, 0.003, 0.003, 0.05, 0.003, 0.003):
            ahead.start(partial(work, takes))
        assert [ahead.next() for _ in range(4)] == [us] * 4
        assert us not in [ahead.next(), ahead.next()]
        ahead.start(partial(work, 0.003))
        assert ahead.next() is not us


def test_threads_that_make_room_are_awaited_together() -> None:
    third_has_begun, end = threading.Event(), threading.Event()
    work = [lambda: 0, lambda: third_has_begun.wait(10) and 1, lambda: third_has_begun.set() or (end.wait(10) and 2)]
    with waiting.Ahead[Any](2) as ahead:
        for one in (*work, lambda: 3):
            ahead.start(one)
        assert ahead.next_ones() == [0, 1]  # not only the first one, and without waiting for the third
        end.set()
        assert [ahead.next(), ahead.next()] == [2, 3]


def test_tasks_that_make_room_are_awaited_together() -> None:
    async def read() -> None:
        third_has_begun, end = asyncio.Event(), asyncio.Event()

        async def first() -> int:
            return 0

        async def second() -> int:
            await third_has_begun.wait()
            return 1

        async def third() -> int:
            third_has_begun.set()
            await end.wait()
            return 2

        async with async_waiting.Ahead[int](2) as ahead:
            for work in (first, second, third, first):
                ahead.start(work)
            assert await ahead.next_ones() == [0, 1]
            end.set()
            assert [await ahead.next(), await ahead.next()] == [2, 0]

    asyncio.run(read())
