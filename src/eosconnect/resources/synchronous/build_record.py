# Generated from src/eosconnect/resources/asynchronous/build_record.py by "nox -s generate". Do not edit.
"""The build record of a job, read in one go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from eosconnect.errors import BadRequestError, NotFoundError
from eosconnect.models.build_record import BuildRecord
from eosconnect.models.job import JobDetail
from eosconnect.models.machine_info import MachineInfo
from eosconnect.resources.synchronous.exposure import Exposure
from eosconnect.resources.synchronous.parts import Parts
from eosconnect.resources.synchronous.reading import one
from eosconnect.resources.synchronous.user_messages import UserMessages
from eosconnect.resources.synchronous.waiting import together
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["read_build_record"]


def read_build_record(connection: Connection, job: str) -> BuildRecord:
    """Everything that belongs to one job.

    Raises:
        NotFoundError: the machine has no such job.
    """
    detail = one(connection, "get_job", JobDetail, job_id=job)
    missing: dict[str, str] = {}

    def guarded(name: str, read: Callable[[], Any]) -> Callable[[], Any]:
        def section() -> Any:
            try:
                return read()
            except (NotFoundError, BadRequestError) as error:
                missing[name] = error.message
                return []

        return section

    exposure = Exposure(connection)
    info, parts, calibrations, laser_power, messages = together(
        guarded("info", lambda: one(connection, "get_info", MachineInfo)),
        guarded("parts", Parts(connection).list(job).to_list),
        guarded("calibrations", exposure.calibrations(job).to_list),
        guarded("laser_power", exposure.laser_power_measurements(job).to_list),
        guarded("messages", UserMessages(connection).list(job=job).to_list),
        limit=connection.settings.max_concurrency,
    )
    return BuildRecord(
        machine=connection.settings.host,
        read_at=datetime.now(UTC),
        job=detail,
        info=info or None,
        parts=tuple(parts),
        calibrations=tuple(calibrations),
        laser_power=tuple(laser_power),
        messages=tuple(messages),
        not_available=missing,
    )
