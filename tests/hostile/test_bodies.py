"""Whatever stands in an answer, every method of the facade gives a result that can be used, or a typed error."""

from __future__ import annotations

import json
import pickle
import ssl
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import attrs
import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eosconnect import Machine
from eosconnect.errors import EosConnectError
from eosconnect.simulator import Simulator
from tests.driven import driven_machine
from tests.every_call import SENDS, Call, Given, calls
from tests.hostile.spoiling import changed, spoilt
from tests.scripted import Answer, Arrived, ScriptedMachine, plain
from tests.simulated import NOW

READS = [call for call in calls() if call.name not in SENDS]


@attrs.define
class Replay:
    """A machine that says what a simulated one has said, with one answer spoilt.

    Attributes:
        machines: both kinds of clients of it.
        said: the good answers by path.
        spoilt: bodies that are given in place of the good ones.
    """

    server: ScriptedMachine
    machines: tuple[Machine, Machine]
    given: Given
    said: dict[str, tuple[int, bytes]]
    asked: dict[str, list[str]]
    spoilt: dict[str, bytes] = attrs.field(factory=dict)

    def answer(self, arrived: Arrived) -> Answer:
        path = plain(arrived.path)
        status, body = self.said.get(path, (404, b""))
        body = self.spoilt.get(path, body)
        skip = parse_qs(urlsplit(arrived.target).query).get("skip", ["0"])[0]
        return Answer(b"[]" if skip != "0" and body[:1] == b"[" else body, status)


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replay]:
    said: dict[str, tuple[int, bytes]] = {}

    def keep(response: httpx2.Response) -> None:
        said.setdefault(plain(response.request.url.path), (response.status_code, response.read()))

    with Simulator(seed=1, now=lambda: NOW, export_size=200_000) as simulator:
        context = ssl.create_default_context(cadata=simulator.ca)
        credentials = {"client_id": simulator.client_id, "client_secret": simulator.client_secret}
        with (
            httpx2.Client(verify=context, event_hooks={"response": [keep]}) as client,
            Machine(simulator.host, http_client=client, **credentials) as machine,
        ):
            jobs = machine.jobs.list(result="Successful").to_list()
            smallest = min(jobs, key=lambda job: job.layer_count or 0)
            given = Given(smallest.id, smallest.id, tmp_path_factory.mktemp("files"))
            asked: dict[str, list[str]] = {}
            for call in READS:
                before = len(simulator.requests)
                try:
                    call.make(machine, given)
                except EosConnectError:
                    continue
                paths = {plain(request.path) for request in simulator.requests[before:]}
                asked[call.name] = sorted(path for path in paths if is_json(said[path][1]))
    server = ScriptedMachine(None)
    options: dict[str, Any] = {
        "host": f"http://localhost:{server.port}",
        "client_id": "client",
        "client_secret": "a secret of a test",
        "api_version": "6.1",
        "retries": 0,
    }
    with Machine(**options) as machine, driven_machine(**options) as other:
        replay = Replay(server, (machine, other), given, said, asked)
        server.otherwise = replay.answer
        yield replay
    server.close()


def is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


def use(result: Any) -> None:
    """What people do with what they got."""
    repr(result)
    str(result).encode("utf-8")
    pickle.loads(pickle.dumps(result))
    if hasattr(result, "to_pandas"):
        result.to_pandas()
    for entry in result if isinstance(result, list | tuple) else (result,):
        hash(entry) if isinstance(entry, str) else entry == entry


def ask(replay: Replay, call: Call, spoilt: dict[str, bytes]) -> None:
    replay.spoilt = spoilt
    try:
        for machine in replay.machines:
            try:
                use(call.make(machine, replay.given))
            except EosConnectError as error:
                str(error).encode("utf-8")
                pickle.loads(pickle.dumps(error))
    finally:
        replay.spoilt = {}


@pytest.mark.hypothesis
@pytest.mark.parametrize("call", READS, ids=lambda call: call.name)
def test_whatever_stands_in_an_answer_ends_in_a_result_or_a_typed_error(replay, clock, call):
    paths = replay.asked.get(call.name)
    if not paths:
        return  # this machine does not have it, or it is a file

    @settings(
        max_examples=max(4, settings().max_examples // 4),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    @given(st.data())
    def spoil(data):
        path = data.draw(st.sampled_from(paths))
        ask(replay, call, {path: data.draw(spoilt(replay.said[path][1]))})

    spoil()


def test_what_an_earlier_change_took_away_is_not_changed_again():
    for value in ([], [[]], {}, {"a": []}, None, "text"):
        assert changed(value, ("a", "b"), "replace", 1) == value
        assert changed(value, (5, 0), "replace", 1) == value


def test_what_has_been_put_into_an_answer_is_changed_there_alone():
    odd = [[]]
    value = changed({"a": 1}, ("a",), "replace", odd)
    assert changed(value, ("a", 0), "replace", odd) == {"a": [[[]]]}
    assert odd == [[]]
