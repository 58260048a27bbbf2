"""Tables open in Excel without an error, a wrong time or a formula; read back here with another library."""

from __future__ import annotations

import csv
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eosconnect import AsyncMachine, Machine, to_excel
from eosconnect.errors import ConfigurationError, LocalFileError
from eosconnect.models import Job
from eosconnect.presentation import spreadsheets

WHEN = datetime(2026, 3, 29, 1, 30, 15, 250_000, tzinfo=UTC)  # half an hour after Berlin's clocks were put forward


def sheets(file: Path) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(file)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def only(table: object, tmp_path: Path, **options: Any) -> list[list[Any]]:
    [rows] = sheets(to_excel(table, tmp_path / "table.xlsx", **options)).values()
    return rows


def wall(*parts: int) -> datetime:
    """A time without a zone, as a cell has it."""
    year, month, day, *rest = parts
    return datetime(year, month, day, *rest, tzinfo=UTC).replace(tzinfo=None)


def lines(file: Path, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=separator))


# Times


def test_times_are_dates_of_excel_without_a_zone_which_their_heading_tells(tmp_path: Path) -> None:
    frame = pd.DataFrame({"at": pd.DatetimeIndex([WHEN, None, WHEN + timedelta(hours=1)])})
    assert only(frame, tmp_path) == [
        ["at (UTC)"],
        [WHEN.replace(tzinfo=None)],
        [None],
        [WHEN.replace(tzinfo=None) + timedelta(hours=1)],
    ]
    cell = openpyxl.load_workbook(tmp_path / "table.xlsx").active["A2"]
    assert (cell.is_date, cell.number_format) == (True, "yyyy-mm-dd hh:mm:ss.000")


def test_times_are_in_the_zone_that_was_asked_for(tmp_path: Path) -> None:
    frame = pd.DataFrame({"at": pd.DatetimeIndex([WHEN]).tz_convert("America/New_York")})
    assert only(frame, tmp_path) == [["at (America/New_York)"], [wall(2026, 3, 28, 21, 30, 15, 250_000)]]
    expected = [["at (Europe/Berlin)"], [wall(2026, 3, 29, 3, 30, 15, 250_000)]]
    assert only(frame, tmp_path, tz="Europe/Berlin") == expected
    assert only(pl.DataFrame({"at": [WHEN]}), tmp_path, tz="Europe/Berlin") == expected


def test_days_are_dates_of_excel(tmp_path: Path) -> None:
    assert only(pl.DataFrame({"day": [date(2026, 11, 2)]}), tmp_path) == [["day"], [wall(2026, 11, 2)]]


def test_times_in_csv_are_what_excel_reads(tmp_path: Path) -> None:
    frame = pd.DataFrame({"at": pd.DatetimeIndex([WHEN, WHEN.replace(microsecond=0)])})
    assert lines(to_excel(frame, tmp_path / "t.csv"))[1:] == [["2026-03-29 01:30:15.250"], ["2026-03-29 01:30:15"]]
    german = to_excel(frame, tmp_path / "t.csv", decimal=",")
    assert lines(german, ";")[1] == ["2026-03-29 01:30:15,250"]


def test_what_is_before_the_calendar_of_excel_is_a_text(tmp_path: Path) -> None:
    frame = pl.DataFrame({"at": [datetime(1601, 1, 1, tzinfo=UTC), datetime(1901, 1, 1, tzinfo=UTC)]})
    assert only(frame, tmp_path)[1:] == [["1601-01-01T00:00:00"], [wall(1901, 1, 1)]]


# Texts

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1"]


def test_a_text_is_never_a_formula(tmp_path: Path) -> None:
    to_excel(pd.DataFrame({"text": DANGEROUS}), tmp_path / "t.xlsx")
    cells = [row[0] for row in openpyxl.load_workbook(tmp_path / "t.xlsx").active.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == DANGEROUS
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells), "not even when it is edited"
    to_excel(pd.DataFrame({"=1+1": DANGEROUS}), tmp_path / "t.csv")
    assert all(cell.startswith("'") for [cell] in lines(tmp_path / "t.csv"))


def test_texts_that_look_like_numbers_or_links_stay_texts(tmp_path: Path) -> None:
    texts = ["000123", "1E5", "http://example.com", "1/2", "TRUE"]
    assert only(pd.DataFrame({"t": texts}), tmp_path)[1:] == [[text] for text in texts]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=12), min_size=1, max_size=30))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    frame = pd.DataFrame({"t": texts})
    assert only(frame, tmp_path_factory.mktemp("texts"))[1:] == [[text] for text in texts]


def test_half_letters_and_overlong_texts_do_not_make_the_file_unreadable(tmp_path: Path) -> None:
    frame = pd.DataFrame({"t": pd.Series(["a\ud800", "x" * 40_000, "\x00\x07"], dtype=object)})
    _, [half], [cut], _ = only(frame, tmp_path)
    assert half == "a?"
    assert len(cut) == 32_767
    assert cut.endswith("(40,000 characters, cut to what a cell of Excel holds)")


# Numbers


def test_numbers_are_numbers_and_what_is_absent_is_empty(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "float": [1.5, float("nan"), float("inf")],
            "int": pd.array([1, None, 2**60], dtype="Int64"),
            "bool": pd.array([True, None, False], dtype="boolean"),
            "span": pd.to_timedelta([90, 0.5, None], unit="s"),
            "kind": pd.Categorical(["a", None, "a"]),
        }
    )
    assert only(frame, tmp_path) == [
        ["float", "int", "bool", "span (s)", "kind"],
        [1.5, 1, True, 90, "a"],
        [None, None, None, 0.5, None],
        ["inf", str(2**60), False, None, "a"],
    ]
    assert lines(to_excel(frame, tmp_path / "t.csv", decimal=","), ";")[1] == ["1,5", "1", "TRUE", "90,0", "a"]


def test_units_are_in_the_headings_or_on_a_sheet_of_their_own(tmp_path: Path, machine: Machine) -> None:
    job = machine.jobs.latest(result="Failed")
    assert job
    layers = sheets(to_excel(machine.layers.list(job), tmp_path / "layers.xlsx"))["Data"]
    assert {"end_height (mm)", "durations.exposure (s)", "started_at (UTC)"} <= set(layers[0])
    assert len(layers) == job.layer_count + 1 if job.layer_count else False
    series = machine.sensors.process_chamber.o2_concentration_top.series(job)
    rows = sheets(to_excel(series, tmp_path / "series.xlsx"))["Data"]
    assert "value (%)" in rows[0]
    assert len(rows) == len(series) + 1
    keys = ["processChamber.o2ConcentrationTop", "processChamber.temperature"]
    long = machine.sensors.frame(job, keys).head(3)
    wide = machine.sensors.frame(job, keys, layout="wide").head(3)
    found = sheets(to_excel({"long": long, "wide": wide}, tmp_path / "frames.xlsx"))
    assert list(found) == ["long", "long units", "wide"]
    assert found["long units"] == [["name", "unit"], [keys[0], "%"], [keys[1], "°C"]]
    assert found["wide"][0][-2:] == [f"{keys[0]} (%)", f"{keys[1]} (°C)"]


# Sheets and files


def test_what_does_not_fit_on_a_sheet_goes_on_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 4)
    found = sheets(to_excel({"layers": pd.DataFrame({"n": range(7)})}, tmp_path / "t.xlsx"))
    assert found == {
        "layers": [["n"], [0], [1], [2]],
        "layers (2)": [["n"], [3], [4], [5]],
        "layers (3)": [["n"], [6]],
    }


def test_tabs_have_names_that_excel_takes(tmp_path: Path) -> None:
    frame = pd.DataFrame({"n": [1]})
    names = ["a/b", "A?B", "processChamber.o2ConcentrationTop", "processChamber.o2ConcentrationTopX", "History", "'"]
    assert list(sheets(to_excel(dict.fromkeys(names, frame), tmp_path / "t.xlsx"))) == [
        *("a_b", "A_B (2)", "processChamber.o2ConcentrationT", "processChamber.o2Concentrat (2)"),
        *("History (2)", "Data"),
    ]


def test_empty_tables_have_their_headings(tmp_path: Path) -> None:
    assert only(pd.DataFrame({"a": [], "b": []}), tmp_path) == [["a", "b"]]


def test_whatever_is_a_table_is_taken(tmp_path: Path, machine: Machine) -> None:
    jobs = machine.jobs.list(result="Failed").to_list()
    ids = [job.id for job in jobs]
    for table in (jobs, machine.jobs.list(result="Failed"), machine.jobs.list(result="Failed").to_pandas()):
        heading, *rows = only(table, tmp_path)
        assert [row[heading.index("id")] for row in rows] == ids
        assert {type(row[heading.index("started_at (UTC)")]) for row in rows} == {datetime}
    indexed = pd.DataFrame({"n": [1]}, index=pd.Index(["x"], name="job"))
    assert only(indexed, tmp_path) == [["job", "n"], ["x", 1]]
    assert only([Job(id="J1")], tmp_path)[1][0] == "J1"


async def test_what_is_none_or_not_read_yet_is_a_clear_error(tmp_path: Path, async_machine: AsyncMachine) -> None:
    with pytest.raises(ConfigurationError, match="int is not a table"):
        to_excel(1, tmp_path / "t.xlsx")
    with pytest.raises(ConfigurationError, match="await"):
        to_excel(async_machine.jobs.list(), tmp_path / "t.xlsx")
    with pytest.raises(ConfigurationError, match=r"neither \.xlsx nor \.csv"):
        to_excel([], tmp_path / "t.xls")
    with pytest.raises(ConfigurationError, match="holds one table"):
        to_excel({"a": pd.DataFrame(), "b": pd.DataFrame()}, tmp_path / "t.csv")
    with pytest.raises(ConfigurationError, match="decimal"):
        to_excel(pd.DataFrame(), tmp_path / "t.csv", decimal=";")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    class Broken:
        def to_pandas(self) -> pd.DataFrame:
            class Bad:
                def __str__(self) -> str:
                    raise OSError(28, "No space left on device")

            return pd.DataFrame({"a": pd.Series(["x", Bad()], dtype=object)})

    for name in ("t.xlsx", "t.csv"):
        (tmp_path / name).write_bytes(b"the old one")
        with pytest.raises(LocalFileError, match="No space left"):
            to_excel(Broken(), tmp_path / name)
        assert (tmp_path / name).read_bytes() == b"the old one"
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalFileError, match="cannot create the folder"):
        to_excel(pd.DataFrame(), tmp_path / "file" / "t.xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "t.csv", "t.xlsx"]


def test_without_xlsxwriter_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ConfigurationError) as caught:
        to_excel(pd.DataFrame(), tmp_path / "t.xlsx")
    assert "eosconnect-sdk[excel]" in str(caught.value.hint)
    to_excel(pd.DataFrame({"a": [1]}), tmp_path / "t.csv")
