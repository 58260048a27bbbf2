"""A series thinned out for a picture: no peak, no gap and no end gets lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BINS", "in_order", "outline"]

#: More points than a picture has columns make it slow, not better: of each bin the lowest and highest value stay.
BINS: Final = 2000


def in_order(times: NDArray[np.datetime64], values: NDArray[np.float64]) -> tuple[NDArray[Any], NDArray[Any]]:
    """By time, without the values whose time is unknown."""
    import numpy as np

    known = ~np.isnat(times)
    if not known.all():
        times, values = times[known], values[known]
    if np.any(times[1:] < times[:-1]):
        order = np.argsort(times, kind="stable")
        times, values = times[order], values[order]
    return times, values


def outline(times: NDArray[Any], values: NDArray[Any], *, bins: int = BINS) -> tuple[NDArray[Any], NDArray[Any]]:
    """At most two points per bin, its lowest and its highest, so that no peak gets lost."""
    import numpy as np

    size = len(values) // bins
    if size < 3:
        return times, values
    whole = len(values) // size * size
    rows = values[:whole].reshape(-1, size)
    unknown = np.isnan(rows)
    lowest = np.where(unknown, np.inf, rows).argmin(axis=1)
    highest = np.where(unknown, -np.inf, rows).argmax(axis=1)
    starts = np.arange(0, whole, size)
    kept = np.unique(
        np.concatenate([[0], starts + lowest, starts + highest, np.arange(whole, len(values)), [len(values) - 1]])
    )
    return times[kept], values[kept]
