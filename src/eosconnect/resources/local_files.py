"""Files on this computer: written so that none looks complete before it is, read so that its size is known."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self

from eosconnect.decisions.file_names import file_name
from eosconnect.errors import LocalFileError

__all__ = ["CountedFile", "PartFile", "Place", "Progress", "announced_name", "clear_errors"]

Progress = Callable[[int, int | None], object]
"""Told how much is done of how much; the whole is ``None`` where the machine does not announce it."""

ADVICE: Final = {
    errno.ENOSPC: "the disk is full: free some space, or choose another folder",
    errno.EDQUOT: "the quota is used up: free some space, or choose another folder",
    errno.EFBIG: "the file system does not take files of this size",
    errno.EROFS: "the file system is read-only: choose another folder",
    errno.EACCES: "there is no right to do this there, or the file is open in another program",
    errno.EPERM: "there is no right to do this there",
    errno.ENOENT: "check the path",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EISDIR: "this is a folder",
    errno.EEXIST: "a part of the path is a file, not a folder",
    errno.ENAMETOOLONG: "choose a shorter path",
}


@contextmanager
def clear_errors(doing: str, path: Path) -> Iterator[None]:
    """Turn what the operating system says into an error that tells what was to be done, where, and what helps.

    Raises:
        LocalFileError: instead of every ``OSError``.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LocalFileError(f"cannot {doing} {path}: {reason}", hint=ADVICE.get(error.errno or 0)) from error


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


class PartFile:
    """A file that gets its name when it is complete. Until then it ends in ``.part``; if nothing comes of it, it goes.

    The calls block; asynchronous code makes them in a thread.

    Args:
        beside: the file that it is to become, or one in the same folder.

    Raises:
        LocalFileError: from every method, if the operating system refuses.
    """

    def __init__(self, beside: Path) -> None:
        self._path = beside.with_name(f"{beside.name}.{secrets.token_hex(4)}.part")
        with clear_errors("create the folder", beside.parent):
            beside.parent.mkdir(parents=True, exist_ok=True)
        with clear_errors("write into", beside.parent):
            self._file = self._path.open("xb")
        self.size = 0

    def write(self, data: bytes) -> None:
        """Append."""
        with clear_errors("write", self._path):
            self._file.write(data)
        self.size += len(data)

    def restart(self) -> None:
        """Throw away what was written."""
        with clear_errors("write", self._path):
            self._file.seek(0)
            self._file.truncate()
        self.size = 0

    def read_back(self) -> Path:
        """Everything is on the disk, to be read under this path; nothing can be written any more."""
        with clear_errors("write", self._path):
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        return self._path

    def complete(self, target: Path) -> None:
        """Give it its name; a file that has it is replaced."""
        if not self._file.closed:
            self.read_back()
        with clear_errors("replace" if target.exists() else "create", target):
            os.replace(self._path, target)

    def discard(self) -> None:
        """Remove it, unless it was completed."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.discard()


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
