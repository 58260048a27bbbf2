"""``eosconnect watch``: what happens on a machine, as it happens, for people, scripts, mailboxes and chats."""

from __future__ import annotations

import json
import logging
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.text import Text

from eosconnect.cli.failures import NotTold
from eosconnect.cli.inputs import choice, completing
from eosconnect.cli.options import on_machine
from eosconnect.cli.session import Session
from eosconnect.cli.streams import close_pipe, tell
from eosconnect.errors import ConfigurationError

if TYPE_CHECKING:
    from eosconnect.watching import Event, Notifier
    from eosconnect.watching.synchronous.watcher import Watcher

__all__ = ["watch"]

WORDS: Final = (
    *("all", "discovered", "started", "layer", "state", "message"),
    *("ended", "finished", "failed", "cancelled", "connection", "lost", "restored"),
)
#: What is worth a mail, where nothing else was asked for.
NEWS: Final = "ended"

STYLES: Final = {
    "job_finished": "good",
    "job_failed": "bad",
    "job_cancelled": "warn",
    "job_started": "busy",
    "connection_lost": "bad",
    "connection_restored": "good",
    "layer_reached": "quiet",
}
SEVERE: Final = ("Error", "FatalError")


class Security(StrEnum):
    """How the mail server is spoken to."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


def of(panel: str, *names: str, help: str, **more: Any) -> Any:
    return typer.Option(*names, help=help, rich_help_panel=panel, show_default=False, **more)


OVER_RESTARTS: Final = "Over restarts"
BY_MAIL: Final = "By e-mail"
BY_WEB: Final = "By webhook"


@on_machine(without=("as_csv", "excel"))
def watch(
    session: Session,
    *,
    on: Annotated[
        list[str] | None,
        typer.Option(
            "--on",
            metavar="EVENT",
            help=f"Which events: {', '.join(WORDS)}. Several times, or with commas. By default all, and {NEWS} where "
            "somebody is notified.",
            autocompletion=completing(WORDS),
            show_default=False,
        ),
    ] = None,
    severity: Annotated[
        str | None, typer.Option(help="Messages from this severity on: Info, Warning, Error.", show_default=False)
    ] = None,
    language: Annotated[str | None, typer.Option(help="Of messages: en, de, fr or it.", show_default=False)] = None,
    count: Annotated[
        int | None, typer.Option("--count", "-c", min=1, help="End after so many events.", show_default=False)
    ] = None,
    longest: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Longest time between two looks at an idle machine.")
    ] = 60.0,
    shortest: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Shortest time between two looks.")] = 5.0,
    state_file: Annotated[
        Path | None,
        of(OVER_RESTARTS, "--state-file", help="Remember here what was told, so that nothing is missed or repeated."),
    ] = None,
    at_most_once: Annotated[
        bool,
        of(OVER_RESTARTS, "--at-most-once", help="If killed, rather lose the event in hand than tell it twice."),
    ] = False,
    wait: Annotated[
        bool, of(OVER_RESTARTS, "--wait", help="Start although the machine cannot be reached; for services.")
    ] = False,
    email: Annotated[
        list[str] | None,
        of(BY_MAIL, "--email", help="Write to this address; several times for several.", metavar="ADDRESS"),
    ] = None,
    smtp: Annotated[
        str | None,
        of(BY_MAIL, "--smtp", help="The mail server, such as mail.example.com:587; or EOSCONNECT_SMTP."),
    ] = None,
    smtp_user: Annotated[
        str | None,
        of(
            BY_MAIL,
            "--smtp-user",
            help="Log in as. The password: EOSCONNECT_SMTP_PASSWORD, the keyring, or asked for.",
        ),
    ] = None,
    smtp_security: Annotated[
        Security, typer.Option(rich_help_panel=BY_MAIL, help="none is for a relay inside the plant, without password.")
    ] = Security.STARTTLS,
    smtp_ca: Annotated[
        Path | None, of(BY_MAIL, "--smtp-ca", help="PEM file of the authority behind the server's certificate.")
    ] = None,
    sender: Annotated[
        str | None,
        of(BY_MAIL, "--from", help="The address it comes from; by default that of the user.", metavar="ADDRESS"),
    ] = None,
    subject: Annotated[
        str | None, of(BY_MAIL, "--subject", help='A template, such as "{machine}: {event}".', metavar="TEMPLATE")
    ] = None,
    body: Annotated[
        str | None, of(BY_MAIL, "--body", help="A template; by default all that is known.", metavar="TEMPLATE")
    ] = None,
    webhook: Annotated[
        str | None,
        of(
            BY_WEB,
            "--webhook",
            help="Post every event as JSON to this address, or to the one in this variable.",
            metavar="URL|NAME",
        ),
    ] = None,
    text: Annotated[
        str | None,
        of(
            BY_WEB,
            "--text",
            help='Post only this template as "text", as Slack and Teams want it: "{machine}: {event}".',
            metavar="TEMPLATE",
        ),
    ] = None,
    try_notifiers: Annotated[
        bool, typer.Option("--try", help="Notify once, to see that it arrives, and end.", show_default=False)
    ] = False,
) -> None:
    """Tell what happens on the machine, as it happens, until it is interrupted.

    With --json one object per line. Ctrl-C or a termination signal ends it with exit code 0.

    [bold]eosconnect watch --on failed,message --severity error[/]

    [bold]eosconnect watch --on failed --email quality@example.com --smtp mail.example.com --smtp-user machines[/]
    """
    from eosconnect.cli import notifying
    from eosconnect.models.user_message import Language, Severity
    from eosconnect.watching import Pace

    around = notifying.variables(session.choices.env_file)
    mail = notifying.MailOptions(
        to=tuple(email or ()),
        server=smtp or (around.get(notifying.SERVER_VARIABLE) if email else None),
        sender=sender,
        user=smtp_user or (around.get(notifying.USER_VARIABLE) if email else None),
        password=around.get(notifying.PASSWORD_VARIABLE),
        security=smtp_security.value,
        ca=smtp_ca,
        subject=subject,
        body=body,
    )
    hook = notifying.web_address(webhook, around)
    notifiers = notifying.notifiers_of(mail, hook, text, machine=session.name, zone=session.zone)
    if try_notifiers:
        if not notifiers:
            raise ConfigurationError("there is nobody to notify", hint="name somebody with --email or --webhook")
        for name in notifying.try_out(notifiers, session.name):
            session.note(f"{name}: sent")
        return
    if notifiers and count is not None:
        raise ConfigurationError(
            "--count is for what is printed, not for notifications", hint="leave it out, or --email and --webhook"
        )
    with ended_by_signals(), told_troubles(quiet=session.choices.verbose):
        watcher = session.machine.watch(
            only=",".join(on) if on else NEWS if notifiers else None,
            severity=choice(Severity, severity, "severity"),
            language=choice(Language, language, "language of messages"),
            state_file=state_file,
            delivery="at_most_once" if at_most_once else "at_least_once",
            pace=Pace(shortest=min(shortest, longest), longest=longest),
            wait_for_machine=wait,
        )
        if session.console.is_terminal:
            session.note(f"Watching {session.name}. Ctrl-C ends it.")
        if notifiers:
            notify(watcher, session, notifiers)
        else:
            tell_events(watcher, session, count)


def tell_events(watcher: Watcher, session: Session, count: int | None) -> None:
    with watcher:
        for number, event in enumerate(watcher, 1):
            show(event, session)
            if number == count:
                return


def notify(watcher: Watcher, session: Session, notifiers: Sequence[Notifier]) -> None:
    """Print every event, and notify whoever was named."""
    reading = True

    def console(event: Event) -> None:
        nonlocal reading
        if reading:
            try:
                show(event, session)
            except BrokenPipeError:  # nobody reads it any more; the others are notified all the same
                reading = False
                close_pipe()

    undelivered = watcher.notify(console_named(console), *notifiers)
    if undelivered:
        raise NotTold(f"{len(undelivered)} notifications were not delivered")


def console_named(function: Any) -> Any:
    """Its queue in the state file goes by this name."""
    function.__qualname__ = "console"
    return function


def show(event: Event, session: Session) -> None:
    """A line for an event; a failed job brings the messages that tell why."""
    if session.choices.as_json:
        from eosconnect.watching import event_to_json

        sys.stdout.write(json.dumps(event_to_json(event)) + "\n")
    else:
        for line in lines_of(event, session):
            session.console.print(line, soft_wrap=True)
    sys.stdout.flush()


def lines_of(event: Event, session: Session) -> Iterator[Text]:
    from eosconnect.watching import JobFailed, UserMessageRaised

    line = Text(f"{session.clock(event.time, seconds=True)}  ", style="quiet")
    style = STYLES.get(event.kind, "")
    if isinstance(event, UserMessageRaised):
        style = "bad" if event.message.severity in SEVERE else "warn" if event.message.severity == "Warning" else ""
    yield Text().append_text(line).append(event.headline, style=style)
    if isinstance(event, JobFailed):
        for message in [message for message in event.messages if message.severity in SEVERE][-3:]:
            yield Text(f"{' ' * len(line)}{' '.join((message.message or '').split())}", style="quiet")


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Ctrl-C and termination end the watching in good order: what is in hand is noted, and the state file let go."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    names = ("SIGINT", "SIGTERM", "SIGBREAK")
    heard = [number for name in names if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.signal(number, interrupt) for number in heard}
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Told(logging.Handler):
    """Troubles of the watching as warnings on stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            tell(("[caution]Warning:[/]", record.getMessage()))


@contextmanager
def told_troubles(*, quiet: bool) -> Iterator[None]:
    """Outages and failed notifications are told, also where nobody asked for such events; ``quiet`` leaves it to -v."""
    logger = logging.getLogger("eosconnect.watching")
    handler = logging.NullHandler() if quiet else Told(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
