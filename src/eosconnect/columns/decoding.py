"""From the bytes of pages to columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from eosconnect.columns.layout import IrregularPage
from eosconnect.columns.sensor_columns import SensorColumns

__all__ = ["decode_each", "decode_page", "decode_pages"]

#: Some pages at once take less time than each by itself; much more than this does not stay in the processor's cache.
DECODED_AT_ONCE: Final = 2**22


def decode_page(content: bytes) -> SensorColumns:
    """The values of one page.

    Pages whose rows are written alike, as servers do, are read a column at a time, at some millions of values a second;
    any other page is read row by row, as the models are. Both give the same.

    Args:
        content: a JSON list of sensor values, decompressed; nothing at all and ``null`` are an empty list.

    Raises:
        UnexpectedResponseError: not JSON, or not a list of objects.

    Source: the answers of type SensorValue (Array).

    Example:
        >>> page = decode_page(
        ...     b'[{"timestamp":"2026-11-02T08:15:00.1234567Z","isInJob":true,"value":79.5,"layerIndex":3},'
        ...     b'{"timestamp":"2026-11-02T08:15:01Z","isInJob":true,"value":null,"layerIndex":null}]'
        ... )
        >>> page.values.tolist(), page.layer_index.tolist()
        ([79.5, nan], [3, -1])
        >>> page.timestamps[0]
        np.datetime64('2026-11-02T08:15:00.123456700')
    """
    from eosconnect.columns.tolerant import decode_tolerant  # with numpy, on first use
    from eosconnect.columns.uniform import decode_uniform

    try:
        return decode_uniform(content)
    except IrregularPage:
        return decode_tolerant(content)


def decode_pages(contents: Iterable[bytes]) -> SensorColumns:
    """The values of several pages in their order, in less time than page by page.

    Args:
        contents: pages as for :func:`decode_page`.

    Raises:
        UnexpectedResponseError: one of them is not JSON, or not a list of objects.

    Example:
        >>> decode_pages([b'[{"value": 1.5}]', b"[]", b'[{"value": 2.5}, {"value": 3.5}]']).values.tolist()
        [1.5, 2.5, 3.5]
    """
    return SensorColumns.concatenate(decode_each(contents))


def decode_each(contents: Iterable[bytes]) -> Iterator[SensorColumns]:
    """The values of each page, in the same time as those of :func:`decode_pages`.

    Raises:
        UnexpectedResponseError: this one is not JSON, or not a list of objects; those before it have been given.
    """
    for group in groups(contents):
        yield from decode_group(group)


def groups(contents: Iterable[bytes]) -> Iterator[list[bytes]]:
    """What is decoded at once: pages that begin and end as usual, or a single one of another kind."""
    group: list[bytes] = []
    size = 0
    for content in contents:
        usual = content.startswith(b"[{") and content.endswith(b"}]")
        if group and (not usual or size + len(content) > DECODED_AT_ONCE):
            yield group
            group, size = [], 0
        if usual:
            group.append(content)
            size += len(content)
        else:
            yield [content]
    if group:
        yield group


def decode_group(group: list[bytes]) -> Iterable[SensorColumns]:
    from eosconnect.columns.uniform import decode_alike

    if len(group) > 1:
        try:
            return decode_alike(group)
        except IrregularPage:
            pass  # the pages differ from each other, or one of them in itself
    return map(decode_page, group)
