"""A server over answers of the test's own choice, and clients that trust it."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import httpx2
import pytest

from eosconnect.document import load_document
from eosconnect.simulator import Fault, Faults, LoggedRequest, RequestLog
from eosconnect.simulator.answers.answer import Answer, Items, Query
from eosconnect.simulator.server.application import Application
from eosconnect.simulator.server.certificate import Certificate
from eosconnect.simulator.server.endpoints import Endpoint, RoutingTable, read_endpoints
from eosconnect.simulator.server.listener import Listener
from eosconnect.simulator.server.token_endpoint import Credentials
from eosconnect.simulator.server.tokens import TokenStore

CREDENTIALS = Credentials("tester", "s3cr3t-s3cr3t-s3cr3t")
CERTIFICATE = Certificate.self_signed("SI0815")
TLS = ssl.create_default_context(cadata=CERTIFICATE.pem)
TABLE = RoutingTable(read_endpoints(load_document()))

#: What ``/jobs`` answers on the bench: enough for several pages.
ROWS = [{"id": f"job-{index:04}", "note": "x" * 40} for index in range(1000)]


@attrs.define(kw_only=True)
class Bench:
    """The server without the machine behind it: ``answers`` holds what it says to an operation."""

    auth: bool = True
    token_lifetime: float = 3600
    supports: Callable[[Endpoint], bool] = lambda endpoint: True
    answers: dict[str, Answer | Callable[[Query], Answer]] = attrs.field(factory=dict)
    queries: list[Query] = attrs.field(factory=list)
    faults: Faults = attrs.field(factory=lambda: Faults(operations=TABLE.endpoints))
    requests: RequestLog = attrs.field(factory=RequestLog)
    tokens: TokenStore = attrs.field(init=False)
    port: int = 0
    credentials: Credentials = CREDENTIALS
    certificate: Certificate = CERTIFICATE
    tls: ssl.SSLContext = TLS

    def __attrs_post_init__(self) -> None:
        self.tokens = TokenStore(self.token_lifetime)
        self.answers.setdefault("list_jobs", Items(len(ROWS), lambda start, stop: ROWS[start:stop]))

    def answer(self, query: Query) -> Answer | None:
        self.queries.append(query)
        answer = self.answers.get(query.operation)
        return answer(query) if callable(answer) else answer

    def serve(self) -> Listener:
        application = Application(
            table=TABLE,
            answer=self.answer,
            supports=lambda endpoint: self.supports(endpoint),
            credentials=CREDENTIALS,
            tokens=self.tokens,
            versions=((6, 0), (6, 1), (6, 8)),
            auth=self.auth,
            faults=self.faults,
            requests=self.requests,
        )
        listener = Listener(application, CERTIFICATE.server_context())
        self.port = listener.port
        listener.start()
        return listener

    def ask_for_token(self, client: httpx2.Client, **changes: str | None) -> httpx2.Response:
        """The token request as the tutorial sends it, with some fields changed or (``None``) left out."""
        form = {
            "grant_type": "client_credentials",
            "client_id": CREDENTIALS.client_id,
            "client_secret": CREDENTIALS.client_secret,
        } | changes
        return client.post(
            client.base_url.join("/auth/connect/token"),
            data={name: value for name, value in form.items() if value is not None},
        )

    def authorize(self, client: httpx2.Client) -> None:
        """Give the client a new token."""
        token = self.ask_for_token(client).raise_for_status().json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"

    def bearer(self) -> str:
        """A good Authorization header, without a request."""
        return f"Bearer {self.tokens.issue()}"

    @property
    def last_query(self) -> Query:
        return self.queries[-1]

    @property
    def last_request(self) -> LoggedRequest:
        return self.requests[-1]

    def fail(self, **fault: Any) -> None:
        self.faults.add(Fault(**fault))


Start = Callable[..., Bench]
Connect = Callable[..., httpx2.Client]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts benches with the settings that are given, and stops them."""
    listeners: list[Listener] = []

    def start_one(**settings: Any) -> Bench:
        bench = Bench(**settings)
        listeners.append(bench.serve())
        return bench

    yield start_one
    for listener in listeners:
        listener.close()


@pytest.fixture
def bench(start: Start) -> Bench:
    return start()


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Makes clients of a bench, with a token unless told otherwise, and closes them."""
    clients: list[httpx2.Client] = []

    def connect_one(bench: Bench, *, token: bool = True, version: str = "v6.1") -> httpx2.Client:
        client = httpx2.Client(base_url=f"https://127.0.0.1:{bench.port}/api/{version}", verify=TLS, timeout=5)
        clients.append(client)
        if token:
            bench.authorize(client)
        return client

    yield connect_one
    for client in clients:
        client.close()


@pytest.fixture
def client(bench: Bench, connect: Connect) -> httpx2.Client:
    """A client of ``bench`` with a token, below ``/api/v6.1``; what it did to get there is forgotten."""
    client = connect(bench)
    bench.requests.clear()
    return client
