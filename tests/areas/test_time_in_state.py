"""Time in state: every moment of the window counts once, and the state before the window counts into it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import BadRequestError, ConfigurationError, NotSupportedOnMachineError
from eosconnect.models import MachineState
from eosconnect.models.time_in_state import ASPECTS, time_in_state
from eosconnect.simulator import Fault, Simulator
from tests.simulated import NOW

DAY = datetime(2026, 11, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


def state(hours: float, machine_state: str | None = "Running", **fields: object) -> MachineState:
    moment = (DAY + hours * HOUR).isoformat()
    return MachineState.from_json({"timestamp": moment, "machineState": machine_state, "error": "NoError", **fields})


def test_the_state_before_the_window_counts_into_it() -> None:
    spent = time_in_state([state(-30, "Setup"), state(-2), state(18, "NoJob")], DAY, DAY + 24 * HOUR)
    assert spent.machine_state == {"Running": 18 * HOUR, "NoJob": 6 * HOUR}
    assert spent.unknown == timedelta()
    assert spent.share("running") == 0.0, "states are named as the machine does"
    assert spent.share("Running") == 0.75
    assert spent.share("NoError") == 1.0


def test_what_lies_before_the_first_state_is_unknown() -> None:
    spent = time_in_state([state(6)], DAY, DAY + 24 * HOUR)
    assert spent.machine_state == {"Running": 18 * HOUR}
    assert spent.unknown == 6 * HOUR
    assert time_in_state([], DAY, DAY + HOUR).unknown == HOUR


def test_what_lies_outside_changes_nothing() -> None:
    inside = [state(-1), state(3, "NoJob")]
    outside = [state(-50, "Setup"), state(24, "Setup"), state(90, "Setup")]
    assert time_in_state(inside + outside, DAY, DAY + 24 * HOUR) == time_in_state(inside, DAY, DAY + 24 * HOUR)


def test_a_switched_off_feature_is_unknown_and_a_missing_aspect_is_named_so() -> None:
    spent = time_in_state([state(0), state(4, isEnabled=False), state(10, None)], DAY, DAY + 12 * HOUR)
    assert spent.unknown == 6 * HOUR
    assert spent.machine_state == {"Running": 4 * HOUR, "unknown": 2 * HOUR}
    frame = spent.to_pandas().set_index(["aspect", "state"])
    assert frame.loc[("machine_state", "unknown"), "seconds"] == 8 * 3600
    assert frame.loc[("error", "unknown"), "seconds"] == 6 * 3600
    assert (frame["share"].groupby("aspect").sum() - 1).abs().max() < 1e-9


states = st.builds(
    state,
    st.floats(-100, 100),
    st.sampled_from(["Running", "NoJob", "Setup", "Invented", None]),
    isEnabled=st.sampled_from([True, False, None]),
    maintenance=st.sampled_from(["NoMaintenance", "Repair"]),
)


@given(st.lists(states, max_size=30), st.floats(0.1, 80))
def test_for_each_aspect_everything_adds_up_to_the_window(found: list[MachineState], hours: float) -> None:
    spent = time_in_state(found, DAY, DAY + hours * HOUR)
    for aspect in ASPECTS:
        times = getattr(spent, aspect)
        assert sum(times.values(), spent.unknown) == spent.length
        assert all(time > timedelta() for time in times.values())
        assert list(times.values()) == sorted(times.values(), reverse=True)


# On the machine


def test_the_machine_is_asked_for_the_state_before_the_window(simulator: Simulator, machine: Machine) -> None:
    history = machine.state.history().to_list()
    moments = sorted(entry.timestamp for entry in history if entry.timestamp is not None)
    after, before = moments[10] + timedelta(minutes=1), moments[30]
    spent = machine.state.time_in_state(after=after, before=before)
    assert spent == time_in_state(history, after, before)
    assert spent.unknown == timedelta()


def test_a_window_without_any_change_has_one_state(machine: Machine) -> None:
    history = sorted(machine.state.history().to_list(), key=lambda entry: entry.timestamp or DAY)
    gaps = [
        (later.timestamp - earlier.timestamp, earlier)
        for earlier, later in pairwise(history)
        if earlier.timestamp and later.timestamp
    ]
    length, longest = max(gaps, key=lambda gap: gap[0])
    assert longest.timestamp is not None
    after = longest.timestamp + length * 0.4
    spent = machine.state.time_in_state(after=after, before=after + length * 0.2)
    assert list(spent.machine_state) == [longest.machine_state]


async def test_a_window_from_before_the_first_state_begins_unknown(async_machine: AsyncMachine) -> None:
    spent = await async_machine.state.time_in_state(after="2020-01-01", before=NOW)
    assert spent.unknown > timedelta(days=1000)
    assert sum(spent.machine_state.values(), spent.unknown) == spent.length


def test_a_switched_off_feature_is_its_own_error(own_simulator: Simulator, own_machine: Machine) -> None:
    own_simulator.faults.add(
        Fault(operation="list_states", status=200, body="[]", content_type="application/json", times=None),
        Fault(operation="get_current_state", status=400),
    )
    with pytest.raises(BadRequestError, match="state feature"):
        own_machine.state.time_in_state(after="2026-10-01")


def test_a_model_without_states_is_its_own_error(polymer_machine: Machine) -> None:
    with pytest.raises(NotSupportedOnMachineError, match="EOS P 396 has no states"):
        polymer_machine.state.time_in_state(after="2026-10-01")


def test_a_window_in_the_future_is_refused(machine: Machine) -> None:
    with pytest.raises(ConfigurationError, match="future"):
        machine.state.time_in_state(after="2999-01-01", before="2999-01-02")
