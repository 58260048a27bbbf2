"""JSON as machines write it."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["read_json"]


def read_json(content: bytes) -> Any:
    """The value of a JSON text, with NaN and Infinity as some servers write them.

    Raises:
        ValueError: not JSON.

    Example:
        >>> read_json(b'[1.5, NaN, null]')
        [1.5, nan, None]
    """
    import msgspec.json  # on first use: importing the package stays quick

    try:
        try:
            return msgspec.json.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return json.loads(content)
    except RecursionError:
        raise ValueError("nested too deeply") from None
