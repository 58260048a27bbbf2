"""Machines over HTTPS with clients that hold a token: some to be read by everybody, some to be changed by one test."""

from __future__ import annotations

import io
import ssl
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import attrs
import httpx2
import pytest

from eosconnect.simulator import Simulator

NOW = datetime(2026, 11, 2, 15, 30, tzinfo=UTC)


@attrs.define(eq=False)
class Visitor:
    """A client of one simulated machine."""

    simulator: Simulator
    client: httpx2.Client

    @classmethod
    def of(cls, simulator: Simulator) -> Visitor:
        visitor = cls(simulator, httpx2.Client(timeout=30))
        visitor.come_in()
        return visitor

    def come_in(self) -> None:
        """Trust the certificate that the machine has now, and fetch a token."""
        self.client.close()
        tls = ssl.create_default_context(cadata=self.simulator.ca)
        self.client = httpx2.Client(base_url=f"{self.simulator.url}/api/v6.1", verify=tls, timeout=30)
        form = {
            "grant_type": "client_credentials",
            "client_id": self.simulator.client_id,
            "client_secret": self.simulator.client_secret,
        }
        answer = self.client.post(f"{self.simulator.url}/auth/connect/token", data=form)
        self.client.headers["Authorization"] = f"Bearer {answer.raise_for_status().json()['access_token']}"

    def get(self, path: str, **query: Any) -> httpx2.Response:
        return self.client.get(path, params=query or None)

    def json(self, path: str, **query: Any) -> Any:
        return self.get(path, **query).raise_for_status().json()

    def archive(self, path: str, **query: Any) -> zipfile.ZipFile:
        """What was downloaded, unpacked without an error."""
        answer = self.get(path, **query).raise_for_status()
        assert answer.headers["content-type"] == "application/zip"
        archive = zipfile.ZipFile(io.BytesIO(answer.content))
        assert archive.testzip() is None
        return archive

    def upload(self, path: str, filename: str, content: bytes | Any = b"x", **fields: str) -> httpx2.Response:
        return self.client.post(path, files={"file": (filename, content)}, data=fields)

    def jobs(self, result: str) -> list[str]:
        """Ids of the jobs with this result whose data are there, newest first."""
        return [
            job["id"]
            for job in self.json("/jobs", jobResult=result)
            if job["detailsAvailable"] and not job["isCorrupt"]
        ]


@pytest.fixture(scope="session")
def reader() -> Iterator[Callable[..., Visitor]]:
    """Visitors of machines that nobody changes: the same model and seed give the same one."""
    visitors: dict[tuple[str, int], Visitor] = {}

    def visit(model: str = "EOS M 290", seed: int = 1) -> Visitor:
        if (model, seed) not in visitors:
            visitors[model, seed] = Visitor.of(Simulator(model, seed=seed, now=NOW, speed=0).start())
        return visitors[model, seed]

    yield visit
    for visitor in visitors.values():
        visitor.client.close()
        visitor.simulator.close()


@pytest.fixture(scope="session")
def visitor(reader: Callable[..., Visitor]) -> Visitor:
    """Of an EOS M 290 that nobody changes."""
    return reader()


@pytest.fixture
def fresh() -> Iterator[Callable[..., Visitor]]:
    """Visitors of machines of the test's own."""
    visitors: list[Visitor] = []

    def visit(model: str = "EOS M 290", **settings: Any) -> Visitor:
        simulator = Simulator(model, **{"now": NOW, "speed": 0} | settings).start()
        visitors.append(Visitor.of(simulator))
        return visitors[-1]

    yield visit
    for visitor in visitors:
        visitor.client.close()
        visitor.simulator.close()
