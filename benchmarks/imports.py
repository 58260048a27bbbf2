"""What an import costs, in a fresh interpreter each time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial

__all__ = ["IMPORTED", "IMPORTED_BARE", "import_contenders"]

IMPORTED_BARE = "`import httpx2`"
IMPORTED = "`import eosconnect`"


def import_contenders() -> dict[str, Callable[[], float]]:
    """The contenders by name, httpx2 first; each tells the seconds that its import took."""
    statements = (IMPORTED_BARE, IMPORTED, "`from eosconnect import Machine`")
    return {statement: partial(seconds_to_import, statement.strip("`")) for statement in statements}


def seconds_to_import(statement: str) -> float:
    program = f"import time; begin = time.perf_counter(); {statement}; print(time.perf_counter() - begin)"
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return float(told.stdout)
