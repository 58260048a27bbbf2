"""Measuring contenders against each other on a computer that does other things as well.

The contenders take turns, so that whatever slows the computer for a while slows all of them; a ratio is taken within
each round, and the median of the rounds is what counts.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any

import attrs

__all__ = ["Measured", "measure"]


@attrs.frozen
class Measured:
    """What a contender took, in seconds, round by round; and what the first contender took in the same rounds."""

    seconds: tuple[float, ...]
    reference: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def ratios(self) -> tuple[float, ...]:
        return tuple(own / first for own, first in zip(self.seconds, self.reference, strict=True))

    @property
    def ratio(self) -> float:
        """How many times as long as the first contender, in the median of the rounds."""
        return statistics.median(self.ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """The lowest and the highest ratio of a round."""
        return min(self.ratios), max(self.ratios)


def measure(contenders: Mapping[str, Callable[[], Any]], rounds: int, *, timed: bool = False) -> dict[str, Measured]:
    """Run each contender once per round, after one round that does not count.

    Args:
        contenders: by name.
        rounds: how many count.
        timed: the contenders tell their seconds themselves.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for round_ in range(-1, rounds):
        for name, run in contenders.items():
            gc.collect()
            started = time.perf_counter()
            told = run()
            took = told if timed else time.perf_counter() - started
            if round_ >= 0:
                seconds[name].append(took)
    reference = tuple(next(iter(seconds.values())))
    return {name: Measured(tuple(own), reference) for name, own in seconds.items()}
