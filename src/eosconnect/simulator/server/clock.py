"""The simulated machine's clock: real time, faster, injected, or moved by hand."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

__all__ = ["Clock"]


class Clock:
    """Call it for the machine's time, an aware UTC datetime.

    Args:
        start: the time to begin at (aware), or a function that tells the time. The default is now.
        speed: machine seconds per real second; 0 stands still, so that only :meth:`advance` moves it.

    Example:
        >>> clock = Clock(datetime(2026, 11, 2, 8, tzinfo=UTC), speed=0)
        >>> clock.advance(90)
        >>> clock()
        datetime.datetime(2026, 11, 2, 8, 1, 30, tzinfo=datetime.timezone.utc)
    """

    def __init__(self, start: datetime | Callable[[], datetime] | None = None, *, speed: float = 1.0) -> None:
        if not (math.isfinite(speed) and speed >= 0):
            raise ValueError(f"speed must be 0 or more, not {speed}")
        if callable(start) and speed != 1:
            raise ValueError("a function that tells the time has its own speed: leave speed at 1")
        if isinstance(start, datetime) and start.tzinfo is None:
            raise ValueError("the machine's time needs an offset, such as datetime(2026, 11, 2, tzinfo=UTC)")
        self.speed = speed
        self._tell = start if callable(start) else None
        self._start = start.astimezone(UTC) if isinstance(start, datetime) else datetime.now(UTC)
        self._started = time.monotonic()
        self._moved = timedelta()
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        if self._tell is not None:
            return self._tell().astimezone(UTC) + self._moved
        return self._start + timedelta(seconds=(time.monotonic() - self._started) * self.speed) + self._moved

    def advance(self, by: timedelta | float) -> None:
        """Let ``by`` pass at once: a timedelta or seconds, never backwards."""
        step = by if isinstance(by, timedelta) else timedelta(seconds=by)
        if step < timedelta():
            raise ValueError("the machine's clock does not run backwards")
        with self._lock:
            self._moved += step
