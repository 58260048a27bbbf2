"""The parts of a job, and how long each of them was exposed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from eosconnect.simulator.answers.answer import Answer, Items, Query, Refusal
from eosconnect.simulator.world import Job, World
from eosconnect.simulator.world.part_exposure import part_course, progress_of
from eosconnect.simulator.world.sections import sections_of
from eosconnect.simulator.world.ticks import SECOND

__all__ = ["PART_ANSWERS", "as_part"]


def list_parts(world: World, query: Query) -> Answer:
    """In the order of their ids."""
    now = world.ticks()
    job = world.find_job(query.arguments["jobId"], now)
    if job is None:
        return Refusal(404, f"There is no job {query.arguments['jobId']}.")
    count = len(job.design.parts) if job.readable else 0
    return Items(count, lambda start, stop: [as_part(job, number, now) for number in range(start, stop)])


def as_part(job: Job, number: int, now: int) -> dict[str, Any]:
    """A ``Part`` of the document."""
    design = job.design
    part, course = design.parts[number], part_course(design)
    progress, section = progress_of(job, number, now), sections_of(design)[number]
    metal = design.profile.metal
    height = design.layers * design.thickness
    bottom, top = round(part.bottom * height, 4), round(course.planned_top[number] * height, 4)
    left, front = part.x - section.half_width, part.y - section.half_depth
    right, back = part.x + section.half_width, part.y + section.half_depth
    return {
        "id": part.id,
        "orderId": design.order_id,
        "itemId": f"{10 * part.id:05d}",
        "filePath": f"D:\\Tasks\\{design.task}\\{part.name}.{'sli' if metal else 'stl'}",
        "status": progress.status,
        "beamOffset": 0.05 if metal else 0.32,
        "scalingX": 0.0 if metal else 3.05,
        "scalingY": 0.0 if metal else 3.05,
        "boundingBox": {
            "point1": {"x": round(left, 3), "y": round(front, 3), "z": bottom},
            "point2": {"x": round(right, 3), "y": round(back, 3), "z": top},
        },
        "volume": progress.volume,
        "exposureParamName": f"{design.material.name.replace(' ', '')}_{design.process}",
        "isMirrored": False,
        "rotation": 90.0 if section.half_depth > section.half_width else 0.0,
        "referencePoint": {"x": part.x, "y": part.y, "z": bottom},
        "exposureTime": None if progress.exposed is None else progress.exposed / SECOND,
    }


def list_part_exposure_times(world: World, query: Query) -> Answer:
    """Of the layers that are built and in which the part was exposed, lowest first."""
    arguments = query.arguments
    now = world.ticks()
    job = world.find_job(arguments["jobId"], now)
    if job is None:
        return Refusal(404, f"There is no job {arguments['jobId']}.")
    part_id = arguments["partId"]
    if not job.readable or not 1 <= part_id <= len(job.design.parts):
        return Refusal(404, f"There is no part {part_id} in the job.")
    first = max(arguments.get("startIndex", 1), 1)
    last = min(arguments.get("endIndex", job.layers), job.layers_built(now))
    exposed = part_course(job.design).exposed[part_id - 1]
    layers = np.flatnonzero(exposed[first - 1 : max(last, first - 1)] > 0) + first

    def window(start: int, stop: int) -> list[dict[str, Any]]:
        wanted = layers[start:stop]
        return [
            {"layerIndex": layer, "exposureTime": ticks / SECOND}
            for layer, ticks in zip(wanted.tolist(), exposed[wanted - 1].tolist(), strict=True)
        ]

    return Items(len(layers), window)


PART_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "list_parts": list_parts,
    "list_part_exposure_times": list_part_exposure_times,
}
