"""The same model, seed and beginning give the same machine, in every process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from eosconnect.simulator.world import World

_FINGERPRINT = """
import hashlib, json, sys
from datetime import UTC, datetime
from eosconnect.simulator.answers import ANSWERS, Items, Query
from eosconnect.simulator.world import World

world = World(model=sys.argv[1], seed=int(sys.argv[2]), now=lambda: datetime(2026, 3, 9, 10, 30, tzinfo=UTC))
digest = hashlib.sha256()

def add(operation, **arguments):
    answer = ANSWERS[operation](world, Query(operation, arguments))
    if isinstance(answer, Items):
        first = max(answer.count - 2000, 0)
        rows = answer.window(first, answer.count)
        digest.update(str(answer.count).encode())
        digest.update(rows if isinstance(rows, bytes) else json.dumps(rows).encode())

add("list_jobs")
add("list_user_messages", language="fr")
add("list_states")
for job in world.jobs[-4:]:
    add("list_layers", jobId=job.id)
    add("get_recoater_position_values", jobId=job.id)
    add("get_process_chamber_temperature_values", jobId=job.id)
    add("get_process_chamber_o2_concentration_top_values", jobId=job.id)
print(digest.hexdigest())
"""


def _fingerprint(model: str, seed: int, hash_seed: str) -> str:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", _FINGERPRINT, model, str(seed)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("model", ["EOS M 290", "EOS P 500"])
def test_two_processes_see_the_same_machine(model: str) -> None:
    assert _fingerprint(model, 1, "1") == _fingerprint(model, 1, "2")


def test_another_seed_is_another_machine(world: World) -> None:
    other = World(seed=2, now=lambda: world._now())
    assert other.serial_number != world.serial_number
    assert [job.design.task for job in other.jobs] != [job.design.task for job in world.jobs]
