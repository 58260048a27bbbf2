"""Timestamps as machines write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eosconnect.timestamps import parse_timestamp

EIGHT_FIFTEEN = datetime(2026, 11, 2, 8, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-02T08:15:00Z", EIGHT_FIFTEEN),
        ("2026-11-02T08:15:00", EIGHT_FIFTEEN),
        ("2026-11-02 08:15:00", EIGHT_FIFTEEN),
        ("2026-11-02T08:15Z", EIGHT_FIFTEEN),
        ("2026-11-02t08:15:00z", EIGHT_FIFTEEN),
        ("2026-11-02 08:15:00 z", EIGHT_FIFTEEN),
        ("  2026-11-02T08:15:00Z  ", EIGHT_FIFTEEN),
        ("2026-11-02T09:15:00+01:00", EIGHT_FIFTEEN),
        ("2026-11-02T09:15:00.000 +01:00", EIGHT_FIFTEEN),
        ("2026-11-01T22:15:00-10:00", EIGHT_FIFTEEN),
        ("2026-11-02T08:15:00.1Z", EIGHT_FIFTEEN.replace(microsecond=100_000)),
        ("2026-11-02T08:15:00.1234567Z", EIGHT_FIFTEEN.replace(microsecond=123_456)),
        ("2026-11-02T08:15:00.9999999", EIGHT_FIFTEEN.replace(microsecond=999_999)),
        ("2026-11-02T09:15:00.123456789012+01:00", EIGHT_FIFTEEN.replace(microsecond=123_456)),
        ("2026-11-02", datetime(2026, 11, 2, tzinfo=UTC)),
        ("9999-12-31T23:59:59.9999999", datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
    ],
)
def test_every_spelling_is_an_aware_utc_moment(text: str, moment: datetime) -> None:
    parsed = parse_timestamp(text)
    assert parsed == moment
    assert parsed is not None
    assert parsed.tzinfo is UTC


@pytest.mark.parametrize(
    "value",
    [None, "", " ", "yesterday", "2026-13-01T00:00:00Z", "2026-11-02T08:15:00+99:00", 1762071300, 1.5, True, [], {}],
)
def test_what_is_no_timestamp_is_none(value: object) -> None:
    assert parse_timestamp(value) is None


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_the_time_that_dotnet_never_set_is_none(text: str) -> None:
    assert parse_timestamp(text) is None


def test_a_moment_beyond_the_calendar_is_none() -> None:
    assert parse_timestamp("9999-12-31T23:00:00-05:00") is None


offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


moments = st.datetimes(datetime(2, 1, 2), datetime(9999, 12, 30), timezones=offsets)  # noqa: DTZ001  # wants naive bounds


@given(moments, st.text("0123456789", max_size=6))
def test_iso_texts_survive_with_any_offset_and_any_precision(moment: datetime, digits: str) -> None:
    text = moment.isoformat(timespec="microseconds")
    assert parse_timestamp(text) == moment
    assert parse_timestamp(f"{text[:26]}{digits}{text[26:]}") == moment, "finer digits are cut"


@given(st.one_of(st.text(), st.from_regex(r"[0-9]{1,5}-[0-9]{2}-[0-9]{2}[Tt ]?[0-9:.,]*[Zz+ -]?[0-9:]*")))
def test_no_text_raises_and_every_result_is_utc(text: str) -> None:
    parsed = parse_timestamp(text)
    assert parsed is None or parsed.tzinfo is UTC
