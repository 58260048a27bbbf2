"""Memory is bounded by a few pages and one group of rows, not by the length of the job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from eosconnect import Machine
from eosconnect.simulator import Simulator

SCRIPT = """
import json, sys, tracemalloc
import pyarrow
from eosconnect import Machine, dataset

job, folder, *windows = json.loads(sys.argv[1])
peaks = []
# One request at a time: how many pages are under way at once is then no matter of luck.
with Machine.from_env(None, max_concurrency=1) as machine:
    for number, (after, before) in enumerate(windows):
        pool = pyarrow.proxy_memory_pool(pyarrow.system_memory_pool())
        pyarrow.set_memory_pool(pool)
        tracemalloc.start()
        result = dataset.export(
            machine, job, f"{folder}/{number}", tables="sensors", sensors="recoater.axisTorque",
            after=after, before=before, rows_per_file=20_000,
        )
        peaks.append((result.new_rows, tracemalloc.get_traced_memory()[1] + pool.max_memory()))
        tracemalloc.stop()
print(json.dumps(peaks))
"""


def test_the_rows_of_a_long_job_are_never_in_memory_all_at_once(
    simulator: Simulator, machine: Machine, tmp_path: Path
) -> None:
    job = max(machine.jobs.list(result="Successful").to_list(), key=lambda job: job.layer_count or 0)
    assert job.started_at
    windows = [
        [(job.started_at + timedelta(hours=hours)).isoformat() for hours in window]
        for window in ((2, 2.1), (2, 4), (2, 50))  # the first one is a warm-up
    ]
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps([job.id, str(tmp_path), *windows])],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **simulator.env()},
    )
    _, (few, peak_of_few), (many, peak_of_many) = json.loads(told.stdout)
    assert many - few > 700_000
    in_columns = (many - few) * (8 + 8 + 4 + 1)
    assert peak_of_many - peak_of_few < in_columns / 2
