"""The request log shows what arrived, in order, and never a secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2

from eosconnect.simulator import LoggedRequest, RequestLog

if TYPE_CHECKING:
    from tests.simulator.conftest import Bench


def test_it_shows_method_path_query_operation_status_and_authorization(bench: Bench, client: httpx2.Client) -> None:
    client.get("/Jobs", params={"take": 3, "x": ["1", "2"]})
    client.get("/nothing")
    first, second = bench.requests
    assert first == LoggedRequest(
        method="GET",
        path="/api/v6.1/Jobs",
        query={"take": ("3",), "x": ("1", "2")},
        operation="list_jobs",
        status=200,
        authorized=True,
    )
    assert (second.operation, second.status) == (None, 404)
    assert bench.requests.of("list_jobs") == [first]
    assert bench.requests[-1:] == [second]
    bench.requests.clear()
    assert len(bench.requests) == 0


def test_it_holds_no_secret_even_when_a_client_puts_one_into_the_url(bench: Bench, client: httpx2.Client) -> None:
    bench.ask_for_token(client)
    token = client.headers["Authorization"].removeprefix("Bearer ")
    client.get("/jobs", params={"access_token": token, "client_secret": bench.credentials.client_secret})
    told = "".join(repr(request) for request in bench.requests)
    assert bench.requests[-1].query.keys() == {"access_token", "client_secret"}
    assert token not in told
    assert bench.credentials.client_secret not in told


def test_it_does_not_grow_without_end() -> None:
    log = RequestLog()
    for index in range(50_010):
        log.append(LoggedRequest(method="GET", path=f"/{index}", query={}))
    assert len(log) == 50_000
    assert log[0].path == "/10"
