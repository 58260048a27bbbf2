"""A walk through everything that a machine tells about its jobs: one thing never contradicts another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import attrs
import msgspec
import pytest

from eosconnect.simulator.answers import ANSWERS, Items, Nothing, Query, Record
from eosconnect.simulator.world import PROFILES, World
from eosconnect.simulator.world.indications import CATEGORIES
from eosconnect.simulator.world.monitoring import IMAGE_TYPES

from .conftest import NOW


@attrs.frozen(eq=False)
class Walk:
    """Asks a world as the server does."""

    world: World

    def one(self, operation: str, **arguments: Any) -> Any:
        answer = ANSWERS[operation](self.world, Query(operation, arguments))
        assert isinstance(answer, Record), answer
        return answer.value

    def some(self, operation: str, start: int = 0, stop: int | None = None, **arguments: Any) -> list[Any]:
        answer = ANSWERS[operation](self.world, Query(operation, arguments))
        if isinstance(answer, Nothing):
            return []
        assert isinstance(answer, Items), answer
        rows = answer.window(start, answer.count if stop is None else min(stop, answer.count))
        return msgspec.json.decode(rows) if isinstance(rows, bytes) else rows

    def jobs(self) -> list[dict[str, Any]]:
        """One that runs and, of those that were not successful, one whose layers are soon counted."""
        heads = [head for head in self.some("list_jobs") if head["detailsAvailable"] and not head["isCorrupt"]]
        broken_off = [head for head in heads if head["result"] in ("Failed", "UserCanceled")]
        chosen = [heads[0], min(broken_off, key=lambda head: int(head["layerCount"]))]
        return [self.one("get_job", jobId=head["id"]) for head in chosen]

    @cache  # noqa: B019  # there are few walks
    def layers(self, job: str) -> dict[int, dict[str, Any]]:
        return {layer["index"]: layer for layer in self.some("list_layers", jobId=job)}


@pytest.fixture(scope="module", params=[(model, seed) for model in PROFILES for seed in (1, 2)], ids=str)
def walk(request: pytest.FixtureRequest) -> Walk:
    model, seed = request.param
    return Walk(World(model=model, seed=seed, now=lambda: NOW))


def moment(text: str | None) -> datetime:
    return NOW if text is None else datetime.fromisoformat(text)


def test_jobs_follow_each_other(walk: Walk) -> None:
    jobs = walk.some("list_jobs")[::-1]
    for before, after in pairwise(jobs):
        assert moment(before["timeStarted"]) < moment(before["timeEnded"]) < moment(after["timeStarted"])
    assert [job["result"] for job in jobs].index("Pending") == len(jobs) - 1
    assert {"Successful", "Failed", "UserCanceled"} < {job["result"] for job in jobs}


def test_durations_of_a_job_are_those_of_its_layers(walk: Walk) -> None:
    for job in walk.jobs():
        layers = list(walk.layers(job["id"]).values())
        assert len(layers) == job["layerCount"]
        assert layers[-1]["endHeight"] == job["height"] <= job["heightTotal"]
        for name, operation in (("exposureDuration", "Exposure"), ("recoatingDuration", "Recoating")):
            spans = [one for layer in layers for one in layer["durations"] if one["operationType"] == operation]
            took = sum((moment(one["endTime"]) - moment(one["startTime"]) for one in spans), timedelta())
            slack = 0.01 + 1e-6 * len(layers) if job["timeEnded"] else 3600.0  # the layer in progress counts
            assert job["durations"][name] == pytest.approx(took.total_seconds(), abs=slack)


def test_messages_lie_in_their_job_and_layer(walk: Walk) -> None:
    for job in walk.jobs():
        messages = walk.some("list_user_messages", jobId=job["id"])
        thickness = job["materialSetDetails"]["defaultLayerThickness"]
        layers = walk.layers(job["id"])
        assert messages
        for message in messages:
            at, index = moment(message["timeRaised"]), message["layerIndex"]
            assert moment(job["timeStarted"]) <= at <= moment(job["timeEnded"])
            if index is not None:
                assert message["layerHeight"] == pytest.approx(index * thickness)
                assert index <= job["layerCount"] + (job["timeEnded"] is None)
            if index in layers:
                assert moment(layers[index]["timeStarted"]) <= at <= moment(layers[index]["timeEnded"])


def test_states_follow_the_jobs(walk: Walk) -> None:
    for job in walk.jobs():
        states = walk.some("list_job_states", jobId=job["id"])
        assert states[0]["machineState"] == "PreProcessing"
        assert "Running" in {state["machineState"] for state in states}
        assert {state["buildJob"] for state in states} & {"NoBuildJob"} == set()
        for state in states:
            assert moment(job["timeStarted"]) <= moment(state["timestamp"]) < moment(job["timeEnded"]) + timedelta(1e-6)
        failed = any(state["error"] != "NoError" for state in states)
        assert failed is (job["result"] == "Failed")


def test_values_lie_in_the_time_of_the_job(walk: Walk) -> None:
    job = walk.jobs()[1]
    values = walk.some("get_process_chamber_temperature_values", jobId=job["id"])
    assert len(values) > 50
    for value in values:
        assert moment(job["timeStarted"]) <= moment(value["timestamp"]) <= moment(job["timeEnded"])
        assert value["isInJob"] is (value["layerIndex"] is not None)
        assert (value["layerIndex"] or 0) <= job["layerCount"]


def test_what_the_monitoring_saw_lies_in_the_job(walk: Walk) -> None:
    if not walk.world.profile.powder_bed_camera:
        pytest.skip("has no monitoring")
    for job in walk.jobs():
        last = job["layerCount"]
        images = walk.one(
            "get_layer_image_metadata",
            jobId=job["id"],
            types=list(IMAGE_TYPES),
            startLayer=max(last - 9, 1),
            endLayer=last + 5,
        )
        layers = walk.layers(job["id"])
        for image in images["imageMetadata"]:
            assert image["layer"] <= last + (job["timeEnded"] is None)
            if image["layer"] in layers:
                layer = layers[image["layer"]]
                begin, end = moment(layer["timeStarted"]), moment(layer["timeEnded"])
                assert begin <= moment(image["timeStamp"]) <= end + timedelta(seconds=1)
        for index in range(max(last - 60, 1), last + 3):
            for found in walk.one("list_layer_indications", jobId=job["id"], layerIndex=index, types=list(CATEGORIES)):
                assert index <= last
                assert (found["jobId"], found["task"]) == (job["id"], job["task"])


def test_the_same_seed_gives_the_same_files(fresh: Callable[..., Any]) -> None:
    machines = [fresh(seed=seed, export_size=2_000_000) for seed in (7, 7, 8)]
    contents: list[list[bytes]] = []
    for visitor in machines:
        job = visitor.jobs("Failed")[0]
        images = {"types": "PowderBedAfterExposure", "startLayer": 4, "endLayer": 5}
        answers = [
            visitor.get(f"/layers/{job}/images/download", **images),
            visitor.get(f"/jobs/{job}/indications", types="PowderBed"),
            visitor.get(f"/jobs/{job}/export", exportHomeInData="true"),
            visitor.get("/diagnostics/logFiles"),
            visitor.get("/tasks/configuration"),
            visitor.client.post(f"/reports/job/{job}"),
        ]
        contents.append([answer.raise_for_status().content for answer in answers])
    assert contents[0] == contents[1]
    assert all(same != other for same, other in zip(contents[0], contents[2], strict=True))
