"""Where things are in a dataset: partitions in Hive's way, under names that every system takes."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import quote

__all__ = ["EXPORTS", "part_name", "segment", "table_folder"]

#: What the exports remember; readers of Parquet pass over names that begin like this.
EXPORTS: Final = "_exports"


def segment(key: str, value: str) -> str:
    """One level of partitioning. What Windows or a glob pattern would trip over is percent-encoded, as Hive does it.

    Example:
        >>> segment("sensor", "exposure.laser[2].temperature")
        'sensor=exposure.laser%5B2%5D.temperature'
    """
    text = quote(value, safe="")
    kept = text.rstrip(".")  # Windows drops dots at the end
    return f"{key}={kept}{'%2E' * (len(text) - len(kept))}"


def table_folder(folder: Path, table: str, machine: str, job: str, sensor: str | None = None) -> Path:
    """The folder of a table's rows for one job, or for one sensor in it.

    Example:
        >>> table_folder(Path("builds"), "sensors", "SI1716", "SI1716_1", "ipc.cpu.load").as_posix()
        'builds/sensors/machine=SI1716/job=SI1716_1/sensor=ipc.cpu.load'
    """
    place = folder / table / segment("machine", machine) / segment("job", job)
    return place if sensor is None else place / segment("sensor", sensor)


def part_name(number: int) -> str:
    """The name of one of several files, counted from 0; readers sort names as texts.

    Example:
        >>> part_name(0)
        'part-0000.parquet'
    """
    return f"part-{number:04d}.parquet"
