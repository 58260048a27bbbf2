"""Times as people give them, and windows between them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eosconnect.errors import ConfigurationError
from eosconnect.timestamps import Window, parse_moment

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)  # a Friday


def utc(*fields: int) -> datetime:
    return datetime(*fields, tzinfo=UTC)  # type: ignore[misc, arg-type]  # year to microsecond


@pytest.mark.parametrize(
    ("told", "start", "end"),
    [
        ("now", NOW, NOW),
        ("Now", NOW, NOW),
        ("today", utc(2026, 11, 20), utc(2026, 11, 20, 23, 59, 59, 999_999)),
        ("yesterday", utc(2026, 11, 19), utc(2026, 11, 19, 23, 59, 59, 999_999)),
        ("yesterday 14:00", utc(2026, 11, 19, 14), utc(2026, 11, 19, 14)),
        ("Yesterday  at 7:05:30", utc(2026, 11, 19, 7, 5, 30), utc(2026, 11, 19, 7, 5, 30)),
        ("last monday", utc(2026, 11, 16), utc(2026, 11, 16, 23, 59, 59, 999_999)),
        ("last friday 06:00", utc(2026, 11, 13, 6), utc(2026, 11, 13, 6)),
        ("30 seconds ago", utc(2026, 11, 20, 12, 29, 30), utc(2026, 11, 20, 12, 29, 30)),
        ("an hour ago", utc(2026, 11, 20, 11, 30), utc(2026, 11, 20, 11, 30)),
        ("3 hours ago", utc(2026, 11, 20, 9, 30), utc(2026, 11, 20, 9, 30)),
        ("2 days ago", utc(2026, 11, 18, 12, 30), utc(2026, 11, 18, 12, 30)),
        ("1 week ago", utc(2026, 11, 13, 12, 30), utc(2026, 11, 13, 12, 30)),
        ("9 months ago", utc(2026, 2, 20, 12, 30), utc(2026, 2, 20, 12, 30)),
        ("2026-02-01", utc(2026, 2, 1), utc(2026, 2, 1, 23, 59, 59, 999_999)),
        ("2026-02-01 14:00", utc(2026, 2, 1, 14), utc(2026, 2, 1, 14)),
        ("2026-02-01T00:00", utc(2026, 2, 1), utc(2026, 2, 1)),
        ("2026-02-01t14:00:00z", utc(2026, 2, 1, 14), utc(2026, 2, 1, 14)),
        ("2026-02-01T14:00:00.5 +01:00", utc(2026, 2, 1, 13, 0, 0, 500_000), utc(2026, 2, 1, 13, 0, 0, 500_000)),
        (date(2026, 2, 1), utc(2026, 2, 1), utc(2026, 2, 1, 23, 59, 59, 999_999)),
        (datetime(2026, 2, 1), utc(2026, 2, 1), utc(2026, 2, 1)),  # noqa: DTZ001  # naive on purpose
        (datetime(2026, 2, 1, 14, tzinfo=BERLIN), utc(2026, 2, 1, 13), utc(2026, 2, 1, 13)),
        (pd.Timestamp("2026-02-01T14:00:00.123456789Z"), utc(2026, 2, 1, 14, 0, 0, 123_456), None),
        (np.datetime64("2026-02-01T14:00:00.123456789"), utc(2026, 2, 1, 14, 0, 0, 123_456), None),
    ],
)
def test_the_grammar(told: object, start: datetime, end: datetime | None) -> None:
    moment = parse_moment(told, now=NOW)  # type: ignore[arg-type]  # numpy's and pandas' kinds, too
    assert moment == start
    assert type(moment) is datetime
    assert moment.tzinfo is UTC
    assert parse_moment(told, now=NOW, end=True) == (end or start)  # type: ignore[arg-type]  # likewise


def test_a_zone_holds_for_what_has_no_offset() -> None:
    assert parse_moment("2026-07-01 14:00", BERLIN, now=NOW) == utc(2026, 7, 1, 12)
    assert parse_moment("2026-07-01 14:00Z", BERLIN, now=NOW) == utc(2026, 7, 1, 14)
    assert parse_moment("today", BERLIN, now=utc(2026, 11, 20, 23, 30)) == utc(2026, 11, 20, 23)
    assert parse_moment(date(2026, 7, 1), BERLIN, now=NOW, end=True) == utc(2026, 7, 1, 21, 59, 59, 999_999)


def test_days_keep_the_time_on_the_clock_and_hours_are_hours_over_a_change_of_daylight_saving() -> None:
    monday = datetime(2026, 10, 26, 9, 0, tzinfo=BERLIN)  # clocks went back on the 25th
    assert parse_moment("2 days ago", BERLIN, now=monday) == datetime(2026, 10, 24, 9, 0, tzinfo=BERLIN)
    assert parse_moment("48 hours ago", BERLIN, now=monday) == monday.astimezone(UTC) - timedelta(hours=48)
    long_day = Window.of("2026-10-25", "2026-10-25", tz=BERLIN)
    assert long_day.after is not None
    assert long_day.before is not None
    assert long_day.before - long_day.after == timedelta(hours=25) - timedelta(microseconds=1)


@pytest.mark.parametrize("text", ["01/02/2026", "1/2/2026", "01.02.2026", "01-02-2026", "01/02/26", "01/02/2026 14:00"])
def test_an_ambiguous_date_is_refused_with_both_readings(text: str) -> None:
    with pytest.raises(ConfigurationError, match="ambiguous") as refusal:
        parse_moment(text, now=NOW)
    told = str(refusal.value)
    assert "2026-02-01 (1 February)" in told
    assert "2026-01-02 (2 January)" in told


def test_a_date_in_another_order_is_refused_even_where_only_one_reading_is_left() -> None:
    with pytest.raises(ConfigurationError, match=r"is 2026-02-13 \(13 February\) meant"):
        parse_moment("13/02/2026", now=NOW)
    with pytest.raises(ConfigurationError, match="not a date"):
        parse_moment("13/13/2026", now=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        *(
            "",
            "soon",
            "tomorrow",
            "last someday",
            "yesterday 25:00",
            "2 fortnights ago",
            "2026",
            "2026-02-30",
            "2026-02",
        ),
        *("999999 years ago", "999999 weeks ago", 20260201, None, True, pd.NaT, np.datetime64("NaT"), b"2026-02-01"),
    ],
)
def test_what_is_no_time_is_refused_with_examples(wrong: object) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        parse_moment(wrong, now=NOW)  # type: ignore[arg-type]  # the point
    assert "2026-02-01" in (refusal.value.hint or "")


def test_the_end_of_the_calendar_is_refused_rather_than_wrapped() -> None:
    with pytest.raises(ConfigurationError, match="outside the years"):
        parse_moment(date.max, now=NOW, end=True)
    with pytest.raises(ConfigurationError, match="outside the years"):
        parse_moment("0001-01-01 00:00+05:00", now=NOW)


@given(st.text(max_size=30))
def test_any_text_is_a_utc_moment_or_a_configuration_error(text: str) -> None:
    try:
        moment = parse_moment(text, BERLIN, now=NOW)
    except ConfigurationError:
        return
    assert moment.tzinfo is UTC


def test_a_window_includes_both_ends_and_the_whole_end_day() -> None:
    window = Window.of("2026-11-01", "2026-11-02", now=NOW)
    assert window.contains(utc(2026, 11, 1))
    assert window.contains(utc(2026, 11, 2, 23, 59, 59, 999_999))
    assert not window.contains(utc(2026, 11, 3))
    assert not window.contains(utc(2026, 10, 31, 23, 59, 59, 999_999))
    assert Window.of("2 days ago", now=NOW).contains(NOW)
    assert not Window.of(None, "2 days ago", now=NOW).contains(NOW)


def test_an_unknown_time_lies_only_in_the_open_window() -> None:
    assert Window.of().contains(None)
    assert not Window.of("2026-11-01").contains(None)
    assert not Window.of(None, "2026-11-01").contains(None)


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="ends before it begins"):
        Window.of("2026-11-02", "2026-11-01")
    assert Window.of("2026-11-02", "2026-11-02").after == utc(2026, 11, 2)


def test_both_ends_of_a_window_count_from_the_same_now() -> None:
    window = Window.of("1 hour ago", "1 hour ago")
    assert window.after == window.before
