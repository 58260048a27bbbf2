"""Time as the machine counts it: .NET ticks of 100 ns since 1970, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt

__all__ = ["DAY", "HOUR", "MILLISECOND", "MINUTE", "SECOND", "Ints", "from_datetime", "text", "texts", "to_datetime"]

Ints = npt.NDArray[np.int64]

SECOND = 10_000_000
MILLISECOND = SECOND // 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def from_datetime(moment: datetime) -> int:
    """Ticks of an aware datetime.

    >>> from_datetime(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
    10000000
    """
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * SECOND + since.microseconds * 10


def to_datetime(ticks: int) -> datetime:
    """The aware UTC datetime, cut to microseconds."""
    return _EPOCH + timedelta(microseconds=ticks // 10)


def text(ticks: int) -> str:
    """ISO 8601 as .NET writes it: up to seven fractional digits, without trailing zeros.

    >>> text(1_234_500)
    '1970-01-01T00:00:00.12345Z'
    """
    return texts(np.array([ticks], dtype=np.int64))[0]


def texts(ticks: Ints) -> list[str]:
    """:func:`text` for many at once."""
    seconds, inverse = np.unique(ticks // SECOND, return_inverse=True)
    days = np.datetime_as_string(seconds.astype("M8[s]")).tolist()
    return [
        f"{days[i]}.{fraction:07d}".rstrip("0") + "Z" if fraction else days[i] + "Z"
        for i, fraction in zip(inverse.tolist(), (ticks % SECOND).tolist(), strict=True)
    ]
