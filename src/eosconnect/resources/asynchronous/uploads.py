"""Uploads: files are streamed from the disk as multipart form data, and sent once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

from eosconnect.decisions.operations import OperationId
from eosconnect.resources.local_files import CountedFile
from eosconnect.transport.asynchronous.connection import AsyncConnection

__all__ = ["upload"]


async def upload(
    connection: AsyncConnection,
    operation_id: OperationId,
    path: Path,
    body: Callable[[Any], Any],
    *,
    name: str | None = None,
    sent: Callable[[int], object] | None = None,
) -> int:
    """Send one file.

    Args:
        path: of the file on this computer.
        body: makes the operation's body of the file.
        name: that the machine is told; the file's own by default.
        sent: told the bytes of the file that have been sent so far.

    Returns:
        The size of the file.

    Raises:
        LocalFileError: the file cannot be read; nothing was sent unless it became shorter meanwhile.
        EosConnectError: as every call; ``machine_may_have_changed`` tells whether the file may have arrived.
    """
    from eosconnect_api.types import File  # only who uploads needs it

    with CountedFile(path, sent or (lambda done: None)) as file:
        content = File(payload=cast(BinaryIO, file), file_name=name or path.name, mime_type="application/octet-stream")
        # As a stream, because the transfer may take longer than a call may.
        async with connection.stream(operation_id, body=body(content)) as reply:
            async for _ in reply.aiter_bytes():
                pass
        return file.size
