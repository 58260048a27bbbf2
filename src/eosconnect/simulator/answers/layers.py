"""The layers of a job, and the one being built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from eosconnect.simulator.answers.answer import Answer, Items, Query, Record, Refusal
from eosconnect.simulator.world import Job, World
from eosconnect.simulator.world.powder import dosage_factor
from eosconnect.simulator.world.ticks import texts
from eosconnect.simulator.world.timeline import OPERATIONS

__all__ = ["LAYER_ANSWERS"]


def list_layers(world: World, query: Query) -> Answer:
    """The layers that have been built, lowest first."""
    now = world.ticks()
    job = world.find_job(query.arguments["jobId"], now)
    if job is None:
        return Refusal(404, f"There is no job {query.arguments['jobId']}.")
    first, last = _range(job, job.layers_built(now) if job.readable else 0, query)
    return Items(max(last - first + 1, 0), lambda start, stop: _layers(job, first + start, min(first + stop - 1, last)))


def _range(job: Job, built: int, query: Query) -> tuple[int, int]:
    """First and last index of the layers that are asked for."""
    arguments = query.arguments
    first = max(int(arguments.get("startIndex", 1)), 1)
    last = min(int(arguments.get("endIndex", built)), built)
    if "startHeight" in arguments or "endHeight" in arguments:
        heights = np.round(np.arange(1, built + 1) * job.design.thickness, 4)
        low, high = arguments.get("startHeight", 0.0), arguments.get("endHeight", np.inf)
        first = max(first, int(np.searchsorted(heights, low, side="left")) + 1)
        last = min(last, int(np.searchsorted(heights, high, side="right")))
    return first, last


def _layers(job: Job, first: int, last: int) -> list[dict[str, Any]]:
    """The layers with these indices, both included."""
    rows = slice(first - 1, last)
    timeline = job.timeline
    durations: list[list[tuple[int, dict[str, Any]]]] = [[] for _ in range(first, last + 1)]
    for name in OPERATIONS:
        begin, end = timeline.operations[name][0][rows], timeline.operations[name][1][rows]
        present = np.flatnonzero(end > begin)
        starts, ends = texts(job.start + begin[present]), texts(job.start + end[present])
        for position, at, start, stop in zip(present.tolist(), begin[present].tolist(), starts, ends, strict=True):
            durations[position].append((at, {"operationType": name, "startTime": start, "endTime": stop}))
    begins, ends = texts(job.start + timeline.begin[rows]), texts(job.start + timeline.end[rows])
    dosage = dosage_factor(job, np.arange(first - 1, last)).tolist()
    return [
        {
            "jobId": job.id,
            "index": index,
            "endHeight": job.height(index),
            "thickness": job.design.thickness,
            "timeStarted": begins[i],
            "timeEnded": ends[i],
            "durations": [duration for _, duration in sorted(durations[i], key=_begin)],
            "dosageFactor": dosage[i],
        }
        for i, index in enumerate(range(first, last + 1))
    ]


def _begin(duration: tuple[int, dict[str, Any]]) -> int:
    return duration[0]


def get_current_layer(world: World, query: Query) -> Answer:
    """The layer in progress: without an end, and with the operations that have begun."""
    now = world.ticks()
    job = world.running_job(now)
    index = None if job is None else job.layer_in_progress(now)
    if job is None or index is None:
        return Refusal(404, "No layer is being built.")
    layer = _layers(job, index, index)[0]
    t = now - job.start
    begun = {
        name: end[index - 1] <= t for name, (begin, end) in job.timeline.operations.items() if begin[index - 1] <= t
    }
    durations = [
        {**duration, "endTime": duration["endTime"] if begun[duration["operationType"]] else None}
        for duration in layer["durations"]
        if duration["operationType"] in begun
    ]
    return Record({**layer, "timeEnded": None, "durations": durations})


LAYER_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "list_layers": list_layers,
    "get_current_layer": get_current_layer,
}
