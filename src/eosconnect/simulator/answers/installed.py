"""Software versions and the modules that are built in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from eosconnect.simulator.answers.answer import Answer, Nothing, Query, Record, Refusal
from eosconnect.simulator.world import World
from eosconnect.simulator.world.installation import EOSCONNECT_CORE

__all__ = ["INSTALLED_ANSWERS"]


def _of_laser(tell: Callable[[World, int], Any]) -> Callable[[World, Query], Answer]:
    def answer(world: World, query: Query) -> Answer:
        number = query.arguments["laserNumber"]
        if not 1 <= number <= world.profile.lasers:
            return Refusal(404, f"There is no laser {number}.")
        return Record(tell(world, number))

    return answer


def get_dispenser_module_versions(world: World, query: Query) -> Answer:
    variant = world.installation.dispenser()
    return Nothing() if variant is None else Record({"variant": variant})


INSTALLED_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "get_exposure_unit_count": lambda world, query: Record(world.profile.lasers),
    "get_laser_module_versions": _of_laser(lambda world, number: world.installation.laser(number)),
    "get_laser_controller_module_versions": _of_laser(lambda world, number: world.installation.controller(number)),
    "get_laser_maximum_output": _of_laser(lambda world, number: world.profile.laser_power),
    "get_dispenser_module_versions": get_dispenser_module_versions,
    "get_filter_system_module_versions": lambda world, query: Record(world.installation.filter_system()),
    "get_plc_module_versions": lambda world, query: Record(world.installation.plc()),
    "get_software_control_system": lambda world, query: Record(world.profile.control_system),
    "get_software_print_domain": lambda world, query: Record(world.profile.print_domain),
    "get_software_version_control_system": lambda world, query: Record(world.installation.control_system),
    "get_software_version_eosconnect_core": lambda world, query: Record(EOSCONNECT_CORE),
    "get_software_version_hcs_service": lambda world, query: Record(world.installation.hcs_service),
    "get_software_version_machine_db_schema": lambda world, query: Record(world.installation.machine_db_schema),
    "get_software_version_machine_db_service": lambda world, query: Record(world.installation.machine_db_service),
}
