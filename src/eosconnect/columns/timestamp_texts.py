"""Timestamps of a whole column at once, to the 100 ns that .NET servers write."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eosconnect.columns.digits import (
    EIGHT_DIGITS,
    ZEROS,
    Words,
    bits_below,
    constant,
    eight_digits,
    not_digits,
    runs_of,
    word_of,
)
from eosconnect.columns.layout import Field, IrregularPage
from eosconnect.columns.rows import Rows

__all__ = ["read_timestamps"]

DATE: Final = re.compile(rb"([0-9]{4})-([0-9]{2})-([0-9]{2})T")
DAY_BYTES: Final = word_of(b"\xff\xff\xff")
DAY_BITS: Final = constant(24)
CLOCK: Final = word_of(b"00:00")
#: Lifts what is above "29:59" in a byte into its highest bit, the characters of CLOCK having been taken away.
OVER_CLOCK: Final = word_of(bytes((0x7D, 0x76, 0x7F, 0x7A, 0x76)))
LAST_HOUR, SIXTY, MINUTE = constant(23), constant(60), constant(60_000_000_000)
EPOCH: Final = date(1970, 1, 1).toordinal()
DAY_NANOSECONDS: Final = 86_400_000_000_000
#: A year less than the nanoseconds reach: a time that is written in another zone may belong to another year.
FIRST_YEAR: Final = 1679
LAST_YEAR: Final = 2260

SECOND: Final = word_of(b":00.")
SECOND_BYTES: Final = word_of(b"\xff\xff\xff\xff")
#: Lifts what is above ":59." in a byte into its highest bit, the characters of SECOND having been taken away.
OVER_SECOND: Final = word_of(bytes((0x7F, 0x7A, 0x76, 0x7F)))
NO_POINT: Final = word_of(b"\0\0\0\x80")
#: Turns the two digits of a second into their number, in the third byte.
TENS_AND_ONES: Final = constant(1 + (10 << 8))
BYTE, TWO_BYTES, FOUR_BYTES = constant(0xFF), constant(16), constant(32)
EIGHT, TEN = constant(8), constant(10)


def read_timestamps(rows: Rows, field: Field) -> NDArray[np.datetime64]:
    """The times of a column as they are written, without regard to an offset.

    Raises:
        IrregularPage: the rows differ in form, or a time is none with up to eight decimals.
    """
    # The four words of a time: 2026-11- 02T08:15 :00.1234 567
    month, minute, second, rest = rows.enter(field, 4)
    decimals = second >> FOUR_BYTES
    decimals |= rest << FOUR_BYTES
    decimals ^= ZEROS
    below = bits_below(not_digits(decimals))
    decimals &= below
    second = second ^ SECOND
    second &= SECOND_BYTES
    marks = not_digits(second, OVER_SECOND)
    point = marks == 0
    bits = np.bitwise_count(below)
    bits *= point
    decimals *= point
    # Seconds without a point, or with one and up to eight decimals.
    if np.count_nonzero((bits != 0) | (marks == NO_POINT)) < len(rows):
        raise IrregularPage
    bits >>= 3
    bits += point
    rows.places = rows.places + (bits + 19)

    second *= TENS_AND_ONES
    second >>= TWO_BYTES
    second &= BYTE
    second *= EIGHT_DIGITS
    second += eight_digits(decimals)
    second *= TEN  # nanoseconds
    moments = second.view(np.int64)

    # Minutes repeat from row to row: each run of them is read once.
    begins, lengths = runs_of(month, minute)
    moments += np.repeat(read_minutes(month[begins], minute[begins]), lengths)
    return moments.view("datetime64[ns]")


def read_minutes(months: Words, minutes: Words) -> NDArray[np.int64]:
    """Nanoseconds since 1970 of texts up to the minute.

    Raises:
        IrregularPage: one of them is no such text.
    """
    days = minutes & DAY_BYTES
    begins, lengths = runs_of(months, days)
    beginnings = [day_begins(*text) for text in zip(months[begins].tolist(), days[begins].tolist(), strict=True)]
    clock = (minutes >> DAY_BITS) ^ CLOCK
    pairs = clock * TEN
    pairs += clock >> EIGHT
    hours = pairs & BYTE
    if np.count_nonzero(not_digits(clock, OVER_CLOCK)) or np.count_nonzero(hours > LAST_HOUR):
        raise IrregularPage
    hours *= SIXTY
    hours += (pairs >> DAY_BITS) & BYTE
    hours *= MINUTE
    return np.repeat(np.array(beginnings), lengths) + hours.view(np.int64)


@lru_cache(maxsize=1024)
def day_begins(month: int, day: int) -> int:
    """Nanoseconds since 1970, from the words of ``2026-11-`` and ``02T``."""
    match = DATE.fullmatch(month.to_bytes(8, "little") + day.to_bytes(3, "little"))
    try:
        begin = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        begin = None
    if begin is None or not FIRST_YEAR <= begin.year <= LAST_YEAR:
        raise IrregularPage
    return (begin.toordinal() - EPOCH) * DAY_NANOSECONDS
