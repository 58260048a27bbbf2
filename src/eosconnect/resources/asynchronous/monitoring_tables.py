"""The CSV files that the monitoring systems give for whole jobs: indications and part statistics."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import AsyncIterator, Sequence
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from eosconnect.decisions.archives import TABLES
from eosconnect.decisions.file_names import file_name
from eosconnect.decisions.operations import OperationId
from eosconnect.decisions.paging import PageCursor
from eosconnect.errors import UnexpectedResponseError
from eosconnect.models.open_enum import OpenEnum
from eosconnect.presentation.csv_tables import as_utf8, csv_tables
from eosconnect.presentation.extras import require
from eosconnect.resources.asynchronous.downloads import download_to_memory
from eosconnect.resources.asynchronous.reading import bounds_of
from eosconnect.resources.asynchronous.waiting import in_thread
from eosconnect.resources.local_files import PartFile, Progress
from eosconnect.resources.unpacking import ZIP, open_archive
from eosconnect.transport.asynchronous.connection import AsyncConnection

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["AsyncMonitoringTables"]


@attrs.frozen
class Page:
    """The CSV files of one answer.

    Attributes:
        files: their contents.
        rows: records in all of them.
        digest: tells two pages apart.
    """

    files: tuple[bytes, ...]
    rows: int
    digest: bytes


class AsyncMonitoringTables:
    """The tables that one operation gives for a job, category by category, over all pages.

    Each category is asked for alone: whether the limit of an answer counts all categories together is not documented.

    Args:
        connection: to the machine.
        operation_id: the operation.
        job: the job's id.
        categories: the categories that are wanted.
        strict: see the operation.
    """

    def __init__(
        self,
        connection: AsyncConnection,
        operation_id: OperationId,
        job: str,
        categories: Sequence[OpenEnum],
        strict: bool,
    ) -> None:
        self._connection = connection
        self._operation_id: OperationId = operation_id
        self._job = job
        self._categories = categories
        self._strict = strict

    async def frame(self, kind: type[Any]) -> pd.DataFrame:
        """All records as one DataFrame with the columns of ``kind``, and ``machine``, ``job_id`` and ``category``."""
        require("pandas", extra="pandas")
        origin = {"machine": self._connection.settings.host, "job_id": self._job, "category": ""}
        frames = [csv_tables(kind, [], origin)]
        for category in self._categories:
            columns = {**origin, "category": str(category)}
            async for page in self._pages(category):
                frames.append(await in_thread(partial(csv_tables, kind, page.files, columns)))
        import pandas as pd

        return pd.concat(frames, ignore_index=True)

    async def save(self, to: str | os.PathLike[str], name: str, progress: Progress | None) -> tuple[Path, ...]:
        """Save the CSV files as the machine sends them, one or more per page, and tell where they are."""
        folder = Path(to).expanduser()
        saved: list[Path] = []
        records = 0
        for category in self._categories:
            number = 0
            async for page in self._pages(category):
                for content in page.files:
                    number += 1
                    file = folder / file_name(f"{self._job}-{name}-{category}-{number:04d}.csv")
                    await in_thread(partial(save_file, file, content))
                    saved.append(file)
                records += page.rows
                if progress is not None:
                    progress(records, None)
        return tuple(saved)

    async def _pages(self, category: OpenEnum) -> AsyncIterator[Page]:
        cursor = PageCursor(bounds=bounds_of(self._operation_id), joins=False)
        while not cursor.ended:
            memory = await download_to_memory(
                self._connection,
                self._operation_id,
                starts_with=ZIP,
                job_id=self._job,
                types=[category],
                skip=cursor.skip,
                take=cursor.take(),
                strict=self._strict,
            )
            if memory is None:
                return
            page = await in_thread(partial(read_page, memory))
            cursor = cursor.received([page.digest] * page.rows)
            if page.rows:
                yield page


def read_page(memory: BytesIO) -> Page:
    with open_archive(memory, TABLES) as archive:
        tables = [position for position, name in enumerate(archive.names) if name.casefold().endswith((".csv", ".txt"))]
        files = tuple(archive.read(position) for position in tables)
    return Page(files, sum(map(records_in, files)), hashlib.sha256(b"".join(files)).digest())


def records_in(content: bytes) -> int:
    """The rows below the header.

    Raises:
        UnexpectedResponseError: this is no table.
    """
    lines = csv.reader(StringIO(as_utf8(content).decode("utf-8-sig", errors="replace"), newline=""))
    try:
        return max(sum(1 for line in lines if line) - 1, 0)
    except csv.Error as error:
        raise UnexpectedResponseError("a table that the machine sent is damaged") from error


def save_file(file: Path, content: bytes) -> None:
    with PartFile(file) as part:
        part.write(content)
        part.complete(file)
