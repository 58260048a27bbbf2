"""Fixtures around the scripted machine of ``tests.scripted``."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from eosconnect.settings import Settings
from eosconnect.transport.asynchronous import waiting as asynchronous_waiting
from eosconnect.transport.synchronous import waiting as synchronous_waiting
from tests.scripted import SECRET, Answer, Certificate, Clock, Link, ScriptedMachine, make_certificate


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Certificate]:
    """Each stands for itself, but ``signed`` is signed by ``authority``, and ``leaf`` by ``intermediate``, by ``root``.

    ``fresh-key`` says of itself what ``good`` does; ``leaf-alone`` comes without the intermediate.
    """
    folder = tmp_path_factory.mktemp("certificates")
    here = ("localhost", "127.0.0.1", "si1716.example")
    made: dict[str, Certificate] = {}

    def make(name: str, issuer: str | None = None, **options: Any) -> None:
        made[name], signers[name] = make_certificate(folder, name, issuer=issuer and signers[issuer], **options)

    signers: dict[str, Any] = {}
    make("authority", hosts=())
    make("signed", "authority", hosts=here)
    make("root", hosts=())
    make("intermediate", "root", hosts=())
    make("leaf", "intermediate", hosts=here, chain=made["intermediate"].pem)
    make("leaf-alone", "intermediate", hosts=here)
    make("good", hosts=here)
    make("fresh-key", hosts=here, subject="good")
    make("other", hosts=here)
    make("expired", hosts=here, days=-1)
    make("expired-signed", "authority", hosts=here, days=-1)
    make("wrong-name", hosts=("printer.example",))
    make("wrong-name-signed", "authority", hosts=("printer.example",))
    return made


@pytest.fixture
def serve(certificates: dict[str, Certificate]) -> Iterator[Callable[[str | None], ScriptedMachine]]:
    """Starts scripted machines, by the name of their certificate or, with ``None``, without TLS."""
    with contextlib.ExitStack() as running:

        def start(certificate: str | None = "good") -> ScriptedMachine:
            machine = ScriptedMachine(certificates[certificate] if certificate else None)
            running.callback(machine.close)
            return machine

        yield start


@pytest.fixture
def server(serve: Callable[[], ScriptedMachine]) -> ScriptedMachine:
    return serve()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(synchronous_waiting, "now", clock.now)
    monkeypatch.setattr(synchronous_waiting, "sleep", clock.sleep)
    monkeypatch.setattr(asynchronous_waiting, "now", clock.now)
    monkeypatch.setattr(asynchronous_waiting, "sleep", clock.sleep_asynchronously)
    return clock


@pytest.fixture
def waiters(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], threading.Event]:
    """Gives an event that is set as soon as so many wait for what somebody else is doing."""

    def expect(count: int) -> threading.Event:
        arrived, all_there, lock = [0], threading.Event(), threading.Lock()

        def arrive() -> None:
            with lock:
                arrived[0] += 1
                if arrived[0] >= count:
                    all_there.set()

        wait = synchronous_waiting.Flight.wait
        wait_asynchronously = asynchronous_waiting.Flight.wait

        def counted(flight: Any, timeout: float | None = None) -> bool:
            arrive()
            return wait(flight, timeout)

        async def counted_asynchronously(flight: Any, timeout: float | None = None) -> bool:
            arrive()
            return await wait_asynchronously(flight, timeout)

        monkeypatch.setattr(synchronous_waiting.Flight, "wait", counted)
        monkeypatch.setattr(asynchronous_waiting.Flight, "wait", counted_asynchronously)
        return all_there

    return expect


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def connect(kind: str, certificates: dict[str, Certificate], clock: Clock) -> Iterator[Callable[..., Link]]:
    """Opens connections to a scripted machine, trusting its certificate and with credentials unless told otherwise."""
    with contextlib.ExitStack() as opened:

        def open_link(server: ScriptedMachine, *, http_client: Any = None, **options: Any) -> Link:
            trust = {"ca", "fingerprint", "insecure"} & options.keys()
            if not trust and http_client is None and not str(options.get("host")).startswith("http:"):
                options["ca"] = certificates["good"].pem
            credentials = {"client_id": "client", "client_secret": SECRET, "api_version": "6.1"}
            options = {**credentials, **options}
            link = Link(kind, Settings.of(options.pop("host", server.host), **options), http_client=http_client)
            opened.callback(link.close)
            return link

        yield open_link


@pytest.fixture
def own_client(kind: str, certificates: dict[str, Certificate]) -> Iterator[Callable[..., Any]]:
    """Makes HTTP clients as a caller may bring one along."""
    made: list[Any] = []

    def make(**options: Any) -> Any:
        context = ssl.create_default_context(cadata=certificates["good"].pem)
        made.append((httpx2.AsyncClient if kind == "async" else httpx2.Client)(verify=context, **options))
        return made[-1]

    yield make
    for client in made:
        if kind == "sync":  # the others have ended with the loop of their connection
            client.close()


@pytest.fixture
def link(connect: Callable[..., Link], server: ScriptedMachine) -> Link:
    """A connection to the scripted machine, with credentials and version 6.1 pinned."""
    server.on("/info/brand", Answer("EOS"))
    return connect(server)


@pytest.fixture
def answer() -> type[Answer]:
    return Answer


@pytest.fixture
def secret() -> str:
    return SECRET
