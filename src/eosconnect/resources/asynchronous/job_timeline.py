"""The time of a job, read in one go."""

from __future__ import annotations

from datetime import UTC, datetime

from eosconnect.models.job import JobDetail
from eosconnect.models.job_timeline import JobTimeline
from eosconnect.models.user_message import UserMessage
from eosconnect.resources.asynchronous.layers import AsyncLayers
from eosconnect.resources.asynchronous.reading import one
from eosconnect.resources.asynchronous.user_messages import AsyncUserMessages
from eosconnect.resources.asynchronous.waiting import together
from eosconnect.transport.asynchronous.connection import AsyncConnection

__all__ = ["read_timeline"]

UNKNOWN = datetime.max.replace(tzinfo=UTC)


async def read_timeline(connection: AsyncConnection, job: str) -> JobTimeline:
    """Everything that belongs to the time of one job.

    Raises:
        NotFoundError: the machine has no such job.
    """
    detail = await one(connection, "get_job", JobDetail, job_id=job)
    layers, messages = await together(
        AsyncLayers(connection).list(job).to_list,
        AsyncUserMessages(connection).list(job=job).to_list,
        limit=connection.settings.max_concurrency,
    )
    return JobTimeline(
        machine=connection.settings.host,
        job=detail,
        layers=tuple(sorted(layers, key=lambda layer: layer.index)),
        messages=tuple(sorted(messages, key=raised)),
    )


def raised(message: UserMessage) -> datetime:
    return message.raised_at or UNKNOWN
