"""What goes wrong shows in the signals before it ends the job; phases and layers show in them, too."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from eosconnect.simulator.world import DATA_POINTS, Job, World
from eosconnect.simulator.world.series import Records
from eosconnect.simulator.world.ticks import MINUTE, SECOND


@pytest.fixture(scope="module")
def worlds() -> dict[str, World]:
    moment = datetime(2026, 3, 9, 10, 30, tzinfo=UTC)
    models = ("EOS M 290", "EOS M 400-4", "EOS P 396")
    return {model: World(model=model, seed=1, now=lambda: moment, history_weeks=26) for model in models}


def _values(world: World, job: Job, key: str, *, start: int, end: int) -> Records:
    point = DATA_POINTS[key]
    number = point.numbers(world.profile)[0]
    return world.series.window(job, point, number, 0, 10_000_000, begin=job.start + start, end=job.start + end)


@pytest.mark.parametrize(
    ("model", "mishap", "key", "at_least"),
    [
        ("EOS M 290", "oxygen leak", "processChamber.o2ConcentrationTop", 0.5),
        ("EOS M 290", "oxygen leak", "filterSystem.o2Concentration", 0.5),
        ("EOS M 290", "recoater collision", "recoater.axisTorque", 0.6),
        ("EOS M 290", "filter clogged", "filterSystem.filter.pressureDifferential", 4.0),
        ("EOS M 290", "laser too hot", "exposure.laser.temperature", 5.0),
        ("EOS M 400-4", "powder short", "dispenser.fillLevel", -10.0),
        ("EOS P 396", "chamber too cold", "processChamber.temperature", -5.0),
    ],
)
def test_a_failure_shows_before_it_ends_the_job(
    worlds: dict[str, World], model: str, mishap: str, key: str, at_least: float
) -> None:
    world = worlds[model]
    job = next(
        job
        for job in reversed(world.jobs)
        if job.readable and job.design.mishap and job.design.mishap.kind.name == mishap
    )
    stop, told = job.timeline.stop, job.design.mishap
    assert stop is not None
    assert told is not None
    onset = stop - round(told.onset * SECOND)
    calm = _values(world, job, key, start=onset - 60 * MINUTE, end=onset).values
    grave = _values(world, job, key, start=stop - round(0.15 * told.onset * SECOND), end=stop).values
    change = grave.min() - calm.min() if at_least < 0 else np.abs(grave).max() - np.abs(calm).max()
    assert change / at_least > 1.0


def test_oxygen_is_washed_out_before_the_first_layer(worlds: dict[str, World]) -> None:
    world = worlds["EOS M 290"]
    for job in [job for job in world.jobs if job.readable][-6:]:
        begin = int(job.timeline.begin[0])
        before = _values(world, job, "processChamber.o2ConcentrationTop", start=0, end=begin)
        assert before.values[0] > 20.0
        assert before.values[-1] < 2.0 * job.design.material.oxygen + 0.2
        assert not before.in_job.any()


def test_the_recoater_moves_while_it_recoats_and_rests_otherwise(worlds: dict[str, World]) -> None:
    world = worlds["EOS P 396"]
    job = world.jobs[-2]
    begin, end = job.timeline.operations["Recoating"]
    layer = job.layers // 2
    moving = _values(world, job, "recoater.position", start=int(begin[layer]), end=int(end[layer]))
    resting = _values(world, job, "recoater.position", start=int(end[layer]), end=int(begin[layer + 1]))
    assert len(moving) > 20
    assert len(resting) <= 1
    assert np.ptp(moving.values) > 0.9 * world.profile.recoater_travel


def test_the_platform_sinks_by_the_layers(worlds: dict[str, World]) -> None:
    for world in worlds.values():
        job = world.jobs[-2]
        first, last = (int(job.timeline.operations["Exposure"][1][layer]) for layer in (10, job.layers - 10))
        positions = [
            np.median(_values(world, job, "buildingPlatform.position", start=at - 2 * SECOND, end=at).values)
            for at in (first, last)
        ]
        assert positions[1] - positions[0] == pytest.approx(job.height(job.layers - 20), abs=0.01)


def test_every_value_is_one_that_a_machine_could_show(worlds: dict[str, World]) -> None:
    sensible = {
        "%": (0.0, 150.0),
        "°C": (5.0, 350.0),
        "mbar": (-2.0, 1100.0),
        "GB": (1.0, 2000.0),
        "l/min": (-1.0, 400.0),
    }
    percent_above_a_hundred = {"dispenser.dosageFactor"}
    for world in worlds.values():
        job = world.jobs[-2]
        for point in DATA_POINTS.values():
            if not point.is_on(world.profile) or point.kind not in {"sampled", "layer"}:
                continue
            if point.unit in sensible and point.key not in percent_above_a_hundred and (point.interval or 1.0) >= 0.5:
                low, high = sensible[point.unit]
                number = point.numbers(world.profile)[0]
                count = world.series.count(job, point, number, job.end)
                values = world.series.window(job, point, number, 0, count).values
                assert low <= values.min() <= values.max() <= high, point.key


@pytest.mark.parametrize(
    ("mishap", "key"),
    [("oxygen leak", "processChamber.o2ConcentrationTop"), ("laser too hot", "exposure.laser.temperature")],
)
def test_an_error_message_names_a_limit_that_was_exceeded(worlds: dict[str, World], mishap: str, key: str) -> None:
    world = worlds["EOS M 290"]
    seen = 0
    for message in world.messages(world.ticks()):
        job, limit = message.job, message.values.get("limit")
        if job is None or job.design.mishap is None or job.design.mishap.kind.name != mishap:
            continue
        if isinstance(limit, float) and message.wording.severity != "Info":
            point = DATA_POINTS[key]
            number = point.numbers(world.profile)[0]
            assert world.series.latest(job, point, number, message.at + SECOND).values[0] > limit
            seen += 1
    assert seen >= 4
