"""Everything that the machine tells agrees with everything else."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from eosconnect.simulator.world import PROFILES, Job, World
from eosconnect.simulator.world.mishaps import KINDS, possible
from eosconnect.simulator.world.ticks import SECOND

Seconds = Callable[[str, str], float]


def _readable(world: World) -> list[Job]:
    """One job that runs, the newest that was canceled and that failed, and the shortest that succeeded."""
    now = world.ticks()
    newest = {job.result(now): job for job in world.jobs if job.readable and job.result(now) != "Successful"}
    succeeded = [job for job in world.jobs if job.readable and job.result(now) == "Successful"]
    return [*newest.values(), min(succeeded, key=lambda job: job.layers)]


def test_layers_abut_and_lie_in_the_job(ask_each: Any, seconds_between: Seconds) -> None:
    for job in _readable(ask_each.world):
        head = ask_each.one("get_job", jobId=job.id)
        layers = ask_each.all("list_layers", jobId=job.id)
        assert len(layers) == head["layerCount"]
        assert [layer["index"] for layer in layers] == list(range(1, len(layers) + 1))
        assert layers[-1]["endHeight"] == head["height"]
        assert all(before["timeEnded"] == after["timeStarted"] for before, after in pairwise(layers))
        assert seconds_between(head["timeStarted"], layers[0]["timeStarted"]) > 0
        if head["timeEnded"] is not None:
            assert seconds_between(layers[-1]["timeEnded"], head["timeEnded"]) >= 0


def test_operations_lie_in_their_layer_and_fill_it(ask_each: Any, seconds_between: Seconds) -> None:
    for job in _readable(ask_each.world):
        for layer in ask_each.all(
            "list_layers", jobId=job.id, startIndex=job.layers_built(ask_each.world.ticks()) - 60
        ):
            begin, end, durations = layer["timeStarted"], layer["timeEnded"], layer["durations"]
            assert durations[0]["startTime"] == begin
            assert max(seconds_between(begin, d["endTime"]) for d in durations) == seconds_between(begin, end)
            reached = 0.0
            for duration in durations:
                assert seconds_between(begin, duration["startTime"]) <= reached
                reached = max(reached, seconds_between(begin, duration["endTime"]))


@pytest.mark.parametrize(("model", "first"), [("EOS M 290", "Exposure"), ("EOS P 396", "Recoating")])
def test_metal_exposes_first_and_polymer_recoats_first(model: str, first: str, clock: Any) -> None:
    timeline = World(model=model, now=clock).jobs[-1].timeline
    assert (timeline.operations[first][0] == timeline.begin).all()
    other = {"Exposure": "Recoating", "Recoating": "Exposure"}[first]
    assert (timeline.operations[other][0] > timeline.begin).all()


def test_durations_of_a_job_are_those_of_its_layers(ask_each: Any, seconds_between: Seconds) -> None:
    for job in _readable(ask_each.world):
        head = ask_each.one("get_job", jobId=job.id)
        if head["isRunning"]:
            continue
        spent = dict.fromkeys(("Recoating", "Exposure", "Heating"), 0.0)
        for layer in ask_each.all("list_layers", jobId=job.id):
            for duration in layer["durations"]:
                if duration["operationType"] in spent:
                    spent[duration["operationType"]] += seconds_between(duration["startTime"], duration["endTime"])
        for name, seconds in spent.items():
            assert head["durations"][f"{name.lower()}Duration"] == pytest.approx(seconds, abs=0.001)


def test_jobs_follow_each_other_with_time_between(each_world: World) -> None:
    jobs = each_world.jobs
    assert all(before.end < after.start for before, after in pairwise(jobs))
    assert len({job.id for job in jobs}) == len(jobs)


def test_the_history_has_every_kind_of_job(each_world: World) -> None:
    now = each_world.ticks()
    results = [job.result(now) for job in each_world.jobs]
    assert results.count("Pending") == 1
    assert results.count("Failed") >= 3
    assert results.count("UserCanceled") >= 2
    assert results.count("Successful") >= 10
    assert any(job.deleted for job in each_world.jobs)
    assert any(job.corrupt for job in each_world.jobs)
    assert results[-2:] == ["UserCanceled", "Pending"]


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("model", list(PROFILES))
def test_every_seed_gives_a_running_job_and_explained_failures(model: str, seed: int, clock: Any) -> None:
    world = World(model=model, seed=seed, now=clock, history_weeks=2)
    now = world.ticks()
    running = world.running_job(now)
    assert running is not None
    assert 0 < running.layers_built(now) < running.design.layers
    told = {(message.job, message.wording.severity) for message in world.messages(now)}
    for job in world.jobs:
        if job.result(now) == "Failed":
            assert (job, "Error") in told
        if job.result(now) == "UserCanceled":
            assert (job, "Warning") in told
        assert job.height(job.layers) <= world.profile.build_volume[2]


def test_a_failure_is_told_when_it_happens_and_before(world: World) -> None:
    failed = next(job for job in reversed(world.jobs) if job.result(world.ticks()) == "Failed")
    assert failed.design.mishap is not None
    stop = failed.timeline.stop
    assert stop is not None
    own = [message for message in world.messages(world.ticks()) if message.job is failed]
    error = next(message for message in own if message.wording.severity == "Error")
    warning = next(message for message in own if message.wording.severity == "Warning" and message.at > failed.start)
    assert abs(error.at - failed.start - stop) < SECOND
    assert error.layer == failed.design.mishap.layer
    assert warning.at < error.at


def test_messages_lie_in_the_layer_that_they_name(ask_each: Any, seconds_between: Seconds) -> None:
    jobs = {job.id: job for job in _readable(ask_each.world)}
    layers = {id: ask_each.all("list_layers", jobId=id) for id in jobs}
    seen = 0
    for message in ask_each.all("list_user_messages"):
        if message["jobId"] not in jobs:
            continue
        job = jobs[message["jobId"]]
        head = ask_each.one("get_job", jobId=job.id)
        assert seconds_between(head["timeStarted"], message["timeRaised"]) >= 0
        if head["timeEnded"] is not None:
            assert seconds_between(message["timeRaised"], head["timeEnded"]) >= 0
        if message["layerIndex"] is not None and message["layerIndex"] <= len(layers[job.id]):
            layer = layers[job.id][message["layerIndex"] - 1]
            assert layer["endHeight"] == message["layerHeight"]
            assert seconds_between(layer["timeStarted"], message["timeRaised"]) >= 0
            assert seconds_between(message["timeRaised"], layer["timeEnded"]) >= 0
            seen += 1
    assert seen > 3


def test_every_message_exists_in_four_languages(ask_each: Any) -> None:
    texts = {language: ask_each.all("list_user_messages", language=language) for language in ("en", "de", "fr", "it")}
    assert len({len(messages) for messages in texts.values()}) == 1
    for in_english, in_german in zip(texts["en"], texts["de"], strict=True):
        assert in_english["messageId"] == in_german["messageId"]
        assert in_english["message"] != in_german["message"]
        assert "{" not in in_english["message"] + in_german["message"]


def test_messages_of_no_job_are_raised_between_jobs(ask_each: Any) -> None:
    alone = [message for message in ask_each.world.messages(ask_each.world.ticks()) if message.job is None]
    assert len(alone) == len(ask_each.all("list_user_messages", jobId="none")) > 10
    for message in alone:
        assert not any(job.start <= message.at < job.end for job in ask_each.world.jobs)


def test_messages_and_states_are_in_the_order_of_time(each_world: World) -> None:
    now = each_world.ticks()
    assert all(a.at <= b.at for a, b in pairwise(each_world.messages(now)))
    assert all(a.at < b.at for a, b in pairwise(each_world.states(now)))


def test_states_follow_the_jobs(each_world: World) -> None:
    now = each_world.ticks()
    states = each_world.states(now)
    at_start = {state.at: state for state in states}
    for job in each_world.jobs:
        assert at_start[job.start].machine == "PreProcessing"
        assert at_start[job.start].build_job == job.design.oee_job
        if job.end <= now:
            after = next(state for state in states if state.at >= job.end)
            assert after.at == job.end
            assert (after.machine, after.build_job) == ("NoJob", "NoBuildJob")
            mishap = job.design.mishap
            assert after.error == ("NoError" if mishap is None else mishap.kind.oee_error)
    running = [s for s in states if any(job.start <= s.at < job.end for job in each_world.jobs)]
    assert all(state.build_job != "NoBuildJob" for state in running)


def test_process_state_flags_and_layer_tell_the_same(clock: Any) -> None:
    world = World(now=clock)
    seen = set()
    for _ in range(400):
        now = world.ticks()
        activity, job = world.activity(now), world.running_job(now)
        flags = world.states(now)[-1].machine
        assert (job is None) == (activity.am in {"Idle", "Maintenance"}) == (flags in {"NoJob", "Setup"})
        if activity.am == "Processing":
            assert flags == "Running"
            assert job is not None
            assert job.layer_in_progress(now) is not None
        seen.add(activity.am)
        clock.advance(minutes=17)
    assert seen >= {"Idle", "PreProcessing", "Processing", "PostProcessing"}


def test_every_failure_is_possible_somewhere() -> None:
    anywhere = {name for profile in PROFILES.values() for name in possible(profile)}
    assert anywhere == {name for name, kind in KINDS.items() if kind.result == "Failed"}


def test_wear_grows_from_job_to_job(world: World) -> None:
    hours = [job.wear.laser_hours for job in world.jobs]
    assert all(before < after for before, after in pairwise(hours))
    exposed = sum(job.timeline.spent("Exposure", job.end - job.start) for job in world.jobs[:-1]) / (3600 * SECOND)
    assert hours[-1] - hours[0] == pytest.approx(exposed, rel=1e-6)


def test_nothing_is_left_of_a_deleted_or_corrupt_job_but_its_head(ask: Any) -> None:
    gone = [job for job in ask.world.jobs if not job.readable]
    assert len(gone) == 2
    for job in gone:
        detail = ask.one("get_job", jobId=job.id)
        assert detail["task"] == job.design.task
        assert detail["result"] == job.result(ask.world.ticks())
        assert detail["detailsAvailable"] is not job.deleted
        assert detail["isCorrupt"] is job.corrupt
        assert detail["materialSetDetails"] is None
        assert detail["durations"] is None
        assert ask.all("list_layers", jobId=job.id) == []
        assert ask.all("get_recoater_position_values", jobId=job.id) == []
        assert all(m["layerHeight"] is None for m in ask.all("list_user_messages", jobId=job.id))
