"""Tables as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

__all__ = ["as_csv"]

_ROWS_AT_ONCE = 2000


def as_csv(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """The rows with a heading, a few at a time; an object in a cell becomes one column for each of its values.

    >>> b"".join(as_csv([{"id": 1, "center": {"x": 2.5, "y": 3.0}}])).decode().split()
    ['id,center.x,center.y', '1,2.5,3.0']
    """
    remaining = iter(rows)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    heading = True
    while some := list(islice(remaining, _ROWS_AT_ONCE)):
        flat = [dict(_flattened(row)) for row in some]
        if heading:
            writer.writerow(flat[0])
            heading = False
        writer.writerows(row.values() for row in flat)
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()


def _flattened(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{inner}", cell) for inner, cell in value.items())
        else:
            yield name, value
