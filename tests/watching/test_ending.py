"""However the watching ends: the state file is free again, nothing hangs, and the guarantee holds when it is killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import ConfigurationError
from eosconnect.simulator import Simulator
from eosconnect.watching import Event, JobDiscovered, event_from_json
from eosconnect.watching.journal import Delivery, Journal
from tests.simulated import NOW, connection_settings
from tests.watching.conftest import Plant

#: Watches in a process of its own; prints every event and deals with it when told so.
PROGRAM = """
import json, sys
from eosconnect import Machine
from eosconnect.watching import Pace, event_to_json

settings, options = json.loads(sys.argv[1])
with Machine(**settings) as machine:
    for event in machine.watch(pace=Pace(shortest=0.02, longest=0.02), **options):
        print(json.dumps(event_to_json(event)), flush=True)
        sys.stdin.readline()
"""


class Child:
    """A watcher in another process. It holds each event until it is told to go on, or is killed."""

    def __init__(self, simulator: Simulator, **options: Any) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, json.dumps([connection_settings(simulator), options])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def event(self) -> Event:
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        return event_from_json(json.loads(line))

    def go_on(self) -> None:
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)


@contextmanager
def child(simulator: Simulator, **options: Any) -> Iterator[Child]:
    running = Child(simulator, **options)
    try:
        yield running
    finally:
        running.kill()


ONLY = "discovered, message, state, ended"


@pytest.mark.parametrize("delivery", ["at_least_once", "at_most_once"])
def test_killed_between_delivery_and_record(tmp_path: Path, delivery: Delivery) -> None:
    """At least once: the event in hand comes again. At most once: it does not. All others come exactly once."""
    options = {"state_file": str(tmp_path / "watch.db"), "delivery": delivery, "only": ONLY}
    with Simulator(now=NOW, speed=0) as simulator:
        with child(simulator, **options) as first:
            assert isinstance(first.event(), JobDiscovered)
            first.go_on()
            simulator.advance(20 * 3600)  # the job ends, with messages and changes of state before and after that
            dealt_with = [first.event()]
            first.go_on()
            in_hand = first.event()
            first.kill()
        told = []
        with child(simulator, **options) as second:
            for _ in range(8):
                told.append(second.event())
                second.go_on()
    assert (in_hand in told) is (delivery == "at_least_once")
    assert dealt_with[0] not in told
    everything = [*dealt_with, *([] if in_hand in told else [in_hand]), *told]
    assert len({event.id for event in everything}) == len(everything)
    assert [event.time for event in everything] == sorted(event.time for event in everything)
    with Simulator(now=NOW, speed=0) as again, Machine(**connection_settings(again)) as machine:
        uninterrupted = [event.id for event in first_events(again, machine, len(everything))]
    assert [event.id for event in everything] == uninterrupted


def first_events(simulator: Simulator, machine: Machine, count: int) -> list[Event]:
    found = []
    watch = machine.watch(only=ONLY, clock=simulator.clock, sleep=lambda seconds: None)
    for event in watch:
        if isinstance(event, JobDiscovered):
            simulator.advance(20 * 3600)
            continue
        found.append(event)
        if len(found) == count:
            break
    return found


def test_leaving_the_loop_lets_go_of_the_state_file(plant: Plant, tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    for _ in plant.watch(state_file=path):
        break
    Journal(path).close()

    def fail() -> None:
        for event in plant.watch(state_file=path):
            raise LookupError(event.kind)

    with pytest.raises(LookupError, match="job_discovered"):
        fail()
    Journal(path).close()


async def test_leaving_the_loop_lets_go_of_the_state_file_in_asyncio(plant: Plant, tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    async with plant.async_machine:
        async for _ in plant.async_watch(state_file=path):
            break
        Journal(path).close()


def test_in_a_bare_loop_the_last_event_is_told_again_unless_it_was_acknowledged(plant: Plant, tmp_path: Path) -> None:
    def first_event(*, acknowledge: bool) -> Event:
        watch = plant.watch(state_file=tmp_path / "watch.db", only="discovered, state, ended")
        event = next(watch)
        if acknowledge:
            watch.acknowledge()
        watch.close()
        return event

    assert isinstance(first_event(acknowledge=False), JobDiscovered)
    assert isinstance(first_event(acknowledge=True), JobDiscovered)
    assert not isinstance(first_event(acknowledge=False), JobDiscovered)


def test_an_error_in_a_with_block_leaves_the_event_to_be_told_again(plant: Plant, tmp_path: Path) -> None:
    path = tmp_path / "watch.db"

    def deal_with_the_first(*, fail: bool) -> Event:
        with plant.watch(state_file=path) as watch:
            event = next(watch)
            if fail:
                raise LookupError(event.kind)
        return event

    with pytest.raises(LookupError, match="job_discovered"):
        deal_with_the_first(fail=True)
    assert deal_with_the_first(fail=False).kind == "job_discovered"
    assert deal_with_the_first(fail=False).kind != "job_discovered"


def test_closing_from_another_thread_ends_the_loop_at_once(simulator: Simulator, machine: Machine) -> None:
    watch = machine.watch()
    told = []
    looked = threading.Event()

    def loop() -> None:
        for event in watch:
            told.append(event)
            looked.set()

    thread = threading.Thread(target=loop)
    thread.start()
    assert looked.wait(30)
    watch.close()
    thread.join(30)
    assert not thread.is_alive()
    assert len(told) == 1
    watch.close()


async def test_cancelling_ends_at_once_and_the_watcher_and_its_machine_are_of_use_still(
    simulator: Simulator, async_machine: AsyncMachine, tmp_path: Path
) -> None:
    watch = async_machine.watch(state_file=tmp_path / "watch.db")
    discovered = asyncio.Event()

    async def loop() -> None:
        async for _ in watch:
            discovered.set()

    task = asyncio.create_task(loop())
    await asyncio.wait_for(discovered.wait(), 30)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await async_machine.info.brand() == "EOS"
    await watch.aclose()
    Journal(tmp_path / "watch.db").close()
    with pytest.raises(StopAsyncIteration):
        await anext(watch)


@pytest.mark.skipif(os.name == "nt", reason="a process of its own group is needed to send Ctrl-C there")
def test_ctrl_c_ends_a_pause_at_once(simulator: Simulator, tmp_path: Path) -> None:
    program = """
import json, sys
from eosconnect import Machine
with Machine(**json.loads(sys.argv[1])) as machine:
    for event in machine.watch(state_file=sys.argv[2]):
        print(event.kind, flush=True)
"""
    arguments = [sys.executable, "-c", program, json.dumps(connection_settings(simulator)), str(tmp_path / "watch.db")]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout.readline() == "job_discovered\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=50)  # the pause would last a minute
    assert "KeyboardInterrupt" in errors
    assert "Exception ignored" not in errors
    Journal(tmp_path / "watch.db").close()


def test_a_state_file_in_use_is_refused_before_anything_is_asked(plant: Plant, tmp_path: Path) -> None:
    with plant.watch(state_file=tmp_path / "watch.db"):
        with pytest.raises(ConfigurationError, match="another watcher uses it"):
            plant.watch(state_file=tmp_path / "watch.db")
        assert len(plant.simulator.requests) == 0
