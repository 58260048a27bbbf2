"""A real web server on this computer that takes posts and answers as a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import attrs

from eosconnect.simulator.server.certificate import Certificate


@attrs.define
class WebServer:
    """Holds what was posted.

    Attributes:
        answers: statuses with headers, used up one after the other; then 204.
        posts: path, headers and JSON of what arrived.
        held: an answer waits until this is set.
    """

    certificate: Certificate = attrs.field(factory=lambda: Certificate.self_signed("hooks.example.com"))
    port: int = 0
    scheme: str = "https"
    answers: list[tuple[int, dict[str, str]]] = attrs.field(factory=list)
    posts: list[tuple[str, dict[str, str], Any]] = attrs.field(factory=list)
    held: threading.Event = attrs.field(factory=threading.Event)

    def url(self, path: str = "/services/T01/c4n4ry") -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"


@contextmanager
def web_server(*, tls: bool = True) -> Iterator[WebServer]:
    state = WebServer(scheme="https" if tls else "http")
    state.held.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.posts.append((self.path, {k.lower(): v for k, v in self.headers.items()}, json.loads(body)))
            state.held.wait(30)
            status, headers = state.answers.pop(0) if state.answers else (204, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = False

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that does not trust us leaves in the handshake."""

    with Server(("127.0.0.1", 0), Handler) as server:
        if tls:
            server.socket = state.certificate.server_context().wrap_socket(server.socket, server_side=True)
        state.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield state
        finally:
            state.held.set()
            server.shutdown()
            thread.join(30)
