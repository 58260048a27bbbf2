"""A job as a file, and getting rid of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from eosconnect.simulator.answers.answer import Answer, File, Items, Nothing, Query, Record, Refusal
from eosconnect.simulator.answers.exposure import as_calibration
from eosconnect.simulator.answers.jobs import get_job
from eosconnect.simulator.answers.layers import list_layers
from eosconnect.simulator.answers.parts import list_parts
from eosconnect.simulator.artifacts.job_export import as_json, export_length, exported
from eosconnect.simulator.world import World
from eosconnect.simulator.world.calibrations import calibrations

__all__ = ["JOB_FILE_ANSWERS"]

_WITHOUT_SENSORS = 0.2  # share of the database that is left


def download_job_export(world: World, query: Query) -> Answer:
    """As large as the job's database says, unless the world was told how large an export is."""
    now = world.ticks()
    job = world.find_job(query.arguments["jobId"], now)
    if job is None or not job.readable:
        return Refusal(404, f"There is no job {query.arguments['jobId']} that can be read.")
    detail = _value(get_job(world, query))
    files = {
        "job.json": as_json(detail),
        "layers.json": as_json(_value(list_layers(world, query))),
        "parts.json": as_json(_value(list_parts(world, query))),
    }
    if query.arguments.get("exportHomeInData", False):
        files["homeIn.json"] = as_json([as_calibration(one) for one in calibrations(job, now)])
    share = 1.0 if query.arguments.get("exportSensorData", False) else _WITHOUT_SENSORS
    size = world.export_size if world.export_size is not None else round(detail["fileSize"] * share)
    return File(
        media_type="application/octet-stream",
        filename=f"{job.id}.tar",
        chunks=lambda: exported(job, files, size),
        length=export_length(files, size),
    )


def _value(answer: Answer) -> Any:
    """The whole of an answer."""
    if isinstance(answer, Items):
        return answer.window(0, answer.count)
    assert isinstance(answer, Record), answer
    return answer.value


def delete_job(world: World, query: Query) -> Answer:
    """Its head stays in the list, and says that there are no details any more."""
    now = world.ticks()
    job = world.find_job(query.arguments["jobId"], now)
    if job is None or job.deleted:
        return Refusal(400, f"There is no job {query.arguments['jobId']} that could be deleted.")
    if job.is_running(now):
        return Refusal(400, f"{job.id} is in use.")
    world.delete_job(job)
    return Nothing()


JOB_FILE_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "download_job_export": download_job_export,
    "delete_job": delete_job,
}
