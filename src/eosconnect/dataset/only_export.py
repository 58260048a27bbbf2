"""One export of a machine at a time in a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from eosconnect.dataset.places import EXPORTS, segment
from eosconnect.errors import LocalFileError
from eosconnect.resources.local_files import clear_errors

__all__ = ["only_export"]


@contextmanager
def only_export(folder: Path, machine: str) -> Iterator[None]:
    """Keep a second export of the same machine out. The lock goes with the process, however that ends.

    Raises:
        LocalFileError: there is one already, or the folder cannot be written.
    """
    path = folder / EXPORTS / segment("machine", machine) / "lock"
    with clear_errors("create the folder", path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    with clear_errors("write", path):
        file = path.open("ab")
    with file:
        if not locked(file):
            raise LocalFileError(
                f"another export of {machine} is writing into {folder}", hint="wait for its end, or use another folder"
            )
        yield


if sys.platform == "win32":
    import msvcrt

    def locked(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def locked(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks
            return True
        return True
