"""Layers and user messages: those of the job, within the bounds that were asked for."""

from __future__ import annotations

from itertools import pairwise

import pytest

from eosconnect import NO_JOB, AsyncMachine, Machine
from eosconnect.errors import BadRequestError, ConfigurationError, NotFoundError
from eosconnect.models.job import Job
from eosconnect.models.layer import LayerOperationType
from eosconnect.models.user_message import Severity


@pytest.fixture
def failed(machine: Machine) -> Job:
    job = machine.jobs.latest(result="Failed")
    assert job is not None
    return job


def test_layers_are_all_there_and_numbered_from_one(machine: Machine, failed: Job) -> None:
    indices = [layer.index for layer in machine.layers.list(failed)]
    assert sorted(index for index in indices if index) == list(range(1, (failed.layer_count or 0) + 1))


def test_layers_lie_in_their_job_and_abut(machine: Machine, failed: Job) -> None:
    layers = sorted(machine.layers.list(failed), key=lambda layer: layer.index or 0)
    assert failed.started_at
    assert failed.ended_at
    for lower, upper in pairwise(layers):
        assert lower.ended_at == upper.started_at
        assert lower.end_height is not None
        assert upper.end_height == pytest.approx(lower.end_height + (upper.thickness or 0), abs=1e-6)
    assert layers[0].started_at is not None
    assert layers[-1].ended_at is not None
    assert failed.started_at <= layers[0].started_at < layers[-1].ended_at <= failed.ended_at


def test_layer_bounds_are_included(machine: Machine, failed: Job) -> None:
    some = machine.layers.list(failed, first=10, last=20).to_list()
    assert sorted(layer.index or 0 for layer in some) == list(range(10, 21))
    low, high = some[2].end_height, some[6].end_height
    assert low is not None
    assert high is not None
    within = machine.layers.list(failed, min_height=low, max_height=high).to_list()
    assert sorted(layer.index or 0 for layer in within) == [12, 13, 14, 15, 16]


def test_a_layer_tells_how_long_its_operations_took(machine: Machine, failed: Job) -> None:
    layer = machine.layers.list(failed, first=2, last=2).first()
    assert layer is not None
    operations = {duration.operation for duration in layer.durations}
    assert {LayerOperationType.EXPOSURE, LayerOperationType.RECOATING} <= operations


def test_the_current_layer_belongs_to_the_running_job(machine: Machine) -> None:
    layer, job = machine.layers.current(), machine.jobs.current()
    assert layer is not None
    assert job is not None
    assert layer.job_id == job.id
    assert layer.index == (job.layer_count or 0) + 1 or layer.index == job.layer_count


def test_layers_of_an_unknown_job_are_an_error_and_not_an_empty_list(machine: Machine) -> None:
    with pytest.raises(NotFoundError, match="no such job"):
        machine.layers.list("SI0000-nothing").to_list()


def test_messages_of_a_job_explain_its_failure(machine: Machine, failed: Job) -> None:
    messages = machine.user_messages.list(job=failed).to_list()
    assert messages
    assert {message.job_id for message in messages} == {failed.id}
    assert any(message.severity in (Severity.ERROR, Severity.FATAL_ERROR) and message.message for message in messages)
    for message in messages:
        assert message.layer_index is None or 1 <= message.layer_index <= (failed.layer_count or 0)


def test_messages_without_a_job_and_with_one_make_up_the_whole(machine: Machine) -> None:
    everything = machine.user_messages.list().to_list()
    without = machine.user_messages.list(job=NO_JOB).to_list()
    assert without
    assert all(not message.job_id for message in without)
    assert len(without) + sum(1 for message in everything if message.job_id) == len(everything)


@pytest.mark.parametrize("severity", ["Error", "error", "ERROR", Severity.ERROR])
def test_severity_filters_whatever_its_letter_case(machine: Machine, failed: Job, severity: str) -> None:
    found = machine.user_messages.list(job=failed, severity=severity).to_list()
    assert found
    assert {message.severity for message in found} == {Severity.ERROR}


def test_messages_come_in_the_language_asked_for(machine: Machine, failed: Job) -> None:
    english = [message.message for message in machine.user_messages.list(job=failed)]
    german = [message.message for message in machine.user_messages.list(job=failed, language="de")]
    assert len(english) == len(german)
    assert english != german


def test_a_language_the_machine_lacks_is_told_by_the_machine(machine: Machine) -> None:
    with pytest.raises((BadRequestError, ConfigurationError), match="language"):
        machine.user_messages.list(language="tlh").to_list()


def test_a_window_of_messages_holds(machine: Machine) -> None:
    moments = sorted(message.raised_at for message in machine.user_messages.list() if message.raised_at)
    after, before = moments[5], moments[20]
    found = machine.user_messages.list(raised_after=after, raised_before=before).to_list()
    assert sorted(message.raised_at for message in found if message.raised_at) == [
        moment for moment in moments if after <= moment <= before
    ]


async def test_async_reads_the_same(async_machine: AsyncMachine, machine: Machine, failed: Job) -> None:
    assert await async_machine.layers.list(failed).to_list() == machine.layers.list(failed).to_list()
    assert await async_machine.layers.current() == machine.layers.current()
    messages = await async_machine.user_messages.list(job=failed).to_list()
    assert messages == machine.user_messages.list(job=failed).to_list()
