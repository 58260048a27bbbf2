"""What a process uses, from time to time: memory, file descriptors (on Windows: handles), threads."""

from __future__ import annotations

import sys
import threading
import time
from statistics import median

import attrs
import psutil
import pyarrow

__all__ = ["Sample", "Sampler", "sample"]


@attrs.frozen
class Sample:
    """One look at this process.

    Attributes:
        at: seconds since the first look.
        memory: resident, in bytes.
        arrow: bytes of it that pyarrow has handed out and that are in use; its allocator keeps more.
        files: open file descriptors, sockets included.
        threads: of this process.
    """

    at: float
    memory: int
    arrow: int
    files: int
    threads: int


def sample(at: float = 0.0) -> Sample:
    """What this process uses now."""
    process = psutil.Process()
    files = process.num_handles() if sys.platform == "win32" else process.num_fds()
    return Sample(at, process.memory_info().rss, pyarrow.total_allocated_bytes(), files, threading.active_count())


class Sampler(threading.Thread):
    """Looks every ``interval`` seconds until :meth:`end`."""

    def __init__(self, interval: float) -> None:
        super().__init__(name="sampler", daemon=True)
        self.samples: list[Sample] = []
        self._interval = interval
        self._ended = threading.Event()

    def run(self) -> None:
        began = time.monotonic()
        while not self._ended.wait(self._interval):
            self.samples.append(sample(time.monotonic() - began))

    def end(self) -> None:
        self._ended.set()
        self.join()

    def quarters(self) -> tuple[list[Sample], list[Sample]]:
        """The third and the last quarter of the samples: by then everything is warm, and what grows is a leak."""
        size = len(self.samples) // 4
        return self.samples[-2 * size : -size], self.samples[-size:]

    def growth(self, of: str) -> float:
        """How much the last quarter lies above the third: bytes (in the median), files or threads (at least).

        While requests are under way there are more files and threads; what is left behind is there at all times.
        """
        typical = median if of == "memory" else min
        before, after = ([getattr(sample, of) for sample in samples] for samples in self.quarters())
        return typical(after) - typical(before)
