"""JSON as machines write it."""

from __future__ import annotations

import json
import re
from typing import Any, Final

__all__ = ["read_json"]

#: Where half of a character may stand, escaped or as such.
HALF: Final = re.compile(r"\\u[dD]|[\ud800-\udfff]")


def read_json(content: bytes) -> Any:
    """The value of a JSON text, with NaN and Infinity as some servers write them.

    Half a character (a lone surrogate), which no file and no terminal would take, becomes U+FFFD.

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
            text = content.decode(json.detect_encoding(content), "surrogatepass")
            return whole(json.loads(text)) if HALF.search(text) else json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def whole(value: Any) -> Any:
    """The same value with whole characters only."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [whole(entry) for entry in value]
    if isinstance(value, dict):
        return {whole(name): whole(entry) for name, entry in value.items()}
    return value
