"""Times, durations, hosts, sensors and rows as people and scripts read them."""

from __future__ import annotations

import io
import json
import operator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from eosconnect.cli.inputs import sensor_key
from eosconnect.cli.naming import grouped, short
from eosconnect.cli.plain import plain, write_csv, write_json_list
from eosconnect.cli.tables import Column, table_of
from eosconnect.cli.times import ago, span
from eosconnect.errors import ConfigurationError

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=3), "just now"),
        (timedelta(seconds=59), "59 seconds ago"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=11), "11 hours ago"),
        (timedelta(hours=22), "yesterday 14:00"),
        (timedelta(hours=37), "1 day ago"),
        (timedelta(days=13), "13 days ago"),
        (timedelta(days=14), "2 weeks ago"),
        (timedelta(days=61), "2 months ago"),
        (timedelta(days=731), "2 years ago"),
        (-timedelta(hours=3), "in 3 hours"),
    ],
)
def test_how_long_ago(before: timedelta, words: str) -> None:
    assert ago(NOON - before, NOON) == words


def test_yesterday_is_a_day_of_the_zone_that_is_shown() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)  # which is today in Tokyo
    assert ago(late, NOON) == "yesterday 23:30"
    assert ago(late, NOON, ZoneInfo("Asia/Tokyo")) == "12 hours ago"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0.0 s"),
        (59.94, "59.9 s"),
        (59.96, "1 min"),
        (3599.6, "1 h"),
        (3661, "1 h 1 min"),
        (86_399, "1 d"),
        (90_000, "1 d 1 h"),
        (-61, "-1 min 1 s"),
    ],
)
def test_durations_never_show_sixty_of_anything(seconds: float, words: str) -> None:
    assert span(seconds) == words


def test_names_of_hosts_and_fingerprints() -> None:
    assert [short(host) for host in ("si1716", "si1716.plant.example:8443", "10.0.0.7", "[::1]:8443")] == [
        *("si1716", "si1716", "10.0.0.7", "[::1]:8443")
    ]
    assert grouped("ab" * 32, lines=2).splitlines() == [":".join(["AB"] * 16)] * 2


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("processChamber.temperature", "processChamber.temperature"),
        ("PROCESSCHAMBER.TEMPERATURE", "processChamber.temperature"),
        ("process_chamber.temperature", "processChamber.temperature"),
        ("o2ConcentrationTop", "processChamber.o2ConcentrationTop"),
        ("turbine.power", "filterSystem.turbine.power"),
        ("exposure.laser[2].temperature", "exposure.laser[2].temperature"),
        ("laser[02].temperature", "exposure.laser[2].temperature"),
    ],
)
def test_sensors_by_any_name_that_is_clear(told: str, key: str) -> None:
    assert sensor_key(told) == key


@pytest.mark.parametrize("told", ["temperature", "laser[0].temperature", "recoater[1].position", "nothing", ""])
def test_sensors_by_a_name_that_is_not_clear(told: str) -> None:
    with pytest.raises(ConfigurationError):
        sensor_key(told)


def test_what_json_cannot_say_is_null() -> None:
    assert plain({"a": float("nan"), "b": timedelta(seconds=1.5), "c": (NOON, None)}) == {
        "a": None,
        "b": 1.5,
        "c": ["2026-11-20T12:00:00Z", None],
    }


def test_lists_are_valid_json_however_long() -> None:
    for rows in ([], [{"a": 1}], [{"a": 1}, {"a": "ü"}]):
        written = io.StringIO()
        write_json_list(rows, written)
        assert json.loads(written.getvalue()) == rows


def test_csv_quotes_what_needs_it() -> None:
    written = io.StringIO()
    fields = {name: operator.itemgetter(name) for name in "abc"}
    write_csv([{"a": 'x,"y"\nz', "b": True, "c": None}], fields, written)
    assert written.getvalue() == 'a,b,c\n"x,""y""\nz",true,\n'


def test_narrow_tables_leave_out_the_most_dispensable_columns() -> None:
    columns = [
        Column[str]("id", lambda row: row),
        Column[str]("less", lambda row: "x" * 20, optional=2),
        Column[str]("least", lambda row: "y" * 20, optional=3),
        Column[str]("empty", lambda row: None, optional=1),
    ]

    def headings(width: int) -> list[str]:
        return [str(column.header) for column in table_of(["a"], columns, Console(width=width)).columns]

    assert headings(100) == ["ID", "LESS", "LEAST"]
    assert headings(30) == ["ID", "LESS"]
    assert headings(10) == ["ID"]


def test_units_in_headings_keep_their_case() -> None:
    table = table_of(["a"], [Column[str]("value (mm)", lambda row: row)], Console(width=80))
    assert table.columns[0].header == "VALUE (mm)"
