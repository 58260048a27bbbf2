"""Every operation that is answered answers what the document promises, on every machine model."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime

import attrs
import httpx2
import pytest

from eosconnect.decisions.operations import OPERATIONS
from eosconnect.document import load_document
from eosconnect.simulator import Simulator
from eosconnect.simulator.answers import ANSWERS
from eosconnect.simulator.server.endpoints import Endpoint, read_endpoints
from eosconnect.simulator.world import PROFILES

from .documented import assert_as_documented

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ENDPOINTS = {endpoint.id: endpoint for endpoint in read_endpoints(load_document())}

#: Parameters that an operation cannot do without, apart from those of the path.
REQUIRED = {
    "loggingSources": "All",
    "minimumLogLevel": "INFO",
    "fromDate": "2026-11-01T00:00:00Z",
    "toDate": "2026-11-20T00:00:00Z",
    "imageTypes": "PowderBedAfterExposure",
    "startLayer": "1",
    "endLayer": "3",
}

#: What is enough of a page.
ROWS = 40


@attrs.frozen
class Asked:
    """A machine, and the jobs to ask it about."""

    model: str
    client: httpx2.Client
    jobs: list[str]

    def requests(self, endpoint: Endpoint) -> Iterator[tuple[str, dict[str, str]]]:
        """Paths and queries that ask for something that exists, and for something that does not."""
        query = dict(self._needed(endpoint)) | ({"take": str(ROWS)} if endpoint.page else {})
        jobs = self.jobs[-1:] if endpoint.changes_machine else self.jobs  # the others are still needed
        for job in jobs if "{jobId}" in endpoint.path else [""]:
            path = endpoint.path.replace("{jobId}", job)
            if "{partId}" in path:
                path = path.replace("{partId}", self._a_part(job))
            yield re.sub(r"\{\w+\}", "1", path), query
        if re.search(r"\{(laser|shutter)Number\}", endpoint.path):
            yield re.sub(r"\{\w+Number\}", "99", path), query

    def _needed(self, endpoint: Endpoint) -> Iterator[tuple[str, str]]:
        for parameter in endpoint.parameters:
            if parameter.required and parameter.place == "query":
                yield parameter.name, REQUIRED.get(parameter.name) or parameter.choices[0]

    def _a_part(self, job: str) -> str:
        parts = self.client.get(f"/parts/{job}")
        return str(parts.json()[0]["id"]) if parts.is_success and parts.content and parts.json() else "1"


@pytest.fixture(scope="module", params=sorted(PROFILES))
def asked(request: pytest.FixtureRequest) -> Iterator[Asked]:
    with Simulator(request.param, now=NOW, speed=0, export_size=500_000) as simulator:
        tls = ssl.create_default_context(cadata=simulator.ca)
        with httpx2.Client(base_url=f"{simulator.url}/api/v6.1", verify=tls) as client:
            form = {
                "grant_type": "client_credentials",
                "client_id": simulator.client_id,
                "client_secret": simulator.client_secret,
            }
            token = client.post(f"{simulator.url}/auth/connect/token", data=form).json()["access_token"]
            client.headers["Authorization"] = f"Bearer {token}"
            yield Asked(request.param, client, list(chosen_jobs(client, every_kind=request.param == "EOS M 290")))


def chosen_jobs(client: httpx2.Client, *, every_kind: bool) -> Iterator[str]:
    """One that runs, a short one that did not succeed, and, of which one model is enough, those without details."""
    jobs = client.get("/jobs").json()
    readable = [job for job in jobs if job["detailsAvailable"] and not job["isCorrupt"]]
    broken_off = [job for job in readable if job["result"] in ("Failed", "UserCanceled")]
    yield readable[0]["id"]
    yield min(broken_off, key=lambda job: int(job["layerCount"]))["id"]
    if every_kind:
        yield next(job["id"] for job in jobs if not job["detailsAvailable"])
        yield next(job["id"] for job in jobs if job["isCorrupt"])
    yield "no-such-job"


@pytest.mark.parametrize("tag", sorted({OPERATIONS[id].tag for id in ANSWERS}))
def test_an_answer_is_what_the_document_promises(asked: Asked, tag: str) -> None:
    for endpoint in (ENDPOINTS[id] for id in ANSWERS if OPERATIONS[id].tag == tag):
        statuses = set()
        for path, query in asked.requests(endpoint):
            answer = asked.client.request(endpoint.method, path, params=query)
            assert_as_documented(OPERATIONS[endpoint.id], answer)
            statuses.add(answer.status_code)
        if endpoint.machines is not None and asked.model not in endpoint.machines:
            assert statuses == {404}, endpoint.id


def test_the_token_and_the_versions_are_what_the_document_promises(simulator: Simulator) -> None:
    tls = ssl.create_default_context(cadata=simulator.ca)
    with httpx2.Client(base_url=simulator.url, verify=tls) as client:
        form = {
            "grant_type": "client_credentials",
            "client_id": simulator.client_id,
            "client_secret": simulator.client_secret,
        }
        assert_as_documented(OPERATIONS["request_token"], client.post("/auth/connect/token", data=form))
        assert_as_documented(OPERATIONS["list_supported_versions"], client.get("/api/supportedVersions"))
