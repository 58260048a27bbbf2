"""The parts of a job and the exposure of its layers are the same thing, counted in two ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from eosconnect.simulator.answers import ANSWERS, Items, Query, Refusal
from eosconnect.simulator.world import PROFILES, Job, World
from eosconnect.simulator.world.part_exposure import part_course
from eosconnect.simulator.world.ticks import to_datetime

BEGINNING = datetime(2026, 3, 9, 10, 30, tzinfo=UTC)
EVERYWHERE = [(model, seed) for model in PROFILES for seed in (1, 2)]


def all_of(world: World, operation: str, **arguments: Any) -> list[dict[str, Any]]:
    answer = ANSWERS[operation](world, Query(operation, arguments))
    assert isinstance(answer, Items), answer
    rows = answer.window(0, answer.count)
    assert isinstance(rows, list)
    return rows


@cache
def world_of(model: str, seed: int) -> World:
    return World(model=model, seed=seed, now=lambda: BEGINNING)


def recent(world: World) -> Iterator[Job]:
    """One that runs, one that was canceled, one that succeeded, one that failed; the small ones among them whole."""
    yield from (job for job in world.jobs[-4:] if job.readable)


def seconds_exposed(layer: dict[str, Any]) -> float:
    moments = next((d["startTime"], d["endTime"]) for d in layer["durations"] if d["operationType"] == "Exposure")

    def ticks(text: str) -> int:
        whole, _, fraction = text.removesuffix("Z").partition(".")
        seconds = int(datetime.fromisoformat(whole).replace(tzinfo=UTC).timestamp())
        return seconds * 10_000_000 + int(fraction.ljust(7, "0") or 0)

    return (ticks(moments[1]) - ticks(moments[0])) / 10_000_000


@pytest.mark.parametrize(("model", "seed"), EVERYWHERE)
def test_part_exposure_times_add_up_to_the_exposure_of_the_layer(model: str, seed: int) -> None:
    world = world_of(model, seed)
    for job in recent(world):
        built = job.layers_built(world.ticks())
        first = max(built - 120, 1)
        sums: dict[int, float] = defaultdict(float)
        for part in all_of(world, "list_parts", jobId=job.id):
            arguments = {"jobId": job.id, "partId": part["id"], "startIndex": first}
            for one in all_of(world, "list_part_exposure_times", **arguments):
                assert one["exposureTime"] > 0
                sums[one["layerIndex"]] += one["exposureTime"]
        layers = all_of(world, "list_layers", jobId=job.id, startIndex=first)
        exposed = {
            layer["index"]: seconds_exposed(layer)
            for layer in layers
            if any(duration["operationType"] == "Exposure" for duration in layer["durations"])
        }
        assert sums == pytest.approx(exposed, abs=1e-6)


@pytest.mark.parametrize(("model", "seed"), EVERYWHERE)
def test_a_part_has_an_exposure_time_once_it_is_complete(model: str, seed: int) -> None:
    world = world_of(model, seed)
    for job in recent(world):
        course, built = part_course(job.design), job.layers_built(world.ticks())
        for part, last in zip(all_of(world, "list_parts", jobId=job.id), course.last.tolist(), strict=True):
            layers = all_of(world, "list_part_exposure_times", jobId=job.id, partId=part["id"])
            assert layers[-1]["layerIndex"] <= built
            if part["exposureTime"] is None:
                assert part["volume"] is None
                assert last > built or part["status"] == "Deactivated" or last == job.layers
            else:
                assert part["exposureTime"] == pytest.approx(sum(one["exposureTime"] for one in layers), abs=1e-6)
                assert layers[-1]["layerIndex"] == last
                box = part["boundingBox"]
                sides = [box["point2"][axis] - box["point1"][axis] for axis in "xyz"]
                assert 0 < part["volume"] < sides[0] * sides[1] * sides[2] * 1.01


@pytest.mark.parametrize("model", PROFILES)
def test_parts_stand_side_by_side_on_the_platform(model: str) -> None:
    world = world_of(model, 1)
    width, depth, height = world.profile.build_volume
    for job in (job for job in world.jobs if job.readable):
        boxes = [part["boundingBox"] for part in all_of(world, "list_parts", jobId=job.id)]
        for i, box in enumerate(boxes):
            low, high = box["point1"], box["point2"]
            assert 0 <= low["x"] < high["x"] <= width
            assert 0 <= low["y"] < high["y"] <= depth
            assert 0 <= low["z"] < high["z"] <= height
            for other in boxes[:i]:
                apart_x = other["point2"]["x"] <= low["x"] or other["point1"]["x"] >= high["x"]
                apart_y = other["point2"]["y"] <= low["y"] or other["point1"]["y"] >= high["y"]
                assert apart_x or apart_y


def test_a_running_job_exposes_more_of_its_parts_as_time_goes_on() -> None:
    moment = BEGINNING
    world = World(now=lambda: moment)
    job = world.jobs[-1]
    before = len(all_of(world, "list_part_exposure_times", jobId=job.id, partId=1))
    moment = to_datetime(job.end + 1)
    after = all_of(world, "list_part_exposure_times", jobId=job.id, partId=1)
    assert before < len(after)
    assert all_of(world, "list_parts", jobId=job.id)[0]["exposureTime"] is not None


def test_exposure_times_are_cut_by_layer(visitor: Any) -> None:
    job = visitor.jobs("Successful")[0]
    everything = visitor.json(f"/parts/{job}/1/exposureTimes")
    cut = visitor.json(f"/parts/{job}/1/exposureTimes", startIndex=10, endIndex=19)
    assert [one["layerIndex"] for one in cut] == list(range(10, 20))
    assert cut == everything[9:19]
    assert visitor.json(f"/parts/{job}/1/exposureTimes", startIndex=10, skip=2, take=3) == everything[11:14]
    assert visitor.json(f"/parts/{job}/1/exposureTimes", startIndex=20, endIndex=10) == []


def test_an_unknown_part_or_job_is_not_found(visitor: Any) -> None:
    job = visitor.jobs("Successful")[0]
    for path in ("/parts/none", "/parts/none/1/exposureTimes", f"/parts/{job}/0/exposureTimes"):
        assert visitor.get(path).status_code == 404


def test_an_operator_has_deactivated_a_part_somewhere() -> None:
    world = world_of("EOS M 290", 1)
    jobs = (job for job in reversed(world.jobs) if job.readable and any(part_course(job.design).deactivated))
    parts = (part for job in jobs for part in all_of(world, "list_parts", jobId=job.id))
    found = next(part for part in parts if part["status"] == "Deactivated")
    assert found["exposureTime"] is None
    assert found["volume"] is None


def test_an_unreadable_job_has_no_parts() -> None:
    world = world_of("EOS M 290", 1)
    job = next(job for job in world.jobs if job.deleted)
    assert all_of(world, "list_parts", jobId=job.id) == []
    query = Query("list_part_exposure_times", {"jobId": job.id, "partId": 1})
    answer: Callable[..., Any] = ANSWERS["list_part_exposure_times"]
    assert isinstance(answer(world, query), Refusal)
