"""A machine that is nothing but one list of sensor values, and that can be told to misbehave."""

from __future__ import annotations

import json
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import attrs

from eosconnect.series import SensorSeries
from eosconnect.simulator.server.certificate import Certificate

Row = dict[str, Any] | None


def row(number: int) -> Row:
    seconds = 8 * 3600 + number
    time = f"2025-11-01T{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.5Z"
    return {"timestamp": time, "isInJob": True, "value": float(number), "layerIndex": number // 10 + 1}


def numbers_of(*pieces: SensorSeries) -> list[int]:
    """The rows that some series consist of."""
    return [int(value) for piece in pieces for value in piece.values]


@attrs.define(eq=False)
class PageServer:
    """Serves ``rows`` by ``skip`` and ``take``, over plain HTTP on this computer.

    Attributes:
        rows: the list.
        before: called with the number of the request and its skip before it is answered.
        page: what a request gets, in place of the rows it asks for.
        halfway: called with the skip when the first half of an answer has been sent.
        first_takes: seconds that the first answer takes; from 0.05 on, others are asked for by several threads.
        now: requests that are under way.
        most: of them at the same time, at most.
        asked: the requests for values, as skip and take.
    """

    rows: list[Row]
    before: Callable[[int, int], None] = lambda number, skip: None
    page: Callable[[list[Row], int, int], list[Row]] = lambda rows, skip, take: rows[skip : skip + take]
    halfway: Callable[[int], None] | None = None
    first_takes: float = 0.0
    now: int = 0
    most: int = 0
    asked: list[tuple[int, int]] = attrs.field(factory=list)
    host: str = ""
    _lock: threading.Lock = attrs.field(factory=threading.Lock)

    def answer(self, path: str) -> bytes:
        if path == "/api/supportedVersions":
            return b'[{"majorVersion": 6, "minorVersion": 1}]'
        if not re.fullmatch(r"/api/v6\.1/processChamber/temperature/[^/]+/values", urlsplit(path).path):
            return b"null"
        query = parse_qs(urlsplit(path).query)
        skip, take = int(query["skip"][0]), int(query["take"][0])
        with self._lock:
            number = len(self.asked)
            self.asked.append((skip, take))
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            if not number:
                time.sleep(self.first_takes)
            self.before(number, skip)
            return json.dumps(self.page(self.rows, skip, take), separators=(",", ":")).encode()
        finally:
            with self._lock:
                self.now -= 1


class Busy(Exception):
    """Answered as 503, with the seconds to wait."""


@contextmanager
def serving(pages: PageServer, certificate: Certificate | None = None) -> Iterator[PageServer]:
    """Answer on a free port, over HTTPS where there is a certificate."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            try:
                content = pages.answer(self.path)
                self.send_response(200)
            except Busy as busy:
                content = b""
                self.send_response(503)
                self.send_header("Retry-After", str(busy.args[0]))
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if pages.halfway is not None and b"value" in content:
                half = len(content) // 2
                self.wfile.write(content[:half])
                pages.halfway(int(parse_qs(urlsplit(self.path).query)["skip"][0]))
                content = content[half:]
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            """Nothing."""

        def setup(self) -> None:
            if isinstance(self.request, ssl.SSLSocket):
                self.request.do_handshake()  # in this thread: a client that stays away keeps nobody else waiting
            super().setup()

        def handle(self) -> None:
            with suppress(OSError):  # the client has given up
                super().handle()

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that has given up in the handshake."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    pages.host = f"http://127.0.0.1:{server.server_port}"
    if certificate is not None:
        server.socket = certificate.server_context().wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
        pages.host = pages.host.replace("http:", "https:")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield pages
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
