"""How far the machine's clock is from this computer's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

__all__ = ["LARGE_OFFSET", "clock_offset", "clock_warning"]

#: From here on people notice: job ids, messages and sensor values carry the machine's time.
LARGE_OFFSET: Final = timedelta(minutes=2)


def clock_offset(date: str | None, asked_at: datetime, answered_at: datetime) -> timedelta | None:
    """The machine's clock minus ours, in whole seconds; ``None`` if the answer carried no date.

    Args:
        date: the answer's ``Date`` header, which is cut to seconds.
        asked_at, answered_at: our clock before and after, aware.

    Example:
        >>> noon = datetime(2026, 11, 2, 12, tzinfo=UTC)
        >>> clock_offset("Mon, 02 Nov 2026 13:00:00 GMT", noon, noon)
        datetime.timedelta(seconds=3600)
    """
    try:
        machine = parsedate_to_datetime(date or "")
    except ValueError:
        return None
    # On average a date that is cut to seconds is half a second old.
    machine = machine.replace(tzinfo=machine.tzinfo or UTC) + timedelta(seconds=0.5)
    here = asked_at + (answered_at - asked_at) / 2
    # Half a second less than nothing is nothing, too.
    return timedelta(seconds=int((machine - here).total_seconds()))


def clock_warning(offset: timedelta) -> str | None:
    """What to say about an offset that is large; ``None`` about one that is not.

    Example:
        >>> clock_warning(timedelta(hours=-1))
        "the machine's clock is 1:00:00 behind this computer's: job ids and all times of the machine carry it"
    """
    if abs(offset) < LARGE_OFFSET:
        return None
    side = "ahead of" if offset > timedelta() else "behind"
    return f"the machine's clock is {abs(offset)} {side} this computer's: job ids and all times of the machine carry it"
