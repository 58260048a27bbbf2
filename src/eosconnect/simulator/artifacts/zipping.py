"""Zip archives, written while they are sent."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, cast

import attrs

from eosconnect.simulator.world.ticks import to_datetime

__all__ = ["Member", "zipped"]


@attrs.frozen
class Member:
    """One file of an archive.

    Attributes:
        at: when it was changed last, in ticks since 1970.
        chunks: its content.
    """

    name: str
    at: int
    chunks: Iterable[bytes]


class _Outlet:
    """Takes what the archive writes, until somebody comes for it."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._written.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        data, self._written = b"".join(self._written), []
        return data


def zipped(members: Iterable[Member], *, compressed: bool = True) -> Iterator[bytes]:
    """The archive, a piece at a time: a member is not made before the one in front of it is out.

    Args:
        compressed: not worth the time for images.
    """
    outlet = _Outlet()
    kind = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(cast(IO[bytes], outlet), "w", kind, compresslevel=6 if compressed else None) as archive:
        for member in members:
            entry = zipfile.ZipInfo(member.name, to_datetime(member.at).timetuple()[:6])
            entry.compress_type = kind
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w") as file:
                for chunk in member.chunks:
                    file.write(chunk)
                    if data := outlet.taken():
                        yield data
            yield outlet.taken()
    yield outlet.taken()
