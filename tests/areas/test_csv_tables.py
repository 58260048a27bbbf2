"""The machine's CSV files become frames with the columns of our models, however the files are written."""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eosconnect.errors import UnexpectedResponseError
from eosconnect.models import Indication, PartStatistic
from eosconnect.models.conversion import read_list
from eosconnect.presentation.csv_tables import csv_tables
from eosconnect.presentation.frames import to_pandas

ROWS: list[dict[str, Any]] = [
    {
        "jobId": "SI1716-1",
        "layerIndex": 25,
        "zHeight": 1000,
        "partId": "4",
        "partName": 'Bracket; left, "new"',
        "status": "Accepted",
        "classCertainty": 0.75,
        "start": {"x": 1.5, "y": 2.0},
        "end": {"x": 3.0, "y": 4.0},
        "center": {"x": 2.25, "y": 3.0},
        "area": 12.0,
        "analysisOperationParameters": "threshold=3;window=5",
        "indicationType": "Curl",
    },
    {"jobId": "SI1716-1", "layerIndex": 26, "zHeight": 1040, "partId": "5", "partName": "NA", "status": "Invented"},
]


def flat(row: dict[str, Any], points: str) -> dict[str, Any]:
    flattened: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flattened |= {points.format(name=name, axis=axis): number for axis, number in value.items()}
        else:
            flattened[name] = value
    return flattened


def written(rows: list[dict[str, Any]], separator: str, decimal: str, titles: Any, end: str, encoding: str) -> bytes:
    lines = [flat(row, "{name}.{axis}") for row in rows]
    names = list(dict.fromkeys(name for line in lines for name in line))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=end)
    writer.writerow([titles(name) for name in names])
    for line in lines:
        values = [line.get(name, "") for name in names]
        writer.writerow([str(value).replace(".", decimal) if isinstance(value, float) else value for value in values])
    return text.getvalue().encode(encoding)


def spaced(name: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() else letter for letter in name).replace(".", "_").title()


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["Unix", "Windows"])
@pytest.mark.parametrize(("separator", "decimal"), [(",", "."), (";", ","), (";", "."), ("\t", ".")])
@pytest.mark.parametrize("titles", [str, str.upper, spaced], ids=["as documented", "upper case", "spaced"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_way_of_writing_gives_what_the_models_give(
    separator: str, decimal: str, titles: Any, end: str, encoding: str
) -> None:
    frame = csv_tables(Indication, [written(ROWS, separator, decimal, titles, end, encoding)])
    expected = to_pandas(read_list(Indication, ROWS))
    pd.testing.assert_frame_equal(frame, expected[list(frame.columns)])
    assert list(frame.columns) == list(expected.columns)
    assert frame["height"].tolist() == [1.0, 1.04]


def test_units_in_titles_are_understood() -> None:
    content = b"Layer Index,Layer Height [mm],Part Id\n25,1.04,4\n"
    assert csv_tables(PartStatistic, [content])["layer_height"].tolist() == [1.04]
    content = "Layer Index,Layer Height (µm),Part Id\n25,1040,4\n".encode()
    assert csv_tables(PartStatistic, [content])["layer_height"].tolist() == [1.04]


def test_letters_of_older_windows_are_read() -> None:
    content = "layerIndex;partName\n1;Gehäuse\n"
    for encoding in ("utf-8", "cp1252"):
        assert csv_tables(PartStatistic, [content.encode(encoding)])["part_name"].tolist() == ["Gehäuse"]


def test_rows_that_end_in_a_separator_are_rows_and_those_with_too_many_values_are_not() -> None:
    assert csv_tables(PartStatistic, [b"layerIndex,mean\n1,2.5,\n2,3.5,\n"])["mean"].tolist() == [2.5, 3.5]
    for rows in ("1,2,5\n2,3,5\n", "1,2.5\n2,3,5\n", "1,2.5,\n2,3,5\n"):
        with pytest.raises(UnexpectedResponseError, match=r"more values than columns|damaged"):
            csv_tables(PartStatistic, [f"layerIndex,mean\n{rows}".encode()])


def test_unknown_columns_are_kept_as_texts() -> None:
    frame = csv_tables(PartStatistic, [b"layerIndex,firmwareInvention\n1,007\n", b"layerIndex\n2\n"])
    assert frame.columns[-1] == "firmwareInvention"
    assert frame["firmwareInvention"].iloc[0] == "007"
    assert pd.isna(frame["firmwareInvention"].iloc[1])
    assert frame["layer_index"].tolist() == [1, 2]


def test_several_files_and_further_columns() -> None:
    files = [b"layerIndex,mean\n1,2.5\n", b"", b"layerIndex,mean\n", b"mean,layerIndex\n3.5,2\n"]
    frame = csv_tables(PartStatistic, files, {"machine": "si1716", "job_id": "J1", "category": "MeltPool"})
    assert frame[["machine", "job_id", "category", "layer_index", "mean"]].to_dict("list") == {
        "machine": ["si1716"] * 2,
        "job_id": ["J1"] * 2,
        "category": ["MeltPool"] * 2,
        "layer_index": [1, 2],
        "mean": [2.5, 3.5],
    }
    assert list(frame.columns).count("job_id") == 1


def test_an_empty_table_has_the_same_columns_and_types() -> None:
    origin = {"machine": "si1716", "job_id": "J1"}
    empty = csv_tables(PartStatistic, [], origin)
    full = csv_tables(PartStatistic, [b"layerIndex,mean,partName\n1,2.5,x\n"], origin)
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_odd_values_are_absent_and_do_not_take_the_table_with_them() -> None:
    frame = csv_tables(PartStatistic, [b"layerIndex,mean,partId\n1,n/a,4\n2.5,3.5,null\nx,4.5,6\n"])
    assert frame["layer_index"].isna().tolist() == [False, True, True]
    assert frame["mean"].isna().tolist() == [True, False, False]
    assert frame["part_id"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize(
    "content", [b"<!doctype html>\n<p>hello</p>\n", b"colour,taste\nred,sweet\n", b'layerIndex,mean\n"1,2\n3,4\n\x00']
)
def test_what_is_no_such_table_is_an_unexpected_answer(content: bytes) -> None:
    with pytest.raises(UnexpectedResponseError):
        csv_tables(PartStatistic, [content])


@settings(max_examples=40)
@given(st.binary(max_size=200) | st.text(alphabet='layerIndx,;"\n\t1.', max_size=80).map(str.encode))
def test_no_bytes_raise_anything_but_unexpected_response(content: bytes) -> None:
    try:
        frame = csv_tables(PartStatistic, [content])
    except UnexpectedResponseError:
        return
    assert "layer_index" in frame
