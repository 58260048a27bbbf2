"""The form in which a server writes the rows of a page, as the first row shows it.

A server writes every row with the same code, so everything but the values repeats from row to row to the byte: names,
their order, white space. Between two values stands always the same *lead*, such as ``,"value":``.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise
from typing import Final

import attrs

__all__ = ["SCALAR", "TIMESTAMP", "Field", "IrregularPage", "Layout"]

TIMESTAMP: Final = b"timestamp"
SPACE: Final = rb"[ \t\r\n]*"
OPENING: Final = re.compile(SPACE + rb"\[" + SPACE + rb"\{")
NAME: Final = re.compile(SPACE + rb'"([^"\\\x00-\x1f\x80-\xff]*)"' + SPACE + rb":" + SPACE)
SCALAR: Final = re.compile(rb'("[^"\\\x00-\x1f,]*"|[^ \t\r\n"\\,:{}\[\]]+)')
#: A time. Its quotation marks and its offset repeat, too, so they count as part of the leads around it.
TIME: Final = re.compile(rb'"([0-9T:.-]{19,28})(?:Z|([+-])([01][0-9]|2[0-3]):([0-5][0-9])|)"')
NEXT_FIELD: Final = re.compile(SPACE + rb",")
CLOSING: Final = re.compile(SPACE + rb"\}")
NEXT_ROW: Final = re.compile(SPACE + rb"," + SPACE + rb"\{")
WHITE: Final = b" \t\r\n"
MOST_FIELDS: Final = 32
LONGEST_END: Final = 256


class IrregularPage(Exception):
    """The rows of a page differ in form; it is read row by row then."""


@attrs.frozen
class Field:
    """One field, as it stands in every row.

    Attributes:
        name: its name.
        lead: what stands before its value; before the first one, from the end of the last value of the row before.
        stop: the character that follows its value.
    """

    name: bytes
    lead: bytes
    stop: int


@attrs.frozen
class Layout:
    """How the rows of one page are written.

    Attributes:
        fields: those to be read, in their order.
        same: the values of fields that are the same in all rows, supposedly; they count as parts of the leads.
        brace: where the brace of a row stands in the lead of the first field.
        end: where the last value of the page that is to be read ends.
        ahead: the minutes that its times are ahead of UTC.
    """

    fields: tuple[Field, ...]
    same: dict[bytes, bytes]
    brace: int
    end: int
    ahead: int

    @classmethod
    def of(cls, content: bytes, *, varying: Collection[bytes] | None = None) -> Layout:
        """The layout of a page of two rows or more.

        Args:
            content: the page.
            varying: the fields to be read; of the others it is supposed that they are the same in all rows if they are
                so in the first and in the last. By default all fields are read.

        Raises:
            IrregularPage: there is no such first row, or the page ends in another way.

        Example:
            >>> layout = Layout.of(b'[{"value":1.5,"isInJob":true},{"value":2.5,"isInJob":true}]')
            >>> [field.lead for field in layout.fields]
            [b'},{"value":', b',"isInJob":']
        """
        opening = expect(OPENING, content, 0)
        values: dict[bytes, re.Match[bytes]] = {}
        value = opening
        following: re.Match[bytes] | None = opening
        while following is not None and len(values) < MOST_FIELDS:
            name = expect(NAME, content, following.end())
            if name[1] in values:
                raise IrregularPage
            values[name[1]] = value = expect(TIME if name[1] == TIMESTAMP else SCALAR, content, name.end())
            following = NEXT_FIELD.match(content, value.end())
        closing = expect(CLOSING, content, value.end())
        next_row = expect(NEXT_ROW, content, closing.end())
        same = {}
        if varying is not None:
            fixed = {name: value for name, value in values.items() if name not in varying}
            same = {name: value[1] for name, value in fixed.items() if ends_alike(content, name, value)}
        read = {name: value for name, value in values.items() if name not in same}
        if len(read) < 2:
            raise IrregularPage  # too little to be worth it
        first, *_, last = read.values()
        between = content[last.end(1) : next_row.end()]
        leads = [between + content[opening.end() : first.start(1)]]
        leads += [content[value.end(1) : after.start(1)] for value, after in pairwise(read.values())]
        stops = [lead[0] for lead in (*leads[1:], leads[0])]
        return cls(
            tuple(Field(*parts) for parts in zip(read, leads, stops, strict=True)),
            same,
            len(between) - 1,
            end_of_last_value(content, content[last.end(1) : closing.end()]),
            minutes_ahead(values.get(TIMESTAMP)),
        )


def expect(form: re.Pattern[bytes], content: bytes, place: int) -> re.Match[bytes]:
    match = form.match(content, place)
    if match is None:
        raise IrregularPage
    return match


def ends_alike(content: bytes, name: bytes, value: re.Match[bytes]) -> bool:
    """Whether a field has the same value in the last row as in the first."""
    before = value.start()
    lead = content[content.rfind(name, 0, before) - 1 : before]
    return content.startswith(value[0], content.rfind(lead) + len(lead))


def minutes_ahead(time: re.Match[bytes] | None) -> int:
    if time is None or not time[2]:
        return 0
    minutes = int(time[3]) * 60 + int(time[4])
    return -minutes if time[2] == b"-" else minutes


def end_of_last_value(content: bytes, closing: bytes) -> int:
    start = max(len(content) - LONGEST_END, 0)
    rows = content[start:].rstrip(WHITE)
    if rows.endswith(b"]"):
        rows = rows[:-1].rstrip(WHITE)
        if rows.endswith(closing):
            return start + len(rows) - len(closing)
    raise IrregularPage
