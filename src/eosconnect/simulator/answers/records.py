"""Sensor values as JSON, fast: the rows of a page are written side by side, column by column.

Every row gets the same room in a table of bytes. What it does not need of that, such as leading zeros, is left empty,
and dropped in the end.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from eosconnect.simulator.world.series import Records
from eosconnect.simulator.world.ticks import DAY, SECOND, Ints, texts

__all__ = ["as_json", "as_objects"]

_Bytes = npt.NDArray[np.uint8]

_EMPTY = b"\0"
_PAIRS: _Bytes = np.frombuffer("".join(f"{n:02d}" for n in range(100)).encode(), dtype=np.uint8).reshape(100, 2)
_FLAGS: _Bytes = np.frombuffer(b"falsetrue\0", dtype=np.uint8).reshape(2, 5)


def as_json(records: Records) -> bytes:
    """The records as a JSON array of ``SensorValue``."""
    if not len(records):
        return b"[]"
    columns = [
        b'{"timestamp":"',
        *_timestamps(records.timestamps),
        b'","isInJob":',
        _FLAGS.take(records.in_job, axis=0),
        b',"value":',
        *_values(records),
        b',"layerIndex":',
        *_layers(records.layers),
        b"},",
    ]
    row = b"".join(column if isinstance(column, bytes) else _EMPTY * column.shape[1] for column in columns)
    table = np.tile(np.frombuffer(row, dtype=np.uint8), (len(records), 1))
    at = 0
    for column in columns:
        width = len(column) if isinstance(column, bytes) else column.shape[1]
        if not isinstance(column, bytes):
            table[:, at : at + width] = column
        at += width
    return b"[" + table.tobytes().translate(None, _EMPTY)[:-1] + b"]"


def _timestamps(ticks: Ints) -> list[bytes | _Bytes]:
    """As :func:`~eosconnect.simulator.world.ticks.texts` writes them."""
    day, of_day = _divided(ticks, DAY)
    calendar = np.datetime_as_string(np.arange(day[0], day[-1] + 1).astype("M8[D]")).astype("S10")
    dates = calendar.view(np.uint8).reshape(-1, 10)
    seconds, fraction = _divided(of_day, SECOND)
    minutes, second = _divided(seconds.astype(np.uint32), 60)
    hour, minute = _divided(minutes, 60)
    digits, shown = _fraction(fraction, 7)
    point = shown[:, :1] * np.uint8(ord("."))
    return [
        dates.take(day - day[0], axis=0),
        b"T",
        _two(hour),
        b":",
        _two(minute),
        b":",
        _two(second),
        point,
        digits,
        b"Z",
    ]


def _values(records: Records) -> list[bytes | _Bytes]:
    """As Python writes them: without trailing zeros, but for one behind the point."""
    counts = np.rint(records.values * 10.0**records.decimals).astype(np.int64)
    whole, fraction = _divided(np.abs(counts), 10**records.decimals)
    sign = (counts < 0)[:, None] * np.uint8(ord("-"))
    digits, shown = _fraction(fraction, max(records.decimals, 1))
    digits[:, 0] = np.where(shown[:, 0], digits[:, 0], ord("0"))
    return [sign, _number(whole), b".", digits]


def _layers(layers: Ints) -> list[_Bytes]:
    if layers.all():
        return [_number(layers)]
    none = (layers == 0)[:, None]
    return [_number(layers) * ~none, np.frombuffer(b"null", dtype=np.uint8) * none]


def _number(values: Ints) -> _Bytes:
    """Whole numbers without leading zeros."""
    digits = _digits(values, len(str(values.max())))
    for place in range(digits.shape[1] - 1):
        digits[values < 10 ** (digits.shape[1] - 1 - place), place] = 0
    return digits


def _fraction(values: Ints, width: int) -> tuple[_Bytes, npt.NDArray[np.bool_]]:
    """So many digits without trailing zeros, and which of them are left."""
    digits = _digits(values, width)
    shown = digits != ord("0")
    for place in range(width - 2, -1, -1):
        shown[:, place] |= shown[:, place + 1]
    return digits * shown, shown


def _digits(values: Ints, width: int) -> _Bytes:
    """So many digits of each value, leading zeros included."""
    table = np.empty((len(values), (width + 1) // 2, 2), dtype=np.uint8)
    left = values.astype(np.uint32)
    for pair in range(table.shape[1] - 1, -1, -1):
        left, digits = _divided(left, 100)
        table[:, pair] = _two(digits)
    return table.reshape(len(values), -1)[:, table.shape[1] * 2 - width :]


def _two(values: Any) -> _Bytes:
    """Two digits of each value."""
    pairs: _Bytes = _PAIRS.take(values, axis=0)
    return pairs


def _divided(values: Any, by: int) -> tuple[Any, Any]:
    """Quotient and rest; much faster than ``np.divmod``, as it is a multiplication."""
    quotient = values // by
    return quotient, values - quotient * by


def as_objects(records: Records) -> list[dict[str, Any]]:
    """The same, as objects; for the few of a current value."""
    return [
        {"timestamp": timestamp, "isInJob": in_job, "value": value, "layerIndex": layer or None}
        for timestamp, in_job, value, layer in zip(
            texts(records.timestamps),
            records.in_job.tolist(),
            records.values.tolist(),
            records.layers.tolist(),
            strict=True,
        )
    ]
