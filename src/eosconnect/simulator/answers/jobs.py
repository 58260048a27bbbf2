"""The jobs: the list, one of them, and the one that runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from eosconnect.simulator.answers.answer import Answer, Items, Nothing, Query, Record, Refusal
from eosconnect.simulator.world import Job, World
from eosconnect.simulator.world.ticks import SECOND, from_datetime, text

__all__ = ["JOB_ANSWERS", "TIME_ZONE", "module_versions", "within"]

TIME_ZONE = {
    "timeZoneIdWindows": "W. Europe Standard Time",
    "timeZoneIdLinux": "Europe/Berlin",
    "utcOffsetHours": 1.0,
}


def within(ticks: int, query: Query) -> bool:
    """Whether a time lies in the window from ``fromDate`` to ``toDate``, both included."""
    arguments = query.arguments
    return not (
        ("fromDate" in arguments and ticks < from_datetime(arguments["fromDate"]))
        or ("toDate" in arguments and ticks > from_datetime(arguments["toDate"]))
    )


def module_versions(world: World) -> list[dict[str, str]]:
    return [{"name": name, "version": version} for name, version in world.installation.modules().items()]


def _file_size(job: Job, now: int) -> int:
    """The database of a job grows with the values in it."""
    return 8_388_608 + (min(now, job.end) - job.start) // SECOND * 1_870


def _head(job: Job, now: int) -> dict[str, Any]:
    """What ``Job`` and ``JobDetail`` have in common; of a job that cannot be read only the head is left."""
    built = job.layers_built(now)
    readable = job.readable
    design = job.design
    return {
        "id": job.id,
        "timeStarted": text(job.start),
        "timeEnded": None if job.is_running(now) else text(job.end),
        "task": design.task,
        "result": job.result(now),
        "layerCount": built if readable else None,
        "layerCountTarget": design.layers if readable else None,
        "height": job.height(built) if readable else None,
        "heightTotal": job.height(design.layers) if readable else None,
        "detailsAvailable": not job.deleted,
        "timeZoneInfo": TIME_ZONE,
        "isCorrupt": job.corrupt,
        "fileSize": None if job.deleted else _file_size(job, now),
        "material": design.material.name if readable else None,
        "materialSet": design.material_set if readable else None,
    }


def _detail(world: World, job: Job, now: int) -> dict[str, Any]:
    design = job.design
    known: dict[str, Any] = {
        "materialSetDetails": {
            "materialSetName": design.material_set,
            "materialName": design.material.name,
            "version": design.material_version,
            "productName": world.profile.model,
            "defaultLayerThickness": design.thickness,
            "materialThickness": design.thickness,
            "guid": design.material_guid,
            "parentGuid": design.parent_guid,
            "customizedByCustomer": design.customized,
            "isFinal": True,
        },
        "defaultLayerThickness": design.thickness,
        "durations": _durations(job, now),
        "starter": design.starter,
        "orderId": design.order_id,
        "materialSetGuid": design.material_guid,
        "materialSetIsFinal": True,
        "offsetBottom": 0.0 if design.profile.metal else 6.0,
        "moduleVersions": module_versions(world),
        "inertGasType": design.material.gas,
        "scalingX": 0.0 if design.profile.metal else 3.05,
        "scalingY": 0.0 if design.profile.metal else 3.05,
        "scalingBottom": 0.0 if design.profile.metal else 2.2,
        "scalingTop": 0.0 if design.profile.metal else 1.6,
        "beamOffset": 0.05 if design.profile.metal else 0.32,
    }
    return _head(job, now) | {"isRunning": job.is_running(now)} | (known if job.readable else dict.fromkeys(known))


def _durations(job: Job, now: int) -> dict[str, float]:
    def seconds(operation: str) -> float:
        return round(job.timeline.spent(operation, now - job.start) / SECOND, 3)

    return {
        "recoatingDuration": seconds("Recoating"),
        "exposureDuration": seconds("Exposure"),
        "heatingDuration": seconds("Heating"),
    }


def list_jobs(world: World, query: Query) -> Answer:
    """The newest comes first."""
    now = world.ticks()
    jobs = [job for job in reversed(world.jobs_until(now)) if within(job.start, query)]
    wanted = query.arguments.get("jobResult")
    if wanted is not None:
        jobs = [job for job in jobs if job.result(now).casefold() == str(wanted).casefold()]
    return Items(len(jobs), lambda start, stop: [_head(job, now) for job in jobs[start:stop]])


def get_job(world: World, query: Query) -> Answer:
    now = world.ticks()
    job = world.find_job(query.arguments["jobId"], now)
    if job is None:
        return Refusal(404, f"There is no job {query.arguments['jobId']}.")
    return Record(_detail(world, job, now))


def get_current_job(world: World, query: Query) -> Answer:
    now = world.ticks()
    job = world.running_job(now)
    return Nothing() if job is None else Record(_detail(world, job, now))


def get_first_job(world: World, query: Query) -> Answer:
    now = world.ticks()
    ended = [job for job in world.jobs_until(now) if job.end <= now]
    return Record(_detail(world, ended[0], now)) if ended else Nothing()


def get_last_job(world: World, query: Query) -> Answer:
    """The last one that is finished."""
    now = world.ticks()
    ended = [job for job in world.jobs_until(now) if job.end <= now]
    return Record(_detail(world, ended[-1], now)) if ended else Nothing()


JOB_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "list_jobs": list_jobs,
    "get_job": get_job,
    "get_current_job": get_current_job,
    "get_first_job": get_first_job,
    "get_last_job": get_last_job,
}
