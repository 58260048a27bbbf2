"""Diagnostics: logs of the machine's software, and the load of its OPC UA server."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from eosconnect.errors import LockedError, UnexpectedResponseError
from eosconnect.models.listing import Listing
from eosconnect.models.log_entry import LogEntry, LoggingSource, LogLevel
from eosconnect.models.opc_diagnostics import DiagnosticsSummary
from eosconnect.resources.asynchronous.downloads import download
from eosconnect.resources.asynchronous.lists import listed
from eosconnect.resources.asynchronous.reading import one
from eosconnect.resources.choices import one_of, some_of
from eosconnect.resources.local_files import Progress
from eosconnect.resources.unpacking import ZIP
from eosconnect.timestamps import Moment, Window
from eosconnect.transport.asynchronous import waiting
from eosconnect.transport.asynchronous.connection import AsyncConnection

__all__ = ["AsyncDiagnostics"]

#: Seconds until a locked log archive is asked for again, if the machine does not say.
PAUSE: Final = 5.0


class AsyncDiagnostics:
    """Logs and load of one machine, reached as ``machine.diagnostics``.

    Example:
        >>> async with AsyncMachine.from_env() as machine:
        ...     entries = await machine.diagnostics.logs(after="2 days ago", level="WARN")
        ...     frame = entries.to_pandas()
        ...     opc = await machine.diagnostics.opc()
        >>> opc.sessions.session_count <= opc.sessions.session_count_max
        True
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def logs(
        self,
        *,
        after: Moment,
        before: Moment | None = None,
        sources: LoggingSource | str | Iterable[LoggingSource | str] = LoggingSource.ALL,
        level: LogLevel | str = LogLevel.INFO,
    ) -> Listing[LogEntry]:
        """Log entries of a window, in the order the machine gives them.

        Args:
            after: earliest time, included; a datetime, a date, an ISO text or "2 hours ago".
            before: latest time, included; now by default.
            sources: the modules; all by default.
            level: the lowest that is wanted: ``DEBUG``, ``INFO``, ``WARN``, ``ERROR`` or ``FATAL``.

        Raises:
            ConfigurationError: a time that cannot be read, no such module or level.

        Source: ``GET /diagnostics/logs``.
        """
        window = Window.of(after, datetime.now(UTC) if before is None else before, tz=self._connection.settings.tz)
        entries = await listed(
            self._connection,
            "list_log_entries",
            LogEntry,
            logging_sources=some_of(LoggingSource, sources),
            minimum_log_level=one_of(LogLevel, level),
            from_date=window.after,
            to_date=window.before,
        )
        entries[:] = [entry for entry in entries if entry.written_at is None or window.contains(entry.written_at)]
        return entries

    async def download_logs(
        self, to: str | os.PathLike[str], *, patience: float = 120.0, progress: Progress | None = None
    ) -> Path:
        """Save all log files of the machine as one zip archive.

        Only one client at a time can have it: while another does, this waits and asks again.

        Args:
            to: a file (one that exists is replaced), or a folder: one that exists or a name without an ending.
            patience: seconds to wait for other clients at most; 0 does not wait.
            progress: told the bytes that have come, of how many.

        Raises:
            LockedError: another client has it for longer than ``patience``.
            ServerError: a service inside the machine did not answer.
            NotSupportedOnMachineError: this machine model has no log archive.

        Source: ``GET /diagnostics/logFiles``.
        """
        ends = waiting.now() + patience
        while True:
            try:
                file = await download(
                    self._connection, "download_log_files", to, name="logs.zip", starts_with=ZIP, progress=progress
                )
            except LockedError as error:
                pause = error.retry_after if error.retry_after is not None else PAUSE
                left = ends - waiting.now()
                if left <= 0 or pause > left:
                    raise
            else:
                break
            await waiting.sleep(pause)
        if file is None:
            raise UnexpectedResponseError("the archive is empty", method="GET", path="/diagnostics/logFiles")
        return file

    async def opc(self) -> DiagnosticsSummary:
        """TCP connections and sessions of the OPC UA server at this moment, each with its limit.

        Source: ``GET /diagnostics/opc``.
        """
        return await one(self._connection, "get_opc_diagnostics", DiagnosticsSummary)
