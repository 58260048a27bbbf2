"""The document and the second reading, as the tests look at them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # openapi.derive is part of the repository, not of a distribution

METHODS = ("get", "put", "post", "delete", "patch")
OUTSIDE = ("requestToken", "listSupportedVersions")


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    return json.loads((ROOT / "openapi" / "swagger.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def second_reading() -> dict[str, Any]:
    return json.loads((ROOT / "openapi" / "second-reading.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def all_operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """``"GET /jobs"`` to the operation."""
    return {
        f"{method.upper()} {path}": operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


@pytest.fixture(scope="session")
def operations(all_operations: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The documented ones, without token and versions."""
    return {call: found for call, found in all_operations.items() if found["operationId"] not in OUTSIDE}


@pytest.fixture(scope="session")
def models(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The documented ones, without those of token and versions."""
    schemas = document["components"]["schemas"]
    return {name: schema for name, schema in schemas.items() if name not in ("AccessToken", "SupportedVersion")}


@pytest.fixture(scope="session")
def data_points(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return document["x-eos-data-points"]
