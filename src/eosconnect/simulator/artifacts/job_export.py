"""The exported copy of a job: a tar archive of any size that is made while it is sent."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator, Mapping

import msgspec
import numpy as np

from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.noise import key_of
from eosconnect.simulator.world.ticks import SECOND

__all__ = ["as_json", "export_length", "exported"]

_BLOCK = 256 * 1024
_DATABASE = "job.db"


def export_length(parts: Mapping[str, bytes], size: int) -> int:
    """The length of an archive that should have ``size`` bytes: rounded up to what the format allows."""
    fixed = sum(512 + _padded(len(content)) for content in parts.values()) + 512 + 1024
    return fixed + max(_padded(size - fixed), 0)


def exported(job: Job, parts: Mapping[str, bytes], size: int) -> Iterator[bytes]:
    """The archive, a piece at a time.

    Args:
        parts: JSON files by name, as they go into it.
        size: of the whole; what the files leave goes into the database, whose content means nothing.
    """
    for name, content in parts.items():
        yield _head(job, name, len(content)) + content.ljust(_padded(len(content)), b"\0")
    filler = export_length(parts, size) - export_length(parts, 0)
    yield _head(job, _DATABASE, filler)
    yield from _filling(job, filler)
    yield bytes(1024)


def _padded(length: int) -> int:
    return -(-length // 512) * 512


def _head(job: Job, name: str, length: int) -> bytes:
    entry = tarfile.TarInfo(f"{job.id}/{name}")
    entry.size, entry.mtime, entry.mode = length, job.end // SECOND, 0o644
    # Only this of the formats knows sizes above 8 GB without another entry in front of it.
    return entry.tobuf(tarfile.GNU_FORMAT)


def _filling(job: Job, length: int) -> Iterator[bytes]:
    """Bytes that do not compress, every block of them different: one that is lost or repeated is noticed."""
    key = key_of(job.id, "database")
    noise = np.random.Generator(np.random.Philox(key=key)).bytes(_BLOCK)
    for number in range(-(-length // _BLOCK)):
        block = number.to_bytes(8, "little") + noise[8:]
        yield block if length - number * _BLOCK >= _BLOCK else block[: length - number * _BLOCK]


def as_json(value: object) -> bytes:
    """A JSON file."""
    return msgspec.json.encode(value)
