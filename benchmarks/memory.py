"""What an export of a whole job's sensors into Parquet needs in memory, beyond what the imports take.

It is measured in a process of its own (``python -m benchmarks.memory``), which reports the most it ever held.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import attrs

from benchmarks.server import JOB, Server

__all__ = ["ExportMemory", "measure_export"]

MEGABYTE = 1e6


@attrs.frozen
class ExportMemory:
    """One export.

    Attributes:
        rows: values that were written.
        seconds: that it took.
        megabytes: the most memory it held above that of the imports.
    """

    rows: int
    seconds: float
    megabytes: float


def measure_export(server: Server, sensors: int) -> ExportMemory:
    """Export that many sensors of the server's job, each with all its rows."""
    command = [sys.executable, "-m", "benchmarks.memory"]
    task = json.dumps({"origin": server.origin(), "ca": server.ca, "sensors": sensors})
    root = Path(__file__).parents[1]
    told = subprocess.run(command, input=task, check=True, stdout=subprocess.PIPE, text=True, cwd=root)
    return ExportMemory(**json.loads(told.stdout))


def main() -> None:
    import pandas  # noqa: F401  # what a user of datasets has loaded anyway
    import pyarrow.dataset
    import pyarrow.parquet

    from eosconnect import Machine, dataset
    from eosconnect.columns import decode_page

    decode_page(b"[]")
    task = json.load(sys.stdin)
    with (
        Machine(task["origin"].removeprefix("https://"), ca=task["ca"]) as machine,
        tempfile.TemporaryDirectory(prefix="eosconnect-benchmark-") as folder,
    ):
        recorded = [
            sensor.key for sensor in machine.sensors if sensor.data_point.values and not sensor.data_point.numbered
        ]
        chosen = [key for key in recorded if key != "inertGas.gasType"][: task["sensors"]]
        before = held("VmRSS")
        started = time.perf_counter()
        dataset.export(machine, JOB, folder, tables="sensors", sensors=chosen)
        seconds = time.perf_counter() - started
        megabytes = (held("VmHWM") - before) / MEGABYTE
        files = list(Path(folder).rglob("*.parquet"))
        rows = sum(pyarrow.parquet.read_metadata(file).num_rows for file in files if "sensor" in str(file))
    print(json.dumps({"rows": rows, "seconds": seconds, "megabytes": megabytes}))


def held(what: str) -> int:
    """Bytes of memory of this process: ``VmRSS`` now, ``VmHWM`` at most so far."""
    status = Path("/proc/self/status")
    if not status.exists():
        raise SystemExit("the memory of an export is measured on Linux only")
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
    return int(lines[what].removesuffix("kB")) * 1024


if __name__ == "__main__":
    main()
