"""Times and durations as people say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

__all__ = ["ago", "clock", "span", "zone_name"]

SCALES: Final = (
    (60, 1, "second"),
    (3600, 60, "minute"),
    (86_400, 3600, "hour"),
    (14 * 86_400, 86_400, "day"),
    (60 * 86_400, 7 * 86_400, "week"),
    (730 * 86_400, 30.44 * 86_400, "month"),
)


def ago(moment: datetime | None, now: datetime | None = None, zone: tzinfo = UTC) -> str:
    """How long ago: "5 minutes ago", "yesterday 14:00", "2 weeks ago"; "in 3 hours" for what is to come.

    Example:
        >>> noon = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
        >>> ago(datetime(2026, 11, 19, 14, 0, tzinfo=UTC), noon), ago(datetime(2026, 11, 20, 9, 55, tzinfo=UTC), noon)
        ('yesterday 14:00', '2 hours ago')
    """
    if moment is None:
        return ""
    now = now or datetime.now(UTC)
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    seconds = (now - moment).total_seconds()
    if seconds > 12 * 3600 and local.date() == today - timedelta(days=1):
        return f"yesterday {local:%H:%M}"
    text = counted(abs(seconds))
    if not text:
        return "just now"
    return f"{text} ago" if seconds > 0 else f"in {text}"


def counted(seconds: float) -> str:
    if seconds < 10:
        return ""
    one, name = next(((one, name) for below, one, name in SCALES if seconds < below), (365.25 * 86_400, "year"))
    amount = int(seconds / one)
    return f"{amount} {name}{'' if amount == 1 else 's'}"


def span(duration: timedelta | float | None) -> str:
    """A duration in its two largest units: "2 d 3 h", "14 h 39 min", "97.4 s".

    Example:
        >>> span(timedelta(hours=14, minutes=39)), span(97.42), span(3.21)
        ('14 h 39 min', '1 min 37 s', '3.2 s')
    """
    if duration is None:
        return ""
    seconds = duration.total_seconds() if isinstance(duration, timedelta) else duration
    if seconds < 0:
        return f"-{span(-seconds)}"
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    for larger, smaller, names in ((86_400, 3600, ("d", "h")), (3600, 60, ("h", "min")), (60, 1, ("min", "s"))):
        whole = round(seconds / smaller)
        if whole * smaller >= larger:
            much, rest = divmod(whole, larger // smaller)
            return f"{much} {names[0]} {rest} {names[1]}" if rest else f"{much} {names[0]}"
    return f"{seconds:.0f} s"


def clock(moment: datetime | None, zone: tzinfo = UTC, *, seconds: bool = False) -> str:
    """Date and time of day, without the zone, which the column's heading says."""
    return "" if moment is None else f"{moment.astimezone(zone):%Y-%m-%d %H:%M{':%S' if seconds else ''}}"


def zone_name(zone: tzinfo) -> str:
    """ "UTC", "Europe/Berlin"."""
    return "UTC" if zone is UTC else str(getattr(zone, "key", zone))
