"""Which samples are recorded: those that have changed by the threshold since the one recorded last.

That is a chain, each link of which depends on the one before. Most samples can be told without following it: nothing
is recorded where a signal moves within what it has just been, and a large step is recorded in any case.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["Counts", "last_recorded", "recorded"]

Counts = npt.NDArray[np.int32]
_Bools = npt.NDArray[np.bool_]

_WIDEST = 16
_LEAST_SIDE_BY_SIDE = 200  # fewer are quicker one after the other


def recorded(counts: Counts, last: int | None, threshold: int) -> _Bools:
    """Whether each sample is recorded.

    Args:
        counts: the samples, in units of their last decimal; at least one.
        last: what was recorded last before them, or ``None`` if nothing was: the first sample is recorded then. It
            lies within the threshold of the sample before these.
        threshold: the least change that is recorded, in the same units, at least 1.
    """
    before = int(counts[0]) - threshold if last is None else last
    found = _for_certain(counts, threshold)
    found[0] = abs(int(counts[0]) - before) >= threshold
    if threshold > 1:
        dense = np.count_nonzero(found) > len(counts) // 8
        (_follow_side_by_side if dense else _follow)(counts, before, threshold, found)
    return found


def last_recorded(counts: Counts, threshold: int) -> int | None:
    """What is recorded last among the samples, whatever was before; ``None`` if that cannot be told from them alone."""
    perhaps = np.flatnonzero(_perhaps(counts, threshold))
    first = int(counts[0])
    possible = set(range(first - threshold + 1, first + threshold))
    for i, count in zip(perhaps.tolist(), counts[perhaps].tolist(), strict=True):
        if count - min(possible) >= threshold or max(possible) - count >= threshold:
            possible = {last if abs(count - last) < threshold else count for last in possible}
        if len(possible) == 1:
            (last,) = possible
            rest = counts[i + 1 :]
            after = rest[recorded(rest, last, threshold)] if len(rest) else rest
            return int(after[-1]) if len(after) else last
    return None


def _for_certain(counts: Counts, threshold: int) -> _Bools:
    """Which samples are recorded whatever was before: each lies within the threshold of what was recorded last, so a
    step of nearly twice that leaves it behind. Nothing is said of the first one.
    """
    certain = np.zeros(len(counts), dtype=np.bool_)
    np.greater_equal(np.abs(np.diff(counts)), 2 * threshold - 1, out=certain[1:])
    return certain


def _follow(counts: Counts, before: int, threshold: int, found: _Bools) -> None:
    """Find the rest, one after the other."""
    low, high = before - threshold, before + threshold
    perhaps = np.flatnonzero(_perhaps(counts, threshold))
    kept = []
    for i, count in zip(perhaps.tolist(), counts[perhaps].tolist(), strict=True):
        if not low < count < high:
            kept.append(i)
            low, high = count - threshold, count + threshold
    found[kept] = True


def _follow_side_by_side(counts: Counts, before: int, threshold: int, found: _Bools) -> None:
    """Find the rest, from each of those that are found on to the next: all these ways are gone at the same time."""
    at = np.flatnonzero(found)
    recorded_last = counts[at]
    if not found[0]:
        at, recorded_last = np.insert(at, 0, 0), np.insert(recorded_last, 0, before)
    end = np.append(at[1:], len(counts))
    while True:
        at = at + 1
        on = at < end
        at, end, recorded_last = at[on], end[on], recorded_last[on]
        if len(at) < _LEAST_SIDE_BY_SIDE:
            break
        here = counts[at]
        changed = np.abs(here - recorded_last) >= threshold
        found[at] = changed
        recorded_last = np.where(changed, here, recorded_last)
    for first, stop, last in zip(at.tolist(), end.tolist(), recorded_last.tolist(), strict=True):
        for i, count in enumerate(counts[first:stop].tolist(), first):
            if abs(count - last) >= threshold:
                found[i] = True
                last = count


def _perhaps(counts: Counts, threshold: int) -> _Bools:
    """Which samples may be recorded; the others are not, whatever was recorded last.

    Some samples just before this one that differ by less than the threshold have a range. What was recorded last is
    one of them, or else it lies within the threshold of both ends of the range: either way, within that of whatever is
    in the range.
    """
    perhaps = np.ones(len(counts), dtype=np.bool_)
    low = high = counts
    width = 1
    while width <= _WIDEST and width < len(counts):
        here, bottom, top = counts[width:], low[:-1], high[:-1]
        perhaps[width:] &= (here < bottom) | (here > top) | (top - bottom >= threshold)
        low, high = np.minimum(low[:-width], low[width:]), np.maximum(high[:-width], high[width:])
        width *= 2
    return perhaps
