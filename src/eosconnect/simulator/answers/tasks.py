"""The task files: what can be built, taking in new ones, removing them, and what it takes to prepare them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eosconnect.simulator.answers.answer import Answer, File, Nothing, Query, Record, Refusal
from eosconnect.simulator.artifacts.job_export import as_json
from eosconnect.simulator.artifacts.zipping import Member, zipped
from eosconnect.simulator.world import World
from eosconnect.simulator.world.tasks import LARGEST_TASK_FILE, TaskRefused, TaskUnknown

__all__ = ["TASK_ANSWERS"]


def list_tasks(world: World, query: Query) -> Answer:
    return Record(world.tasks.names(world.planned_jobs(world.ticks())))


def upload_task(world: World, query: Query) -> Answer:
    """A file counts when all of it has arrived: what is broken off leaves nothing, and the first to arrive wins."""
    if len(query.form.files) != 1:
        return Refusal(400, "One file is needed in the request body.")
    file = query.form.files[0]
    if file.size > LARGEST_TASK_FILE:
        return Refusal(400, f"{file.filename} is larger than 2 GB.")
    try:
        world.tasks.store(file.filename, file.size, world.planned_jobs(world.ticks()))
    except TaskRefused as reason:
        return Refusal(400, str(reason))
    return Nothing()


def delete_task(world: World, query: Query) -> Answer:
    now = world.ticks()
    try:
        world.tasks.delete(query.arguments["taskName"], world.planned_jobs(now), now)
    except TaskRefused as reason:
        return Refusal(400, str(reason))
    except TaskUnknown as reason:
        return Refusal(404, str(reason))
    return Nothing()


def download_task_configuration(world: World, query: Query) -> Answer:
    """What the data preparation has to know about the machine."""
    profile, now = world.profile, world.ticks()
    machine = {
        "productName": profile.model,
        "technicalModel": profile.technical_model,
        "serialNumber": world.serial_number,
        "controlSystem": profile.control_system,
        "buildVolume": dict(zip("xyz", profile.build_volume, strict=True)),
        "lasers": [{"number": number, "maximumOutput": profile.laser_power} for number in range(1, profile.lasers + 1)],
        "modules": world.installation.modules(),
    }
    materials = [
        {"name": material.name, "processes": material.process, "layerThicknesses": material.layer_thickness}
        for material in profile.materials
    ]
    members = [
        Member("machine.json", now, [as_json(machine)]),
        Member("materials.json", now, [as_json(materials)]),
    ]
    return File(
        media_type="application/octet-stream",
        filename=f"{world.serial_number}.eoscnx",
        chunks=lambda: zipped(members),
    )


TASK_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "list_tasks": list_tasks,
    "upload_task": upload_task,
    "delete_task": delete_task,
    "download_task_configuration": download_task_configuration,
}
