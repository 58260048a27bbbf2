"""The benchmarks compare like with like: the same rows for everyone, from a server that ends with them."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import httpx2
import pytest

from benchmarks.bulk import (
    DRAINED,
    DRAINED_BY_TASKS,
    SDK_BY_TASKS,
    VALUES,
    asyncio_contenders,
    bulk_contenders,
)
from benchmarks.calls import call_contenders
from benchmarks.measuring import Measured, measure
from benchmarks.report import BEGIN, END, Goal, described_machine, table, written_between_markers
from benchmarks.server import JOB, Server, running_server
from benchmarks.simulated import FULL, KINDS, Costs, measure_costs
from eosconnect import Machine

ROWS = 12_000


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server(ROWS) as running:
        yield running


def test_every_window_has_its_rows(server: Server) -> None:
    with httpx2.Client(base_url=server.origin(), verify=server.context()) as client:
        everything = client.get(VALUES, params={"skip": 0, "take": ROWS}).json()
        assert len(everything) == ROWS
        for skip, take in ((0, 5000), (5000, 5000), (10_000, 5000), (ROWS, 5000), (ROWS + 7, 1), (17, 1), (0, 0)):
            assert client.get(VALUES, params={"skip": skip, "take": take}).json() == everything[skip : skip + take]
        assert len(client.get(VALUES).json()) == 5000
        assert client.get("/api/v6.1/elsewhere").status_code == 404


def test_rows_look_like_those_of_a_machine(server: Server) -> None:
    with httpx2.Client(base_url=server.origin(), verify=server.context()) as client:
        text = client.get(VALUES, params={"take": 1}).text
    assert list(json.loads(text)[0]) == ["timestamp", "isInJob", "value", "layerIndex"]
    assert " " not in text


def test_all_contenders_read_all_rows(server: Server) -> None:
    with ExitStack() as stack:
        contenders = bulk_contenders(server, stack)
        assert contenders.pop(DRAINED)() > ROWS * 80  # bytes
        assert {name: run() for name, run in contenders.items()} == dict.fromkeys(contenders, ROWS)


def test_all_contenders_in_an_event_loop_read_all_rows(server: Server) -> None:
    with ExitStack() as stack:
        contenders = asyncio_contenders(server, stack)
        assert contenders[DRAINED_BY_TASKS]() == contenders[DRAINED]() > ROWS * 80  # bytes
        assert contenders[SDK_BY_TASKS]() == ROWS


def test_the_sdk_reads_what_the_server_has_written(server: Server) -> None:
    with (
        Machine(server.origin().removeprefix("https://"), ca=server.ca) as machine,
        httpx2.Client(base_url=server.origin(), verify=server.context()) as client,
    ):
        frame = machine.sensors.process_chamber.temperature.series(JOB).to_pandas()
        rows = client.get(VALUES, params={"take": ROWS}).json()
    assert frame["value"].tolist() == [row["value"] for row in rows]
    assert frame["layer_index"].tolist() == [row["layerIndex"] for row in rows]


def test_small_calls_ask_for_the_same_job(server: Server) -> None:
    with ExitStack() as stack:
        assert {run() for run in call_contenders(server, stack).values()} == {JOB}


def test_the_server_ends_with_its_block() -> None:
    with running_server(1) as server:
        port = server.ports[0.0]
        socket.create_connection(("127.0.0.1", port), 5).close()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), 5)


def test_contenders_take_turns() -> None:
    ran: list[str] = []
    measured = measure({"first": lambda: ran.append("first"), "second": lambda: ran.append("second")}, rounds=2)
    assert ran == ["first", "second"] * 3  # one round does not count
    assert [len(result.seconds) for result in measured.values()] == [2, 2]


def test_the_simulated_machine_is_asked_for_pages_of_every_kind() -> None:
    costs = {kind: Costs() for kind in KINDS}
    measure_costs("EOS M 290", costs, jobs=1, sensors=1)
    for cost in costs.values():
        assert cost.full["buildingPlatform.position"][0] > 0
        assert "`buildingPlatform.position`" in cost.row("page")
    assert FULL == 5000


RESULTS = {
    "bare": Measured((1.0, 2.0, 4.0), (1.0, 2.0, 4.0)),
    "ours": Measured((1.5, 2.4, 4.8), (1.0, 2.0, 4.0)),
}


def test_ratios_are_taken_within_the_rounds() -> None:
    assert RESULTS["ours"].ratio == pytest.approx(1.2)
    assert RESULTS["ours"].spread == pytest.approx((1.2, 1.5))
    assert RESULTS["ours"].median == 2.4


def test_goals_are_judged() -> None:
    assert Goal("ours", "bare", 1.5).judged(RESULTS) == "at most 1.5 times as long as bare: 1.20, reached"
    assert Goal("ours", "bare", 1.1).judged(RESULTS).endswith("1.20, **not reached**")
    assert Goal("bare", "ours", 1 / 5).judged(RESULTS) == "at least 5 times as fast as ours: 1.2, **not reached**"


def test_the_table_shows_every_contender() -> None:
    told = table("Reading", RESULTS, [Goal("ours", "bare", 1.5)], items=1000)
    assert "| bare | 2.00 | 500 | 1.00 |  |" in told
    assert "| ours | 2.40 | 417 | 1.20 | 1.20 to 1.50 |" in told
    assert "- ours: at most 1.5 times" in told


def test_results_replace_what_stands_between_the_markers() -> None:
    page = f"# Performance\n\n{BEGIN}\nold\n{END}\n\nMore.\n"
    written = written_between_markers(page, "new\n")
    assert written == f"# Performance\n\n{BEGIN}\n\nnew\n\n{END}\n\nMore.\n"
    assert written_between_markers(written, "new\n") == written
    with pytest.raises(ValueError, match="no markers"):
        written_between_markers("# Performance\n", "new")


def test_the_machine_is_described_without_its_name() -> None:
    assert "numpy" in described_machine()
    assert socket.gethostname() not in described_machine()
