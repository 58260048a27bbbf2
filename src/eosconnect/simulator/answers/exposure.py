"""The calibrations of the scanners and the measurements of the laser power."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from eosconnect.simulator.answers.answer import Answer, Items, Query, Refusal
from eosconnect.simulator.world import Job, World
from eosconnect.simulator.world.calibrations import (
    Calibration,
    Galvo,
    LaserPower,
    calibrations,
    laser_power_measurements,
)
from eosconnect.simulator.world.ticks import text

__all__ = ["EXPOSURE_ANSWERS", "as_calibration"]


def list_calibrations(world: World, query: Query) -> Answer:
    """Oldest first."""
    now = world.ticks()
    job = world.find_job(query.arguments["jobId"], now)
    if job is None:
        return Refusal(404, f"There is no job {query.arguments['jobId']}.")
    found = list(calibrations(job, now))
    return Items(len(found), lambda start, stop: [as_calibration(one) for one in found[start:stop]])


def as_calibration(calibration: Calibration) -> dict[str, Any]:
    """A ``Calibration`` of the document."""
    return {
        "galvoX": _galvo(calibration.x),
        "galvoY": _galvo(calibration.y),
        "exposureUnitIndex": calibration.laser,
        "layerIndex": calibration.layer,
        "timestamp": text(calibration.at),
    }


def _galvo(galvo: Galvo) -> dict[str, Any]:
    known: dict[str, Any] = {
        "gain": galvo.gain,
        "calibrationTime": galvo.seconds,
        "retries": galvo.retries,
        "shade3": None,
        "shade3Reference": None,
        "offset": galvo.offset,
        "successful": True,
    }
    for number, (found, reference) in enumerate(galvo.shades, start=1):
        known |= {f"shade{number}": found, f"shade{number}Reference": reference}
    return known


def list_laser_power_measurements(world: World, query: Query) -> Answer:
    """Oldest first."""
    now = world.ticks()
    job = world.find_job(query.arguments["jobId"], now)
    if job is None:
        return Refusal(404, f"There is no job {query.arguments['jobId']}.")
    found = list(laser_power_measurements(job, now))
    return Items(len(found), lambda start, stop: [_measurement(job, one) for one in found[start:stop]])


def _measurement(job: Job, power: LaserPower) -> dict[str, Any]:
    return {
        "jobId": job.id,
        "laserIndex": power.laser,
        "layerIndex": power.layer,
        "outputPower": power.measured,
        "inputPower": power.set,
        "correctionValue": power.correction,
        "timestamp": text(power.at),
    }


EXPOSURE_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "list_calibrations": list_calibrations,
    "list_laser_power_measurements": list_laser_power_measurements,
}
