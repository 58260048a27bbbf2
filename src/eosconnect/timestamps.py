"""Times: as the machine writes them, and as people say them. Everything inside the SDK is aware and in UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, NoReturn, Self

import attrs
from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from eosconnect.errors import ConfigurationError

__all__ = ["Moment", "Window", "parse_moment", "parse_timestamp"]

Moment = datetime | date | str
"""A time as callers may give it; see :func:`parse_moment`."""


def parse_timestamp(value: object) -> datetime | None:
    """A timestamp of the machine: aware, in UTC, cut to microseconds; ``None`` for what is none.

    A timestamp without an offset is UTC. The year 1 is how .NET writes a time that was never set.

    Example:
        >>> parse_timestamp("2026-11-02T08:15:00.1234567Z")
        datetime.datetime(2026, 11, 2, 8, 15, 0, 123456, tzinfo=datetime.timezone.utc)
        >>> parse_timestamp("0001-01-01T00:00:00") is None
        True
    """
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        try:
            moment = datetime.fromisoformat(re.sub(r"\s+(?=[Z+-])", "", value.strip().upper()))
        except ValueError:
            return None
    if moment.year == 1:
        return None
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


NUMERIC_DATE: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)", re.DOTALL)
AGO: Final = re.compile(r"(\d{1,6}|an?) (second|minute|hour|day|week|month|year)s? ago")
DAY: Final = re.compile(r"(today|yesterday|last ([a-z]+))(?: (?:at )?(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
WEEKDAYS: Final = {
    "monday": MO,
    "tuesday": TU,
    "wednesday": WE,
    "thursday": TH,
    "friday": FR,
    "saturday": SA,
    "sunday": SU,
}
WRITE_MOMENT: Final = (
    'write "2026-02-01", "2026-02-01 14:00", "2026-02-01T14:00:00+01:00", "now", "today", "yesterday 14:00", '
    '"last monday", "2 days ago", or pass a datetime or date'
)


def parse_moment(
    value: Moment, tz: tzinfo | None = None, *, now: datetime | None = None, end: bool = False
) -> datetime:
    """A time that a person gave: aware and in UTC.

    The grammar of texts, in any letter case:

    - ISO 8601: ``2026-02-01``, ``2026-02-01 14:00``, ``2026-02-01T14:00:00.5+01:00``
    - ``now``; ``today``, ``yesterday``, ``last monday`` (the one before today), each with a time: ``yesterday 14:00``
    - ``2 days ago``, ``an hour ago``: seconds, minutes, hours, days, weeks, months, years

    Args:
        value: a datetime (also of pandas or numpy), a date, or a text.
        tz: the zone of what comes without an offset, and of days; UTC by default.
        now: what relative times count from; the clock by default.
        end: the moment ends a window: a day without a time then means its last microsecond.

    Raises:
        ConfigurationError: no such time, or one that can be read in two ways, such as ``01/02/2026``.

    Example:
        >>> now = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
        >>> parse_moment("2 days ago", now=now)
        datetime.datetime(2026, 11, 18, 12, 0, tzinfo=datetime.timezone.utc)
        >>> parse_moment("yesterday 14:00", now=now)
        datetime.datetime(2026, 11, 19, 14, 0, tzinfo=datetime.timezone.utc)
    """
    zone = tz or UTC
    try:
        told = read_told(value, zone, (now or datetime.now(UTC)).astimezone(zone))
        if isinstance(told, datetime):
            return (told if told.tzinfo else told.replace(tzinfo=zone)).astimezone(UTC)
        if not end:
            return datetime.combine(told, time.min, zone).astimezone(UTC)
        return datetime.combine(told + timedelta(days=1), time.min, zone).astimezone(UTC) - timedelta(microseconds=1)
    except OverflowError:
        raise ConfigurationError(f"{value!r} lies outside the years 1 to 9999", hint=WRITE_MOMENT) from None


def read_told(value: object, zone: tzinfo, now: datetime) -> datetime | date:
    """A datetime, aware or in ``zone``, or a day."""
    if type(value).__module__ == "numpy":
        import numpy as np  # whoever has such a value has loaded it already

        value = value.astype("datetime64[us]").item() if isinstance(value, np.datetime64) else value
    if isinstance(value, datetime):
        if value != value:  # NaT of pandas
            refuse(value, "is no time")
        return datetime.combine(value.date(), value.time(), value.tzinfo).replace(fold=value.fold)
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        refuse(value, "is neither a time nor a text")
    text = " ".join(value.split())
    return read_iso(text) or read_relative(value, text.casefold(), zone, now) or refuse_date(value, text)


def read_iso(text: str) -> datetime | date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(re.sub(r" (?=[Z+-])", "", text.upper()))
    except ValueError:
        return None


def read_relative(value: str, text: str, zone: tzinfo, now: datetime) -> datetime | date | None:
    if text == "now":
        return now
    if ago := AGO.fullmatch(text):
        amount = int(ago[1]) if ago[1].isdigit() else 1
        if ago[2] in ("second", "minute", "hour"):
            return now.astimezone(UTC) - timedelta(**{f"{ago[2]}s": amount})
        try:  # days and more keep the time on the clock, also over a change of daylight saving
            return now - relativedelta(**{f"{ago[2]}s": amount})  # type: ignore[arg-type]  # the names are its own
        except ValueError:
            raise OverflowError from None
    day = DAY.fullmatch(text)
    if day is None or (day[2] and day[2] not in WEEKDAYS):
        return None
    told = now.date() if day[1] == "today" else now.date() - timedelta(days=1)
    if day[2]:
        told += relativedelta(weekday=WEEKDAYS[day[2]](-1))
    if day[3] is None:
        return told
    try:
        return datetime.combine(told, time(int(day[3]), int(day[4]), int(day[5] or 0)), zone)
    except ValueError:
        refuse(value, "has no such time of day")


def refuse_date(value: str, text: str) -> NoReturn:
    """Dates of which nobody can say what comes first are named in both readings."""
    numbers = NUMERIC_DATE.fullmatch(text)
    if numbers is None:
        refuse(value, "is not a time that can be read")
    first, second = int(numbers[1]), int(numbers[3])
    year = int(numbers[4]) + (2000 if len(numbers[4]) == 2 else 0)
    readings = []
    for month, day in ((second, first), (first, second)):
        try:
            reading = date(year, month, day)
        except ValueError:
            continue
        if reading not in readings:
            readings.append(reading)
    if not readings:
        refuse(value, "is not a date")
    meant = " or ".join(f"{reading.isoformat()} ({reading.day} {MONTHS[reading.month - 1]})" for reading in readings)
    why = "is ambiguous" if len(readings) > 1 else "is not written in the order year, month, day"
    raise ConfigurationError(f"{value!r} {why}: is {meant} meant?", hint=WRITE_MOMENT)


MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def refuse(value: object, why: str) -> NoReturn:
    raise ConfigurationError(f"{value!r} {why}", hint=WRITE_MOMENT)


@attrs.frozen
class Window:
    """A span of time, both ends included; an end that is ``None`` is open.

    Attributes:
        after, before: aware, in UTC.

    Example:
        >>> window = Window.of("2026-11-01", "2026-11-02")
        >>> window.contains(datetime(2026, 11, 2, 23, 59, tzinfo=UTC))
        True
    """

    after: datetime | None = None
    before: datetime | None = None

    @classmethod
    def of(
        cls,
        after: Moment | None = None,
        before: Moment | None = None,
        *,
        tz: tzinfo | None = None,
        now: datetime | None = None,
    ) -> Self:
        """The window between two times as people give them; a bare end date includes its day.

        Raises:
            ConfigurationError: a time cannot be read, or the window ends before it begins.
        """
        now = now or datetime.now(UTC)
        window = cls(
            None if after is None else parse_moment(after, tz, now=now),
            None if before is None else parse_moment(before, tz, now=now, end=True),
        )
        if window.after and window.before and window.after > window.before:
            raise ConfigurationError(
                f"the window from {window.after} to {window.before} ends before it begins", hint="swap the two"
            )
        return window

    @property
    def asked_before(self) -> datetime | None:
        """The end to ask the machine for: it keeps seven digits of a second where we hold six, so one step later.

        What comes too much is filtered by :meth:`contains`.
        """
        if self.before is None or self.before == datetime.max.replace(tzinfo=UTC):
            return self.before
        return self.before + timedelta(microseconds=1)

    def contains(self, moment: datetime | None) -> bool:
        """Whether ``moment`` lies in the window; an unknown time lies only in a window that is open on both sides."""
        if moment is None:
            return self.after is None and self.before is None
        return (self.after is None or self.after <= moment) and (self.before is None or moment <= self.before)
