"""A fork in the middle of things: the child has sockets, token and locks of its own, and leaves the parent's alone."""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from eosconnect import Machine
from eosconnect.simulator import Fault, Simulator
from tests.simulated import connection_settings

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot fork")


def said_by_a_child(say: Callable[[], str]) -> str:
    """What ``say`` returns in a forked process."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # from Python 3.12 on: other threads are running
        child = os.fork()
    if child == 0:
        try:
            said = say()
        except BaseException as error:
            said = repr(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


def test_while_other_threads_wait_for_token_and_places(own_simulator: Simulator, job: str) -> None:
    """Whatever they hold just then, nobody in the child ever gives back."""
    own_simulator.faults.add(Fault(operation="request_token", latency=1.0, times=1))
    asked = len(own_simulator.requests.of("request_token"))
    with Machine(**connection_settings(own_simulator), api_version="6.1", max_concurrency=2) as machine:
        with ThreadPoolExecutor(6) as threads:
            reading = [threads.submit(machine.jobs.get, job) for _ in range(6)]
            until(lambda: len(own_simulator.requests.of("request_token")) > asked)
            assert said_by_a_child(lambda: machine.jobs.get(job).id) == job
            assert [one.result(30).id for one in reading] == [job] * 6
        assert len(own_simulator.requests.of("request_token")) == asked + 2, "one for each process"


def test_in_the_middle_of_a_list(own_simulator: Simulator, job: str) -> None:
    with Machine(**connection_settings(own_simulator)) as machine:
        expected = [layer.index for layer in machine.layers.list(job)]
        layers = iter(machine.layers.list(job, first=1).options(page_size=400))
        read = [next(layers).index]
        said = said_by_a_child(lambda: ",".join(str(layer.index) for layer in machine.layers.list(job)))
        read += [layer.index for layer in layers]
    assert said == ",".join(map(str, expected))
    assert read == expected


def test_a_child_that_closes_the_machine_closes_nothing_of_the_parents(own_simulator: Simulator, job: str) -> None:
    with Machine(**connection_settings(own_simulator)) as machine:
        machine.jobs.get(job)

        def use_and_close() -> str:
            machine.jobs.get(job)
            machine.close()
            return "closed"

        assert said_by_a_child(use_and_close) == "closed"
        asked = len(own_simulator.requests.of("request_token"))
        assert machine.jobs.get(job).id == job
        assert len(own_simulator.requests.of("request_token")) == asked


def until(condition: Callable[[], bool]) -> None:
    given_up = threading.Event()
    timer = threading.Timer(30, given_up.set)
    timer.start()
    while not condition():
        assert not given_up.wait(0.005)
    timer.cancel()
