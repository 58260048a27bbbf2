"""Every failure of the SDK, as one tree below :class:`EosConnectError`.

An error says what happened, where (method and path, never a host's secret), and in ``hint`` what to do next.
All of them survive pickling, so that a worker process can hand them to its parent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = [
    "ApiError",
    "AuthenticationError",
    "BadRequestError",
    "CertificateError",
    "ConfigurationError",
    "EosConnectError",
    "LicenseMissingError",
    "LocalFileError",
    "LockedError",
    "MachineTimeoutError",
    "MachineUnreachableError",
    "NotFoundError",
    "NotSupportedOnMachineError",
    "PartialError",
    "PermissionDeniedError",
    "RateLimitError",
    "ServerError",
    "UnexpectedResponseError",
    "UnsupportedMediaTypeError",
    "VersionError",
]


class EosConnectError(Exception):
    """The root: catch this one to catch everything the SDK raises on purpose.

    Attributes:
        message: what happened, in one sentence.
        hint: the next step, or ``None``.
        method, path: the request that failed, where there was one (path without host and query).
        machine_may_have_changed: the failed call changes the machine and may have taken effect all the same.
        resume_position: for a failure while paging, the position in the machine's list at which to go on; everything
            before it had been handed out.
    """

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        method: str | None = None,
        path: str | None = None,
        machine_may_have_changed: bool = False,
        resume_position: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.method = method
        self.path = path
        self.machine_may_have_changed = machine_may_have_changed
        self.resume_position = resume_position

    def __str__(self) -> str:
        request = f"{self.method} {self.path}: " if self.method and self.path else ""
        text = f"{request}{self.message}"
        if self.machine_may_have_changed:
            text += "\n  The request may have reached the machine: look at the machine before you repeat it."
        if self.resume_position:  # at 0 there is nothing to resume
            text += f"\n  Reading stopped at item {self.resume_position}; resume there."
        return f"{text}\n  Hint: {self.hint}" if self.hint else text

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), dict(self.__dict__))


def _rebuild(kind: type[EosConnectError], state: Mapping[str, Any]) -> EosConnectError:
    error = kind.__new__(kind, state["message"])
    error.__dict__.update(state)
    return error


class ApiError(EosConnectError):
    """The machine answered with an error status.

    Attributes:
        status: the HTTP status code.
        detail: the machine's own words, shortened, or ``None``.
        retry_after: seconds the machine asked to wait, or ``None``.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int,
        detail: str | None = None,
        retry_after: float | None = None,
        hint: str | None = None,
        method: str | None = None,
        path: str | None = None,
        machine_may_have_changed: bool = False,
        resume_position: int | None = None,
    ) -> None:
        super().__init__(
            message,
            hint=hint,
            method=method,
            path=path,
            machine_may_have_changed=machine_may_have_changed,
            resume_position=resume_position,
        )
        self.status = status
        self.detail = detail
        self.retry_after = retry_after


class BadRequestError(ApiError):
    """400: the machine did not accept the request."""


class AuthenticationError(ApiError):
    """401: no token, a token that is not valid, or credentials that the machine refuses."""


class PermissionDeniedError(ApiError):
    """403: not allowed, or authorization is switched off on the machine, which then refuses every change."""


class NotFoundError(ApiError):
    """404: no such job, part, laser or task."""


class NotSupportedOnMachineError(NotFoundError):
    """404: this machine model has no such data point or operation."""


class UnsupportedMediaTypeError(ApiError):
    """415: the machine does not take this kind of file or body."""


class LockedError(ApiError):
    """423: another client is using this just now."""


class RateLimitError(ApiError):
    """429: too many requests."""


class ServerError(ApiError):
    """5xx: the machine, or something between, failed."""


class LicenseMissingError(ServerError):
    """503 on a report: the machine lacks the Reporting license (40001)."""


class MachineUnreachableError(EosConnectError):
    """No connection, or one that broke before the answer was complete."""


class MachineTimeoutError(MachineUnreachableError):
    """The machine did not answer in time."""


class CertificateError(MachineUnreachableError):
    """The machine's certificate is not the one that was asked for; nothing was sent."""


class UnexpectedResponseError(EosConnectError):
    """The answer is not what the document promises: not JSON, cut off, or of another shape."""


class PartialError(EosConnectError):
    """Some of several reads failed.

    Attributes:
        succeeded: results by name.
        failed: errors by name.
    """

    def __init__(
        self,
        message: str,
        *,
        succeeded: Mapping[str, Any],
        failed: Mapping[str, EosConnectError],
        hint: str | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.succeeded = dict(succeeded)
        self.failed = dict(failed)


class VersionError(EosConnectError):
    """The machine and this SDK share no Web API version; the message lists both sides' versions."""


class ConfigurationError(EosConnectError, ValueError):
    """A setting is missing or malformed; the message names it and says how to set it."""


class LocalFileError(EosConnectError):
    """A file or folder on this computer cannot be read or written: not there, no right, a full disk."""
