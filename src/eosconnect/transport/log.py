"""What is logged, as an allow-list: method, path template, status, attempt, duration. Nothing else ever is.

No query, no header, no body, no job id: a log that leaves the plant tells nothing about what is built there.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Final, Protocol
from weakref import WeakSet

from eosconnect.decisions.meaning import scrub
from eosconnect.decisions.operations import Operation

__all__ = ["keep_out_of_logs", "log_answer", "log_failure", "log_repetition"]

logger = logging.getLogger("eosconnect")

#: The HTTP client's own. At DEBUG they write the head of each answer, and a machine may echo there what it was sent.
LOGGERS_OF_OTHERS: Final = ("httpx2", "httpcore2.connection", "httpcore2.http11", "httpcore2.proxy", "httpcore2.socks")


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


class Knowing(Protocol):
    """Somebody who knows secrets."""

    @property
    def secrets(self) -> Iterable[str]: ...


class WithoutSecrets(logging.Filter):
    """Takes what must not be shown out of log lines."""

    def __init__(self) -> None:
        super().__init__()
        self.knowing: WeakSet[Knowing] = WeakSet()

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, but not the secrets in it."""
        written = record.getMessage()
        scrubbed = scrub(written, [secret for one in tuple(self.knowing) for secret in one.secrets])
        if scrubbed != written:
            record.msg, record.args = scrubbed, ()
        return True


without_secrets: Final = WithoutSecrets()


def keep_out_of_logs(knowing: Knowing) -> None:
    """From now on the secrets that somebody knows are in no line of the HTTP client's log."""
    without_secrets.knowing.add(knowing)
    for name in LOGGERS_OF_OTHERS:
        logging.getLogger(name).addFilter(without_secrets)
