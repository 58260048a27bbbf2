"""Which failed calls are repeated, and after which pause.

A call is repeated when its operation allows it and the failure may pass. A call that changes the machine is sent once
and never repeated, whatever happened to it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import attrs

from eosconnect.decisions.operations import Operation
from eosconnect.errors import (
    ApiError,
    CertificateError,
    EosConnectError,
    LicenseMissingError,
    MachineUnreachableError,
    UnexpectedResponseError,
)

__all__ = [
    "LONGEST_RETRY_AFTER",
    "REPEATED_STATUSES",
    "Deadline",
    "backoff",
    "may_pass",
    "pause_before_repeating",
    "retry_after",
]

#: Statuses of failures that may pass by themselves.
REPEATED_STATUSES = frozenset({429, 500, 502, 503, 504})

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0

#: A machine that asks to wait longer than this gets no further attempt; the caller learns how long from the error.
LONGEST_RETRY_AFTER = 120.0


def may_pass(error: EosConnectError) -> bool:
    """Whether the same request may succeed a little later.

    Example:
        >>> may_pass(ApiError("too many requests", status=429)), may_pass(ApiError("no such job", status=404))
        (True, False)
    """
    if isinstance(error, CertificateError | LicenseMissingError):
        return False
    if isinstance(error, ApiError):
        return error.status in REPEATED_STATUSES
    return isinstance(error, MachineUnreachableError | UnexpectedResponseError)


def backoff(attempt: int, random: float) -> float:
    """The pause in seconds after the given attempt (the first is 1): doubling, capped, and spread by up to a half.

    Args:
        attempt: how many attempts have failed.
        random: from 0 to 1, so that many clients do not come back at the same moment.

    Example:
        >>> backoff(1, 0.0), backoff(2, 0.0), backoff(9, 0.0), backoff(2, 1.0)
        (0.5, 1.0, 8.0, 0.5)
    """
    longest = min(FIRST_PAUSE * 2.0 ** min(attempt - 1, 30), LONGEST_PAUSE)
    return longest * (1.0 - random / 2)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """How many seconds the machine asks to wait, or ``None`` if it does not say or says nothing sensible.

    Understands ``retry-after-ms``, ``retry-after`` in seconds and ``retry-after`` as an HTTP date.

    Args:
        headers: by lower-case name.
        now: the wall clock, aware.

    Example:
        >>> retry_after({"retry-after": "3"}, datetime.now(UTC))
        3.0
    """
    for name, factor in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers[name]) * factor
        except (KeyError, ValueError):
            continue
        if math.isfinite(seconds) and seconds >= 0:
            return seconds
    try:
        moment = parsedate_to_datetime(headers["retry-after"])
        # A date without a zone is UTC, as HTTP dates are.
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
    except (KeyError, ValueError, OverflowError):
        return None


@attrs.define
class Deadline:
    """The end of one call with all its repetitions, on the monotonic clock. It is set when the first attempt begins.

    Attributes:
        total: seconds from the first attempt on.
        ends: the end, or ``None`` before the first attempt.
    """

    total: float
    ends: float | None = None

    def start(self, now: float) -> None:
        """Begin to count; later calls change nothing."""
        if self.ends is None:
            self.ends = now + self.total

    def remaining(self, now: float) -> float:
        """Seconds that are left; zero or less when the time is over."""
        return self.total if self.ends is None else self.ends - now


def pause_before_repeating(
    operation: Operation, error: EosConnectError, *, attempt: int, retries: int, remaining: float, random: float
) -> float | None:
    """The seconds to wait before the next attempt, or ``None``: the failure stands.

    Args:
        operation: what failed; the token request where that was as far as the call came.
        error: what it failed with.
        attempt: the number of attempts so far.
        retries: repetitions at most.
        remaining: seconds until the call's deadline; no attempt begins after it.
        random: from 0 to 1.
    """
    if operation.changes_machine or not operation.repeatable or attempt > retries or not may_pass(error):
        return None
    pause = backoff(attempt, random)
    if isinstance(error, ApiError) and error.retry_after is not None:
        if error.retry_after > LONGEST_RETRY_AFTER:
            return None
        # A machine that says "now" is still given the ordinary pause.
        pause = max(pause, error.retry_after)
    return pause if pause < remaining else None
