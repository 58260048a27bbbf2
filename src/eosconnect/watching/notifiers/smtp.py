"""E-mail over SMTP with TLS."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterable
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from pathlib import Path
from typing import Final, Literal, get_args

import attrs

from eosconnect.errors import ConfigurationError
from eosconnect.settings import Secret
from eosconnect.watching.events import Event
from eosconnect.watching.notifiers.notifier import NotificationError
from eosconnect.watching.notifiers.templates import Template
from eosconnect.watching.notifiers.tls import tls_context

__all__ = ["Email"]

Security = Literal["starttls", "tls", "none"]

PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}


def addresses(given: str | Iterable[str]) -> tuple[str, ...]:
    found = tuple(entry.strip() for entry in ([given] if isinstance(given, str) else given))
    if not found:
        raise ConfigurationError("to is empty", hint='give an address, such as to="quality@example.com"')
    return tuple(address(entry) for entry in found)


def address(given: str) -> str:
    _, place = parseaddr(given)
    if "@" not in place.strip("@") or any(character in given for character in "\r\n,"):
        raise ConfigurationError(
            f"{given!r} is not a mail address", hint='write "quality@example.com" or "Quality <quality@example.com>"'
        )
    return given


def secret(given: Secret | str | None) -> Secret | None:
    return Secret(given) if isinstance(given, str) else given


@attrs.frozen
class Email:
    """Sends every event as an e-mail.

    The server's certificate and name are checked before anything is sent. The password is never shown, and never sent
    without TLS. Sent twice, a mail has the same Message-ID.

    Args:
        host: the mail server.
        to: one address, or several.
        sender: the address it comes from.
        port: by default 587, or 465 with ``security="tls"``.
        security: ``"starttls"``, ``"tls"`` (from the first byte), or ``"none"`` for a relay inside the plant that
            has no TLS; then there can be no password.
        username, password: where the server asks for them; both or neither.
        ca: PEM text or file of the authority that signed the server's certificate; by default the system's store.
        template: the words.
        timeout: seconds for each step with the server.
        name: tells it from other notifiers.

    Raises:
        ConfigurationError: a setting that cannot be right.

    Example:
        >>> Email("mail.example.com", to="quality@example.com", sender="machines@example.com", username="machines",
        ...     password="s3cr3t")
        Email(host='mail.example.com', to=('quality@example.com',), sender='machines@example.com', port=587)
    """

    host: str
    to: tuple[str, ...] = attrs.field(kw_only=True, converter=addresses)
    sender: str = attrs.field(kw_only=True, converter=address)
    port: int = attrs.field(kw_only=True, default=0)
    security: Security = attrs.field(kw_only=True, default="starttls", repr=False)
    username: str | None = attrs.field(kw_only=True, default=None, repr=False)
    password: Secret | None = attrs.field(kw_only=True, default=None, repr=False, converter=secret)
    ca: str | Path | None = attrs.field(kw_only=True, default=None, repr=False)
    template: Template = attrs.field(kw_only=True, factory=Template, repr=False)
    timeout: float = attrs.field(kw_only=True, default=10.0, repr=False)
    name: str = attrs.field(kw_only=True, default="email", repr=False)

    def __attrs_post_init__(self) -> None:
        if self.security not in get_args(Security):
            raise ConfigurationError(
                f"security={self.security!r} is unknown", hint=f"one of {', '.join(get_args(Security))}"
            )
        if (self.username is None) != (self.password is None):
            raise ConfigurationError("username and password belong together", hint="give both, or neither")
        if self.security == "none" and self.password is not None:
            raise ConfigurationError(
                "a password would be sent readable for everybody",
                hint='use security="starttls" or "tls", or leave username and password out',
            )
        if not self.port:
            object.__setattr__(self, "port", PORTS[self.security])
        if self.security != "none":
            tls_context(self.ca)  # a certificate that cannot be read shows at once

    def send(self, event: Event) -> None:
        """Send one event.

        Raises:
            NotificationError: it did not get out, or not to everybody.
        """
        message = self.message_of(event)
        try:
            refused = self.hand_over(message)
        except ssl.SSLCertVerificationError as error:
            failure = NotificationError(f"the certificate of {self.host} is not trusted: {error.verify_message}")
        except smtplib.SMTPRecipientsRefused as error:
            failure = refusal(
                f"refused: {', '.join(error.recipients)}", *(code for code, _ in error.recipients.values())
            )
        except smtplib.SMTPAuthenticationError as error:
            # Its words may repeat the password. It may pass: somebody mends the account, and nothing is lost meanwhile.
            failure = NotificationError(f"{self.host} refuses the login of {self.username} ({error.smtp_code})")
        except smtplib.SMTPResponseException as error:
            words = self.scrubbed(error.smtp_error)
            failure = refusal(f"{self.host} answered {error.smtp_code}: {words}", error.smtp_code)
        except smtplib.SMTPNotSupportedError as error:
            failure = NotificationError(f"{self.host}: {error}", may_pass=False)
        except (smtplib.SMTPException, OSError) as error:
            failure = NotificationError(f"{self.host}: {type(error).__name__}: {self.scrubbed(str(error))}")
        else:
            if not refused:
                return
            # The others have it, and must not get it again.
            failure = NotificationError(f"refused: {', '.join(refused)}", may_pass=False)
        raise failure  # outside of the handlers: smtplib's frames hold the password

    def hand_over(self, message: EmailMessage) -> dict[str, tuple[int, bytes]]:
        """The recipients that were refused, if it was not all of them."""
        with self.connect() as server:
            if self.security == "starttls":
                server.starttls(context=tls_context(self.ca))
            if self.username is not None and self.password is not None:
                server.login(self.username, self.password.reveal())
            return server.send_message(message)

    def connect(self) -> smtplib.SMTP:
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=tls_context(self.ca))
        return smtplib.SMTP(self.host, self.port, timeout=self.timeout)

    def message_of(self, event: Event) -> EmailMessage:
        message = EmailMessage()
        message["Subject"] = self.template.subject_of(event)
        message["From"] = self.sender
        message["To"] = ", ".join(self.to)
        message["Date"] = formatdate(event.time.timestamp())
        message["Message-ID"] = f"<{event.id}@{parseaddr(self.sender)[1].rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self.template.body_of(event))
        return message

    def scrubbed(self, words: str | bytes) -> str:
        text = words.decode("utf-8", errors="replace") if isinstance(words, bytes) else words
        return text.replace(self.password.reveal(), "***") if self.password else text


def refusal(words: str, *codes: int) -> NotificationError:
    """4xx may pass; 5xx, by its own meaning, does not."""
    return NotificationError(words, may_pass=any(code < 500 for code in codes))
