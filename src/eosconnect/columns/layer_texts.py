"""Layer numbers of a whole column at once. They repeat from row to row, so each run of them is read once."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from eosconnect.columns.digits import (
    LEAST,
    ZEROS,
    bits_below,
    constant,
    eight_digits,
    not_digits,
    pushed_back,
    runs_of,
    word_of,
)
from eosconnect.columns.layout import Field
from eosconnect.columns.rows import Rows
from eosconnect.columns.sensor_columns import NO_LAYER
from eosconnect.columns.tolerant import layer_of

__all__ = ["read_layers"]

NULL: Final = word_of(b"null")
BYTE: Final = constant(0xFF)
FIRST_FOUR: Final = constant(2**32 - 1)


def read_layers(rows: Rows, field: Field) -> NDArray[np.int32]:
    """The layers of a column, -1 for ``null``; what is no plain whole number is read by itself.

    Raises:
        IrregularPage: the rows differ in form.
    """
    (head,) = rows.enter(field)
    begins, lengths = runs_of(head)
    head = head[begins]
    digits = head ^ ZEROS
    below = bits_below(not_digits(digits))
    bits = np.bitwise_count(below)
    layers = eight_digits(pushed_back(digits & below, bits))
    count = (bits >> 3).astype(np.intp)
    plain = (layers >= LEAST[count]) & ((head >> bits) & BYTE == field.stop)  # up to seven digits, then the end
    null = head & FIRST_FOUR == NULL
    count[null] = 4
    column = np.repeat(np.where(null, NO_LAYER, layers.astype(np.int32)), lengths)
    ends = rows.places + np.repeat(count, lengths)
    if not (plain | null).all():
        (odd,) = np.repeat(~(plain | null), lengths).nonzero()
        values, ends[odd] = rows.odd(odd)
        column[odd] = [layer_of(value) for value in values]
    rows.places = ends
    return column
