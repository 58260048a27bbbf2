"""Faults of speed, length, encoding, certificate and chance; and faults written as text."""

from __future__ import annotations

import gzip
import json
import ssl
import time
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.simulator import Fault, Faults, Simulator
from eosconnect.simulator.answers.answer import File

from .listening import declared_length, listen

if TYPE_CHECKING:
    from .conftest import Bench


def strikes(faults: Faults, requests: int, operation: str = "list_jobs") -> list[tuple[Fault, ...]]:
    return [faults.strike(operation, in_web_api=True) for _ in range(requests)]


def test_a_slow_line_needs_the_time_that_its_rate_says(bench: Bench, client: httpx2.Client) -> None:
    whole = client.get("/jobs").content
    bench.fail(rate=len(whole) / 0.3)
    began = time.perf_counter()
    assert client.get("/jobs").content == whole
    assert time.perf_counter() - began >= 0.2


def test_a_client_that_hangs_up_on_a_slow_line_ends_it(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(rate=100)
    with client.stream("GET", "/jobs") as answer:
        next(answer.iter_raw())
    assert client.get("/jobs").status_code == 200


def test_jitter_comes_on_top_of_the_latency_and_follows_the_seed() -> None:
    fault = Fault(latency=1, jitter=2, times=None)
    runs = [[met.latency for (met,) in strikes(Faults([fault], seed=seed), 20)] for seed in (1, 1, 2)]
    assert runs[0] == runs[1] != runs[2]
    assert all(1 <= latency <= 3 for latency in runs[0])
    assert max(runs[0]) - min(runs[0]) > 1


def test_jitter_delays_the_answer(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(jitter=0.2)
    expected = strikes(Faults([Fault(jitter=0.2)]), 1)[0][0].latency
    began = time.perf_counter()
    assert client.get("/jobs").status_code == 200
    assert time.perf_counter() - began >= expected > 0.02


def test_at_random_a_share_of_the_requests_is_met_and_the_same_ones_with_the_same_seed() -> None:
    fault = Fault(status=500, probability=0.2)
    runs = [[bool(met) for met in strikes(Faults([fault], seed=seed), 1000)] for seed in (5, 5, 6)]
    assert runs[0] == runs[1] != runs[2]
    assert 140 < sum(runs[0]) < 260


def test_a_fault_at_random_waits_and_ends_as_the_others_do() -> None:
    faults = Faults([Fault(status=500, probability=0.5, after=10, times=3)])
    met = [bool(struck) for struck in strikes(faults, 200)]
    assert not any(met[:10])
    assert sum(met) == 3
    assert len(faults) == 0


def test_what_one_fault_draws_changes_nothing_for_the_others() -> None:
    alone = Faults([Fault(status=500, probability=0.3)])
    beside = Faults([Fault(status=500, probability=0.3), Fault(reverse=True, probability=0.5)])
    met_beside = [any(fault.status for fault in struck) for struck in strikes(beside, 100)]
    assert met_beside == [bool(struck) for struck in strikes(alone, 100)]


def test_the_seed_of_the_machine_is_that_of_its_faults(client: httpx2.Client) -> None:
    planned = [Simulator(seed=seed, faults=[Fault(status=500, probability=0.5)]).faults for seed in (3, 3, 4)]
    runs = [[bool(met) for met in strikes(faults, 64)] for faults in planned]
    assert runs[0] == runs[1] != runs[2]


def test_more_is_announced_than_comes(bench: Bench) -> None:
    bench.fail(wrong_length=40)
    heard = listen(bench)
    assert heard.ending == "closed"
    assert declared_length(heard) == len(heard.body) + 40
    assert len(json.loads(heard.body)) == 1000


@pytest.mark.parametrize("slow", [False, True])
def test_more_comes_than_was_announced(bench: Bench, client: httpx2.Client, slow: bool) -> None:
    whole = client.get("/jobs").content
    bench.fail(wrong_length=-40, rate=len(whole) * 5 if slow else None)
    short = client.get("/jobs")
    assert int(short.headers["content-length"]) == len(short.content) == len(whole) - 40
    with pytest.raises(json.JSONDecodeError):
        short.json()
    bench.fail(wrong_length=-40)
    heard = listen(bench, until=lambda body: len(body) >= len(whole))
    assert heard.body == whole


def test_a_file_of_unknown_length_can_have_a_wrong_one(bench: Bench) -> None:
    pieces = [b"a" * 600, b"b" * 600]
    bench.answers["list_jobs"] = File(media_type="application/zip", filename="a.zip", chunks=lambda: iter(pieces))
    bench.fail(wrong_length=100)
    heard = listen(bench)
    assert (declared_length(heard), len(heard.body)) == (1300, 1200)


def test_an_answer_comes_compressed_even_to_those_who_did_not_ask(bench: Bench, client: httpx2.Client) -> None:
    whole = client.get("/jobs").content
    bench.fail(gzip=True, times=2)
    answer = client.get("/jobs", headers={"Accept-Encoding": "identity"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == whole
    with client.stream("GET", "/jobs") as compressed:
        sent = b"".join(compressed.iter_raw())
    assert len(sent) == int(compressed.headers["content-length"]) < len(whole) / 5
    assert gzip.decompress(sent) == whole


def test_a_compressed_answer_can_break_off(bench: Bench) -> None:
    bench.fail(gzip=True, truncate_at=0.5)
    heard = listen(bench)
    assert len(heard.body) == declared_length(heard) // 2
    with pytest.raises(EOFError):
        gzip.decompress(heard.body)


def test_a_page_without_content_is_not_compressed(bench: Bench, client: httpx2.Client) -> None:
    bench.fail(gzip=True, status=204)
    answer = client.get("/jobs")
    assert (answer.status_code, answer.content) == (204, b"")
    assert "content-encoding" not in answer.headers


def test_the_certificate_changes_while_the_machine_runs() -> None:
    with Simulator(auth=False) as simulator:
        before = simulator.fingerprint
        old = ssl.create_default_context(cadata=simulator.ca)
        with httpx2.Client(base_url=f"{simulator.url}/api/v6.1", verify=old) as client:
            assert client.get("/info/state").status_code == 200
            simulator.faults.add(Fault(operation="list_jobs", new_certificate=True))
            assert client.get("/jobs").status_code == 200  # this answer is still given
            assert simulator.fingerprint != before
            with pytest.raises(httpx2.ConnectError, match="certificate"):
                client.get("/jobs")
        new = ssl.create_default_context(cadata=simulator.ca)
        with httpx2.Client(base_url=f"{simulator.url}/api/v6.1", verify=new) as client:
            assert client.get("/jobs").status_code == 200


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("list_jobs status=503 retry_after=2 times=3", {"status": 503, "retry_after": 2, "times": 3}),
        ("list_jobs reset_at=0.5 after=4 times=always", {"reset_at": 0.5, "after": 4, "times": None}),
        ("list_jobs gzip reverse page_cap=7", {"gzip": True, "reverse": True, "page_cap": 7}),
        ("list_jobs status=200 body='<p>down for a while'", {"status": 200, "body": "<p>down for a while"}),
        ("list_jobs status=429 retry_after='Fri, 20 Nov 2026 12:00:00 GMT'",
         {"status": 429, "retry_after": "Fri, 20 Nov 2026 12:00:00 GMT"}),
    ],
)  # fmt: skip
def test_a_fault_can_be_written_as_text(text: str, fault: dict[str, Any]) -> None:
    assert Fault.parse(text) == Fault(operation="list_jobs", **fault)


def test_without_an_operation_a_text_means_any() -> None:
    assert Fault.parse("latency=0.2 probability=0.1") == Fault(latency=0.2, probability=0.1)
    assert Fault.parse("drop") == Fault(drop=True)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("list_jobs status=often", "status takes a number, not 'often'"),
        ("list_jobs colour=red", "'colour=red' is neither a flag"),
        ("list_jobs gzip=1", "'gzip=1' is neither a flag"),
        ("list_jobs get_job", "'get_job' is neither a flag"),
        ("list_jobs retry_after=2", "belong to a status"),
        ("list_jobs times=1.5 drop", "times=1.5 is not a whole number"),
        ("list_jobs body='", "No closing quotation"),
    ],
)
def test_a_text_that_makes_no_sense_names_the_word(text: str, named: str) -> None:
    with pytest.raises(ConfigurationError, match=named):
        Fault.parse(text)
