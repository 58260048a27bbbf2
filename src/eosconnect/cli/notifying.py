"""Whom ``eosconnect watch`` tells: mail and web addresses from its options, secrets from where they are safe."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

import attrs

from eosconnect.cli.failures import NotTold
from eosconnect.errors import ConfigurationError
from eosconnect.settings import Secret
from eosconnect.settings.environment import locate, read
from eosconnect.settings.machines_file import KEYRING_SERVICE
from eosconnect.watching import Email, Event, Notifier, Template, Webhook

if TYPE_CHECKING:
    from eosconnect.watching.notifiers.smtp import Security

__all__ = [
    "PASSWORD_VARIABLE",
    "SERVER_VARIABLE",
    "USER_VARIABLE",
    "MailOptions",
    "Trial",
    "notifiers_of",
    "try_out",
    "variables",
    "web_address",
]

SERVER_VARIABLE: Final = "EOSCONNECT_SMTP"
USER_VARIABLE: Final = "EOSCONNECT_SMTP_USER"
PASSWORD_VARIABLE: Final = "EOSCONNECT_SMTP_PASSWORD"


def variables(env_file: Path | None) -> dict[str, str]:
    """The variables of the environment, and of the ``.env`` file where that has none."""
    told = {name: value for name, value in read(locate(env_file or Path(".env"))).items() if value}
    return {name: value.strip() for name, value in {**told, **os.environ}.items() if value.strip()}


def web_address(told: str | None, around: Mapping[str, str]) -> str | None:
    """The address that an option gives, or the variable that it names.

    Raises:
        ConfigurationError: it is neither.
    """
    if told is None or "://" in told:
        return told
    if told not in around:
        raise ConfigurationError(
            f"{told!r} is neither a web address nor a variable that is set", hint="an address begins with https://"
        )
    return around[told]


@attrs.frozen(kw_only=True)
class MailOptions:
    """What the options say about mail.

    Attributes:
        to: whom to write to; nobody gets mail if it is empty.
        server: name of the mail server, with a port if it is not the usual one.
        sender, user: the address it comes from, and the name to log in with.
        security: ``starttls``, ``tls`` or ``none``.
        ca: PEM file of the authority that signed the server's certificate.
        subject, body: templates.
        password: as the environment tells it; otherwise it is looked for.
    """

    to: tuple[str, ...] = ()
    server: str | None = None
    sender: str | None = None
    user: str | None = None
    security: Security = "starttls"
    ca: Path | None = None
    subject: str | None = None
    body: str | None = None
    password: str | None = attrs.field(default=None, repr=False)


def notifiers_of(
    mail: MailOptions, webhook: str | None, text: str | None, *, machine: str, zone: tzinfo
) -> list[Notifier]:
    """The notifiers that the options ask for.

    Args:
        mail: the options about mail.
        webhook: where to post to, ``None`` for nowhere.
        text: the template of what is posted in place of the whole event.
        machine: what the machine is called in subjects.
        zone: of times in templates.

    Raises:
        ConfigurationError: an option is missing or malformed, or the password is nowhere.
    """
    found: list[Notifier] = []
    if mail.to:
        found.append(email_of(mail, machine, zone))
    elif mail.server or mail.user or mail.sender or mail.subject or mail.body:
        raise ConfigurationError("nobody is named to write to", hint="name somebody with --email")
    if webhook is not None:
        found.append(Webhook(webhook, payload=None if text is None else {"text": text}, tz=zone))
    elif text is not None:
        raise ConfigurationError("--text is for a webhook", hint="name one with --webhook")
    return found


def email_of(mail: MailOptions, machine: str, zone: tzinfo) -> Email:
    if mail.server is None:
        raise ConfigurationError("the mail server is missing", hint="name it with --smtp or EOSCONNECT_SMTP")
    host, port = host_and_port(mail.server)
    sender = mail.sender or (mail.user if mail.user and "@" in mail.user else mail.to[0])
    called = machine.replace("{", "{{").replace("}", "}}")
    subject = f"{called}: {{event}}" if mail.subject is None else mail.subject
    return Email(
        host,
        port=port,
        to=mail.to,
        sender=sender,
        security=mail.security,
        username=mail.user,
        password=None if mail.user is None else Secret(mail.password or password_of(mail.user, host)),
        ca=mail.ca,
        template=Template(subject, mail.body, tz=zone),
    )


def host_and_port(server: str) -> tuple[str, int]:
    """``mail.example.com:2525``; no port is 0, the usual one."""
    host, colon, port = server.strip().rpartition(":")
    if not colon or server.endswith("]"):
        return server.strip().strip("[]"), 0
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise ConfigurationError(f"{server!r} is not a mail server", hint="such as mail.example.com:587")
    return host.strip("[]"), int(port)


def password_of(user: str, host: str) -> str:
    """The password from the system keyring, or typed in.

    Raises:
        ConfigurationError: it is nowhere, and nobody is there to type it.
    """
    if kept := password_in_keyring(f"{user}@{host}"):
        return kept
    if sys.stdin.isatty() and (typed := getpass.getpass(f"Password of {user} on {host}: ").strip()):
        return typed
    raise ConfigurationError(
        f"the password of {user} on {host} is missing",
        hint=f'set {PASSWORD_VARIABLE}, or put it into the keyring: "keyring set {KEYRING_SERVICE} {user}@{host}"',
    )


def password_in_keyring(name: str) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        return None
    try:
        return keyring.get_password(KEYRING_SERVICE, name)
    except KeyringError:
        return None


@attrs.frozen(kw_only=True, repr=False)
class Trial(Event):
    """Nothing has happened; it shows that notifications arrive."""

    kind: ClassVar[str] = "trial"

    @property
    def headline(self) -> str:
        return "this is how you will be told"


def try_out(notifiers: list[Notifier], machine: str) -> Iterator[str]:
    """Send a notification by each; their names as they have sent it.

    Raises:
        NotTold: one has not.
    """
    now = datetime.now(UTC)
    trial = Trial(id=f"trial-{now:%Y%m%d%H%M%S%f}", machine=machine, time=now)
    for notifier in notifiers:
        try:
            notifier.send(trial)
        except Exception as error:
            raise NotTold(f"{notifier.name}: {error}", hint="check the options; nothing was watched yet") from None
        yield notifier.name
