"""``eosconnect messages``: what the machine told its operator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.text import Text

from eosconnect.cli.inputs import choice, completing
from eosconnect.cli.jobs import AFTER, BEFORE, LIMIT
from eosconnect.cli.options import on_machine
from eosconnect.cli.session import Session
from eosconnect.cli.tables import Column

if TYPE_CHECKING:
    from eosconnect.models.user_message import UserMessage

__all__ = ["message_columns", "messages"]

STYLES: Final = {"Info": "quiet", "Warning": "warn", "Error": "bad", "FatalError": "danger"}
SEVERITIES: Final = tuple(STYLES)


@on_machine
def messages(
    session: Session,
    *,
    job: Annotated[
        str | None,
        typer.Option(
            help="Only of one job (id, latest, current, ...), or 'none': those of no job.", show_default=False
        ),
    ] = None,
    severity: Annotated[
        str | None,
        typer.Option(
            help="Only Info, Warning, Error or FatalError.",
            autocompletion=completing(SEVERITIES),
            show_default=False,
        ),
    ] = None,
    language: Annotated[str | None, typer.Option(help="en, de, fr or it.", show_default=False)] = None,
    after: Annotated[str | None, AFTER] = None,
    before: Annotated[str | None, BEFORE] = None,
    limit: Annotated[int | None, LIMIT] = None,
) -> None:
    """List the messages that the machine showed.

    [bold]eosconnect messages --job failed --severity error[/]
    """
    from eosconnect.models.user_message import Language, Severity, UserMessage
    from eosconnect.resources.references import NO_JOB

    window = session.window(after, before)
    listed = session.machine.user_messages.list(
        job=None if job is None else NO_JOB if job.strip().casefold() == "none" else session.job(job),
        severity=choice(Severity, severity, "severity"),
        language=choice(Language, language, "language of messages"),
        raised_after=window.after,
        raised_before=window.before,
    )
    latest_first = sorted(
        session.read(listed, "messages"),
        key=lambda message: message.raised_at.timestamp() if message.raised_at else 0,
        reverse=True,
    )
    session.rows(latest_first, message_columns(session), kind=UserMessage, what="messages", limit=limit)


def message_columns(session: Session) -> Sequence[Column[UserMessage]]:
    return (
        Column(session.in_zone("raised"), lambda message: session.clock(message.raised_at, seconds=True)),
        Column("severity", shown_severity),
        Column(
            "layer",
            lambda message: "" if message.layer_index is None else f"{message.layer_index:,}",
            right=True,
            optional=2,
        ),
        Column("job", lambda message: Text(message.job_id or "", style="key"), optional=4),
        Column("id", lambda message: message.message_id, style="quiet", optional=5),
        Column("message", lambda message: message.message, wrap=True),
    )


def shown_severity(message: UserMessage) -> Text:
    severity = str(message.severity or "")
    return Text("fatal" if severity == "FatalError" else severity.lower(), style=STYLES.get(severity, ""))
