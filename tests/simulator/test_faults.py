"""Faults happen to the bytes on the wire, to the requests that were named, as often as was asked."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.simulator import Fault, Faults
from eosconnect.simulator.answers.answer import Items

from .listening import Heard, declared_length, listen

if TYPE_CHECKING:
    from tests.simulator.conftest import Bench, Connect

INFINITE = None


def test_a_reset_in_the_middle_of_the_body_is_a_tcp_reset_after_those_bytes(bench: Bench) -> None:
    bench.fail(reset_at=1000)
    heard = listen(bench)
    assert heard.ending == "reset"
    assert len(heard.body) == 1000 < declared_length(heard)


def test_a_share_of_the_body_is_counted_from_its_length(bench: Bench) -> None:
    bench.fail(reset_at=0.5)
    heard = listen(bench)
    assert len(heard.body) == declared_length(heard) // 2


def test_a_dropped_answer_has_not_a_single_byte_although_the_work_was_done(bench: Bench) -> None:
    bench.fail(drop=True)
    assert listen(bench) == Heard(ending="reset")
    assert bench.last_query.operation == "list_jobs"
    assert bench.last_request.status is None


def test_a_truncated_body_ends_in_good_order_short_of_its_declared_length(bench: Bench) -> None:
    bench.fail(truncate_at=1000)
    heard = listen(bench)
    assert heard.ending == "closed"
    assert len(heard.body) == 1000 < declared_length(heard)


def test_cut_json_is_complete_http(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(cut_at=0.5)
    bench.fail(cut_at=7)
    answer = client.get("/jobs")
    assert len(answer.content) == int(answer.headers["content-length"]) == 7
    bench.fail(cut_at=0.5)
    with pytest.raises(json.JSONDecodeError):
        client.get("/jobs").json()


def test_clients_see_every_broken_body_as_an_error(bench: Bench, client: httpx2.Client) -> None:
    for fault in (Fault(reset_at=0.3), Fault(reset_at=0), Fault(drop=True), Fault(truncate_at=0.3)):
        bench.faults.add(fault)
        with pytest.raises((httpx2.RemoteProtocolError, httpx2.ReadError)):
            client.get("/jobs")
    assert len(client.get("/jobs").json()) == 1000


def test_latency_delays_the_answer_after_the_work(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(latency=0.2)
    bench.fail(latency=0.1)
    began = time.perf_counter()
    assert client.get("/jobs").status_code == 200
    assert time.perf_counter() - began >= 0.3


def test_a_client_that_does_not_wait_has_changed_the_machine_all_the_same(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(latency=30)
    with pytest.raises(httpx2.ReadTimeout):
        client.delete("/jobs/some-job", timeout=httpx2.Timeout(5, read=0.2))
    give_up = time.monotonic() + 10
    while not bench.queries and time.monotonic() < give_up:  # on a busy computer it may come to that later
        time.sleep(0.01)
    assert bench.last_query.operation == "delete_job"
    assert bench.last_request.status is None
    assert client.get("/jobs").status_code == 200  # and the machine goes on at once


def test_a_burst_of_errors_ends_after_so_many(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(status=503, retry_after=2, times=2)
    answers = [client.get("/jobs") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert [answer.headers.get("retry-after") for answer in answers] == ["2", "2", None]
    assert answers[0].headers["content-type"].startswith("application/problem+json")
    assert len(bench.queries) == 1
    assert len(bench.faults) == 0


def test_errors_come_without_retry_after_and_with_a_date_too(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(status=500)
    bench.fail(status=429, retry_after="Fri, 20 Nov 2026 12:00:00 GMT", after=1)
    assert "retry-after" not in client.get("/jobs").headers
    assert client.get("/jobs").headers["retry-after"] == "Fri, 20 Nov 2026 12:00:00 GMT"


def test_a_page_where_json_was_expected(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(status=200, body="<html>Please log in</html>")
    answer = client.get("/jobs")
    assert (answer.status_code, answer.text) == (200, "<html>Please log in</html>")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_a_fault_waits_for_its_turn_and_stays_for_good_when_asked_to(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(status=500, after=2, times=INFINITE)
    assert [client.get("/jobs").status_code for _ in range(6)] == [200, 200, 500, 500, 500, 500]
    bench.faults.clear()
    assert client.get("/jobs").status_code == 200


def test_a_fault_meets_only_the_operation_that_it_names(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(operation="get_job", status=500)
    assert client.get("/jobs").status_code == 200
    assert client.get("/jobs/some-job").status_code == 500


def test_a_fault_for_any_operation_spares_the_token_and_the_versions(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(status=500)
    assert bench.ask_for_token(client).status_code == 200
    assert client.get(client.base_url.join("/api/supportedVersions")).status_code == 200
    assert client.get("/jobs").status_code == 500


def test_the_token_request_fails_when_it_is_named(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(operation="request_token", status=503)
    assert [bench.ask_for_token(client).status_code for _ in range(2)] == [503, 200]


def test_tokens_can_be_made_short_lived(bench: Bench, connect: Connect) -> None:
    bench.fail(operation="request_token", token_lifetime=0)
    client = connect(bench)
    assert client.get("/jobs").status_code == 401
    bench.authorize(client)
    assert client.get("/jobs").status_code == 200


def test_tokens_can_be_revoked_by_a_request(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(revoke_tokens=True, after=1)
    assert [client.get("/jobs").status_code for _ in range(3)] == [200, 401, 401]
    bench.authorize(client)
    assert client.get("/jobs").status_code == 200


def test_a_page_cap_shortens_what_was_asked_for(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(page_cap=50, times=INFINITE)
    bench.fail(page_cap=100, times=INFINITE)
    whole = [row["id"] for row in client.get("/jobs", params={"take": 500}).json()]
    assert len(whole) == 50
    assert [row["id"] for row in client.get("/jobs", params={"skip": 40, "take": 10}).json()] == whole[40:50]


@pytest.mark.parametrize("rendered", [False, True])
def test_a_reversed_list_is_reversed_as_a_whole(bench: Bench, client: httpx2.Client, rendered: bool) -> None:
    def window(start: int, stop: int) -> list[Any] | bytes:
        rows = list(range(start, stop))
        return json.dumps(rows).encode() if rendered else rows

    bench.answers["list_jobs"] = Items(10, window)
    assert client.get("/jobs", params={"skip": 2, "take": 3}).json() == [2, 3, 4]
    bench.fail(reverse=True)
    assert client.get("/jobs", params={"skip": 2, "take": 3}).json() == [7, 6, 5]


def test_a_fault_is_counted_right_when_many_requests_run_at_once(bench: Bench, client: httpx2.Client) -> None:
    def ask() -> None:
        statuses.extend(client.get("/jobs", params={"take": 1}).status_code for _ in range(25))

    statuses: list[int] = []
    threads = [threading.Thread(target=ask) for _ in range(4)]
    bench.fail(status=500, after=30, times=10)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(statuses), statuses.count(500)) == (100, 10)


def test_faults_that_meet_one_request_act_together(bench: Bench, client: httpx2.Client) -> None:
    for fault in (Fault(page_cap=3), Fault(reverse=True), Fault(status=503, after=1), Fault(status=500, after=1)):
        bench.faults.add(fault)
    assert [row["id"] for row in client.get("/jobs").json()] == ["job-0999", "job-0998", "job-0997"]
    assert client.get("/jobs").status_code == 503  # that was added first


@pytest.mark.parametrize(
    "nonsense",
    [
        {"latency": -1},
        {"times": 0},
        {"after": -1},
        {"status": 99},
        {"reset_at": 1.5},
        {"cut_at": -1},
        {"page_cap": 0},
        {"retry_after": 5},
        {"body": "<html>"},
        {"times": 1.5},
        {"rate": 0},
        {"jitter": -0.1},
        {"latency": float("nan")},
        {"probability": 0},
        {"probability": 1.5},
        {"wrong_length": 0.5},
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(nonsense: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(nonsense))):
        Fault(**nonsense)


def test_a_fault_for_an_operation_that_does_not_exist_is_refused(bench: Bench) -> None:
    with pytest.raises(ConfigurationError, match="no operation 'list_job'") as refused:
        bench.fail(operation="list_job", status=500)
    assert refused.value.hint == "was list_jobs meant?"


def test_faults_can_be_looked_at() -> None:
    faults = Faults([Fault(status=500)])
    assert list(faults) == [Fault(status=500)]
    assert "status=500" in repr(faults)
