"""Taking archives apart. Nothing is written to where an archive says, only to where we say."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from eosconnect.decisions.archives import Limits, Member, check_members
from eosconnect.errors import UnexpectedResponseError

__all__ = ["ZIP", "Archive", "open_archive"]

#: How a zip archive begins; one that is empty begins with the other four bytes.
ZIP: Final = b"PK"

#: Python may be built without LZMA, and zipfile then does without it, too.
LZMA_ERROR: Final[type[Exception]] = getattr(getattr(zipfile, "lzma", None), "LZMAError", zlib.error)

#: What the library and its decompressors say about archives that are damaged, or made to do damage.
DAMAGES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    LZMA_ERROR,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class Archive:
    """The files in an archive that was found to be of a sensible size.

    Attributes:
        names: of the files, with their folders, in the archive's order.
    """

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._files = [info for info in archive.infolist() if not info.is_dir()]
        check_members([Member(info.filename, info.file_size, bool(info.flag_bits & 1)) for info in self._files], limits)
        self.names = [info.filename for info in self._files]

    def read(self, position: int) -> bytes:
        """The content of the file at ``position`` in :attr:`names`."""
        with damages():
            return self._archive.read(self._files[position])


@contextmanager
def damages() -> Iterator[None]:
    """What the library says about damaged archives, as our error."""
    try:
        yield
    except (*DAMAGES, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # of the disk that it lies on
        raise UnexpectedResponseError("the archive that the machine sent is damaged") from error


@contextmanager
def open_archive(source: Path | IO[bytes], limits: Limits) -> Iterator[Archive]:
    """An archive on the disk or in memory.

    Raises:
        UnexpectedResponseError: it is damaged, or would unpack to more than ``limits``; also while it is read.
    """
    with damages():
        archive = zipfile.ZipFile(source)
    with archive:
        yield Archive(archive, limits)
