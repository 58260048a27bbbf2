"""Truth values of a whole column at once."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from eosconnect.columns.digits import constant, word_of
from eosconnect.columns.layout import Field
from eosconnect.columns.rows import Rows
from eosconnect.columns.tolerant import flag_of

__all__ = ["read_flags"]

TRUE: Final = word_of(b"true")
FALSE: Final = word_of(b"false")
FIRST_FOUR: Final = constant(2**32 - 1)
FIRST_FIVE: Final = constant(2**40 - 1)


def read_flags(rows: Rows, field: Field) -> NDArray[np.bool_]:
    """The flags of a column; what is neither ``true`` nor ``false`` is read by itself.

    Raises:
        IrregularPage: the rows differ in form.
    """
    (head,) = rows.enter(field)
    flags: NDArray[np.bool_] = np.equal(head & FIRST_FOUR, TRUE)
    plain = np.equal(head & FIRST_FIVE, FALSE)
    plain |= flags
    ends = rows.places + 5
    ends -= flags
    if np.count_nonzero(plain) < len(rows):
        (odd,) = (~plain).nonzero()
        values, ends[odd] = rows.odd(odd)
        flags[odd] = [flag_of(value) for value in values]
    rows.places = ends
    return flags
