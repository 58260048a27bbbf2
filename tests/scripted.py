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
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from eosconnect.settings import Settings
from eosconnect.transport.asynchronous.connection import AsyncConnection
from eosconnect.transport.reply import Reply
from eosconnect.transport.synchronous.connection import Connection

SECRET = "c4n4ry-s3cr3t-9f1e"


# Certificates


@attrs.frozen
class Certificate:
    file: Path
    pem: str
    fingerprint: str


def make_certificate(
    folder: Path,
    name: str,
    *,
    hosts: tuple[str, ...] = ("localhost",),
    days: int = 30,
    issuer: Any = None,
    subject: str = "",
    chain: str = "",
) -> tuple[Certificate, Any]:
    """A certificate and what it takes to sign others with it; without hosts it is an authority's.

    Args:
        subject: its own name, if that is not the file's.
        chain: certificates that a server shows besides.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject or name)])
    end = datetime.now(UTC) + timedelta(days=days)
    builder = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(issuer[0] if issuer else called)
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
    file.write_text(pem + chain + private.decode())
    return Certificate(file, pem, signed.fingerprint(hashes.SHA256()).hex()), (called, key)


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
    #: The whole answer as it goes over the wire, head and all, in place of the rest; then the connection ends.
    raw: bytes | None = None
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
        #: What every other path is answered.
        self.otherwise: Script = Answer(b"", 404)
        self._context: ssl.SSLContext | None = None
        if certificate is not None:
            self.show(certificate)
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

    def show(self, certificate: Certificate) -> None:
        """Show another certificate on every connection that is made from now on."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.file)
        self._context = context

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
            scripts = self._answers.get(plain(arrived.path), [self.otherwise])
            script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        answer = script(arrived) if callable(script) else script
        if answer.before is not None:
            answer.before()
        if answer.reset_after == -1:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        if answer.raw is not None:
            self._send(connection, answer, answer.raw)
            return False
        content = answer.content()
        headers = {"Content-Type": "application/json", **answer.headers}
        if not answer.unframed and answer.status not in (204, 304):
            headers.setdefault("Content-Length", str(len(content)))
        head = f"HTTP/1.1 {answer.status} Whatever\r\n" + "".join(f"{n}: {v}\r\n" for n, v in headers.items()) + "\r\n"
        connection.sendall(head.encode())
        self._send(connection, answer, content if answer.reset_after is None else content[: answer.reset_after])
        if answer.reset_after is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        return not answer.unframed or "Transfer-Encoding" in headers

    def _send(self, connection: socket.socket, answer: Answer, content: bytes) -> None:
        for start in range(0, len(content), answer.piece):
            if answer.between is not None:
                answer.between()
            connection.sendall(content[start : start + answer.piece])


def plain(path: str) -> str:
    return path.partition("/api/v")[2].partition("/")[1] + path.partition("/api/v")[2].partition("/")[2] or path


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


# Connections of both kinds, driven alike


def as_json(reply: Reply) -> Any:
    return None if reply.is_nothing else reply.json()


class Link:
    """A ``Connection``, or an ``AsyncConnection`` in a loop of its own."""

    def __init__(self, kind: str, settings: Settings, **arguments: Any) -> None:
        self.kind = kind
        self.settings = settings
        self.http_client: Any = arguments.get("http_client")
        self.runner = asyncio.Runner() if kind == "async" else None
        self.connection: Any = (AsyncConnection if kind == "async" else Connection)(settings, **arguments)

    def run(self, result: Any) -> Any:
        """What a call gives, or its coroutine."""
        return self.runner.run(awaited(result)) if self.runner else result

    def call(self, operation_id: str, decode: Callable[[Reply], Any] = as_json, **arguments: Any) -> Any:
        return self.run(self.connection.call(operation_id, decode, **arguments))

    def brand(self) -> Any:
        """The simplest call: ``GET /info/brand``."""
        return self.call("get_info_brand")

    def request(self, method: str, path: str, **arguments: Any) -> Any:
        return self.run(self.connection.request(method, path, **arguments))

    def version(self) -> Any:
        return self.run(self.connection.version())

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
        self.run(self.connection.aclose() if self.runner else self.connection.close())

    def close(self) -> None:
        self.close_connection()
        if self.http_client is not None:
            self.run(self.http_client.aclose() if self.runner else self.http_client.close())
        if self.runner:
            self.runner.close()


async def awaited(awaitable: Any) -> Any:
    return await awaitable
