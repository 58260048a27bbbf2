"""What the download of a large file needs in memory (``python -m benchmarks.downloads``), however large it is.

The server, which only repeats one block of bytes, runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import IO, Final, TypeVar

import attrs

from benchmarks.memory import MEGABYTE, held
from eosconnect import Machine

__all__ = ["Download", "measure_download", "save_export", "serve"]

T = TypeVar("T")

BLOCK = 1 << 20
JOB = "SI1716-20261102060000"

#: What is answered as JSON, by path.
ANSWERS: Final[Mapping[str, object]] = {
    "/api/supportedVersions": [{"majorVersion": 6, "minorVersion": 1}],
    "/auth/connect/token": {"access_token": "token", "token_type": "Bearer", "expires_in": 3600},
}


def serve(listening: socket.socket, blocks: int) -> None:
    """Answer until the socket is closed: versions, tokens, and for everything else a file of so many blocks.

    What is sent to it is taken and forgotten.
    """
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=answer, args=(connection, blocks), daemon=True).start()


def answer(connection: socket.socket, blocks: int) -> None:
    block = os.urandom(BLOCK)
    with connection, connection.makefile("rb") as requests:
        while path := path_of(requests):
            if path in ANSWERS:
                body = json.dumps(ANSWERS[path]).encode()
                connection.sendall(head("application/json", len(body)) + body)
            elif path.endswith("/tasks"):
                connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
            else:
                connection.sendall(head("application/octet-stream", blocks * BLOCK))
                for _ in range(blocks):
                    connection.sendall(block)


def path_of(requests: IO[bytes]) -> str:
    """The path of the next request, whose body is read and thrown away; empty when there is none."""
    line = requests.readline().decode()
    left = 0
    while header := requests.readline().strip():
        name, _, value = header.partition(b":")
        left = int(value) if name.lower() == b"content-length" else left
    while left:
        left -= len(requests.read(min(left, BLOCK)))
    return line.split()[1] if line else ""


def head(media_type: str, length: int) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n".encode()


def save_export(origin: str, before: Callable[[], T]) -> tuple[int, T]:
    """Save a job's export.

    Args:
        origin: of the server.
        before: called when everything is loaded and connected, just before the download.

    Returns:
        The size of the file, and what ``before`` gave.
    """
    with Machine(origin) as machine, tempfile.TemporaryDirectory(prefix="eosconnect-benchmark-") as folder:
        _ = machine.api_version  # asks the machine
        import_module("eosconnect.resources.synchronous.downloads")  # what it takes is not the download's
        found = before()
        file = machine.jobs.download_export(JOB, Path(folder) / "export.db")
        return file.stat().st_size, found


@attrs.frozen
class Download:
    """One download.

    Attributes:
        size: bytes that were saved.
        seconds: that it took.
        megabytes: the most memory it held above what was held before it.
    """

    size: int
    seconds: float
    megabytes: float


def measure_download(gigabytes: float) -> Download:
    """Save a file of this size, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.downloads", "--json", "--gigabytes", str(gigabytes)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])
    return Download(**json.loads(told.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=1.0, help="size of the file (default: 1)")
    parser.add_argument("--json", action="store_true", help="for a program")
    options = parser.parse_args()
    blocks = int(options.gigabytes * 1024)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(listening, blocks), daemon=True)
        server.start()
        try:
            origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
            size, (started, before) = save_export(origin, lambda: (time.perf_counter(), held("VmRSS")))
            done = Download(size, time.perf_counter() - started, (held("VmHWM") - before) / MEGABYTE)
        finally:
            server.terminate()
            server.join()
    if options.json:
        print(json.dumps(attrs.asdict(done)))
    else:
        print(
            f"{done.size / 1e9:.2f} GB in {done.seconds:.1f} s; "
            f"the most memory above that before it: {done.megabytes:.0f} MB"
        )


if __name__ == "__main__":
    main()
