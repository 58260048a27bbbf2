# Generated from src/eosconnect/resources/asynchronous/job_timeline.py by "nox -s generate". Do not edit.
"""The time of a job, read in one go."""

from __future__ import annotations

from datetime import UTC, datetime

from eosconnect.models.job import JobDetail
from eosconnect.models.job_timeline import JobTimeline
from eosconnect.models.user_message import UserMessage
from eosconnect.resources.synchronous.layers import Layers
from eosconnect.resources.synchronous.reading import one
from eosconnect.resources.synchronous.user_messages import UserMessages
from eosconnect.resources.synchronous.waiting import together
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["read_timeline"]

UNKNOWN = datetime.max.replace(tzinfo=UTC)


def read_timeline(connection: Connection, job: str) -> JobTimeline:
    """Everything that belongs to the time of one job.

    Raises:
        NotFoundError: the machine has no such job.
    """
    detail = one(connection, "get_job", JobDetail, job_id=job)
    layers, messages = together(
        Layers(connection).list(job).to_list,
        UserMessages(connection).list(job=job).to_list,
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
