"""Eight characters at a time: the digits of many texts in 64-bit words.

A word holds eight bytes of a text, the first of them in its lowest byte. Work on words is work on whole arrays of them:
this is what makes reading a number cost nanoseconds, without an object per number.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "EIGHT_DIGITS",
    "LEAST",
    "ZEROS",
    "Words",
    "bits_below",
    "constant",
    "eight_digits",
    "not_digits",
    "pushed_back",
    "runs_of",
    "word_of",
]

Words = NDArray[np.uint64]


def constant(number: int) -> Words:
    """A number to calculate with; as an array without dimensions it takes part sooner than as a scalar."""
    return np.array(number, np.uint64)


def word_of(text: bytes) -> Words:
    """The word of up to eight bytes; what is missing is zero."""
    return constant(int.from_bytes(text, "little"))


#: Eight times the character 0: it turns digits into numbers.
ZEROS: Final = word_of(b"00000000")
#: The least number that is written with so many digits, up to eight; with none, no number is written.
LEAST: Final = np.array([2**63, 0, *(10**digits for digits in range(1, 8))], np.uint64)
EIGHT_DIGITS: Final = constant(10**8)
HIGHS: Final = constant(0x8080808080808080)
OVER_NINE: Final = constant(0x7676767676767676)  # lifts a byte above 9 into its highest bit
PAIRS: Final = constant(0x000000FF000000FF)
OUTER: Final = constant(100 + (1_000_000 << 32))
INNER: Final = constant(1 + (10_000 << 32))
FIRST_ROW: Final = np.zeros(1, np.intp)
ONE, SEVEN, EIGHT, TEN, SIXTEEN, HALF, WHOLE = (constant(number) for number in (1, 7, 8, 10, 16, 32, 64))


def not_digits(words: Words, lift: Words = OVER_NINE) -> Words:
    """The highest bit of each byte above 9 (or above another limit, which ``lift`` lifts there); 0 if there is none.

    The lowest of the bits in a word is right, those above it may be wrong.
    """
    marks = words + lift
    marks |= words
    marks &= HIGHS
    return marks


def bits_below(marks: Words) -> Words:
    """All bits of the bytes before the first that is marked; all bits if none is."""
    below = np.negative(marks)
    below &= marks
    below >>= SEVEN
    below -= ONE
    return below


def pushed_back(words: Words, bits: NDArray[Any]) -> Words:
    """The first ``bits`` bits of each word moved to its end, zeros before them."""
    pushed: Words = words << (WHOLE - bits)
    return pushed


def eight_digits(words: Words) -> Words:
    """The number that the eight bytes of each word write; each is 0 to 9, and the first one is the highest digit."""
    pairs = words * TEN
    high = words >> EIGHT
    pairs += high
    np.bitwise_and(pairs, PAIRS, out=high)
    high *= OUTER
    pairs >>= SIXTEEN
    pairs &= PAIRS
    pairs *= INNER
    pairs += high
    pairs >>= HALF
    return pairs


def runs_of(words: Words, *others: Words) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where runs of equal rows begin, and their lengths: what repeats the row before need not be read again."""
    changes = words[1:] ^ words[:-1]
    for other in others:
        changes |= other[1:] ^ other[:-1]
    (ends,) = changes.nonzero()
    ends += 1
    bounds = np.concatenate((FIRST_ROW, ends, FIRST_ROW + len(words)))
    begins = bounds[:-1]
    return begins, bounds[1:] - begins
