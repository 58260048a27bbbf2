"""The build record of a job, read in one go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from eosconnect.errors import BadRequestError, NotFoundError
from eosconnect.models.build_record import BuildRecord
from eosconnect.models.job import JobDetail
from eosconnect.models.machine_info import MachineInfo
from eosconnect.resources.asynchronous.exposure import AsyncExposure
from eosconnect.resources.asynchronous.parts import AsyncParts
from eosconnect.resources.asynchronous.reading import one
from eosconnect.resources.asynchronous.user_messages import AsyncUserMessages
from eosconnect.resources.asynchronous.waiting import together
from eosconnect.transport.asynchronous.connection import AsyncConnection

__all__ = ["read_build_record"]


async def read_build_record(connection: AsyncConnection, job: str) -> BuildRecord:
    """Everything that belongs to one job.

    Raises:
        NotFoundError: the machine has no such job.
    """
    detail = await one(connection, "get_job", JobDetail, job_id=job)
    missing: dict[str, str] = {}

    def guarded(name: str, read: Callable[[], Awaitable[Any]]) -> Callable[[], Awaitable[Any]]:
        async def section() -> Any:
            try:
                return await read()
            except (NotFoundError, BadRequestError) as error:
                missing[name] = error.message
                return []

        return section

    exposure = AsyncExposure(connection)
    info, parts, calibrations, laser_power, messages = await together(
        guarded("info", lambda: one(connection, "get_info", MachineInfo)),
        guarded("parts", AsyncParts(connection).list(job).to_list),
        guarded("calibrations", exposure.calibrations(job).to_list),
        guarded("laser_power", exposure.laser_power_measurements(job).to_list),
        guarded("messages", AsyncUserMessages(connection).list(job=job).to_list),
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
