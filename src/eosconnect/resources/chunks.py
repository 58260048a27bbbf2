"""A series in pieces."""

from __future__ import annotations

from typing import NamedTuple

from eosconnect.series import SensorSeries

__all__ = ["SeriesChunk"]


class SeriesChunk(NamedTuple):
    """Some consecutive values of a sensor in a job.

    Attributes:
        series: the values.
        position: in the machine's list, behind the last of them: reading on from there repeats and leaves out nothing.
    """

    series: SensorSeries
    position: int
