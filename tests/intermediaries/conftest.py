"""Real intermediaries between the SDK and a simulated machine: mitmproxy as forward proxy, nginx in front of it.

Both are started here, on free ports and with their files in a temporary folder, and stopped afterwards.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import attrs
import pytest

from eosconnect import Machine
from eosconnect.simulator import Simulator
from eosconnect.simulator.server.certificate import Certificate
from tests.simulated import NOW, connection_settings

START_WITHIN = 60


@pytest.fixture(scope="module")
def own_simulator() -> Iterator[Simulator]:
    with Simulator("EOS M 290", seed=1, now=lambda: NOW) as simulator:
        yield simulator


@pytest.fixture(autouse=True)
def nothing_goes_wrong(own_simulator: Simulator) -> None:
    own_simulator.faults.clear()
    own_simulator.requests.clear()


@pytest.fixture(scope="module")
def job(own_simulator: Simulator) -> str:
    """A job that was built to its end."""
    with Machine(**connection_settings(own_simulator)) as machine:
        latest = machine.jobs.latest(result="Successful")
    assert latest is not None
    return latest.id


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def until_it_listens(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    give_up = time.monotonic() + START_WITHIN
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
            assert time.monotonic() < give_up, log.read_text(encoding="utf-8", errors="replace")
            time.sleep(0.05)


# mitmproxy

#: Notes what passes through; runs inside mitmproxy.
ADDON = """
import json, os

def note(**what):
    with open(os.environ["FLOWS"], "a", encoding="utf-8") as notes:
        notes.write(json.dumps(what) + "\\n")

def http_connect(flow):
    note(kind="tunnel", to=flow.request.host)

def request(flow):
    note(kind="request", method=flow.request.method, path=flow.request.path, body=len(flow.request.raw_content or b""))
"""


@attrs.frozen
class ForwardProxy:
    """A running mitmproxy.

    Attributes:
        url: for ``proxy=``.
        ca: the certificate that it signs with.
        flows: the file of what it has seen.
    """

    url: str
    ca: str
    flows: Path

    def seen(self, kind: str) -> list[dict[str, Any]]:
        """What it has seen of one kind: ``tunnel`` or ``request``."""
        if not self.flows.exists():
            return []
        notes = [json.loads(line) for line in self.flows.read_text(encoding="utf-8").splitlines()]
        return [note for note in notes if note["kind"] == kind]


@pytest.fixture(scope="session")
def start_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., ForwardProxy]]:
    """Starts forward proxies with options of mitmproxy."""
    program = shutil.which("mitmdump")
    if program is None:
        pytest.skip("mitmproxy is not installed: `nox -s intermediaries` installs it")
    with ExitStack() as running:

        def start(simulator: Simulator, *options: str) -> ForwardProxy:
            folder, port = tmp_path_factory.mktemp("mitmproxy"), free_port()
            (folder / "addon.py").write_text(ADDON, encoding="utf-8")
            (folder / "machine.pem").write_text(simulator.ca, encoding="utf-8")
            settings = {
                "confdir": folder,
                "ssl_verify_upstream_trusted_ca": folder / "machine.pem",
                "connection_strategy": "lazy",
            }
            arguments = [part for name, value in settings.items() for part in ("--set", f"{name}={value}")]
            arguments += ["--listen-host", "127.0.0.1", "--listen-port", str(port), "-s", str(folder / "addon.py")]
            log = folder / "log.txt"
            with log.open("wb") as output:
                process = subprocess.Popen(
                    [program, *arguments, *options],
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    env={**os.environ, "FLOWS": str(folder / "flows.jsonl")},
                )
            running.callback(process.wait)
            running.callback(process.terminate)
            until_it_listens(process, port, log)
            ca = (folder / "mitmproxy-ca-cert.pem").read_text(encoding="ascii")
            return ForwardProxy(f"http://127.0.0.1:{port}", ca, folder / "flows.jsonl")

        yield start


# nginx

CONFIGURATION = """
daemon off;
master_process off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log info;
events {{ worker_connections 256; }}
http {{
    log_format short '$connection $uri $gzip_ratio';
    access_log {folder}/access.log short;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    limit_req_zone $server_name zone=slow:1m rate=50r/s;
    upstream machine {{ server {machine}; keepalive 4; }}
    server {{
        listen 127.0.0.1:{port} ssl;
        server_name localhost;
        ssl_certificate {folder}/certificate.pem;
        ssl_certificate_key {folder}/key.pem;
        location / {{
            proxy_pass https://machine;
            proxy_ssl_verify off;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
            {options}
        }}
    }}
}}
"""


@attrs.frozen
class FrontServer:
    """A running nginx.

    Attributes:
        host: in the place of the machine's.
        ca: its certificate.
        folder: with its logs.
    """

    host: str
    ca: str
    folder: Path


@pytest.fixture(scope="session")
def start_nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., FrontServer]]:
    """Starts nginx in front of a machine, with options of the location."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed (Debian: apt-get install nginx-light)")
    with ExitStack() as running:

        def start(simulator: Simulator, *options: str) -> FrontServer:
            folder, port = tmp_path_factory.mktemp("nginx"), free_port()
            certificate = Certificate.self_signed("front")
            (folder / "certificate.pem").write_text(certificate.pem, encoding="ascii")
            (folder / "key.pem").write_bytes(certificate.key_pem)
            configuration = folder / "nginx.conf"
            configuration.write_text(
                CONFIGURATION.format(folder=folder, machine=simulator.host, port=port, options="\n".join(options)),
                encoding="utf-8",
            )
            log = folder / "error.log"
            process = subprocess.Popen([program, "-c", str(configuration), "-e", str(log)], stderr=subprocess.DEVNULL)
            running.callback(process.wait)
            running.callback(process.terminate)
            until_it_listens(process, port, log)
            return FrontServer(f"localhost:{port}", certificate.pem, folder)

        yield start
