"""What the machine is and what it is doing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import NotSupportedOnMachineError
from eosconnect.models.machine_info import MachineModel, MachineType, ProcessState
from tests.simulated import NOW


def test_info_agrees_with_its_single_values(machine: Machine) -> None:
    info = machine.info.get()
    assert info.product_name == machine.info.product_name() == "EOS M 290"
    assert info.serial_number == machine.info.serial_number()
    assert info.host_name == machine.info.host_name()
    assert info.brand == machine.info.brand() == "EOS"
    assert info.material == machine.info.material()
    assert info.technical_model == machine.info.technical_model() == MachineModel.M291
    assert info.type == machine.info.type() == MachineType.METAL
    assert info.process_state == machine.info.process_state() == ProcessState.PROCESSING
    assert info.process_state_am == machine.info.process_state_am()
    assert info.process_state_eos == machine.info.process_state_eos()
    assert machine.info.inert_gas_type() in ("Argon", "Nitrogen")
    assert machine.info.remote_control_allowed() in (True, False)
    assert all(name and version for name, version in machine.info.module_versions().items())


def test_state_now_is_the_last_of_its_history(machine: Machine) -> None:
    current = machine.state.current()
    history = machine.state.history().to_list()
    assert current is not None
    assert current.timestamp == max(state.timestamp for state in history if state.timestamp)
    assert current.is_enabled


def test_history_holds_its_window_over_many_pages(machine: Machine) -> None:
    after, before = NOW - timedelta(days=20), NOW - timedelta(days=2)
    states = machine.state.history(after=after, before=before).options(page_size=5).to_list()
    assert len(states) > 10
    assert all(state.timestamp and after <= state.timestamp <= before for state in states)


def test_states_of_a_job_lie_in_its_time(machine: Machine) -> None:
    job = machine.jobs.latest(result="Failed")
    assert job is not None
    assert job.started_at
    assert job.ended_at
    states = machine.state.of_job(job).to_list()
    assert states
    assert all(state.timestamp and job.started_at <= state.timestamp <= job.ended_at for state in states)


def test_a_model_without_states_says_so(polymer_machine: Machine) -> None:
    with pytest.raises(NotSupportedOnMachineError, match="EOS P 396 has no current state"):
        polymer_machine.state.current()


async def test_async_reads_the_same(async_machine: AsyncMachine, machine: Machine) -> None:
    assert await async_machine.info.get() == machine.info.get()
    assert await async_machine.info.module_versions() == machine.info.module_versions()
    assert await async_machine.state.current() == machine.state.current()
    assert await async_machine.state.history().to_list() == machine.state.history().to_list()
