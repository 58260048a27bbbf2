"""Decimal numbers: the double nearest to each text, exactly, for a whole column at once."""

from __future__ import annotations

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
    pushed_back,
    word_of,
)
from eosconnect.columns.layout import Field
from eosconnect.columns.rows import Rows
from eosconnect.columns.tolerant import number_of

__all__ = ["read_numbers"]

MOST_DIGITS: Final = 19  # they fit 64 bits
MOST_DECIMALS: Final = 18
EXACT: Final = constant(2**53)  # up to here every whole number is a double
NULL: Final = word_of(b"null")
MINUS: Final = word_of(b"-")
POINT: Final = np.array(ord("."), np.uint8)
BYTE, EIGHT = constant(0xFF), constant(8)
FIRST_FOUR: Final = constant(2**32 - 1)
SIGN_BIT: Final = constant(63)
EXPONENT_BIT: Final = constant(52)
SIGNIFICAND: Final = constant(2**52 - 1)
HIDDEN: Final = constant(2**52)
UNSHIFTED: Final = constant(1075)  # the exponent of doubles that are their significand


def read_numbers(rows: Rows, field: Field) -> NDArray[np.float64]:
    """The values of a column; ``null`` is NaN, and what is no plain decimal is read by itself.

    Raises:
        IrregularPage: the rows differ in form.
    """
    (head,) = rows.enter(field)
    starts = rows.places

    # The digits before the point; a minus sign turns into a leading zero.
    negative = (head & BYTE) == MINUS
    signed = np.count_nonzero(negative)
    digits = head ^ ZEROS
    if signed:
        digits ^= (digits & BYTE) * negative
    below = bits_below(not_digits(digits))
    digits &= below
    bits = np.bitwise_count(below)
    whole = eight_digits(pushed_back(digits, bits))
    count = bits >> 3
    rows.places = starts + count
    # A digit at least, and no zero before others.
    plain = (digits >> negative * EIGHT if signed else digits) & BYTE != 0
    plain |= (count - negative if signed else count) == 1

    # Those behind it.
    point = rows.characters[rows.places] == POINT
    if np.count_nonzero(point):
        fraction, decimals, within = read_decimals(rows, point)
        plain &= within
        plain &= whole < constant(10 ** (MOST_DIGITS - decimals))
        whole *= constant(10**decimals)
        whole += fraction
    else:
        decimals = 0
    ends = rows.places
    plain &= rows.stops(ends, field)

    values = whole.astype(np.float64)
    values /= float(10**decimals)
    (long,) = (whole > EXACT).nonzero()
    if len(long) == len(rows):
        values, certain = nearest(values, whole, 10**decimals)
        plain &= certain
    elif len(long):
        values[long], certain = nearest(values[long], whole[long], 10**decimals)
        plain[long] &= certain
    if signed:
        sign = values.view(np.uint64)
        sign |= negative.astype(np.uint64) << SIGN_BIT

    if np.count_nonzero(plain) < len(rows):
        null = (head & FIRST_FOUR) == NULL
        values[null] = np.nan
        ends += null * 4
        plain |= null
        (odd,) = (~plain).nonzero()
        if len(odd):
            rows.places = starts
            texts, ends[odd] = rows.odd(odd)
            values[odd] = [number_of(value) for value in texts]
    rows.places = ends
    return values


def read_decimals(rows: Rows, point: NDArray[np.bool_]) -> tuple[Words, int, NDArray[np.bool_]]:
    """The digits behind the point, all with the same number of decimals.

    Returns:
        The digits as numbers; their count; and whether each row has one at least, and no more than can be calculated
        with.
    """
    numbers: list[Words] = []
    total = point.astype(np.uint8)
    total <<= 3
    going_on = point
    words = iter(rows.words(3, 1))
    while True:
        digits = next(words) ^ ZEROS
        marks = not_digits(digits)
        below = bits_below(marks)
        below *= going_on
        digits &= below
        bits = np.bitwise_count(below)
        total += bits
        going_on = going_on & (marks == 0)
        if len(numbers) == 2 or not np.count_nonzero(going_on):
            break
        numbers.append(eight_digits(digits))
    last = min(int(bits.max()), 8 * (MOST_DECIMALS - 8 * len(numbers)))
    number = eight_digits(pushed_back(digits, constant(last)))
    fraction = number
    if numbers:
        fraction = numbers[0]
        if numbers[1:]:
            fraction = fraction * EIGHT_DIGITS + numbers[1]
        fraction = fraction * constant(10 ** (last // 8)) + number
    rows.places = rows.places + (total >> 3)
    within = (total != 8) & (total <= 8 * (MOST_DECIMALS + 1))
    return fraction, 8 * len(numbers) + last // 8, within


def nearest(values: NDArray[np.float64], digits: Words, power: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The doubles nearest to ``digits / power``, and whether that is certain.

    ``values`` are that quotient after two roundings, so they are beside the nearest ones at worst. What they leave as
    a remainder is small, and therefore known exactly from arithmetic modulo 2**64.
    """
    bits = values.view(np.uint64)
    exponent = bits >> EXPONENT_BIT
    significand = (bits & SIGNIFICAND) | HIDDEN
    remainder = digits << (UNSHIFTED - exponent)  # value = significand / 2**(UNSHIFTED - exponent)
    remainder -= significand * constant(power)
    double = remainder.view(np.int64) * 2
    step = (double > power).astype(np.int64)
    step -= double < -power
    certain = np.abs(double - step * (2 * power)) < power
    # Below a power of two the doubles are closer to each other.
    certain &= significand - HIDDEN > 1
    certain |= double == 0
    # Large whole numbers are their significand times a power of two.
    certain &= exponent < UNSHIFTED
    return (bits.view(np.int64) + step).view(np.float64), certain
