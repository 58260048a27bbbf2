"""What is logged, as an allow-list: method, path template, status, attempt, duration. Nothing else ever is.

No query, no header, no body, no job id: a log that leaves the plant tells nothing about what is built there.
"""

from __future__ import annotations

import logging

from eosconnect.decisions.operations import Operation

__all__ = ["log_answer", "log_failure", "log_repetition"]

logger = logging.getLogger("eosconnect")


def log_answer(operation: Operation, status: int, *, attempt: int, seconds: float) -> None:
    """An answer's status line has come."""
    logger.debug("%s %s: %d, attempt %d, %.3f s", operation.method, operation.path, status, attempt, seconds)


def log_failure(operation: Operation, error: BaseException, *, attempt: int, seconds: float) -> None:
    """An attempt has failed."""
    kind = type(error).__name__
    logger.debug("%s %s: %s, attempt %d, %.3f s", operation.method, operation.path, kind, attempt, seconds)


def log_repetition(operation: Operation, error: BaseException, *, attempt: int, pause: float) -> None:
    """A failed call is repeated after a pause."""
    kind = type(error).__name__
    logger.info("%s %s: %s, attempt %d, repeated in %.1f s", operation.method, operation.path, kind, attempt, pause)
