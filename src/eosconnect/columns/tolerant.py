"""Pages and values that are written in another way than usual: forgiven, one by one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import numpy as np

from eosconnect.columns.json_texts import read_json
from eosconnect.columns.sensor_columns import NO_LAYER, SensorColumns
from eosconnect.errors import UnexpectedResponseError
from eosconnect.models.conversion import read_boolean, read_integer, read_list, read_number
from eosconnect.models.sensor import SensorValue

__all__ = ["decode_tolerant", "flag_of", "layer_of", "number_of"]

#: The whole years that fit 64 bits of nanoseconds.
FIRST_YEAR: Final = 1678
LAST_YEAR: Final = 2261
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
WHITE: Final = b" \t\r\n"
NOT_A_TIME: Final = -(2**63)
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
BELOW_MICROSECONDS: Final = re.compile(r"[.,]\d{6}(\d{1,3})")


def decode_tolerant(content: bytes) -> SensorColumns:
    """The columns of any page of sensor values, row by row.

    Raises:
        UnexpectedResponseError: not JSON, or not a list of objects.
    """
    content = content.removeprefix(BYTE_ORDER_MARK).strip(WHITE)
    if content in (b"", b"null"):
        return SensorColumns.concatenate(())
    try:
        data = read_json(content)
    except ValueError:
        raise UnexpectedResponseError("a page of sensor values is not JSON, or it is cut off") from None
    rows = read_list(SensorValue, data)
    times = [entry.get("timestamp") for entry in data if entry is not None]
    return SensorColumns(
        np.array([nanoseconds(row.timestamp, text) for row, text in zip(rows, times, strict=True)], "datetime64[ns]"),
        np.array([row.value for row in rows], np.float64),  # None becomes NaN
        np.array([layer_of(row.layer_index) for row in rows], np.int32),
        np.array([bool(row.is_in_job) for row in rows], np.bool_),
    )


def number_of(value: Any) -> float:
    number = read_number(value)
    return float("nan") if number is None else number


def layer_of(value: Any) -> int:
    layer = read_integer(value)
    return NO_LAYER if layer is None or not -(2**31) <= layer < 2**31 else layer


def flag_of(value: Any) -> bool:
    return bool(read_boolean(value))


def nanoseconds(moment: datetime | None, text: Any) -> int:
    """``moment``, which is cut to microseconds, with the further digits of its text."""
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return NOT_A_TIME
    further = BELOW_MICROSECONDS.search(text)
    return (moment - EPOCH) // timedelta(microseconds=1) * 1000 + (int(further[1].ljust(3, "0")) if further else 0)
