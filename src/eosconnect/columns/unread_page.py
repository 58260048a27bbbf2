"""Pages that have come and are to be read: several at once take less time than one by one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import attrs

from eosconnect.columns.decoding import decode_each
from eosconnect.columns.sensor_page import SensorPage
from eosconnect.decisions.page_grid import PageRequest
from eosconnect.errors import UnexpectedResponseError

__all__ = ["UnreadPage", "looks_usual", "read_together"]


@attrs.frozen
class UnreadPage:
    """A page as it came."""

    request: PageRequest
    content: bytes = attrs.field(repr=False)


def looks_usual(content: bytes) -> bool:
    """Whether it begins and ends like a list of values, so that it is hardly anything else."""
    return content.startswith(b"[{") and content.endswith(b"}]")


def read_together(pages: Sequence[UnreadPage | SensorPage]) -> list[UnreadPage | SensorPage]:
    """The same pages read; one that turns out to be none stays as it is.

    Example:
        >>> pages = [UnreadPage(PageRequest(0, 2), text) for text in (b'[{"value": 1.5}]', b"[{]")]
        >>> [type(page).__name__ for page in read_together(pages)]
        ['SensorPage', 'UnreadPage']
    """
    read = list(pages)
    unread = [(place, page) for place, page in enumerate(pages) if isinstance(page, UnreadPage)]
    while unread:
        count = 0
        with suppress(UnexpectedResponseError):
            for columns in decode_each(page.content for _, page in unread):
                place, page = unread[count]
                read[place] = SensorPage.of(columns, page.content, asked=page.request.take)
                count += 1
        unread = unread[count + 1 :]
    return read
