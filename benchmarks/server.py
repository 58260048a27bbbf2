"""A machine that does nothing but hand out bytes over TLS: everything it says was written before it was asked.

It runs in a process of its own (``python -m benchmarks.server``), a thread per connection, and ends with its standard
input, so that it cannot outlive the benchmark.
"""

from __future__ import annotations

import argparse
import json
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO
from urllib.parse import parse_qs, urlsplit

import attrs

from benchmarks.pages import RenderedRows
from eosconnect.simulator.server.certificate import Certificate

__all__ = ["JOB", "Server", "running_server"]

JOB = "SI1716-20261102060000"
DEFAULT_PAGE = 5000
LATENCIES = (0.0, 0.05)
LONGEST_HEAD = 65536

FIXED = {
    "/api/supportedVersions": [{"majorVersion": 6, "minorVersion": 1}],
    "/auth/connect/token": {"access_token": "benchmark", "token_type": "Bearer", "expires_in": 86400},
    "/api/v6.1/info": {"serialNumber": "SI1716", "productName": "EOS M 290", "technicalModel": "M291"},
    f"/api/v6.1/jobs/{JOB}": {
        "id": JOB,
        "timeStarted": "2026-11-02T06:00:00Z",
        "timeEnded": "2026-11-05T17:20:00Z",
        "material": "Ti64",
        "materialSet": "Ti64_Performance_M291_1.10",
        "task": "bracket.openjz",
        "result": "Successful",
        "layerCount": 5000,
        "layerCountTarget": 5000,
        "height": 150.0,
        "heightTotal": 150.0,
        "areDetailsAvailable": True,
    },
}


@attrs.frozen
class Server:
    """A server that runs.

    Attributes:
        ports: by the seconds that it waits before each answer.
        ca: its certificate as PEM text.
    ca_file: the same as a file.
        rows: how many values every sensor has.
    """

    ports: dict[float, int]
    ca: str = attrs.field(repr=False)
    ca_file: Path
    rows: int

    def origin(self, latency: float = 0.0) -> str:
        return f"https://127.0.0.1:{self.ports[latency]}"

    def context(self) -> ssl.SSLContext:
        """What trusts it."""
        return ssl.create_default_context(cadata=self.ca)


@contextmanager
def running_server(rows: int) -> Iterator[Server]:
    """Start the server, wait until it answers, and end it with the block."""
    command = [sys.executable, "-m", "benchmarks.server", "--rows", str(rows)]
    root = Path(__file__).parents[1]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            told = json.loads(process.stdout.readline())
            ports = {float(latency): port for latency, port in told["ports"].items()}
            with TemporaryDirectory(prefix="eosconnect-benchmark-") as folder:
                ca_file = Path(folder, "ca.pem")
                ca_file.write_text(told["ca"], encoding="ascii")
                yield Server(ports, told["ca"], ca_file, rows)
        finally:
            process.stdin.close()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, required=True)
    rows = RenderedRows.of(parser.parse_args().rows)
    certificate = Certificate.self_signed("localhost")
    context = certificate.server_context()
    ports = {}
    for latency in LATENCIES:
        listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        ports[latency] = listener.getsockname()[1]
        threading.Thread(target=accept, args=(listener, context, rows, latency), daemon=True).start()
    print(json.dumps({"ports": ports, "ca": certificate.pem}), flush=True)
    sys.stdin.read()


def accept(listener: socket.socket, context: ssl.SSLContext, rows: RenderedRows, latency: float) -> None:
    while True:
        connection, _ = listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=serve, args=(connection, context, rows, latency), daemon=True).start()


def serve(connection: socket.socket, context: ssl.SSLContext, rows: RenderedRows, latency: float) -> None:
    """Answer one request after the other until the client goes."""
    try:
        with context.wrap_socket(connection, server_side=True) as secured, secured.makefile("rb") as reader:
            while (target := read_request(reader)) is not None:
                if latency:
                    time.sleep(latency)
                for piece in answer(target, rows):
                    secured.sendall(piece)
    except OSError:
        pass  # the client has gone


def read_request(reader: BinaryIO) -> str | None:
    """The target of the next request, or ``None`` at the end."""
    line = reader.readline(LONGEST_HEAD)
    if not line:
        return None
    length = 0
    while (header := reader.readline(LONGEST_HEAD)) not in (b"\r\n", b""):
        name, _, value = header.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    reader.read(length)
    return line.split()[1].decode("ascii")


def answer(target: str, rows: RenderedRows) -> list[bytes | memoryview]:
    parts = urlsplit(target)
    if parts.path.endswith(f"/{JOB}/values"):
        query = parse_qs(parts.query)
        window = rows.window(int(query.get("skip", ["0"])[0]), int(query.get("take", [str(DEFAULT_PAGE)])[0]))
        return [head(200, len(window) + 2) + b"[", window, b"]"]
    found = parts.path in FIXED
    body = json.dumps(FIXED[parts.path] if found else {"title": "Not Found"}, separators=(",", ":")).encode()
    return [head(200 if found else 404, len(body)) + body]


def head(status: int, length: int) -> bytes:
    reason = {200: "OK", 404: "Not Found"}[status]
    return (
        f"HTTP/1.1 {status} {reason}\r\nContent-Type: application/json; charset=utf-8\r\n"
        f"Content-Length: {length}\r\n\r\n"
    ).encode("ascii")


if __name__ == "__main__":
    main()
