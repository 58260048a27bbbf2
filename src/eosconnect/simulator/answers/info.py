"""What the machine is, what it is doing, and how its state flags have changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from eosconnect.simulator.answers.answer import Answer, Items, Query, Record, Refusal
from eosconnect.simulator.answers.jobs import module_versions, within
from eosconnect.simulator.world import World
from eosconnect.simulator.world.states import StateChange
from eosconnect.simulator.world.ticks import text

__all__ = ["INFO_ANSWERS"]


def _info(world: World) -> dict[str, Any]:
    now = world.ticks()
    activity = world.activity(now)
    return {
        "brand": "EOS",
        "hostName": world.host_name,
        "material": world.last_started_job(now).design.material.name,
        "serialNumber": world.serial_number,
        "technicalModel": world.profile.technical_model,
        "productName": world.profile.model,
        "type": world.profile.type,
        "processStateEos": activity.eos,
        "processStateAm": activity.am,
        "processState": activity.simple,
    }


def get_info(world: World, query: Query) -> Answer:
    return Record(_info(world))


def _property(name: str, world: World, query: Query) -> Answer:
    return Record(_info(world)[name])


def get_info_inert_gas_type(world: World, query: Query) -> Answer:
    return Record(world.last_started_job(world.ticks()).design.material.gas)


def get_info_module_versions(world: World, query: Query) -> Answer:
    return Record(module_versions(world))


def get_info_remote_control_allowed(world: World, query: Query) -> Answer:
    return Record(True)


def _state(change: StateChange) -> dict[str, Any]:
    return {
        "buildJob": change.build_job,
        "error": change.error,
        "machineState": change.machine,
        "maintenance": change.maintenance,
        "timestamp": text(change.at),
        "isSetManually": True,
        "isEnabled": True,
        "comment": "",
    }


def list_states(world: World, query: Query) -> Answer:
    """Oldest first."""
    found = [change for change in world.states(world.ticks()) if within(change.at, query)]
    return Items(len(found), lambda start, stop: [_state(change) for change in found[start:stop]])


def list_job_states(world: World, query: Query) -> Answer:
    """Those between the start and the end of the job."""
    now = world.ticks()
    job = world.find_job(query.arguments["jobId"], now)
    if job is None:
        return Refusal(404, f"There is no job {query.arguments['jobId']}.")
    found = [change for change in world.states(now) if job.start <= change.at < job.end and within(change.at, query)]
    return Items(len(found), lambda start, stop: [_state(change) for change in found[start:stop]])


def get_current_state(world: World, query: Query) -> Answer:
    if not world.profile.oee:
        return Refusal(400, "The state of the machine is not kept.")
    return Record(_state(world.states(world.ticks())[-1]))


INFO_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "get_info": get_info,
    "get_info_brand": partial(_property, "brand"),
    "get_info_host_name": partial(_property, "hostName"),
    "get_info_inert_gas_type": get_info_inert_gas_type,
    "get_info_material": partial(_property, "material"),
    "get_info_module_versions": get_info_module_versions,
    "get_info_process_state": partial(_property, "processState"),
    "get_info_process_state_am": partial(_property, "processStateAm"),
    "get_info_process_state_eos": partial(_property, "processStateEos"),
    "get_info_product_name": partial(_property, "productName"),
    "get_info_remote_control_allowed": get_info_remote_control_allowed,
    "get_info_serial_number": partial(_property, "serialNumber"),
    "get_info_technical_model": partial(_property, "technicalModel"),
    "get_info_type": partial(_property, "type"),
    "list_states": list_states,
    "list_job_states": list_job_states,
    "get_current_state": get_current_state,
}
