"""A small scripted machine on a real TLS socket, and a connection of either kind to it.

The tests here need faults to the byte (a reset in the middle of a body, an answer that says less than it promised), so
the server is a plain socket that does what the test tells it, not the simulator.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from eosconnect.settings import Settings
from eosconnect.transport.asynchronous import waiting as asynchronous_waiting
from eosconnect.transport.asynchronous.connection import AsyncConnection
from eosconnect.transport.reply import Reply
from eosconnect.transport.synchronous import waiting as synchronous_waiting
from eosconnect.transport.synchronous.connection import Connection

SECRET = "c4n4ry-s3cr3t-9f1e"


# Certificates


@attrs.frozen
class Certificate:
    file: Path
    pem: str
    fingerprint: str


def make_certificate(
    folder: Path, name: str, *, hosts: tuple[str, ...] = ("localhost",), days: int = 30, issuer: Any = None
) -> tuple[Certificate, Any]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    end = datetime.now(UTC) + timedelta(days=days)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0] if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(end - timedelta(days=60))
        .not_valid_after(end)
    )
    if hosts:
        names: list[x509.GeneralName] = [x509.DNSName(host) for host in hosts if not host[0].isdigit()]
        names += [x509.IPAddress(ipaddress.ip_address(host)) for host in hosts if host[0].isdigit()]
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    else:
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    signed = builder.sign(issuer[1] if issuer else key, hashes.SHA256())
    pem = signed.public_bytes(serialization.Encoding.PEM).decode()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / f"{name}.pem"
    file.write_text(pem + private.decode())
    return Certificate(file, pem, signed.fingerprint(hashes.SHA256()).hex()), (subject, key)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Certificate]:
    """``good``, ``other``, ``expired``, ``wrong-name`` stand for themselves; ``signed`` is signed by ``authority``."""
    folder = tmp_path_factory.mktemp("certificates")
    here = ("localhost", "127.0.0.1")
    authority, issuer = make_certificate(folder, "authority", hosts=())
    return {
        "authority": authority,
        "signed": make_certificate(folder, "signed", hosts=here, issuer=issuer)[0],
        "good": make_certificate(folder, "good", hosts=here)[0],
        "other": make_certificate(folder, "other", hosts=here)[0],
        "expired": make_certificate(folder, "expired", hosts=here, days=-1)[0],
        "wrong-name": make_certificate(folder, "wrong-name", hosts=("printer.example",))[0],
    }


# The scripted machine


@attrs.frozen
class Arrived:
    """A request as it came over the wire."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


@attrs.frozen
class Answer:
    """What to answer, and how to fail."""

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = attrs.field(factory=dict)
    #: Send only so many bytes of the body, then reset the connection; with -1 not even the head.
    reset_after: int | None = None
    #: State no length: the body ends with the connection, or says itself where it ends.
    unframed: bool = False
    #: Called before answering.
    before: Callable[[], object] | None = None
    #: Called before each of these pieces of the body.
    between: Callable[[], object] | None = None
    piece: int = 1 << 16

    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Script = Answer | Callable[[Arrived], Answer]


class ScriptedMachine:
    """Answers each path with what the test has laid ready; the last answer is given again and again."""

    def __init__(self, certificate: Certificate | None) -> None:
        self.requests: list[Arrived] = []
        self.application_bytes = 0
        self.connections = 0
        self.tokens = 0
        self._lock = threading.Lock()
        self._answers: dict[str, list[Script]] = {}
        self._context: ssl.SSLContext | None = None
        if certificate is not None:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(certificate.file)
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._listening.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()
        self.on("/api/supportedVersions", Answer([{"majorVersion": 6, "minorVersion": minor} for minor in (0, 1, 8)]))
        self.on("/auth/connect/token", self.give_token)

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    def on(self, path: str, *answers: Script) -> None:
        """Lay answers ready for a path; those below the versioned API are named without ``/api/vX.Y``."""
        self._answers[path] = list(answers)

    def give_token(self, arrived: Arrived, expires_in: float = 3600) -> Answer:
        with self._lock:
            self.tokens += 1
            return Answer({"access_token": f"t0k3n-{self.tokens}", "expires_in": expires_in, "token_type": "Bearer"})

    def arrived(self, path: str) -> list[Arrived]:
        """The requests to a path, in order."""
        return [request for request in self.requests if plain(request.path) == path]

    def wants_token(self, *valid: str) -> Callable[[Arrived], Answer]:
        """An answer that is 401 unless one of these tokens comes with the request."""

        def answer(arrived: Arrived) -> Answer:
            good = arrived.headers.get("authorization") in [f"Bearer {token}" for token in valid]
            return Answer("EOS") if good else Answer(b"", 401)

        return answer

    def close(self) -> None:
        # Only this wakes a thread that is accepting.
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._accepting.join(5)
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                number = self.connections
                self._open.add(connection)
            thread = threading.Thread(target=self._serve, args=(connection, number), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            connection.settimeout(10)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._context is not None:
                self._open.discard(connection)
                connection = self._context.wrap_socket(connection, server_side=True)
                self._open.add(connection)
            buffer = b""
            while True:
                while b"\r\n\r\n" not in buffer:
                    buffer += self._receive(connection)
                head, _, buffer = buffer.partition(b"\r\n\r\n")
                lines = head.decode("latin-1").split("\r\n")
                method, target, _ = lines[0].split(" ")
                headers = {
                    name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])
                }
                length = int(headers.get("content-length", 0))
                while len(buffer) < length:
                    buffer += self._receive(connection)
                body, buffer = buffer[:length], buffer[length:]
                if not self._answer(connection, Arrived(method, target, headers, body, number)):
                    return
        except (OSError, EOFError):
            pass
        finally:
            self._open.discard(connection)
            connection.close()

    def _receive(self, connection: socket.socket) -> bytes:
        received = connection.recv(65536)
        if not received:
            raise EOFError
        if self._context is None and received[:1] == b"\x16":  # somebody tries TLS here
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            raise EOFError
        with self._lock:
            self.application_bytes += len(received)
        return received

    def _answer(self, connection: socket.socket, arrived: Arrived) -> bool:
        with self._lock:
            self.requests.append(arrived)
            scripts = self._answers.get(plain(arrived.path), [Answer(b"", 404)])
            script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        answer = script(arrived) if callable(script) else script
        if answer.before is not None:
            answer.before()
        if answer.reset_after == -1:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        content = answer.content()
        headers = {"Content-Type": "application/json", **answer.headers}
        if not answer.unframed and answer.status not in (204, 304):
            headers.setdefault("Content-Length", str(len(content)))
        head = f"HTTP/1.1 {answer.status} Whatever\r\n" + "".join(f"{n}: {v}\r\n" for n, v in headers.items()) + "\r\n"
        connection.sendall(head.encode())
        sent = content if answer.reset_after is None else content[: answer.reset_after]
        for start in range(0, len(sent), answer.piece):
            if answer.between is not None:
                answer.between()
            connection.sendall(sent[start : start + answer.piece])
        if answer.reset_after is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        return not answer.unframed or "Transfer-Encoding" in headers


def plain(path: str) -> str:
    return path.partition("/api/v")[2].partition("/")[1] + path.partition("/api/v")[2].partition("/")[2] or path


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


# Time


class Clock:
    """The transport's clock: it runs as always, and pauses pass at once."""

    def __init__(self) -> None:
        self.offset = 0.0
        self.pauses: list[float] = []

    def now(self) -> float:
        return time.monotonic() + self.offset

    def advance(self, seconds: float) -> None:
        self.offset += seconds

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.advance(seconds)

    async def sleep_asynchronously(self, seconds: float) -> None:
        self.sleep(seconds)
        await asyncio.sleep(0)


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


# Connections of both kinds, driven alike


def as_json(reply: Reply) -> Any:
    return None if reply.is_nothing else reply.json()


class Link:
    """A ``Connection``, or an ``AsyncConnection`` in a loop of its own."""

    def __init__(self, kind: str, settings: Settings, **arguments: Any) -> None:
        self.kind = kind
        self.settings = settings
        self.runner = asyncio.Runner() if kind == "async" else None
        self.connection: Any = (AsyncConnection if kind == "async" else Connection)(settings, **arguments)

    def _run(self, result: Any) -> Any:
        return self.runner.run(awaited(result)) if self.runner else result

    def call(self, operation_id: str, decode: Callable[[Reply], Any] = as_json, **arguments: Any) -> Any:
        return self._run(self.connection.call(operation_id, decode, **arguments))

    def brand(self) -> Any:
        """The simplest call: ``GET /info/brand``."""
        return self.call("get_info_brand")

    def request(self, method: str, path: str, **arguments: Any) -> Any:
        return self._run(self.connection.request(method, path, **arguments))

    def version(self) -> Any:
        return self._run(self.connection.version())

    def many(self, count: int, operation_id: str = "get_info_brand", **arguments: Any) -> list[Any]:
        """The same call from so many threads or tasks at once: results, or the errors they ended with."""
        if self.runner:

            async def together() -> list[Any]:
                calls = (self.connection.call(operation_id, as_json, **arguments) for _ in range(count))
                return list(await asyncio.gather(*calls, return_exceptions=True))

            return list(self.runner.run(together()))

        def one(_: int) -> Any:
            try:
                return self.connection.call(operation_id, as_json, **arguments)
            except Exception as error:
                return error

        with ThreadPoolExecutor(count) as threads:
            return list(threads.map(one, range(count)))

    def read_stream(self, operation_id: str, into: bytearray, **arguments: Any) -> Any:
        """Read a file piece by piece; gives the reply."""
        if self.runner:

            async def read() -> Any:
                async with self.connection.stream(operation_id, **arguments) as reply:
                    async for piece in reply.aiter_bytes():
                        into.extend(piece)
                    return reply

            return self.runner.run(read())
        with self.connection.stream(operation_id, **arguments) as reply:
            for piece in reply.iter_bytes():
                into.extend(piece)
            return reply

    def close_connection(self) -> None:
        self._run(self.connection.aclose() if self.runner else self.connection.close())

    def close(self) -> None:
        self.close_connection()
        if self.runner:
            self.runner.close()


async def awaited(awaitable: Any) -> Any:
    return await awaitable


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
