"""The data points: their values during a job, their current value and their description."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from eosconnect.simulator.answers.answer import Answer, Items, Nothing, Query, Record, Refusal
from eosconnect.simulator.answers.records import as_json, as_objects
from eosconnect.simulator.world import DATA_POINTS, DataPoint, World
from eosconnect.simulator.world.computer import MEMORY_TOTAL
from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.powder import chambers_emptied
from eosconnect.simulator.world.ticks import HOUR, from_datetime, text

__all__ = ["SENSOR_ANSWERS"]

# Their current value is "no content" when no job runs.
_ONLY_DURING_A_JOB = frozenset({"dispenser.fillLevel"})


def _operation(point: DataPoint, kind: str) -> str:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", point.key.replace(".", "_"))
    return f"get_{words.lower()}_{kind}"


def _missing(world: World, point: DataPoint, query: Query) -> Refusal | None:
    """The refusal when this machine does not have the data point, or not with this number."""
    if not point.is_on(world.profile):
        return Refusal(404, f"{point.name} is not supported on {world.profile.model}.")
    if point.numbered is not None and query.arguments.get(point.numbered) not in point.numbers(world.profile):
        return Refusal(404, f"There is no {point.numbered} {query.arguments.get(point.numbered)}.")
    return None


def _number(point: DataPoint, query: Query) -> int:
    return 0 if point.numbered is None else int(query.arguments[point.numbered])


def _values(point: DataPoint, world: World, query: Query) -> Answer:
    refusal = _missing(world, point, query)
    if refusal is not None:
        return refusal
    now = world.ticks()
    job = world.find_job(query.arguments["jobId"], now)
    if job is None:
        return Refusal(404, f"There is no job {query.arguments['jobId']}.")
    if point.kind == "text":
        return Record(job.design.material.gas) if job.readable else Nothing()
    if not job.readable:
        return Items(0, lambda start, stop: b"[]")
    number = _number(point, query)
    period = {
        "begin": from_datetime(query.arguments["from"]) if "from" in query.arguments else None,
        "end": from_datetime(query.arguments["to"]) + 1 if "to" in query.arguments else None,
    }
    return Items(
        lambda: world.series.count(job, point, number, now, **period),
        lambda start, stop: as_json(world.series.window(job, point, number, start, stop, now=now, **period)),
    )


def _current(point: DataPoint, world: World, query: Query) -> Answer:
    refusal = _missing(world, point, query)
    if refusal is not None:
        return refusal
    now = world.ticks()
    job = world.last_started_job(now)
    if point.kind == "text":
        return Record(job.design.material.gas)
    if point.kind == "current":
        return Record(_unrecorded(point, job, now))
    if point.key in _ONLY_DURING_A_JOB and not job.is_running(now):
        return Nothing()
    found = as_objects(world.series.latest(job, point, _number(point, query), now))
    return Record(found[0]) if found else Nothing()


def _unrecorded(point: DataPoint, job: Job, now: int) -> dict[str, Any]:
    """The current value of a data point that has no history."""
    layer = job.layer_in_progress(now)
    built = job.layers_built(now)
    if point.key == "exposure.laser.operatingTime":
        value = job.wear.laser_hours + job.timeline.spent("Exposure", now - job.start) / HOUR
    elif point.key == "dispenser.lastDosingCount":
        value = float(chambers_emptied(job, np.array([built - 1]))[0]) if built else 0.0
    else:
        value = MEMORY_TOTAL
    return {
        "timestamp": text(now),
        "isInJob": layer is not None,
        "value": round(value, point.decimals),
        "layerIndex": layer,
    }


def _description(point: DataPoint, world: World, query: Query) -> Answer:
    refusal = _missing(world, point, query)
    if refusal is not None:
        return refusal
    number = _number(point, query)
    return Record(
        {
            "displayName": f"{point.name} {number}" if number else point.name,
            "description": point.description,
            "unit": point.unit,
            "isLayerBased": point.kind == "layer",
        }
    )


def _all() -> dict[str, Callable[[World, Query], Answer]]:
    answers: dict[str, Callable[[World, Query], Answer]] = {}
    for point in DATA_POINTS.values():
        answers[_operation(point, "current")] = partial(_current, point)
        if point.recorded:
            answers[_operation(point, "values")] = partial(_values, point)
        if point.described:
            answers[_operation(point, "description")] = partial(_description, point)
    return answers


SENSOR_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = _all()
