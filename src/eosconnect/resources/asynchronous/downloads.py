"""Downloads: one way for all files that the machine sends, to a disk or into memory."""

from __future__ import annotations

import math
import os
import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from eosconnect.decisions.operations import OperationId, operation
from eosconnect.decisions.repeating import pause_before_repeating
from eosconnect.errors import MachineUnreachableError, UnexpectedResponseError
from eosconnect.resources.asynchronous.waiting import checkpoint, in_thread
from eosconnect.resources.local_files import PartFile, Place, Progress, announced_name
from eosconnect.transport.asynchronous import waiting
from eosconnect.transport.asynchronous.connection import AsyncConnection, AsyncStreamedReply
from eosconnect.transport.reply import kind_of

__all__ = ["download", "download_to_memory"]

#: Bytes that are collected before they are written: one trip to the disk instead of many.
BLOCK: Final = 1024 * 1024

#: What is read into memory at a time may be this large.
LARGEST_IN_MEMORY: Final = 1024 * 1024 * 1024


async def download(
    connection: AsyncConnection,
    operation_id: OperationId,
    to: str | os.PathLike[str],
    *,
    name: str,
    starts_with: bytes = b"",
    progress: Progress | None = None,
    **arguments: Any,
) -> Path | None:
    """Save what ``operation_id`` answers as a file, in constant memory.

    It is written beside its place under a name that ends in ``.part``, checked against the announced length, flushed to
    the disk, and renamed: whatever happens, a file under its own name is complete. A transfer that breaks is begun
    anew, as often as other calls are repeated, where the operation allows it.

    Args:
        to: a file (one that exists is replaced), or a folder: one that exists or a name without an ending.
            Folders that are missing are made.
        name: of the file in a folder, if the machine announces none.
        starts_with: the first bytes of such files; anything else is no such file.
        progress: told the bytes that have come and their number in all (``None`` where the machine does not tell);
            a transfer that is begun anew counts from 0.
        arguments: of the operation.

    Returns:
        Where the file is, or ``None``: the machine has nothing to give.

    Raises:
        LocalFileError: the place cannot be written to; nothing was asked of the machine unless the disk became full.
        UnexpectedResponseError: fewer or other bytes came than were announced.
        EosConnectError: as every call.
    """
    place = Place(to, name)
    part = await in_thread(lambda: PartFile(place.file()))
    try:
        headers = await receive(
            connection, operation_id, part.write, part.restart, starts_with=starts_with, progress=progress, **arguments
        )
        if headers is None:
            return None
        target = place.file(announced_name(headers.get("content-disposition")))
        await in_thread(lambda: part.complete(target))
        return target
    finally:
        part.discard()


async def download_to_memory(
    connection: AsyncConnection, operation_id: OperationId, *, starts_with: bytes = b"", **arguments: Any
) -> BytesIO | None:
    """What ``operation_id`` answers, in memory; otherwise as :func:`download`."""
    memory = BytesIO()

    def write(data: bytes) -> None:
        memory.write(data)
        if memory.tell() > LARGEST_IN_MEMORY:
            raise UnexpectedResponseError(f"the answer is larger than {LARGEST_IN_MEMORY // BLOCK} MiB")

    def restart() -> None:
        memory.seek(0)
        memory.truncate()

    headers = await receive(connection, operation_id, write, restart, starts_with=starts_with, **arguments)
    memory.seek(0)
    return None if headers is None else memory


async def receive(
    connection: AsyncConnection,
    operation_id: OperationId,
    write: Callable[[bytes], None],
    restart: Callable[[], None],
    *,
    starts_with: bytes,
    progress: Progress | None = None,
    **arguments: Any,
) -> dict[str, str] | None:
    """Hand the body to ``write`` piece by piece, after a break once more from the beginning.

    Returns:
        The headers of the answer, or ``None``: there is no body.
    """
    asked = operation(operation_id)
    attempt = 0
    while True:
        attempt += 1
        async with connection.stream(operation_id, **arguments) as reply:
            if reply.is_nothing:
                return None
            try:
                came = await receive_body(reply, write, starts_with, progress)
                return dict(reply.headers) if came else None
            except (MachineUnreachableError, UnexpectedResponseError) as error:
                error.method, error.path = asked.method, reply.path
                pause = pause_before_repeating(
                    asked,
                    error,
                    attempt=attempt,
                    retries=connection.settings.retries,
                    remaining=math.inf,
                    random=random.random(),
                )
                if pause is None:
                    raise
        await waiting.sleep(pause)
        restart()


async def receive_body(
    reply: AsyncStreamedReply, write: Callable[[bytes], None], starts_with: bytes, progress: Progress | None
) -> int:
    """Hand one body over, and tell its length; 0 is the machine's way to say that there is nothing.

    Raises:
        UnexpectedResponseError: it is not what was announced.
    """
    total = announced_length(reply)
    done = 0
    block = bytearray()
    if progress is not None:
        progress(0, total)
    async for piece in reply.aiter_bytes():
        checkpoint()
        block += piece
        done += len(piece)
        if done - len(block) == 0 and len(block) >= len(starts_with):
            refuse_other(block, starts_with)
        if len(block) >= BLOCK:
            await written(write, block)
            block.clear()
            if progress is not None:
                progress(done, total)
    if total is not None and done != total:
        raise UnexpectedResponseError(f"{done:,} bytes came, and {total:,} were announced")
    if not done and total is None and "transfer-encoding" not in reply.headers:
        raise MachineUnreachableError("the connection ended before the answer's body came")
    if 0 < done < len(starts_with):
        refuse_other(block, starts_with)
    if block:
        await written(write, block)
    if progress is not None and (block or total is None):
        progress(done, total if total is not None else done)
    return done


async def written(write: Callable[[bytes], None], block: bytearray) -> None:
    data = bytes(block)
    await in_thread(lambda: write(data))


def announced_length(reply: AsyncStreamedReply) -> int | None:
    """The length of the body as it arrives here; a compressed one has another on the wire."""
    length = reply.headers.get("content-length", "")
    if not length.isdecimal() or reply.headers.get("content-encoding", "identity") != "identity":
        return None
    return int(length)


def refuse_other(beginning: bytes | bytearray, starts_with: bytes) -> None:
    if not beginning.startswith(starts_with):
        raise UnexpectedResponseError(
            f"the answer is not the file that was asked for but {kind_of(bytes(beginning))}",
            hint="does another server answer in the machine's place?",
        )
