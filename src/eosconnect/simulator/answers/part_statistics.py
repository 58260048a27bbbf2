"""The grey values of the parts: of a layer as JSON, of a job as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from eosconnect.simulator.answers.answer import Answer, File, Nothing, Query, Record, Refusal
from eosconnect.simulator.answers.monitoring import job_of, page_of, reachable
from eosconnect.simulator.artifacts.tables import as_csv
from eosconnect.simulator.artifacts.zipping import Member, zipped
from eosconnect.simulator.world import Job, World
from eosconnect.simulator.world.indications import analysis_of
from eosconnect.simulator.world.monitoring import installed
from eosconnect.simulator.world.part_statistics import part_statistics, rows_of_layer, rows_until_now

__all__ = ["PART_STATISTIC_ANSWERS"]

_PAGE = 200_000
_AT_ONCE = 5000


def _asked(world: World, query: Query, now: int) -> tuple[Job, list[str]] | Refusal:
    """The job and the categories."""
    job = job_of(world, query, now)
    if isinstance(job, Refusal):
        return job
    categories = reachable(query, query.arguments["types"], partial(installed, world.profile))
    return categories if isinstance(categories, Refusal) else (job, categories)


def list_layer_part_statistics(world: World, query: Query) -> Answer:
    now = world.ticks()
    asked = _asked(world, query, now)
    if isinstance(asked, Refusal):
        return asked
    job, categories = asked
    layer = query.arguments["layerIndex"]
    rows: list[dict[str, Any]] = []
    for category in categories:
        own = rows_of_layer(job, category, layer, now)
        rows += _rows(job, category, own.start, own.stop, now)
    return Record(rows)


def download_job_part_statistics(world: World, query: Query) -> Answer:
    now = world.ticks()
    asked = _asked(world, query, now)
    if isinstance(asked, Refusal):
        return asked
    job, categories = asked
    wanted = page_of(query, _PAGE)
    members, before = [], 0
    for category in categories:
        count = rows_until_now(job, category, now)
        start, stop = max(wanted.start - before, 0), min(wanted.stop - before, count)
        if start < stop:
            table = as_csv(_rows(job, category, start, stop, now))
            members.append(Member(f"{job.id}_PartStatistics_{category}.csv", min(now, job.end), table))
        before += count
    if not members:
        return Nothing()
    return File(media_type="application/zip", filename=f"{job.id}_partStatistics.zip", chunks=lambda: zipped(members))


def _rows(job: Job, category: str, start: int, stop: int, now: int) -> Iterator[dict[str, Any]]:
    design = job.design
    analysis = analysis_of(design, category)
    for first in range(start, stop, _AT_ONCE):
        some = part_statistics(job, category, first, min(first + _AT_ONCE, stop), now)
        for layer, number, *numbers in zip(
            some.layers.tolist(),
            some.parts.tolist(),
            some.area.tolist(),
            some.integral.tolist(),
            some.mean.tolist(),
            some.minimum.tolist(),
            some.maximum.tolist(),
            some.deviation.tolist(),
            strict=True,
        ):
            part = design.parts[number]
            yield {
                "jobId": job.id,
                "taskName": design.task,
                "layerIndex": layer,
                "layerHeight": round(1000.0 * job.height(layer)),
                "partId": part.id,
                "partName": part.name,
                "exposureArea": numbers[0],
                "exposureIntegral": numbers[1],
                "mean": numbers[2],
                "minimum": numbers[3],
                "maximum": numbers[4],
                "standardDeviation": numbers[5],
                "analysisProfileGuid": analysis.guid,
                "analysisProfileName": analysis.profile,
                "analysisOperationIndex": "0",
                "analysisOperationName": "Part statistics",
                "analysisOperationType": "PartStatistics",
                "analysisOperationParameters": "mask=exposed;border=0",
            }


PART_STATISTIC_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "list_layer_part_statistics": list_layer_part_statistics,
    "download_job_part_statistics": download_job_part_statistics,
}
