"""What the machine told its operator."""

from __future__ import annotations

from datetime import datetime

import attrs

from eosconnect.models.conversion import named
from eosconnect.models.model import Model
from eosconnect.models.open_enum import OpenEnum

__all__ = ["Language", "Severity", "UserMessage"]


class Severity(OpenEnum):
    """How serious a message is; ``ALL`` only in questions. Source: EventSeverity."""

    ALL = "All"
    INFO = "Info"
    WARNING = "Warning"
    ERROR = "Error"
    FATAL_ERROR = "FatalError"


class Language(OpenEnum):
    """The languages of messages. Source: EventMessageLanguage."""

    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    ITALIAN = "it"


@attrs.frozen(kw_only=True, repr=False)
class UserMessage(Model):
    """A message that the machine displayed. Source: UserMessage.

    Attributes:
        severity: how serious it is.
        job_id: the job it belongs to, ``None`` between jobs.
        raised_at: when it came up.
        message: its text.
        message_id: the kind of message.
        layer_index: the layer, ``None`` if no job was running.
        layer_height: height of that layer in mm, ``None`` also where the machine no longer has the job.
        additional_info: for the service.

    Example:
        >>> UserMessage.from_json(
        ...     {"severity": "error", "timeRaised": "2026-11-02T09:00:00Z", "message": "Oxygen too high"}
        ... )
        UserMessage(severity=Error, raised_at=2026-11-02 09:00:00Z, message='Oxygen too high')
    """

    severity: Severity | None = None
    job_id: str | None = None
    raised_at: datetime | None = attrs.field(default=None, metadata=named("timeRaised"))
    message: str | None = None
    message_id: str | None = None
    layer_index: int | None = None
    layer_height: float | None = None
    additional_info: str | None = attrs.field(default=None, repr=False)
