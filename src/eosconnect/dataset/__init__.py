"""Whole jobs as a dataset of Parquet files: for pandas, Polars, DuckDB and whatever else reads Parquet.

Needs the extra ``arrow``. The machine's own copy of a job is ``machine.jobs.download_export``.

Example:
    >>> from eosconnect import Machine, dataset
    >>> with Machine.from_env() as machine:
    ...     job = machine.jobs.latest(result="Failed")
    ...     result = dataset.export(machine, job, "builds", sensors=["processChamber.temperature"])
    >>> dataset.scan("builds", "layers").count_rows() == job.layer_count
    True
"""

from __future__ import annotations

from eosconnect.dataset.asynchronous.export import export as async_export
from eosconnect.dataset.contents import Table
from eosconnect.dataset.progress import ExportProgress
from eosconnect.dataset.result import ExportedJob, ExportedTable, ExportResult
from eosconnect.dataset.scanning import scan
from eosconnect.dataset.synchronous.export import export

__all__ = [
    "ExportProgress",
    "ExportResult",
    "ExportedJob",
    "ExportedTable",
    "Table",
    "async_export",
    "export",
    "scan",
]
