"""The log files of the machine in one archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from eosconnect.simulator.artifacts.zipping import Member, zipped
from eosconnect.simulator.world.log_entries import SOURCES, LogEntry
from eosconnect.simulator.world.ticks import texts

__all__ = ["log_archive"]

_AT_ONCE = 1000


def log_archive(entries: Sequence[LogEntry], now: int) -> Iterator[bytes]:
    """A zip archive with one file for each module."""
    return zipped(Member(f"{source}.log", now, _lines(entries, source)) for source in SOURCES)


def _lines(entries: Sequence[LogEntry], source: str) -> Iterator[bytes]:
    own = [entry for entry in entries if entry.source == source]
    for start in range(0, len(own), _AT_ONCE):
        some = own[start : start + _AT_ONCE]
        times = texts(np.array([entry.at for entry in some], dtype=np.int64))
        yield "".join(
            f"{time} [{entry.thread}] {entry.level:5} {source} - {entry.message}\r\n"
            for time, entry in zip(times, some, strict=True)
        ).encode()
