"""How often a machine is asked: at most so many times a second, evenly spread."""

from __future__ import annotations

import threading

__all__ = ["Turns"]


class Turns:
    """Gives each request its turn. Threads may share it.

    Args:
        rate: requests per second at most; ``None`` lets every request go at once.

    Attributes:
        interval: seconds from one turn to the next.

    Example:
        >>> turns = Turns(2)
        >>> [turns.next(now) for now in (100.0, 100.0, 100.0, 101.5)]
        [0.0, 0.5, 1.0, 0.0]
    """

    def __init__(self, rate: float | None) -> None:
        self.interval = 0.0 if rate is None else 1.0 / rate
        self._free_at = float("-inf")
        self._lock = threading.Lock()

    def next(self, now: float) -> float:
        """Take the next turn: the seconds until then, 0 if it is now.

        Args:
            now: the monotonic clock.
        """
        with self._lock:
            turn = max(now, self._free_at)
            self._free_at = turn + self.interval
        return turn - now
