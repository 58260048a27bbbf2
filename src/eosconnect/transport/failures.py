"""From what the HTTP client raises to what our callers catch."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from eosconnect.decisions.meaning import scrub
from eosconnect.decisions.operations import Operation
from eosconnect.errors import (
    CertificateError,
    ConfigurationError,
    EosConnectError,
    MachineTimeoutError,
    MachineUnreachableError,
    UnexpectedResponseError,
)
from eosconnect.settings import Settings
from eosconnect.transport.http import http
from eosconnect.transport.trust import certificate_error

__all__ = ["HTTP_FAILURES", "closed", "translated", "without_frames"]

E = TypeVar("E", bound=BaseException)

#: What sending a request or reading an answer may raise; ValueError where the HTTP client chokes on a head.
HTTP_FAILURES: Final = (http.RequestError, http.InvalidURL, http.StreamError, OSError, ValueError)

#: With these the request has not left.
NOTHING_SENT: Final = (
    http.ConnectError,
    http.ConnectTimeout,
    http.PoolTimeout,
    http.ProxyError,
    http.UnsupportedProtocol,
    http.InvalidURL,
)

IS_IT_THERE = "is the machine switched on, and can this computer reach it (network, firewall, VPN, proxy)?"


def translated(error: BaseException, settings: Settings, operation: Operation, path: str) -> EosConnectError:
    """Our error for one of :data:`HTTP_FAILURES`: with method, path, advice, and whether anything may have changed."""
    ours = described(error, settings)
    ours.method, ours.path = operation.method, path
    ours.machine_may_have_changed = (
        operation.changes_machine and not isinstance(error, NOTHING_SENT) and not isinstance(ours, CertificateError)
    )
    return ours


def closed(settings: Settings, operation: Operation, path: str, *, sent: bool = False) -> ConfigurationError:
    """Somebody has closed the connection just before this call was sent, or while it waited for the answer."""
    return ConfigurationError(
        f"the connection to {settings.host} is closed",
        hint="close it when nobody uses it any more",
        method=operation.method,
        path=path,
        machine_may_have_changed=sent and operation.changes_machine,
    )


def described(error: BaseException, settings: Settings) -> EosConnectError:
    host, timeout = settings.host, settings.timeout
    causes = tuple(causes_of(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return certificate_error(cause, settings)
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            return MachineUnreachableError(f"the name {host} is not known", hint="check the host; " + IS_IT_THERE)
        if isinstance(cause, ConnectionRefusedError):
            return MachineUnreachableError(
                f"nothing answers at {host}: the connection was refused",
                hint="check host and port; the machine may be starting",
            )
        if isinstance(cause, ssl.SSLError) and isinstance(error, http.ConnectError):
            return MachineUnreachableError(
                f"{host} does not speak TLS there ({cause.reason or 'handshake failed'})", hint="check host and port"
            )
    match error:
        case http.ConnectTimeout():
            return MachineTimeoutError(f"no connection to {host} within {timeout.connect:g} s", hint=IS_IT_THERE)
        case http.PoolTimeout():
            return MachineTimeoutError(
                f"no free connection to {host} within {timeout.pool:g} s",
                hint="close downloads that are not read to their end, or raise max_concurrency",
            )
        case http.TimeoutException() | TimeoutError():
            seconds = timeout.write if isinstance(error, http.WriteTimeout) else timeout.read
            return MachineTimeoutError(f"{host} did not go on within {seconds:g} s", hint="a larger timeout= may help")
        case http.ProxyError():
            return MachineUnreachableError(
                f"the proxy did not connect to {host}", hint="check proxy= and its credentials"
            )
        case http.ConnectError():
            return MachineUnreachableError(f"no connection to {host}", hint=IS_IT_THERE)
        case http.DecodingError():
            return UnexpectedResponseError("the compressed answer is damaged")
        case ValueError():
            return UnexpectedResponseError("the head of the answer cannot be read")
        case http.InvalidURL() | http.UnsupportedProtocol() | http.LocalProtocolError():
            return MachineUnreachableError("the request is malformed and was not sent", hint="check host and path")
    return MachineUnreachableError(f"the connection to {host} broke before the answer was complete")


def causes_of(error: BaseException) -> Iterator[BaseException]:
    """The error and everything that led to it, nearest first."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        cause = waiting.pop(0)
        if cause is None or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [cause.__cause__, cause.__context__]
        if isinstance(cause, BaseExceptionGroup):
            waiting += cause.exceptions


def without_frames(error: E, secrets: Iterable[str] = ()) -> E:
    """The error and its causes without their frames, and without what must not be shown.

    The HTTP client's frames hold the request's headers and body as local variables, and tools that show local
    variables in tracebacks would show the token and the secret with them. Its words quote a head that is damaged, and a
    machine may have echoed there what it was sent.
    """
    secrets = tuple(secrets)
    for cause in tuple(causes_of(error)):
        cause.__traceback__ = None
        if not isinstance(cause, OSError):  # which makes its words of numbers, and only once
            cause.args = tuple(scrub(part, secrets) if isinstance(part, str) else part for part in cause.args)
    return error
