"""The simulator's own table of the data points, read from the source a second time, says what the document says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from eosconnect.document import load_document
from eosconnect.simulator.answers import ANSWERS, Items, Nothing, Refusal
from eosconnect.simulator.world import DATA_POINTS, PROFILES, World

DOCUMENTED: dict[str, dict[str, Any]] = load_document()["x-eos-data-points"]


def test_the_two_readings_list_the_same_data_points() -> None:
    assert set(DATA_POINTS) == set(DOCUMENTED)


@pytest.mark.parametrize("key", list(DATA_POINTS))
def test_the_two_readings_agree(key: str) -> None:
    point, documented = DATA_POINTS[key], DOCUMENTED[key]
    assert (None if point.unit == "-" else point.unit) == documented["unit"]
    assert point.interval == documented["interval"]
    assert point.threshold == documented["threshold"]
    assert (point.kind == "layer") == documented["layerBased"]
    assert (point.kind == "text") == (documented["kind"] == "text")
    assert point.numbered == documented["numbered"]
    assert point.recorded == documented["recorded"]
    assert point.described == documented["described"]
    assert point.models == set(documented["machines"])
    assert point.filter_system == documented["filterSystem"]


def test_every_answer_belongs_to_an_operation_of_the_document() -> None:
    document = load_document()
    operations = {
        re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", operation["operationId"]).lower()
        for path in document["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict) and "operationId" in operation
    }
    assert set(ANSWERS) <= operations
    assert sum(name.endswith("_values") for name in ANSWERS) == 46
    assert sum(name.endswith("_description") for name in ANSWERS) == 48


@pytest.mark.parametrize("model", list(PROFILES))
def test_a_machine_answers_for_its_data_points_and_refuses_the_others(model: str, clock: Any, asker: Any) -> None:
    ask = asker(World(model=model, now=clock))
    job = min((job for job in ask.world.jobs if job.readable), key=lambda job: job.end - job.start)
    for point in DATA_POINTS.values():
        words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", point.key.replace(".", "_")).lower()
        numbers = list(point.numbers(ask.world.profile))
        arguments = {point.numbered: (numbers or [1])[-1]} if point.numbered else {}
        kinds = ["current", *["values"] * point.recorded, *["description"] * point.described]
        for kind in kinds:
            answer = ask.answer(f"get_{words}_{kind}", jobId=job.id, **arguments)
            assert isinstance(answer, Refusal) != point.is_on(ask.world.profile), (point.key, kind)
            if point.numbered and point.is_on(ask.world.profile):
                beyond = ask.answer(f"get_{words}_{kind}", jobId=job.id, **{point.numbered: len(numbers) + 1})
                assert isinstance(beyond, Refusal)
                assert beyond.status == 404
        if point.is_on(ask.world.profile) and point.recorded and point.kind != "text":
            answer = ask.answer(f"get_{words}_values", jobId=job.id, **arguments)
            assert isinstance(answer, Items)
            assert answer.count > 0


def test_set_points_have_no_current_value_before_the_first_layer(ask: Any, clock: Any) -> None:
    assert ask.one("get_recoater_axis_speed_set_point_current")["layerIndex"] > 0
    clock.advance(days=1.5)  # into the idle time or the preparation of a later job
    while ask.world.running_job(ask.world.ticks()) is not None:
        clock.advance(minutes=10)
    assert isinstance(ask.answer("get_recoater_axis_speed_set_point_current"), Nothing)
