"""Pages of columns put together: within a window, in one piece, in the order of time."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from eosconnect.columns.sensor_columns import SensorColumns
from eosconnect.timestamps import Window

__all__ = ["in_order", "joined", "within"]


def within(columns: SensorColumns, window: Window) -> SensorColumns:
    """The values in a window; those without a time lie only in one that is open on both sides."""
    if window.after is None and window.before is None:
        return columns
    times = columns.timestamps.astype("datetime64[us]")  # what a window holds
    inside = ~np.isnat(times)
    if window.after is not None:
        inside &= times >= utc(window.after)
    if window.before is not None:
        inside &= times <= utc(window.before)
    return columns if inside.all() else columns[inside]


def utc(moment: datetime) -> np.datetime64:
    return np.datetime64(moment.replace(tzinfo=None), "us")


def joined(pieces: list[SensorColumns]) -> SensorColumns:
    """All of them in one piece of memory per column. ``pieces`` is emptied: hardly more than the result is held."""
    if len(pieces) == 1:
        return pieces.pop()
    if not pieces:
        return SensorColumns.concatenate(())
    timestamps = [piece.timestamps for piece in pieces]
    values = [piece.values for piece in pieces]
    layers = [piece.layer_index for piece in pieces]
    flags = [piece.is_in_job for piece in pieces]
    pieces.clear()
    all_timestamps = np.concatenate(timestamps)
    del timestamps
    all_values = np.concatenate(values)
    del values
    return SensorColumns(all_timestamps, all_values, np.concatenate(layers), np.concatenate(flags))


def in_order(columns: SensorColumns) -> SensorColumns:
    """By time; those of one time stay as they stand, those without a time come last where others are out of order."""
    times = columns.timestamps
    if not (times[1:] < times[:-1]).any():
        return columns
    if (times[1:] <= times[:-1]).all():
        return columns[::-1]
    return columns[np.argsort(times, kind="stable")]
