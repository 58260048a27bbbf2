"""Pages whose rows are all written alike: read column by column, without an object per row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from eosconnect.columns.flag_texts import read_flags
from eosconnect.columns.layer_texts import read_layers
from eosconnect.columns.layout import TIMESTAMP, Field, IrregularPage, Layout
from eosconnect.columns.number_texts import read_numbers
from eosconnect.columns.rows import Places, Rows, values_of
from eosconnect.columns.sensor_columns import SensorColumns
from eosconnect.columns.timestamp_texts import read_timestamps
from eosconnect.columns.tolerant import flag_of

__all__ = ["decode_uniform"]

FLAG: Final = b"isInJob"
READERS: Final[dict[bytes, Callable[[Rows, Field], NDArray[Any]]]] = {
    TIMESTAMP: read_timestamps,
    b"value": read_numbers,
    b"layerIndex": read_layers,
    FLAG: read_flags,
}
#: The others hardly ever change: a flag, and what we do not know.
VARYING: Final = READERS.keys() - {FLAG}


def decode_uniform(content: bytes) -> SensorColumns:
    """The columns of a page whose rows share one layout.

    Raises:
        IrregularPage: they do not, or it is no page.
    """
    columns, _ = columns_and_braces(content)
    return columns


def decode_alike(pages: Sequence[bytes]) -> list[SensorColumns]:
    """The columns of each of several pages whose rows share one layout.

    Args:
        pages: they begin and end with the brackets of the list and the braces of a row.

    Raises:
        IrregularPage: they do not share one, or one is no page.
    """
    rows: list[bytes | memoryview] = []
    for page in pages:
        rows += (b",", memoryview(page)[1:-1])
    columns, braces = columns_and_braces(b"".join((b"[", *rows[1:], b"]")))
    begins = accumulate((len(page) - 1 for page in pages[:-1]), initial=1)
    firsts = [*np.searchsorted(braces, list(begins)).tolist(), len(columns)]
    return [columns[first:stop] for first, stop in pairwise(firsts)]


def columns_and_braces(content: bytes) -> tuple[SensorColumns, Places]:
    layout = Layout.of(content, varying=VARYING)
    try:
        return read_columns(content, layout)
    except IrregularPage:
        if not layout.same:
            raise
    return read_columns(content, Layout.of(content))


def read_columns(content: bytes, layout: Layout) -> tuple[SensorColumns, Places]:
    if not READERS.keys() <= {field.name for field in layout.fields} | layout.same.keys():
        raise IrregularPage  # a field is missing
    rows = Rows(content, layout)
    columns: dict[bytes, NDArray[Any]] = {}
    for name, text in layout.same.items():
        (value,) = values_of(text)
        if name == FLAG:
            columns[FLAG] = np.full(len(rows), flag_of(value))
    try:
        for field in layout.fields:
            read = READERS.get(field.name, pass_by)
            columns[field.name] = read(rows, field)
        rows.finish()
    except IndexError:  # a row that reaches beyond the end
        raise IrregularPage from None
    if layout.ahead:
        columns[TIMESTAMP] -= np.timedelta64(layout.ahead, "m")
    return SensorColumns(*(columns[name] for name in READERS)), rows.braces


def pass_by(rows: Rows, field: Field) -> NDArray[Any]:
    """Pass over a field that is not ours; it has to be JSON all the same."""
    rows.enter(field)
    _, ends = rows.odd(np.arange(len(rows)))
    rows.places = np.array(ends, np.intp)
    return rows.places
