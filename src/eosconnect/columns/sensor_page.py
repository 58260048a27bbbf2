"""One page of sensor values, with what paging has to know about it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

import attrs

from eosconnect.columns.decoding import decode_page
from eosconnect.columns.json_texts import read_json
from eosconnect.columns.sensor_columns import SensorColumns

__all__ = ["SensorPage"]

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
EMPTY_PLACE: Final = "null"


@attrs.frozen
class SensorPage:
    """The values of a page and its places: the machine may leave one empty (``null``), but paging counts it.

    Attributes:
        columns: the values.
        places: how many rows of the machine's list the page covers.
        first, last: what tells the row at the first and the last place from its neighbours: its time, where it has one.

    Example:
        >>> page = SensorPage.read(b'[null, {"timestamp": "2026-11-02T08:15:00Z", "value": 79.5}]', asked=100)
        >>> len(page), len(page.columns), len(page.behind(1))
        (2, 1, 1)
    """

    columns: SensorColumns
    places: int
    first: Hashable
    last: Hashable

    @classmethod
    def read(cls, content: bytes, *, asked: int) -> SensorPage:
        """Decode a page that was asked for with ``take=asked``.

        Raises:
            UnexpectedResponseError: as :func:`~eosconnect.columns.decode_page`.
        """
        return cls.of(decode_page(content), content, asked=asked)

    @classmethod
    def of(cls, columns: SensorColumns, content: bytes, *, asked: int) -> SensorPage:
        """The page that ``columns`` have been decoded from."""
        count = len(columns)
        # A full page has no empty place, and looking for them takes time.
        if count < asked and b"null" in content:
            rows = read_json(content.removeprefix(BYTE_ORDER_MARK).strip() or b"null") or []
            if len(rows) > count:
                first = EMPTY_PLACE if rows[0] is None else mark_of(columns, 0)
                last = EMPTY_PLACE if rows[-1] is None else mark_of(columns, -1)
                return cls(columns, len(rows), first, last)
        if not count:
            return cls(columns, 0, None, None)
        return cls(columns, count, mark_of(columns, 0), mark_of(columns, -1))

    def __len__(self) -> int:
        return self.places

    @property
    def rises(self) -> bool | None:
        """Whether the last time is later than the first; ``None`` where that cannot be told."""
        if not isinstance(self.first, int) or not isinstance(self.last, int) or self.first == self.last:
            return None
        return self.first < self.last

    def behind(self, known: int) -> SensorColumns:
        """The values without the first place, where that is known already."""
        return self.columns[1:] if known and self.first != EMPTY_PLACE else self.columns


def mark_of(columns: SensorColumns, row: int) -> Hashable:
    time = int(columns.timestamps[row].view("int64"))
    if time != -(2**63):
        return time
    return (columns.values[row].tobytes(), int(columns.layer_index[row]))
