"""The same model, seed and beginning give the same machine, in every process."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime

from eosconnect.simulator.answers import ANSWERS, Items, Query
from eosconnect.simulator.world import World

MODELS = ("EOS M 290", "EOS P 500")


def fingerprint(model: str) -> str:
    """Of what the machine tells about itself, its last jobs and their values."""
    world = World(model=model, seed=1, now=lambda: datetime(2026, 3, 9, 10, 30, tzinfo=UTC))
    digest = hashlib.sha256()

    def add(operation: str, **arguments: str) -> None:
        answer = ANSWERS[operation](world, Query(operation, arguments))
        if isinstance(answer, Items):
            rows = answer.window(max(answer.count - 2000, 0), answer.count)
            digest.update(str(answer.count).encode())
            digest.update(rows if isinstance(rows, bytes) else json.dumps(rows).encode())

    add("list_jobs")
    add("list_user_messages", language="fr")
    add("list_states")
    for job in world.jobs[-2:]:
        add("list_layers", jobId=job.id)
        add("get_recoater_position_values", jobId=job.id)
        add("get_process_chamber_temperature_values", jobId=job.id)
        add("get_process_chamber_o2_concentration_top_values", jobId=job.id)
    return digest.hexdigest()


def test_two_processes_see_the_same_machine() -> None:
    environment = os.environ | {"PYTHONHASHSEED": "2", "PYTHONPATH": os.pathsep.join(sys.path)}
    elsewhere = subprocess.run(
        [sys.executable, __file__], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    assert elsewhere.stdout.split() == [fingerprint(model) for model in MODELS]


def test_another_seed_is_another_machine(world: World) -> None:
    other = World(seed=2, now=lambda: world._now())
    assert other.serial_number != world.serial_number
    assert [job.design.task for job in other.jobs] != [job.design.task for job in world.jobs]


if __name__ == "__main__":  # what the other process does
    sys.stdout.write(" ".join(fingerprint(model) for model in MODELS))
