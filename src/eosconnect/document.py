"""The vendored OpenAPI document of the Web API: where it is and what it says.

The wheel carries a copy inside the package; a checkout or an editable installation reads the one file that the
repository keeps in ``openapi/``.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

__all__ = ["document_path", "load_document"]


def document_path() -> Traversable:
    """Where the document is: inside the installed package, or in the checkout around it.

    Example:
        >>> document_path().name
        'swagger.json'
    """
    packaged = files("eosconnect") / "openapi" / "swagger.json"
    return packaged if packaged.is_file() else Path(__file__).parents[2] / "openapi" / "swagger.json"


@cache
def load_document() -> dict[str, Any]:
    """The document as plain JSON values, read once. It is shared: do not change it.

    Example:
        >>> load_document()["openapi"]
        '3.0.3'
    """
    document: dict[str, Any] = json.loads(document_path().read_text(encoding="utf-8"))
    return document
