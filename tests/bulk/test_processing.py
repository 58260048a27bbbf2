"""Threads take turns at what keeps the processor busy, and nobody's turn lasts while it waits for the machine."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

import pytest

from eosconnect import Machine
from eosconnect.columns.sensor_page import SensorPage
from eosconnect.simulator.server.certificate import Certificate
from eosconnect.transport.processing import processing
from tests.bulk.page_server import PageServer, numbers_of, row, serving


@pytest.fixture
def read_pages(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Have something done whenever a page is read, in the thread that reads it."""
    read = SensorPage.read

    def use(meanwhile: Callable[[], None]) -> None:
        def reading(content: bytes, *, asked: int) -> SensorPage:
            meanwhile()
            return read(content, asked=asked)

        monkeypatch.setattr(SensorPage, "read", reading)

    return use


def test_one_page_is_read_at_a_time(
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
        serving(PageServer([row(number) for number in range(600)]), tls_certificate) as pages,
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
        if len(read) == 4:  # of the five that are asked for ahead; three may have had their turn before
            others_read.set()

    read_pages(meanwhile)
    with (
        serving(PageServer([row(number) for number in range(600)], halfway=halfway), tls_certificate) as pages,
        Machine(pages.host, ca=tls_certificate.pem, retries=0) as machine,
    ):
        series = machine.sensors.process_chamber.temperature.series("J", page_size=20)
    assert numbers_of(series) == list(range(600))
