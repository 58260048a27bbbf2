"""Watching a machine over real HTTPS: what is told is what happened, through outages, renewals and restarts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import (
    AuthenticationError,
    ConfigurationError,
    MachineUnreachableError,
    NotSupportedOnMachineError,
)
from eosconnect.resources.synchronous.jobs import Jobs
from eosconnect.simulator import Fault, Simulator
from eosconnect.watching import (
    ConnectionLost,
    ConnectionRestored,
    Event,
    JobDiscovered,
    JobEnded,
    JobFailed,
    LayerReached,
    Pace,
    StateChanged,
    UserMessageRaised,
)
from tests.simulated import NOW, connection_settings
from tests.watching.conftest import LEISURELY, Plant
from tests.watching.truth import Fact, in_order, told_facts


def until_ended(watch: Iterator[Event], jobs: int) -> list[Event]:
    told = []
    for event in watch:
        told.append(event)
        jobs -= isinstance(event, JobEnded)
        if not jobs:
            return told
    raise AssertionError("the watching ended")


def of_the_machine(told: list[Event]) -> list[Fact]:
    return in_order(told_facts(told))


def sorted_truth(plant: Plant, told: list[Event], *kinds: str) -> list[Fact]:
    """Up to the last event."""
    return in_order(fact for fact in plant.truth(*kinds) if fact[0] <= told[-1].time)


QUIET = ("started", "state", "message", "ended", "discovered", "connection")
QUIET_KINDS = ("job_started", "state_changed", "user_message", "job_finished", "job_failed", "job_cancelled")


def test_everything_that_happens_on_the_machine_is_told_once_and_in_the_order_of_time(plant: Plant) -> None:
    told = until_ended(plant.watch(), jobs=2)
    assert isinstance(told[0], JobDiscovered)
    world = plant.simulator.world
    first = world.find_job(told[0].job.id, world.ticks())
    found_built = first.layers_built(world.ticks() - round((plant.simulator.clock() - NOW).total_seconds() * 1e7))
    expected = [
        fact
        for fact in sorted_truth(plant, told)
        if not (fact[1] == "layer_reached" and fact[2][0] == first.id and fact[2][1] <= found_built)
    ]
    assert of_the_machine(told) == expected
    assert [event.time for event in told[1:]] == sorted(event.time for event in told[1:])
    assert sum(isinstance(event, LayerReached) for event in told) > 2000
    failed = told[-1]
    assert isinstance(failed, JobFailed)
    assert [message.message for message in failed.messages] == [
        fact[2] for fact in plant.truth("user_message") if failed.job.started_at <= fact[0] <= failed.time
    ]


async def test_asyncio_tells_the_same(plant: Plant) -> None:
    told = []
    async with plant.async_machine, plant.async_watch(only=QUIET) as watch:
        async for event in watch:
            told.append(event)
            if isinstance(event, JobFailed):
                break
    assert of_the_machine(told) == sorted_truth(plant, told, *QUIET_KINDS)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(drop=True, times=None),
        Fault(status=503, times=None),
        Fault(status=401, times=None),
        Fault(truncate_at=0.5, times=None),
        Fault(status=200, body="<html>maintenance</html>", times=None),
    ],
    ids=["unreachable", "unavailable", "credentials refused", "cut off", "another page"],
)
def test_an_outage_is_told_once_and_what_happened_meanwhile_is_caught_up(plant: Plant, fault: Fault) -> None:
    plant.after(2, lambda: plant.simulator.faults.add(fault))
    plant.after(40, plant.simulator.faults.clear)
    told = until_ended(plant.watch(only=QUIET), jobs=3)
    lost, restored = (next(e for e in told if isinstance(e, kind)) for kind in (ConnectionLost, ConnectionRestored))
    assert sum(isinstance(event, ConnectionLost | ConnectionRestored) for event in told) == 2
    assert restored.lost_at == lost.time
    assert restored.time - lost.time > timedelta(hours=35)
    assert told.index(restored) == told.index(lost) + 1
    caught_up = [event for event in told if lost.time <= event.time <= restored.time and event is not lost]
    assert sum(isinstance(event, JobEnded) for event in caught_up) == 2
    assert of_the_machine(told) == sorted_truth(plant, told, *QUIET_KINDS)


def test_an_outage_is_waited_out_with_growing_pauses(plant: Plant) -> None:
    plant.after(2, lambda: plant.simulator.faults.add(Fault(status=503, times=None)))
    plant.after(12, plant.simulator.faults.clear)
    pace = Pace(shortest=60, longest=3600, longest_outage=3600)
    for event in plant.watch(only="connection", pace=pace):
        if isinstance(event, ConnectionLost):
            begin = len(plant.pauses)
        if isinstance(event, ConnectionRestored):
            break
    pauses = plant.pauses[begin:]
    ceilings = [min(pace.shortest * 2**doubled, pace.longest_outage) for doubled in range(len(pauses))]
    assert len(pauses) > 8
    assert all(0.8 * ceiling <= pause <= ceiling for pause, ceiling in zip(pauses, ceilings, strict=True))


def test_single_broken_requests_anywhere_lose_nothing(plant: Plant) -> None:
    for after in range(12, 150, 13):
        plant.simulator.faults.add(Fault(after=after, drop=bool(after % 2), status=500 if after % 2 == 0 else None))
    told = until_ended(plant.watch(only=QUIET), jobs=2)
    assert any(isinstance(event, ConnectionLost) for event in told)
    assert of_the_machine(told) == sorted_truth(plant, told, *QUIET_KINDS)


@pytest.mark.parametrize("method", ["current", "last", "list", "get"])
def test_days_that_pass_in_the_middle_of_a_look_lose_nothing(
    plant: Plant, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """As when a computer is suspended and goes on where it was; the machine's clock is behind besides."""
    ask = getattr(Jobs, method)

    def ask_after_days(*arguments: Any, **options: Any) -> Any:
        plant.simulator.advance(timedelta(hours=60))
        return ask(*arguments, **options)

    watch = plant.watch(only=QUIET, clock=lambda: plant.simulator.clock() + timedelta(days=90))
    assert isinstance(next(watch), JobDiscovered)
    with monkeypatch.context() as patch:
        patch.setattr(Jobs, method, ask_after_days)
        told = until_ended(watch, jobs=8)
    calm = plant.simulator.clock()
    while told[-1].time <= calm:
        told += until_ended(watch, jobs=1)
    assert of_the_machine(told) == sorted_truth(plant, told, *QUIET_KINDS)


def test_a_job_whose_details_the_machine_cannot_give_is_told_all_the_same(plant: Plant) -> None:
    plant.simulator.faults.add(Fault(operation="get_job", status=500, times=None))
    ended = until_ended(plant.watch(only="ended"), jobs=1)[-1]
    assert ended.job.result == "Successful"
    assert len(ended.messages) > 3


def test_tokens_that_expire_or_are_revoked_at_any_time_are_not_noticed(plant: Plant) -> None:
    for hours in range(1, 60):
        plant.after(hours, plant.simulator.revoke_tokens)
    told = until_ended(plant.watch(only=QUIET), jobs=2)
    assert not any(isinstance(event, ConnectionLost) for event in told)
    assert len(plant.simulator.requests.of("request_token")) > 8
    assert of_the_machine(told) == sorted_truth(plant, told, *QUIET_KINDS)


def test_over_restarts_nothing_is_repeated_or_missed(plant: Plant, tmp_path: Path) -> None:
    told: list[Event] = []
    for _ in range(40):
        with plant.watch(only=QUIET, state_file=tmp_path / "watch.db") as watch:
            for event in watch:
                told.append(event)
                break
        plant.sleep(1800)
    assert sum(isinstance(event, JobDiscovered) for event in told) == 1
    assert sum(isinstance(event, JobEnded) for event in told) >= 2
    assert of_the_machine(told) == sorted_truth(plant, told, *QUIET_KINDS)


def test_two_machines_never_share_a_state_file(plant: Plant, tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    with plant.watch(state_file=path) as watch:
        next(watch)
    with Simulator(seed=2, now=NOW, speed=0) as other, Machine(**connection_settings(other)) as machine:
        watch = machine.watch(state_file=path)
        with pytest.raises(ConfigurationError, match="give every machine its own state file"):
            next(watch)


def test_what_is_not_wanted_is_not_asked_for(plant: Plant) -> None:
    until_ended(plant.watch(only="failed, finished"), jobs=1)
    asked = {request.operation for request in plant.simulator.requests}
    assert asked.isdisjoint({"list_layers", "list_states", "get_current_state"})
    asked_of = {request.query["jobId"] for request in plant.simulator.requests.of("list_user_messages")}
    assert len(asked_of) == 1  # those of the job that ended


def test_user_messages_are_told_from_the_wanted_severity_on_and_in_the_wanted_language(plant: Plant) -> None:
    told = until_ended(plant.watch(only="message, ended", severity="error", language="de"), jobs=2)
    messages = [event.message for event in told if isinstance(event, UserMessageRaised)]
    assert {message.severity for message in messages} == {"FatalError", "Error"}
    assert "Not-Halt" in " ".join(message.message for message in messages)
    assert {message.severity for message in told[-1].messages} > {"Info", "Error"}


def test_a_machine_that_keeps_no_states_is_watched_without_them() -> None:
    with (
        Simulator("EOS P 396", now=NOW, speed=0) as simulator,
        Machine(**connection_settings(simulator)) as machine,
    ):
        options: dict[str, Any] = {"pace": LEISURELY, "clock": simulator.clock, "sleep": simulator.advance}
        told = until_ended(machine.watch(**options), jobs=1)
        assert not any(isinstance(event, StateChanged) for event in told)
        hours = (simulator.clock() - NOW).total_seconds() / 3600
        assert 1 < len(simulator.requests.of("list_states")) < hours + 3
        with pytest.raises(NotSupportedOnMachineError):
            next(machine.watch(only="state", **options))


def test_a_first_look_that_fails_is_an_error(plant: Plant) -> None:
    plant.simulator.faults.add(Fault(drop=True, times=None))
    watch = plant.watch()
    with pytest.raises(MachineUnreachableError):
        next(watch)
    assert list(watch) == []


def test_a_service_waits_for_a_machine_that_is_off_but_not_with_wrong_credentials(plant: Plant) -> None:
    plant.simulator.faults.add(Fault(drop=True, times=None))
    plant.after(3, plant.simulator.faults.clear)
    watch = plant.watch(wait_for_machine=True)
    assert [type(next(watch)) for _ in range(3)] == [ConnectionLost, ConnectionRestored, JobDiscovered]
    settings = {**connection_settings(plant.simulator), "client_secret": "another"}
    with Machine(**settings) as machine, pytest.raises(AuthenticationError):
        next(machine.watch(wait_for_machine=True))


def test_while_building_it_looks_about_once_a_layer_and_closely_at_the_end(plant: Plant) -> None:
    plant.sleep(17 * 3600)  # some ten minutes before the last layer
    plant.pauses.clear()
    building = []
    layers = []
    for event in plant.watch(only="layer, ended", pace=Pace(shortest=5, longest=3600)):
        if isinstance(event, LayerReached) and event.job.layer_count < event.job.layer_count_target - 1:
            building, layers = list(plant.pauses), [*layers, event.layer.duration.total_seconds()]
        if isinstance(event, JobEnded):
            break
    ending = plant.pauses[len(building) + 2 :]
    assert 0.7 < median(building) / median(layers) <= 1.1
    assert max(ending) <= 5
    assert len(ending) > 40
    plant.pauses.clear()
    next(plant.watch(only="started"))
    assert min(plant.pauses) > 0.8 * LEISURELY.longest  # idle


async def test_an_event_can_be_waited_for_with_a_time_limit_again_and_again() -> None:
    import asyncio

    with Simulator(now=NOW, speed=0) as simulator:
        async with AsyncMachine(**connection_settings(simulator)) as machine, machine.watch() as watch:
            assert isinstance(await anext(watch), JobDiscovered)
            for _ in range(3):
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.05):
                        await anext(watch)
