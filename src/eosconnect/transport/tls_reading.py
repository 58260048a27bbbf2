"""Reading from TLS connections: all that has come, where Python's own classes hand out one record at a time.

A record holds 16 KB at most, and the HTTP client goes through all of its layers for each piece that it gets. The larger
the pieces, the less of the processor's time large answers take, as long as a piece stays in the processor's cache: the
client copies it several times.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from typing import Any, Final

from eosconnect.transport.processing import is_processing, while_others_process

__all__ = ["ReadingObject", "ReadingSocket"]

#: After less than this in a record there is hardly ever another one.
SMALL: Final = 4096
#: Whoever asks for so much takes whatever comes: the HTTP client always asks for this, and never minds more.
PLENTY: Final = 64 * 1024
PIECE: Final = 128 * 1024


class ReadsOn:
    """What both have in common: reading on after a first record."""

    _ending: OSError | None = None
    _ended = False
    _piece: memoryview | None = None

    def _room(self, most: int) -> memoryview:
        """Where the records of a piece come together."""
        if self._piece is None:
            self._piece = memoryview(bytearray(PIECE))
        return self._piece if most >= PLENTY else self._piece[:most]

    def _filled(self, read: Callable[[int, memoryview], int], room: memoryview, filled: int) -> int:
        """Read what has come besides the first bytes in ``room``; how many there are then.

        ``read`` does not wait. An end that comes after some bytes is kept for the next one who reads.
        """
        size = len(room)
        while filled < size:
            try:
                count = read(size - filled, room[filled:])
            except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
                break
            except OSError as error:
                self._ending = error
                break
            if not count:
                self._ended = True
                break
            filled += count
        return filled

    def _has_ended(self) -> bool:
        """Whether the end has been reached.

        Raises:
            OSError: it was not a regular one.
        """
        if self._ending is not None:
            raise self._ending
        return self._ended


class ReadingSocket(ReadsOn, ssl.SSLSocket):
    """A socket that reads all that has come, and lets others process answers while it waits."""

    def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
        """One byte at least unless the connection has ended; at most ``buflen``, or a piece if that is plenty."""
        if self._has_ended():
            return b""
        room = self._room(buflen)
        filled = 0
        if not is_processing():
            filled = self.recv_into(room, flags=flags)
            if filled < SMALL:
                return bytes(room[:filled])
        timeout = self.gettimeout()
        self.settimeout(0)
        try:
            filled = self._filled(lambda most, rest: self.recv_into(rest, most), room, filled)
        finally:
            self.settimeout(timeout)
        if not filled and not self._has_ended():
            filled = while_others_process(lambda: self.recv_into(room, flags=flags))
        return bytes(room[:filled])


class ReadingObject(ReadsOn, ssl.SSLObject):
    """The same where somebody else reads from the connection, so that there is nothing to wait for."""

    def read(self, len: int = 1024, buffer: Any = None) -> Any:
        """One byte at least unless the connection has ended; at most ``len``, or a piece if that is plenty."""
        if buffer is not None:
            return ssl.SSLObject.read(self, len, buffer)
        if self._has_ended():
            return b""
        room = self._room(len)
        filled = self._read_into(room.nbytes, room)
        if filled >= SMALL:
            filled = self._filled(self._read_into, room, filled)
        return bytes(room[:filled])

    def _read_into(self, most: int, room: memoryview) -> int:
        count: Any = ssl.SSLObject.read(self, most, room)  # bytes, as its type says, only without a buffer
        return int(count)
