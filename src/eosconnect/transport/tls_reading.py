"""Reading from TLS connections: all that has come, where Python's own classes hand out one record at a time.

A record holds 16 KB at most, and the HTTP client goes through all of its layers for each piece that it gets: with
pieces of up to 64 KB, as it asks for them, large answers take an eighth less of the processor's time.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from typing import Any, Final

from eosconnect.transport.interruption import interruptible
from eosconnect.transport.processing import is_processing, while_others_process

__all__ = ["ReadingObject", "ReadingSocket"]

#: After less than this in a record there is hardly ever another one.
SMALL: Final = 4096


class ReadsOn:
    """What both have in common: reading on after a first record."""

    _ending: bytes | OSError | None = None

    def _and_more(self, read: Callable[[int], bytes], most: int, first: bytes = b"") -> bytes:
        """``first`` and what has come besides, up to ``most`` bytes; nothing if nothing has come.

        ``read`` does not wait. An end that comes after some bytes is kept for the next one who reads.
        """
        pieces = [first] if first else []
        rest = most - len(first)
        while rest > 0:
            try:
                piece = read(rest)
            except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
                break
            except OSError as error:
                self._ending = error
                break
            if not piece:
                self._ending = piece
                break
            pieces.append(piece)
            rest -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _has_ended(self) -> bool:
        """Whether the end has been reached.

        Raises:
            OSError: it was not a regular one.
        """
        if isinstance(self._ending, OSError):
            raise self._ending
        return self._ending is not None


class ReadingSocket(ReadsOn, ssl.SSLSocket):
    """A socket that reads all that has come, and lets others process answers while it waits."""

    def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
        """At most ``buflen`` bytes, and one at least unless the connection has ended."""
        return interruptible(self, lambda: self._read(buflen, flags))

    def _read(self, most: int, flags: int) -> bytes:
        if self._has_ended():
            return b""
        first = b""
        if not is_processing():
            first = ssl.SSLSocket.recv(self, most, flags)
            if len(first) < SMALL:
                return first
        timeout = self.gettimeout()
        self.settimeout(0)
        try:
            found = self._and_more(lambda rest: ssl.SSLSocket.recv(self, rest), most, first)
        finally:
            self.settimeout(timeout)
        if found or self._has_ended():
            return found
        return while_others_process(lambda: ssl.SSLSocket.recv(self, most, flags))


class ReadingObject(ReadsOn, ssl.SSLObject):
    """The same where somebody else reads from the connection, so that there is nothing to wait for."""

    def read(self, len: int = 1024, buffer: Any = None) -> Any:
        """At most ``len`` bytes, and one at least unless the connection has ended."""
        if buffer is not None:
            return ssl.SSLObject.read(self, len, buffer)
        if self._has_ended():
            return b""
        first: bytes = ssl.SSLObject.read(self, len)
        large = first[SMALL - 1 :]
        return self._and_more(lambda rest: ssl.SSLObject.read(self, rest), len, first) if large else first
