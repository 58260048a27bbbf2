"""Chance without state: a random number is a hash of what it is for, so any of them can be asked for at any time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

__all__ = ["Dice", "Floats", "drift", "key_of", "normal", "stretches", "uniform"]

T = TypeVar("T")
Floats = npt.NDArray[np.float64]
_Words = npt.NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SHIFT = (np.uint64(30), np.uint64(27), np.uint64(31))
_TOP = np.uint64(11)
_UNIT = 2.0**-53


@lru_cache(maxsize=4096, typed=True)
def key_of(*parts: int | str) -> int:
    """A 64-bit key, the same in every process, for whatever the parts name."""
    return int.from_bytes(blake2b(repr(parts).encode(), digest_size=8).digest(), "little")


def _words(key: int, numbers: npt.NDArray[np.integer]) -> _Words:
    """The splitmix64 stream of ``key``, at the given positions."""
    z: _Words = numbers.astype(np.uint64)
    z *= _GOLDEN
    z += np.array(key, dtype=np.uint64)
    for shift, mix in zip(_SHIFT, _MIX, strict=False):
        z ^= z >> shift
        z *= mix
    z ^= z >> _SHIFT[2]
    return z


def uniform(key: int, numbers: npt.NDArray[np.integer]) -> Floats:
    """Numbers in [0, 1)."""
    found: Floats = (_words(key, numbers) >> _TOP).astype(np.float64) * _UNIT
    return found


def normal(key: int, numbers: npt.NDArray[np.integer]) -> Floats:
    """Nearly normal numbers (mean 0, deviation 1, never beyond 8): the count of set bits, smoothed by the top bits."""
    z = _words(key, numbers)
    found: Floats = (z >> _TOP).astype(np.float64)
    found *= _UNIT
    found += np.bitwise_count(z)
    found -= 32.5
    found *= 0.242
    return found


def stretches(x: npt.NDArray[np.number[Any]], edges: npt.NDArray[np.number[Any]]) -> npt.NDArray[np.int64]:
    """How many of the values lie before the first edge, between one and the next, and at or after the last.

    Both are in rising order. With it, ``np.repeat`` gives every value what belongs to its stretch.
    """
    bounds = np.empty(len(edges) + 2, dtype=np.int64)
    bounds[0], bounds[1:-1], bounds[-1] = 0, np.searchsorted(x, edges, side="left"), len(x)
    return bounds[1:] - bounds[:-1]


def drift(key: int, x: Floats) -> Floats:
    """Smooth noise in [-1, 1] that changes over a unit of ``x``, which is in rising order."""
    if not x.size:
        return x
    first, last = math.floor(x[0]), math.floor(x[-1])
    numbers = np.arange(first, last + 2)
    knots = 2.0 * uniform(key, numbers) - 1.0
    lengths = stretches(x, numbers[1:-1])
    part = x - np.repeat(numbers[:-1].astype(np.float64), lengths)
    smooth: Floats = np.repeat(np.diff(knots), lengths)
    smooth *= part
    smooth *= part
    part *= -2.0
    part += 3.0
    smooth *= part
    smooth += np.repeat(knots[:-1], lengths)
    return smooth


class Dice:
    """Single draws by name: the order of the draws does not matter, and a new one changes none of the others."""

    def __init__(self, *parts: int | str) -> None:
        self._parts = parts

    def part(self, *parts: int | str) -> Dice:
        return Dice(*self._parts, *parts)

    def key(self, name: str) -> int:
        return key_of(*self._parts, name)

    def uniform(self, name: str, low: float = 0.0, high: float = 1.0) -> float:
        return low + (high - low) * (self.key(name) >> 11) * _UNIT

    def chance(self, name: str, probability: float) -> bool:
        return self.uniform(name) < probability

    def integer(self, name: str, low: int, high: int) -> int:
        """From ``low`` up to and including ``high``."""
        return low + self.key(name) % (high - low + 1)

    def choice(self, name: str, options: Sequence[T]) -> T:
        return options[self.key(name) % len(options)]

    def guid(self, name: str) -> str:
        digits = f"{self.key(name):016x}{self.key(name + '+'):016x}"
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
