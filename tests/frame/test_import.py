"""Importing the package is cheap and quiet."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "authlib",
    "numpy",
    "pandas",
    "polars",
    "pyarrow",
    "matplotlib",
    "PIL",
    "typer",
    "rich",
    "starlette",
    "uvicorn",
    "httpx",
)


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    program = "import sys, eosconnect; print(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    )


@pytest.mark.parametrize("package", HEAVY)
def test_import_loads_no_extra(loaded: set[str], package: str) -> None:
    assert "eosconnect" in loaded
    assert package not in loaded


def test_import_opens_no_socket() -> None:
    program = (
        "import socket\n"
        "def refuse(*a, **k): raise SystemExit('a socket was opened')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "import eosconnect, eosconnect_api\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
