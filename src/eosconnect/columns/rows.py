"""The rows of a page, read in lockstep: a place in each row, and all of them move on together."""

from __future__ import annotations

from itertools import takewhile
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from eosconnect.columns.digits import ONE, Words, word_of
from eosconnect.columns.json_texts import read_json
from eosconnect.columns.layout import SCALAR, Field, IrregularPage, Layout

__all__ = ["Places", "Rows", "values_of"]

Places = NDArray[np.intp]

BRACE: Final = np.array(ord("{"), np.uint8)
SEARCHED_AT_ONCE: Final = 2**18  # fits the processor's cache


class Rows:
    """All rows of a page.

    Every byte is passed over either as a lead, which has to be the one of the first row, or as the text of a value,
    which the reader of its column has to understand; and each row has to end where the next one begins. So a page that
    is read to the end has no byte that was not checked.

    Attributes:
        braces: where the brace of each row is.
        places: where each row is to be read next.
    """

    def __init__(self, content: bytes, layout: Layout) -> None:
        self.content = content
        self.characters = np.frombuffer(content, np.uint8)
        self.braces = braces(self.characters)
        self._begin = self.braces - layout.brace
        self._end = layout.end
        self.places: Places = self._begin

    def __len__(self) -> int:
        return len(self.places)

    def enter(self, field: Field, words: int = 1) -> list[Words]:
        """Pass over a lead, and look at the next words of each row.

        Raises:
            IrregularPage: a row has something else there.
        """
        lead = field.lead
        first = self.places is self._begin
        self.places = self.places + len(lead)
        before = -(-len(lead) // 8)
        taken = self.words(before + words, -8 * before)
        expected = lead.rjust(8 * before, b"\0")
        difference = taken[0] ^ word_of(expected[:8])
        difference &= word_of(bytes(8 * before - len(lead)).ljust(8, b"\xff"))
        for index in range(1, before):
            difference |= taken[index] ^ word_of(expected[8 * index : 8 * index + 8])
        if first:
            difference[0] = 0  # no row ends there, and the layout has been read from the rest
        if np.count_nonzero(difference):
            raise IrregularPage
        return taken[before:]

    def words(self, count: int, offset: int = 0) -> list[Words]:
        """Some words (of 8 bytes) of each row, from its place on; what lies outside of the page is zero."""
        places = self.places + offset if offset else self.places
        width = 8 * count
        last = len(self.content) - width
        if last < 0:
            raise IrregularPage  # too little to be worth it
        overlapping = np.ndarray((last + 1,), f"V{width}", self.content, strides=(1,))
        outside = [
            *takewhile(lambda row: places[row] < 0, range(len(places))),
            *takewhile(lambda row: places[row] > last, range(len(places) - 1, -1, -1)),
        ]
        if not outside:
            taken = overlapping[places]
        else:
            inside = places.copy()
            inside[outside] = 0
            taken = overlapping[inside]
            for row in outside:
                place = int(places[row])
                text = bytes(max(-place, 0)) + self.content[max(place, 0) : max(place + width, 0)]
                taken[row] = np.void(text.ljust(width, b"\0"))
        columns = taken.view("<u8").reshape(-1, count)
        return [columns[:, index] for index in range(count)]

    def stops(self, places: Places, field: Field) -> NDArray[np.bool_]:
        """Whether at these places stands what follows a value of this field."""
        return np.equal(self.characters[places], field.stop)

    def odd(self, rows: Places) -> tuple[list[Any], list[int]]:
        """The JSON values at the places of some rows, and where they end: for texts that are not of the usual form.

        Raises:
            IrregularPage: there is no number, text, true, false or null.
        """
        found = [SCALAR.match(self.content, place) for place in self.places[rows].tolist()]
        texts = [match[1] for match in found if match is not None]
        if len(texts) < len(found):
            raise IrregularPage
        # None of the texts can hold a comma or bracket that would count.
        return values_of(b",".join(texts)), [match.end() for match in found if match is not None]

    def finish(self) -> None:
        """Make sure that each row has ended where the next one begins.

        Raises:
            IrregularPage: one has not.
        """
        if self.places[-1] != self._end or np.count_nonzero(self.places[:-1] != self._begin[1:]):
            raise IrregularPage


def values_of(texts: bytes) -> list[Any]:
    """The values of JSON texts with commas between them.

    Raises:
        IrregularPage: they are not JSON.
    """
    try:
        values: list[Any] = read_json(b"[" + texts + b"]")
    except ValueError:
        raise IrregularPage from None
    return values


def braces(characters: NDArray[np.uint8]) -> Places:
    """Where the opening braces are. Of two within eight bytes the second may be missing; no rows are that short."""
    found: list[Places] = []
    marks: list[Words] = []
    mask = np.empty(SEARCHED_AT_ONCE, np.bool_)
    for start in range(0, len(characters), SEARCHED_AT_ONCE):
        piece = characters[start : start + SEARCHED_AT_ONCE]
        if len(piece) < SEARCHED_AT_ONCE:
            mask[len(piece) :] = False
        np.equal(piece, BRACE, out=mask[: len(piece)])
        eights = mask.view("<u8")
        (hits,) = (eights != 0).nonzero()
        marks.append(eights[hits])
        hits += start // 8
        found.append(hits)
    places = np.concatenate(found)
    places <<= 3
    places += np.bitwise_count(np.concatenate(marks) - ONE) >> 3
    return places
