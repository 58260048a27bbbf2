"""What is written on the command line of ``eosconnect simulate`` reaches the machine."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import pytest

from eosconnect.cli.simulate import settings, size
from eosconnect.errors import ConfigurationError
from eosconnect.simulator import Fault, Simulator
from eosconnect.simulator.server import serving

NOTHING: dict[str, Any] = {"now": None, "faults": (), "licenses": (), "export_size": None}


def test_a_machine_is_as_its_options_say() -> None:
    written = {
        "now": "2026-11-02 12:00",
        "faults": ["list_jobs status=503 times=3", "latency=0.1 probability=0.5"],
        "licenses": ["Reporting=missing", "40225=expired"],
        "export_size": "3 GB",
    }
    seen: list[Simulator] = []
    until = threading.Event()
    until.set()
    serving.run(ready=seen.append, until=until, port=0, speed=0, **settings(**written))
    (simulator,) = seen
    assert simulator.clock() == datetime(2026, 11, 2, 12, tzinfo=UTC)
    assert list(simulator.faults) == [
        Fault(operation="list_jobs", status=503, times=3),
        Fault(latency=0.1, probability=0.5),
    ]
    now = simulator.world.ticks()
    assert [simulator.world.licenses.allows(code, now) for code in (40_001, 40_225, 40_194)] == [False, False, True]
    assert simulator.world.export_size == 3_000_000_000


def test_with_the_same_seed_and_time_two_runs_are_the_same() -> None:
    chosen = settings(**NOTHING | {"now": "2026-11-02 12:00"})
    jobs = [[job.id for job in Simulator(seed=5, **chosen).world.jobs] for _ in range(2)]
    assert jobs[0] == jobs[1]


@pytest.mark.parametrize(
    ("text", "size_in_bytes"), [("1000", 1000), ("500MB", 500_000_000), ("1.5 GiB", 1_610_612_736), ("2gb", 2 * 10**9)]
)
def test_sizes_are_read_as_people_write_them(text: str, size_in_bytes: int) -> None:
    assert size(text) == size_in_bytes


@pytest.mark.parametrize(
    ("option", "named"),
    [
        ({"now": "01/02/2026"}, "ambiguous"),
        ({"faults": ["list_jobs status=often"]}, "status takes a number"),
        ({"licenses": ["Reporting"]}, "has no state"),
        ({"export_size": "big"}, "'big' is no size"),
    ],
)
def test_an_option_that_cannot_be_understood_is_named(option: dict[str, Any], named: str) -> None:
    with pytest.raises(ConfigurationError, match=named) as refused:
        settings(**NOTHING | option)
    assert refused.value.hint
