"""Writing files on this computer so that none looks complete before it is."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self

from eosconnect.errors import LocalFileError

__all__ = ["PartFile", "clear_errors", "complete_or_not_at_all"]

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

    @property
    def path(self) -> Path:
        """Where it is until it is complete."""
        return self._path

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


@contextmanager
def complete_or_not_at_all(path: Path) -> Iterator[Path]:
    """A file for what opens its files itself; it becomes ``path`` when everything has been written.

    Raises:
        LocalFileError: instead of every ``OSError``.
    """
    with PartFile(path) as part, clear_errors("write", path):
        yield part.path
        part.complete(path)
