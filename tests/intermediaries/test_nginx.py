"""Behind a real nginx: compressed, with connections that it ends as it likes, and with its own answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import ApiError, CertificateError, RateLimitError, ServerError
from eosconnect.simulator import Fault, Simulator
from tests.dataset.comparing import truth
from tests.intermediaries.conftest import FrontServer
from tests.simulated import connection_settings

KEY = "processChamber.temperature"

COMPRESSED = ("gzip on;", "gzip_proxied any;", "gzip_types application/json;", "gzip_min_length 1;")


@pytest.fixture(scope="module")
def stingy(start_nginx: Callable[..., FrontServer], own_simulator: Simulator) -> FrontServer:
    """Compresses, ends every connection after three requests, and takes no large bodies."""
    return start_nginx(own_simulator, *COMPRESSED, "keepalive_requests 3;", "client_max_body_size 1k;")


@pytest.fixture(scope="module")
def impatient(start_nginx: Callable[..., FrontServer], own_simulator: Simulator) -> FrontServer:
    """Ends a connection that has been idle for a second."""
    return start_nginx(own_simulator, "keepalive_timeout 1s;")


@pytest.fixture(scope="module")
def limiting(start_nginx: Callable[..., FrontServer], own_simulator: Simulator) -> FrontServer:
    """Lets fifty requests a second through, and two more at once."""
    return start_nginx(own_simulator, "limit_req zone=slow burst=2 nodelay;", "limit_req_status 429;")


def behind(front: FrontServer, simulator: Simulator, **settings: Any) -> dict[str, Any]:
    return {**connection_settings(simulator), "host": front.host, "ca": front.ca, **settings}


def test_compressed_pages_over_connections_that_end_after_three_requests(
    stingy: FrontServer, own_simulator: Simulator, job: str
) -> None:
    before = len(requests_to(stingy))
    with Machine(**behind(stingy, own_simulator), retries=0) as machine:
        series = machine.sensors[KEY].series(job, page_size=500)
        layers = [layer.index for layer in machine.layers.list(job)]
    assert series.values.tolist() == truth(own_simulator, job, KEY).values.tolist()
    assert layers == sorted(layers)
    assert len(layers) > 100
    requests = requests_to(stingy)[before:]
    assert all(float(ratio) > 2 for _, path, ratio in requests if path.endswith("/temperature"))
    assert len({number for number, _, _ in requests}) >= len(requests) / 3 > 5


async def test_asyncio_as_well(stingy: FrontServer, own_simulator: Simulator, job: str) -> None:
    async with AsyncMachine(**behind(stingy, own_simulator), retries=0) as machine:
        series = await machine.sensors[KEY].series(job, page_size=500)
    assert series.values.tolist() == truth(own_simulator, job, KEY).values.tolist()


def requests_to(front: FrontServer) -> list[tuple[str, str, str]]:
    """Number of the connection, path, and how many times smaller nginx made the answer (``-``: it did not)."""
    lines = (front.folder / "access.log").read_text(encoding="utf-8").splitlines()
    return [(number, path, ratio) for number, path, ratio in map(str.split, lines)]


def test_files_are_not_compressed_and_arrive_whole(
    stingy: FrontServer, own_simulator: Simulator, job: str, tmp_path: Path
) -> None:
    told: list[tuple[int, int | None]] = []
    with Machine(**behind(stingy, own_simulator)) as machine:
        file = machine.jobs.download_export(job, tmp_path, progress=lambda done, total: told.append((done, total)))
    assert {ratio for _, path, ratio in requests_to(stingy) if path.endswith("/export")} == {"-"}
    assert told[-1] == (file.stat().st_size, file.stat().st_size)
    with Machine(**connection_settings(own_simulator)) as direct:
        assert direct.jobs.download_export(job, tmp_path / "direct").read_bytes() == file.read_bytes()


def test_a_change_after_an_idle_time_is_not_sent_into_a_connection_that_has_ended(
    impatient: FrontServer, own_simulator: Simulator
) -> None:
    """It is sent once and never repeated, so it must not meet a connection that nginx has closed meanwhile."""
    with Machine(**behind(impatient, own_simulator)) as machine:
        for doomed in machine.jobs.list(result="Successful").to_list()[-2:]:
            until_ended_by_the_other_side(impatient)
            machine.jobs.delete(doomed)
            assert machine.jobs.get(doomed).details_available is False
    assert len(own_simulator.requests.of("delete_job")) == 2


def until_ended_by_the_other_side(front: FrontServer) -> None:
    """Wait until nginx has ended a connection that is still in our pool."""
    port = int(front.host.rpartition(":")[2])
    give_up = time.monotonic() + 30
    while not any(
        connection.status == psutil.CONN_CLOSE_WAIT and connection.raddr and connection.raddr.port == port
        for connection in psutil.Process().net_connections("tcp")
    ):
        assert time.monotonic() < give_up
        time.sleep(0.02)


def test_a_body_that_nginx_does_not_take_is_a_clear_error(
    stingy: FrontServer, own_simulator: Simulator, tmp_path: Path
) -> None:
    file = tmp_path / "part_20260814_153012.task"
    file.write_bytes(bytes(100_000))
    with Machine(**behind(stingy, own_simulator)) as machine, pytest.raises(ApiError) as caught:
        machine.tasks.upload_file(file)
    assert caught.value.status == 413
    assert "nginx" not in str(caught.value), "its page is not the machine's words"
    assert own_simulator.requests.of("upload_task") == []


@pytest.mark.parametrize("retries", [0, 3])
def test_its_own_page_for_a_machine_that_is_away(
    start_nginx: Callable[..., FrontServer], own_simulator: Simulator, retries: int
) -> None:
    with Simulator() as other:
        front = start_nginx(other)
        settings = behind(front, other)
    with Machine(**settings, retries=retries, api_version="6.1") as machine, pytest.raises(ServerError) as caught:
        machine.jobs.latest()
    assert caught.value.status == 502
    assert ("after 4 attempts" in str(caught.value)) == bool(retries)
    assert "<html" not in str(caught.value)


def test_too_many_requests_at_a_time_are_slowed_down_and_complete(
    limiting: FrontServer, own_simulator: Simulator, job: str
) -> None:
    with Machine(**behind(limiting, own_simulator), max_rate=40) as machine:
        series = machine.sensors[KEY].series(job, page_size=1000)
    assert series.values.tolist() == truth(own_simulator, job, KEY).values.tolist()
    settings = behind(limiting, own_simulator, retries=0, max_concurrency=16)
    with Machine(**settings) as machine, pytest.raises(RateLimitError, match="429"):
        machine.sensors[KEY].series(job, page_size=20)


def test_a_certificate_that_nginx_shows_is_checked_like_the_machines(
    stingy: FrontServer, own_simulator: Simulator
) -> None:
    settings = {**behind(stingy, own_simulator), "ca": own_simulator.ca}
    with Machine(**settings) as machine, pytest.raises(CertificateError):
        machine.jobs.latest()
    assert own_simulator.requests[:] == []


def test_a_machine_that_breaks_off_behind_nginx_is_noticed(
    stingy: FrontServer, own_simulator: Simulator, job: str
) -> None:
    own_simulator.faults.add(
        Fault(operation="get_job", truncate_at=0.5), Fault(operation="get_job", drop=True, after=1)
    )
    with Machine(**behind(stingy, own_simulator)) as machine:
        assert machine.jobs.get(job).id == job
