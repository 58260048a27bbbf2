"""Every operation that is answered answers what the document promises, on every machine model."""

from __future__ import annotations

import copy
import re
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import attrs
import httpx2
import pytest
from openapi_schema_validator import OAS30Validator

from eosconnect.document import load_document
from eosconnect.simulator import Simulator
from eosconnect.simulator.answers import ANSWERS
from eosconnect.simulator.server.endpoints import Endpoint, read_endpoints
from eosconnect.simulator.world import PROFILES

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


def closed_components() -> dict[str, Any]:
    """The document's models, refusing properties that the document does not know."""
    components: dict[str, Any] = copy.deepcopy(load_document()["components"])
    for schema in components["schemas"].values():
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    return components


COMPONENTS = closed_components()


@cache
def validator(endpoint: Endpoint) -> OAS30Validator:
    operation = load_document()["paths"][endpoint.path][endpoint.method.lower()]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return OAS30Validator({**schema, "components": COMPONENTS}, format_checker=OAS30Validator.FORMAT_CHECKER)


def assert_as_documented(endpoint: Endpoint, answer: httpx2.Response) -> None:
    """The status is listed, and the content is what the document says of it, to the letter."""
    where = f"{endpoint.id}: {answer.request.url}"
    assert answer.status_code in endpoint.statuses, where
    operation = load_document()["paths"]
    content = operation[endpoint.path][endpoint.method.lower()]["responses"][str(answer.status_code)].get("content")
    if answer.status_code == 204:
        assert answer.content == b"", where
    elif answer.is_success and content and answer.content:
        media_type = answer.headers["content-type"].partition(";")[0]
        assert media_type in content, where
        if media_type == "application/json":
            problems = [
                f"{error.json_path}: {error.message}" for error in validator(endpoint).iter_errors(answer.json())
            ]
            assert problems[:3] == [], where


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
            for number in ("1", "99") if re.search(r"\{(laser|shutter)Number\}", endpoint.path) else ("1",):
                path = endpoint.path.replace("{jobId}", job).replace("{partId}", self._a_part(job))
                yield re.sub(r"\{\w+\}", number, path), query

    def _needed(self, endpoint: Endpoint) -> Iterator[tuple[str, str]]:
        for parameter in endpoint.parameters:
            if parameter.required and parameter.place == "query":
                yield parameter.name, REQUIRED.get(parameter.name) or parameter.choices[0]

    def _a_part(self, job: str) -> str:
        if "list_parts" not in ANSWERS:
            return "1"
        parts = self.client.get(f"/parts/{job}")
        return str(parts.json()[0]["id"]) if parts.is_success and parts.content and parts.json() else "1"


@pytest.fixture(scope="module", params=sorted(PROFILES))
def asked(request: pytest.FixtureRequest) -> Iterator[Asked]:
    with Simulator(request.param, now=NOW, speed=0) as simulator:
        tls = ssl.create_default_context(cadata=simulator.ca)
        with httpx2.Client(base_url=f"{simulator.url}/api/v6.1", verify=tls) as client:
            form = {
                "grant_type": "client_credentials",
                "client_id": simulator.client_id,
                "client_secret": simulator.client_secret,
            }
            token = client.post(f"{simulator.url}/auth/connect/token", data=form).json()["access_token"]
            client.headers["Authorization"] = f"Bearer {token}"
            jobs = client.get("/jobs").json()
            some = {job["result"]: job["id"] for job in jobs}
            yield Asked(request.param, client, [some["Pending"], some["Failed"], "no-such-job"])


@pytest.mark.parametrize("operation", sorted(ANSWERS))
def test_an_answer_is_what_the_document_promises(asked: Asked, operation: str) -> None:
    endpoint = ENDPOINTS[operation]
    supported = endpoint.machines is None or asked.model in endpoint.machines
    statuses = set()
    for path, query in asked.requests(endpoint):
        answer = asked.client.request(endpoint.method, path, params=query)
        assert_as_documented(endpoint, answer)
        statuses.add(answer.status_code)
    if not supported:
        assert statuses == {404}


def test_the_token_and_the_versions_are_what_the_document_promises(simulator: Simulator) -> None:
    tls = ssl.create_default_context(cadata=simulator.ca)
    with httpx2.Client(base_url=simulator.url, verify=tls) as client:
        form = {
            "grant_type": "client_credentials",
            "client_id": simulator.client_id,
            "client_secret": simulator.client_secret,
        }
        assert_as_documented(ENDPOINTS["request_token"], client.post("/auth/connect/token", data=form))
        assert_as_documented(ENDPOINTS["list_supported_versions"], client.get("/api/supportedVersions"))
