"""Reading a dataset back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from eosconnect.dataset.contents import SENSORS, Table, chosen_tables
from eosconnect.errors import LocalFileError
from eosconnect.presentation.extras import require

if TYPE_CHECKING:
    from pyarrow.dataset import Dataset

__all__ = ["scan"]


def scan(folder: str | os.PathLike[str], table: Table = "sensors") -> Dataset:
    """A table of a dataset, to be filtered before it is read: by pyarrow itself, Polars, DuckDB or pandas.

    Machine, job and sensor are texts in every case, also where all ids look like numbers.

    Args:
        folder: that :func:`export` has written.
        table: one of its tables.

    Raises:
        ConfigurationError: pyarrow is not installed (the extra ``arrow``), or there is no table of this name.
        LocalFileError: the folder holds no such table.

    Example:
        >>> from eosconnect import dataset
        >>> with Machine.from_env() as machine:
        ...     result = dataset.export(machine, machine.jobs.latest(result="Failed"), "builds", tables="layers")
        >>> frame = dataset.scan("builds", "layers").to_table(columns=["job", "index", "end_height"]).to_pandas()
        >>> frame["index"].is_monotonic_increasing
        True
    """
    require("pyarrow", extra="arrow")
    import pyarrow as pa
    from pyarrow import dataset

    (name,) = chosen_tables(table)
    place = Path(folder).expanduser() / name
    if next(place.glob("**/part-*.parquet"), None) is None:
        raise LocalFileError(f"there are no {name} in {Path(folder)}", hint="export them first, or check the path")
    keys = ["machine", "job", *(["sensor"] if name == SENSORS else [])]
    partitions = dataset.HivePartitioning(pa.schema([(key, pa.string()) for key in keys]))
    return dataset.dataset(place, format="parquet", partitioning=partitions)
