"""The wire format is pinned: these cassettes hold, to the letter, what the SDK sends for its main jobs.

They are replayed without a machine; a request that differs in method, path, query, body or the headers that matter
finds no answer. After a wanted change record them anew: ``nox -s tests -- tests/cassettes --record``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import vcr
from vcr.errors import CannotOverwriteExistingCassetteException

from eosconnect import AsyncMachine, Machine
from eosconnect.simulator import Simulator
from tests.simulated import NOW

BERLIN = timezone(timedelta(hours=1))
HERE = Path(__file__).parent / "recorded"
CLIENT_ID, CLIENT_SECRET, TOKEN = "recorded-client", "recorded-secret", "recorded-token"
PLACEHOLDERS = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
#: What the machine is told by headers. The user agent names versions of Python, which differ.
HEADERS = ("accept", "authorization", "content-type", "cookie")


def first_failed_job(machine: Machine) -> None:
    job = machine.jobs.latest(result="Failed")
    assert job is not None
    assert machine.jobs.get(job).id == job.id
    assert machine.user_messages.list(job=job, severity="error", language="de").to_list()
    assert machine.layers.list(job, first=1, last=3, max_height=5.5).to_list()


def sensor_of_a_window(machine: Machine) -> None:
    job = machine.jobs.latest(result="Failed")
    assert job is not None
    assert job.started_at is not None
    sensor = machine.sensors.process_chamber.temperature
    assert sensor.description().unit == "°C"
    assert sensor.current() is not None
    assert len(sensor.series(job, job.started_at, job.started_at.astimezone(BERLIN) + timedelta(minutes=40))) > 0
    assert machine.sensors.exposure.laser[1].temperature.values(job).options(page_size=5).first() is not None


def jobs_of_a_month(machine: Machine) -> None:
    assert machine.jobs.list(started_after="2026-10-01", started_before="2026-10-31").options(page_size=20).to_list()
    assert machine.state.history(after="2026-10-30").options(max_items=3).to_list()
    assert machine.request("GET", "/info", params={"x": "a b"}).status_code == 200


SCENES: list[tuple[Callable[[Machine], None], str | None]] = [
    (first_failed_job, None),
    (sensor_of_a_window, "6.1"),
    (jobs_of_a_month, "6.8"),
]


def without_secrets(request: Any) -> Any:
    if request.body:
        form = dict(parse_qsl(request.body.decode() if isinstance(request.body, bytes) else request.body))
        form = {**form, **{name: value for name, value in PLACEHOLDERS.items() if name in form}}
        request.body = urlencode(form)
    if "authorization" in request.headers:
        request.headers["authorization"] = f"Bearer {TOKEN}"
    request.uri = "https://machine" + request.uri.partition("://")[2].partition("/")[1] + request.uri.split("/", 3)[3]
    request.headers["host"] = "machine"
    return request


def without_token(response: Any) -> Any:
    body = response["body"]["string"] if "body" in response else response["content"]
    if body and b"access_token" in body:
        body = json.dumps({**json.loads(body), "access_token": TOKEN}).encode()
        response["body"] = {"string": body}
        response["headers"] = {"content-type": ["application/json"]}
    return response


def same_query(ours: Any, recorded: Any) -> None:
    assert parse_qsl(urlsplit(ours.uri).query) == parse_qsl(urlsplit(recorded.uri).query)


def same_headers(ours: Any, recorded: Any) -> None:
    assert {name: ours.headers.get(name) for name in HEADERS} == {name: recorded.headers.get(name) for name in HEADERS}


def cassette(name: str, record: bool) -> Any:
    recorder = vcr.VCR(
        record_mode="all" if record else "none",
        match_on=("method", "path", "same_query", "body", "same_headers"),
        before_record_request=without_secrets,
        before_record_response=without_token,
        decode_compressed_response=True,
    )
    recorder.register_matcher("same_query", same_query)
    recorder.register_matcher("same_headers", same_headers)
    path = HERE / f"{name}.yaml"
    if record:
        path.unlink(missing_ok=True)
    return recorder.use_cassette(str(path))


@pytest.mark.parametrize(("scene", "version"), SCENES, ids=[scene.__name__ for scene, _ in SCENES])
def test_what_we_send_is_what_was_recorded(
    scene: Callable[[Machine], None], version: str | None, request: pytest.FixtureRequest
) -> None:
    record = request.config.getoption("--record")
    if record:
        with (
            Simulator(now=lambda: NOW) as simulator,
            cassette(scene.__name__, record=True),
            Machine(
                simulator.host,
                client_id=simulator.client_id,
                client_secret=simulator.client_secret,
                fingerprint=simulator.fingerprint,
                api_version=version,
            ) as machine,
        ):
            scene(machine)
    with (
        cassette(scene.__name__, record=False) as played,
        Machine("machine", client_id=CLIENT_ID, client_secret=CLIENT_SECRET, api_version=version) as machine,
    ):
        scene(machine)
    assert played.all_played


async def test_the_asynchronous_door_sends_the_same() -> None:
    with cassette("jobs_of_a_month", record=False) as played:
        async with AsyncMachine(
            "machine", client_id=CLIENT_ID, client_secret=CLIENT_SECRET, api_version="6.8"
        ) as machine:
            window = machine.jobs.list(started_after="2026-10-01", started_before="2026-10-31")
            assert await window.options(page_size=20).to_list()
            assert await machine.state.history(after="2026-10-30").options(max_items=3).to_list()
            assert (await machine.request("GET", "/info", params={"x": "a b"})).status_code == 200
    assert played.all_played


def test_a_request_that_was_not_recorded_is_noticed() -> None:
    with (
        cassette("first_failed_job", record=False),
        Machine("machine", client_id=CLIENT_ID, client_secret=CLIENT_SECRET, retries=0) as machine,
        pytest.raises(CannotOverwriteExistingCassetteException),
    ):
        machine.jobs.list(result="Successful").first()


@pytest.mark.parametrize("path", sorted(HERE.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_cassette_holds_a_secret(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "client_secret=" + CLIENT_SECRET in text
    bearers = {word for line in text.splitlines() if "Bearer " in line for word in line.split("Bearer ")[1].split()}
    assert bearers == {TOKEN}
    assert text.count("access_token") == text.count(TOKEN) - text.count(f"Bearer {TOKEN}")
    assert "127.0.0.1" not in text
