"""Files on this computer: where downloads go, and what is sent."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Self

from eosconnect.decisions.file_names import file_name
from eosconnect.errors import LocalFileError
from eosconnect.part_file import PartFile, clear_errors

__all__ = ["CountedFile", "PartFile", "Place", "Progress", "announced_name", "clear_errors"]

Progress = Callable[[int, int | None], object]
"""Told how much is done of how much; the whole is ``None`` where the machine does not announce it."""


class Place:
    """Where a download goes: the file that was named, or one in the folder that was named.

    Args:
        to: a file, or a folder: one that exists, or a name without an ending.
        otherwise: the name in a folder, if the machine announces none.
    """

    def __init__(self, to: str | os.PathLike[str], otherwise: str) -> None:
        text = os.fspath(to)
        self.path = Path(text).expanduser()
        named = self.path.suffix and not text.endswith(("/", os.sep))
        self.is_folder = self.path.is_dir() or not (named or self.path.is_file())
        self._otherwise = otherwise

    @property
    def folder(self) -> Path:
        """The folder that the file goes into."""
        return self.path if self.is_folder else self.path.parent

    def file(self, announced: str | None = None) -> Path:
        """The file itself; a name that the machine announces counts in a folder only, and is made safe."""
        if not self.is_folder:
            return self.path
        return self.path / file_name(announced or self._otherwise, file_name(self._otherwise))


def announced_name(disposition: str | None) -> str | None:
    """The file name in a ``Content-Disposition`` header, as it stands there.

    Example:
        >>> announced_name('attachment; filename="SI1716.zip"')
        'SI1716.zip'
    """
    if not disposition:
        return None
    from email.message import Message  # on first use: importing the package stays quick

    message = Message()
    message["Content-Disposition"] = disposition
    return message.get_filename()


class CountedFile:
    """A file that is being sent: as long as it was when it was opened, and telling how far it has been read.

    Args:
        path: of the file.
        read: told the bytes that have been read since the beginning.

    Raises:
        LocalFileError: it cannot be read.

    Attributes:
        size: in bytes.
    """

    def __init__(self, path: Path, read: Callable[[int], object]) -> None:
        with clear_errors("read", path):
            self._file = path.open("rb", buffering=0)
            self.size = os.fstat(self._file.fileno()).st_size
        self._path = path
        self._told = read
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, never more than the file had when it was opened."""
        left = self.size - self._position
        with clear_errors("read", self._path):
            data = self._file.read(left if size < 0 else min(size, left))
        if left and size and not data:
            raise LocalFileError(f"{self._path} became shorter while it was sent", hint="is it still being written?")
        self._position += len(data)
        self._told(self._position)
        return data

    def fileno(self) -> int:
        """The operating system's handle, from which the HTTP client learns the size."""
        return self._file.fileno()

    def seek(self, position: int, whence: int = os.SEEK_SET) -> int:
        """Go back to the beginning."""
        self._position = self._file.seek(position, whence)
        return self._position

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()
