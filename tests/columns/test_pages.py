"""However a server writes a page, its columns hold what the JSON says, to the last digit; nothing else comes out."""

from __future__ import annotations

import calendar
import contextlib
import json
import re
from datetime import datetime
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eosconnect.columns import SensorColumns, decode_page, decode_pages
from eosconnect.columns.layout import IrregularPage
from eosconnect.columns.tolerant import decode_tolerant
from eosconnect.columns.uniform import decode_uniform
from eosconnect.errors import UnexpectedResponseError

NAMES = ("timestamp", "isInJob", "value", "layerIndex")
NOT_A_TIME = -(2**63)

# What a page means, worked out from the JSON one value at a time


def truth(content: bytes) -> dict[str, list[Any]]:
    rows = [row for row in json.loads(content) if row is not None]
    return {
        "timestamps": [nanoseconds(row.get("timestamp")) for row in rows],
        "values": [number(row.get("value")) for row in rows],
        "layer_index": [layer(row.get("layerIndex")) for row in rows],
        "is_in_job": [str(row.get("isInJob")).casefold() in ("true", "1") for row in rows],
    }


TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))?")


def nanoseconds(text: object) -> int:
    match = TIME.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return NOT_A_TIME
    seconds = calendar.timegm(tuple(int(part) for part in match.group(1, 2, 3, 4, 5, 6)))
    if match[8]:
        seconds -= (1 if match[8] == "+" else -1) * (int(match[9]) * 3600 + int(match[10]) * 60)
    return seconds * 10**9 + int((match[7] or "").ljust(9, "0"))


def number(value: object) -> float:
    try:
        return float("nan" if isinstance(value, bool) or value is None else value)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return float("nan")


def layer(value: object) -> int:
    told = number(value)
    return int(told) if told.is_integer() and -(2**31) <= told < 2**31 else -1


def assert_equals_truth(columns: SensorColumns, content: bytes) -> None:
    assert_same(columns, truth(content), content)


def assert_same(columns: SensorColumns, expected: dict[str, list[Any]], content: bytes) -> None:
    dtypes = {"timestamps": "datetime64[ns]", "values": "f8", "layer_index": "i4", "is_in_job": "?"}
    for name, dtype in dtypes.items():
        column = getattr(columns, name)
        assert column.dtype == np.dtype(dtype)
        if name == "timestamps":
            column = column.view("i8")
        np.testing.assert_array_equal(column, np.array(expected[name], column.dtype), f"{name} of {content!r}")


# How a page can be written

ZONES = ("Z", "", "+00:00", "+01:00", "-05:30", "+14:00")
MOMENTS = st.datetimes(datetime.fromisoformat("1680-01-01"), datetime.fromisoformat("2259-12-31T23:59:59"))
WHITE = st.text(" \t\r\n", max_size=3)


@st.composite
def times(draw: st.DrawFn, zones: st.SearchStrategy[str]) -> str:
    moment = draw(MOMENTS).replace(microsecond=0)
    decimals = draw(st.integers(0, 7))
    fraction = f".{draw(st.integers(0, 10**decimals - 1)):0{decimals}d}" if decimals else ""
    return f'"{moment.isoformat()}{fraction}{draw(zones)}"'


def decimal_texts() -> st.SearchStrategy[str]:
    whole = st.integers(0, 10**9).map(str) | st.sampled_from(["0", "9", "99999999", "100000000", "9007199254740993"])
    behind = st.text("0123456789", min_size=1, max_size=22)
    exponent = st.sampled_from(["", "", "", "e5", "E-05", "e+17", "E-320", "e400"])
    parts = st.tuples(
        st.sampled_from(["", "-"]), whole, st.just("") | behind.map(lambda digits: f".{digits}"), exponent
    )
    return parts.map("".join)


NUMBERS = st.one_of(
    decimal_texts(),
    st.floats(-1e9, 1e9).map(repr),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.floats(-1e5, 1e5, width=32).map(repr),
    st.floats(-1e5, 1e5).map(lambda number: f"{number:.3f}"),
    st.integers(-(10**20), 10**20).map(str),
    st.just("null"),
)
ODD_NUMBERS = st.sampled_from(
    ["NaN", "Infinity", "-Infinity", '"NaN"', '"-Infinity"', '"38.5"', '"high"', "true", '""']
)
LAYERS = st.integers(0, 12).map(str) | st.integers(-(10**10), 10**10).map(str) | st.just("null")
ODD_LAYERS = st.sampled_from(["3.0", "3.5", '"3"', "1e2", "-1", "false", "99999999", '"x"', "2147483647", "2147483648"])
FLAGS = st.sampled_from(["true", "false"])
ODD_FLAGS = st.sampled_from(["null", '"true"', '"False"', "1", "0", '"yes"'])
EXTRAS = st.sampled_from(["null", "1.5", '"Good"', '"°C"', "true", "[]", '{"a": [1, 2]}', r'"\"},{\""', '"a,b"'])


def usual_rows(zone: str) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {"timestamp": times(st.just(zone)), "isInJob": FLAGS, "value": NUMBERS, "layerIndex": LAYERS}
    )


@st.composite
def uniform_pages(draw: st.DrawFn) -> bytes:
    """Rows that are all written in one way, whatever way that is."""
    rows = draw(st.lists(usual_rows(draw(st.sampled_from(ZONES))), min_size=2, max_size=12))
    names = draw(st.permutations(NAMES))
    before_name, after_name, before_value, after_value, before_row = draw(st.tuples(WHITE, WHITE, WHITE, WHITE, WHITE))

    def written(row: dict[str, str]) -> str:
        fields = (f'{before_name}"{name}"{after_name}:{before_value}{row[name]}{after_value}' for name in names)
        return f"{before_row}{{{','.join(fields)}}}"

    return f"{draw(WHITE)}[{','.join(map(written, rows))}{draw(WHITE)}]{draw(WHITE)}".encode()


def escaped(name: str) -> str:
    return f"\\u{ord(name[0]):04x}{name[1:]}"


@st.composite
def odd_rows(draw: st.DrawFn) -> str:
    if draw(st.integers(0, 9)) == 0:
        return "null"
    fields = [
        ("timestamp", draw(times(st.sampled_from(ZONES)) | st.sampled_from(["null", '""', "17", '"yesterday"']))),
        ("isInJob", draw(FLAGS | ODD_FLAGS)),
        ("value", draw(NUMBERS | ODD_NUMBERS)),
        ("layerIndex", draw(LAYERS | ODD_LAYERS)),
        ("quality", draw(EXTRAS)),
        ("value", draw(NUMBERS)),
    ]
    fields = draw(st.permutations(fields))[: draw(st.integers(0, len(fields)))]
    texts = (f'{draw(WHITE)}"{draw(st.sampled_from([name, name, escaped(name)]))}":{text}' for name, text in fields)
    return f"{{{','.join(texts)}}}"


ODD_PAGES = st.lists(odd_rows(), max_size=8).map(lambda rows: f"[{','.join(rows)}]".encode())
"""Rows of which each is written in its own way."""


# The guarantees


@settings(max_examples=120, deadline=None)
@given(uniform_pages())
def test_a_page_of_one_form_holds_what_the_json_says(content: bytes) -> None:
    assert_equals_truth(decode_page(content), content)
    assert_equals_truth(decode_tolerant(content), content)


@settings(max_examples=120, deadline=None)
@given(ODD_PAGES)
@example(b"[]")
@example(b" [ ] ")
@example(b"[null]")
@example(b"[{}]")
@example(b"[{},{}]")
def test_a_page_of_mixed_forms_holds_what_the_json_says(content: bytes) -> None:
    assert_equals_truth(decode_page(content), content)


def page(*rows: dict[str, Any]) -> bytes:
    return json.dumps(rows, separators=(",", ":")).encode()


def rows_of(count: int, **fields: Any) -> list[dict[str, Any]]:
    usual = {"timestamp": "2026-11-02T08:15:00.1234567Z", "isInJob": True, "value": 38.47, "layerIndex": 17}
    return [{**usual, **fields} for _ in range(count)]


SEVERAL = rows_of(1, value=-0.25) + rows_of(1, timestamp="2026-11-02T08:15:01Z", layerIndex=None) + rows_of(1, value=7)


@pytest.mark.parametrize(
    "content",
    {
        "compact": page(*SEVERAL),
        "spaced": json.dumps(SEVERAL).encode(),
        "indented": json.dumps(SEVERAL, indent=2).encode(),
        "windows lines": json.dumps(SEVERAL, indent=4).replace("\n", "\r\n").encode() + b"\r\n",
        "sorted": json.dumps(SEVERAL, sort_keys=True).encode(),
        "with an offset": page(*SEVERAL).replace(b"Z", b"+01:00"),
        "without an offset": page(*SEVERAL).replace(b"Z", b""),
        "with fields we do not know": page(*(row | {"quality": "Good", "source": 5} for row in SEVERAL)),
        "with such fields that change": page(*(row | {"quality": place} for place, row in enumerate(SEVERAL))),
        "with such fields that change between": page(
            *(row | {"a": row["value"] < 0} for row in [*SEVERAL, SEVERAL[1]])
        ),
        "out of the job for a while": page(*rows_of(2), *rows_of(3, isInJob=False), *rows_of(2)),
        "with null": page(*rows_of(3, value=None, layerIndex=None)),
        "with NaN": page(*rows_of(2), *rows_of(1, value=float("nan"))),
        "with exponents": page(*rows_of(2), *rows_of(1, value=1e-05)),
        "with layers that are no integers": page(*rows_of(2), *rows_of(1, layerIndex=18.0)),
        "with odd flags": page(*rows_of(2), *rows_of(1, isInJob="True")),
        "with all digits": page(*rows_of(3, value=38.470001220703125)),
        "with another digit in each row": page(
            *({**row, "value": 10.0**place} for place, row in enumerate(rows_of(8)))
        ),
    }.values(),
)
def test_what_servers_write_is_read_column_by_column(content: bytes) -> None:
    assert_equals_truth(decode_uniform(content), content)


@settings(max_examples=40, deadline=None)
@given(st.lists(uniform_pages() | ODD_PAGES | st.sampled_from([b"[]", page(*SEVERAL)]), max_size=6))
@example([page(*SEVERAL), page(*SEVERAL), b"[]", page(*SEVERAL)])
def test_several_pages_give_the_rows_of_each(pages: list[bytes]) -> None:
    expected = [truth(content) for content in pages]
    together = {name: [entry for one in expected for entry in one[name]] for name in truth(b"[]")}
    assert_same(decode_pages(pages), together, b"".join(pages))


def test_more_pages_than_are_read_at_once_stay_in_order() -> None:
    size = 5000
    pages = [
        page(*({**row, "value": size * part + place} for place, row in enumerate(rows_of(size)))) for part in range(6)
    ]
    assert sum(map(len, pages)) > 2**21
    assert decode_pages(pages).values.tolist() == list(range(size * len(pages)))


@pytest.mark.parametrize("content", [b"", b" \r\n", b"null", b" null ", b"[]", b"\xef\xbb\xbf[]"])
def test_nothing_is_an_empty_page(content: bytes) -> None:
    assert len(decode_page(content)) == 0


def test_a_byte_order_mark_is_passed_over() -> None:
    assert_same(decode_page(b"\xef\xbb\xbf" + page(*SEVERAL)), truth(page(*SEVERAL)), page(*SEVERAL))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{}", "an object"),
        (b'"no values"', "a text"),
        (b"17", "a number"),
        (b"[1, 2]", "a number"),
        (b'[{"value": 1}, "x"]', "a text"),
        (b"<!DOCTYPE html>", "not JSON"),
        (page(*SEVERAL)[:-1], "cut off"),
        (page(*SEVERAL)[:100], "cut off"),
        (page(*SEVERAL) + b",", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[NaN," + b"[" * 100_000, "not JSON"),
        (b"\xff\xfe[]", "not JSON"),
    ],
)
def test_what_is_no_page_is_an_unexpected_response(content: bytes, why: str) -> None:
    with pytest.raises(UnexpectedResponseError, match=why):
        decode_page(content)
    with pytest.raises(UnexpectedResponseError):
        decode_pages([page(*SEVERAL), content])


@st.composite
def damaged_pages(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(uniform_pages() | st.just(page(*SEVERAL))))
    for _ in range(draw(st.integers(1, 3))):
        begin = draw(st.integers(0, len(content)))
        end = draw(st.integers(begin, min(begin + 12, len(content))))
        other = draw(
            st.sampled_from([b"", b",", b"{", b'"', b"0", b"-", b".", b"\x00", b"}", b"},{", b"null", b"\xff"])
        )
        content[begin:end] = other
    return bytes(content)


@settings(max_examples=400, deadline=None)
@given(damaged_pages() | st.binary(max_size=60))
def test_the_fast_path_accepts_nothing_that_the_tolerant_one_reads_otherwise(content: bytes) -> None:
    try:
        fast = decode_uniform(content)
    except IrregularPage:
        with contextlib.suppress(UnexpectedResponseError):  # and nothing else
            decode_page(content)
        return
    slow = decode_tolerant(content)
    for name in ("timestamps", "values", "layer_index", "is_in_job"):
        np.testing.assert_array_equal(getattr(fast, name), getattr(slow, name), repr(content))


def test_every_damaged_byte_is_noticed() -> None:
    """One character after the other is changed: what still is JSON is read as JSON, anything else is refused."""
    content = page(*rows_of(2))
    for place in range(len(content)):
        for other in b'0,"x{ }':
            damaged = content[:place] + bytes((other,)) + content[place + 1 :]
            try:
                slow = decode_tolerant(damaged)
            except UnexpectedResponseError:
                with pytest.raises(IrregularPage):
                    decode_uniform(damaged)
            else:
                np.testing.assert_array_equal(decode_page(damaged).values, slow.values, repr(damaged))
                np.testing.assert_array_equal(decode_page(damaged).timestamps, slow.timestamps, repr(damaged))


def test_pages_that_overlap_in_size_with_words_are_read() -> None:
    """Eight bytes are read at a time, also where less than eight are left before or behind a text."""
    for names in (NAMES, tuple(reversed(NAMES))):
        for value in (1, 12, 1.5, -1.5, 123456789):
            rows = [{name: row[name] for name in names} for row in rows_of(2, value=value, layerIndex=0)]
            assert_equals_truth(decode_uniform(page(*rows)), page(*rows))


def test_times_of_many_minutes_are_read() -> None:
    texts = [f"20{year}-{month:02d}-{day:02d}T{hour:02d}:59:59.{day}Z" for year, month, day, hour in CALENDAR]
    content = page(*(rows_of(1, timestamp=text)[0] for text in texts))
    columns = decode_uniform(content)
    assert_equals_truth(columns, content)
    assert all(earlier < later for earlier, later in pairwise(columns.timestamps))


CALENDAR = [
    (year, month, day, hour)
    for year in (23, 24, 96)
    for month in (1, 2, 3, 11, 12)
    for day in (1, 28, *([29] if month != 2 or year % 4 == 0 else []))
    for hour in (0, 9, 23)
]


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-01T24:30:00Z",
        "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:60Z",
        "2026-01-01T0a:00:00Z",
        "0001-01-01T00:00:00",
        "9999-12-31T23:59:59Z",
        "1677-01-01T00:00:00Z",
    ],
)
def test_what_is_no_time_is_not_a_time(text: str) -> None:
    columns = decode_page(page(*rows_of(2), *rows_of(1, timestamp=text)))
    assert np.isnat(columns.timestamps).tolist() == [False, False, True]


def test_nine_decimals_are_kept() -> None:
    columns = decode_page(page(*rows_of(2, timestamp="2026-11-02T08:15:00.123456789Z")))
    assert str(columns.timestamps[0]) == "2026-11-02T08:15:00.123456789"
