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


def test_import_opens_no_socket_and_starts_no_program_and_no_thread() -> None:
    """Whatever module of ours is imported."""
    told = subprocess.run([sys.executable, "-c", WATCHED_IMPORTS], capture_output=True, text=True, check=True).stdout
    count, *happened = told.splitlines()
    assert int(count) > 300
    assert happened == []


WATCHED_IMPORTS = """
import importlib, pkgutil, sys, threading

happened = []

def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.", "os.system", "os.exec")):
        happened.append(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        happened.append(f"open {arguments[0]}")

sys.dont_write_bytecode = True
sys.addaudithook(watch)
count = 0
for root in ("eosconnect", "eosconnect_api"):
    package = importlib.import_module(root)
    for module in pkgutil.walk_packages(package.__path__, f"{root}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
            count += 1
happened += [f"thread {thread.name}" for thread in threading.enumerate() if thread is not threading.main_thread()]
print(count, *happened, sep="\\n")
"""
