"""JSON that is not what it was: one or several places of a good answer changed into what a broken machine may send."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

__all__ = ["odd_values", "spoilt"]


class Verbatim(str):
    """Stands in a JSON text as it is."""


def deep(depth: int) -> str:
    return "[" * depth + "1" + "]" * depth


NUMBERS = [
    "NaN",
    "Infinity",
    "-Infinity",
    '"NaN"',
    '"Infinity"',
    '"-Infinity"',
    "3.0",
    "3.5",
    "-1",
    "-0.0",
    "1e400",
    "-1e400",
    "1e-400",
    "1E5",
    "0.1e-7",
    "2147483648",
    "-2147483649",
    "9223372036854775808",
    "9999999999999999999999999",
    "-9999999999999999999999999",
    '"3"',
    '"3,5"',
    '"0x10"',
    '"1_000"',
    '"7\\n"',
    '"१"',
]
TIMES = [
    "2026-11-02T08:15:00",
    "2026-11-02T08:15:00Z",
    "2026-11-02T08:15:00.1234567Z",
    "2026-11-02T08:15:00.123456789012Z",
    "2026-11-02T08:15:00+02:00",
    "2026-11-02T08:15:00-23:59",
    "2026-11-02T08:15:00+9999",
    "2026-11-02",
    "02.11.2026",
    "11/02/2026",
    "0001-01-01T00:00:00",
    "9999-12-31T23:59:59.9999999",
    "9999-12-31T23:59:59-12:00",
    "0001-01-01T00:00:00+14:00",
    "/Date(1762070400000)/",
    "1762070400",
    "-62135596800000",
    "2026-02-30T00:00:00Z",
    "2026-11-02T24:00:00Z",
    "2026-11-02T08:15:60Z",
    "2026-W45-1",
    "T08:15",
    "now",
    "٢٠٢٦-١١-٠٢",
]
TEXTS = [
    "",
    " ",
    "x" * 20_000,
    "../../etc/passwd",
    "C:\\CON",
    "Superb",
    "FAILED",
    "\ufeff",
    "=1+1",
    "<b>",
    "{}",
    "null",
]
ESCAPED = ['"\\ud800"', '"\\udc00x\\ud83d"', '"\\u0000"', '"\\u202e"', '"\\u001b[31m"']
SHAPES = [
    None,
    True,
    False,
    0,
    1,
    [],
    {},
    [None],
    [[]],
    [{}],
    {"": None},
    {"value": {}},
    [1, "a", None, {}],
    [[1], [2]],
]
DEEP = [deep(50), deep(900), deep(100_000), '{"a":' * 900 + "1" + "}" * 900]

odd_values = st.one_of(
    st.sampled_from([Verbatim(text) for text in (*NUMBERS, "9" * 5000)]),
    st.sampled_from(TIMES),
    st.sampled_from([*TEXTS, *map(Verbatim, ESCAPED)]),
    st.sampled_from([*SHAPES, *map(Verbatim, DEEP)]),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something can be changed; of a long list its ends."""
    yield path
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from places(entry, (*path, name))
    elif isinstance(value, list):
        for index in sorted({0, 1, len(value) - 1} & set(range(len(value)))):
            yield from places(value[index], (*path, index))


def changed(value: Any, path: tuple[Any, ...], deed: str, odd: Any) -> Any:
    odd = copy.deepcopy(odd)  # which a later change may change in turn
    if not path:
        return odd if deed == "replace" else value
    holder = value
    for step in path[:-1]:
        there = step in holder if isinstance(holder, dict) else isinstance(holder, list) and step in range(len(holder))
        if not there:
            return value  # an earlier change took it away
        holder = holder[step]
    last = path[-1]
    if isinstance(holder, dict) and last in holder:
        if deed == "replace":
            holder[last] = odd
        elif deed == "remove":
            del holder[last]
        elif deed == "add":
            holder[f"{last}Besides"] = odd
        else:
            holder[last] = Twice(holder[last], odd)
    elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        if deed == "remove":
            del holder[last]
        elif deed in ("add", "twice"):
            holder.insert(last, odd if deed == "add" else copy.deepcopy(holder[last]))
        else:
            holder[last] = odd
    return value


class Twice:
    """The value of a name that stands twice in its object."""

    def __init__(self, first: Any, second: Any) -> None:
        self.values = first, second


def written(value: Any) -> str:
    if isinstance(value, Verbatim):
        return str(value)
    if isinstance(value, dict):
        members = []
        for name, entry in value.items():
            for one in entry.values if isinstance(entry, Twice) else (entry,):
                members.append(f"{json.dumps(name)}:{written(one)}")
        return "{" + ",".join(members) + "}"
    if isinstance(value, Twice):
        return written(value.values[1])
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return json.dumps(value)


@st.composite
def spoilt(draw: st.DrawFn, body: bytes) -> bytes:
    """A good answer with some changes; now and then changed as bytes, too."""
    value = json.loads(body) if body else None
    several = list(places(value))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(several))
        deed = draw(st.sampled_from(["replace", "replace", "replace", "remove", "add", "twice"]))
        value = changed(value, path, deed, draw(odd_values))
    content = written(value).encode("utf-8", "surrogatepass")
    how = draw(st.sampled_from(["as it is"] * 8 + ["marked", "cut", "spaced", "flipped", "utf-16"]))
    if how == "marked":
        return b"\xef\xbb\xbf" + content
    if how == "cut":
        return content[: draw(st.integers(0, len(content)))]
    if how == "spaced":
        return b" \r\n\t" + content.replace(b",", b" ,\n") + b"\n\n"
    if how == "utf-16":
        return content.decode("utf-8", "replace").encode("utf-16")
    if how == "flipped" and content:
        place = draw(st.integers(0, len(content) - 1))
        return content[:place] + bytes([content[place] ^ 1 << draw(st.integers(0, 7))]) + content[place + 1 :]
    return content
