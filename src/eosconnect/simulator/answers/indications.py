"""What the monitoring systems have found: of a layer as JSON, of a job as CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from eosconnect.simulator.answers.answer import Answer, File, Nothing, Query, Record, Refusal
from eosconnect.simulator.answers.monitoring import job_of, page_of, reachable
from eosconnect.simulator.artifacts.tables import as_csv
from eosconnect.simulator.artifacts.zipping import Member, zipped
from eosconnect.simulator.world import Job, World
from eosconnect.simulator.world.indications import Indication, indications
from eosconnect.simulator.world.monitoring import installed

__all__ = ["INDICATION_ANSWERS"]

_PAGE = 10_000


def _found(world: World, query: Query, now: int) -> tuple[Job, list[Indication]] | Refusal:
    """Everything of the categories that are asked for, one after the other."""
    job = job_of(world, query, now)
    if isinstance(job, Refusal):
        return job
    categories = reachable(query, query.arguments["types"], partial(installed, world.profile))
    if isinstance(categories, Refusal):
        return categories
    return job, [found for category in categories for found in indications(job, category, now)]


def list_layer_indications(world: World, query: Query) -> Answer:
    found = _found(world, query, world.ticks())
    if isinstance(found, Refusal):
        return found
    job, all_layers = found
    layer = query.arguments["layerIndex"]
    return Record([_as_json(job, one) for one in all_layers if one.layer == layer])


def download_job_indications(world: World, query: Query) -> Answer:
    now = world.ticks()
    found = _found(world, query, now)
    if isinstance(found, Refusal):
        return found
    job, listed = found[0], found[1][page_of(query, _PAGE)]
    if not listed:
        return Nothing()
    tables = {category: [one for one in listed if one.category == category] for category in query.arguments["types"]}
    members = [
        Member(f"{job.id}_Indications_{category}.csv", min(now, job.end), as_csv(_as_json(job, one) for one in rows))
        for category, rows in tables.items()
        if rows
    ]
    return File(media_type="application/zip", filename=f"{job.id}_indications.zip", chunks=lambda: zipped(members))


def _as_json(job: Job, found: Indication) -> dict[str, Any]:
    def point(pixel: tuple[float, float]) -> dict[str, float]:
        return {"x": pixel[0], "y": pixel[1]}

    return {
        "jobId": job.id,
        "task": job.design.task,
        "layerIndex": found.layer,
        "zHeight": round(1000.0 * job.height(found.layer)),
        "partId": str(found.part.id),
        "partName": found.part.name,
        "status": found.status,
        "classCertainty": found.certainty,
        "start": point(found.start),
        "end": point(found.end),
        "center": point(found.center),
        "area": found.area,
        "extent": found.extent,
        "mean": found.mean,
        "minimum": found.minimum,
        "maximum": found.maximum,
        "analysisProfileGuid": found.analysis.guid,
        "analysisProfileName": found.analysis.profile,
        "analysisOperationIndex": str(found.analysis.index),
        "analysisOperationName": found.analysis.name,
        "analysisOperationType": found.analysis.type,
        "analysisOperationParameters": found.analysis.parameters,
        "indicationType": found.type,
    }


INDICATION_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "list_layer_indications": list_layer_indications,
    "download_job_indications": download_job_indications,
}
