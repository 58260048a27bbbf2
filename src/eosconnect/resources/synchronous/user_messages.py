# Generated from src/eosconnect/resources/asynchronous/user_messages.py by "nox -s generate". Do not edit.
"""User messages: what the machine told its operator."""

from __future__ import annotations

from eosconnect.models.user_message import Language, Severity, UserMessage
from eosconnect.resources.references import NO_JOB, JobReference, NoJob, job_id
from eosconnect.resources.synchronous.pager import Pager
from eosconnect.resources.synchronous.reading import paged
from eosconnect.timestamps import Moment, Window
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["UserMessages"]


class UserMessages:
    """The user messages of one machine, reached as ``machine.user_messages``.

    Example:
        >>> with Machine.from_env() as machine:
        ...     job = machine.jobs.latest(result="Failed")
        ...     for message in machine.user_messages.list(job=job, severity="Warning"):
        ...         print(message.layer_index, message.message)
        393 The oxygen concentration in the process chamber exceeds 0.4 %. Check the door seal and the gas supply.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(
        self,
        *,
        job: JobReference | NoJob | None = None,
        severity: Severity | str | None = None,
        language: Language | str | None = None,
        raised_after: Moment | None = None,
        raised_before: Moment | None = None,
    ) -> Pager[UserMessage]:
        """User messages, in the order the machine gives them.

        Args:
            job: only those of one job (or its id), or ``NO_JOB``: those raised while no job was running.
            severity: ``Info``, ``Warning``, ``Error`` or ``FatalError``, whatever the letter case.
            language: ``en`` (the machine's default), ``de``, ``fr`` or ``it``.
            raised_after, raised_before: both included; a datetime, a date, an ISO text or "2 days ago".

        Raises:
            BadRequestError: a language that the machine does not have (raised while reading).

        Source: ``GET /software/userMessages``.
        """
        window = Window.of(raised_after, raised_before, tz=self._connection.settings.tz)
        of_job = job_id(job) if job is not None and not isinstance(job, NoJob) else None
        wanted = None if severity is None else Severity(severity)

        def keep(message: UserMessage) -> bool:
            if of_job is not None and message.job_id != of_job:
                return False
            if job is NO_JOB and message.job_id:
                return False
            return window.contains(message.raised_at) and (wanted is None or message.severity == wanted)

        return paged(
            self._connection,
            "list_user_messages",
            UserMessage,
            describe=f"user messages of {self._connection.settings.host}",
            keep=keep,
            severity=wanted,
            language=None if language is None else Language(language),
            from_date=window.after,
            to_date=window.asked_before,
            job_id=NO_JOB.value if job is NO_JOB else of_job,
        )
