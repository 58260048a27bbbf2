"""What the download of a large file needs in memory (``python -m benchmarks.downloads``), however large it is.

The server, which only repeats one block of bytes, runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import socket
import tempfile
import threading
import time
from importlib import import_module
from pathlib import Path
from typing import IO

from benchmarks.memory import MEGABYTE, peak
from eosconnect import Machine

__all__ = ["measure_download", "serve"]

BLOCK = 1 << 20
JOB = "SI1716-20261102060000"


def serve(listening: socket.socket, blocks: int) -> None:
    """Answer until the process ends: the versions, and for everything else a file of so many blocks."""
    while True:
        connection, _ = listening.accept()
        threading.Thread(target=answer, args=(connection, blocks), daemon=True).start()


def answer(connection: socket.socket, blocks: int) -> None:
    block = os.urandom(BLOCK)
    with connection, connection.makefile("rb") as requests:
        while path := path_of(requests):
            if path.endswith("/supportedVersions"):
                body = json.dumps([{"majorVersion": 6, "minorVersion": 1}]).encode()
                connection.sendall(head("application/json", len(body)) + body)
            else:
                connection.sendall(head("application/octet-stream", blocks * BLOCK))
                for _ in range(blocks):
                    connection.sendall(block)


def path_of(requests: IO[bytes]) -> str:
    line = requests.readline().decode()
    while requests.readline().strip():
        pass
    return line.split()[1] if line else ""


def head(media_type: str, length: int) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n".encode()


def measure_download(origin: str) -> tuple[int, float, float]:
    """Save a job's export; gives its bytes, the seconds it took, and the most memory above that before it, in MB."""
    with Machine(origin) as machine, tempfile.TemporaryDirectory(prefix="eosconnect-benchmark-") as folder:
        _ = machine.api_version  # asks the machine
        import_module("eosconnect.resources.synchronous.downloads")  # what it takes is not the download's
        before, started = peak(), time.perf_counter()
        file = machine.jobs.download_export(JOB, Path(folder) / "export.db")
        return file.stat().st_size, time.perf_counter() - started, (peak() - before) / MEGABYTE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=1.0, help="size of the file (default: 1)")
    blocks = int(parser.parse_args().gigabytes * 1024)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(listening, blocks), daemon=True)
        server.start()
        try:
            size, seconds, megabytes = measure_download(f"http://127.0.0.1:{listening.getsockname()[1]}")
        finally:
            server.terminate()
            server.join()
    print(f"{size / 1e9:.2f} GB in {seconds:.1f} s; the most memory above that before it: {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
