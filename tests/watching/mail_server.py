"""A real mail server on this computer, with the certificate and the moods that a test wants."""

from __future__ import annotations

import asyncio
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

import attrs
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from eosconnect.simulator.server.certificate import Certificate

PASSWORD = "c4n4ry-p4ssw0rd"


@attrs.define
class MailServer:
    """Holds what arrived.

    Attributes:
        answers: what it says to a recipient instead of 250.
        data_answer: what it says to a whole mail instead of 250.
        mails: envelopes' recipients with the mails, and whether they came over TLS.
        logins: the passwords that were tried, and whether they came over TLS.
    """

    certificate: Certificate = attrs.field(factory=lambda: Certificate.self_signed("mail.example.com"))
    port: int = 0
    answers: dict[str, str] = attrs.field(factory=dict)
    data_answer: str = ""
    mails: list[tuple[list[str], EmailMessage, bool]] = attrs.field(factory=list)
    logins: list[tuple[str, bool]] = attrs.field(factory=list)

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data_answer:
            return self.data_answer
        mail = BytesParser(policy=default).parsebytes(envelope.original_content)
        self.mails.append((envelope.rcpt_tos, mail, is_encrypted(session, server)))
        return "250 OK"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: LoginPassword
    ) -> AuthResult:
        password = login.password.decode()
        self.logins.append((password, is_encrypted(session, server)))
        if password == PASSWORD:
            return AuthResult(success=True)
        return AuthResult(success=False, handled=False, message=f"535 5.7.8 no user with the password {password}")


def is_encrypted(session: Session, server: SMTP) -> bool:
    return session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None


@contextmanager
def mail_server(
    *, tls_from_the_start: bool = False, offer_starttls: bool = True, auth: bool = False
) -> Iterator[MailServer]:
    state = MailServer()
    context = state.certificate.server_context()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def session() -> SMTP:
        with warnings.catch_warnings():
            # It does not know of TLS from the first byte, and warns of passwords that are not encrypted.
            warnings.simplefilter("ignore", UserWarning)
            return SMTP(
                state,
                hostname="mail.example.com",
                loop=loop,
                tls_context=context if offer_starttls and not tls_from_the_start else None,
                require_starttls=offer_starttls and not tls_from_the_start,
                authenticator=state.authenticate if auth else None,
                auth_required=auth,
                auth_require_tls=not tls_from_the_start,
            )

    async def serve() -> asyncio.Server:
        return await loop.create_server(session, "127.0.0.1", 0, ssl=context if tls_from_the_start else None)

    async def stop(server: asyncio.Server) -> None:
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)

    server = asyncio.run_coroutine_threadsafe(serve(), loop).result(30)
    state.port = server.sockets[0].getsockname()[1]
    try:
        yield state
    finally:
        asyncio.run_coroutine_threadsafe(stop(server), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()
