"""The files that the document is composed from, and how JSON is written."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1]
DOCUMENT = FOLDER / "swagger.json"
FIRST_READING = FOLDER / "first-reading.json"


@cache
def table(name: str) -> dict[str, Any]:
    """``naming``, ``corrections`` or ``wording``."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def facts() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(FIRST_READING.read_text(encoding="utf-8"))
    return content


def as_document(content: dict[str, Any]) -> str:
    """Deterministic: insertion order, two spaces, a newline at the end."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_rows(content: dict[str, Any]) -> str:
    """A reading: one line for each operation, model and data point, so that a change shows as a changed line."""
    sections = []
    for name, items in content.items():
        if isinstance(items, dict):
            rows = [f"{as_line(key)}: {as_line(value)}" for key, value in items.items()]
            whole = "{\n  " + ",\n  ".join(rows) + "\n}"
        elif isinstance(items, list):
            whole = "[\n  " + ",\n  ".join(map(as_line, items)) + "\n]"
        else:
            whole = as_line(items)
        sections.append(f"{as_line(name)}: {whole}")
    return "{\n" + ",\n".join(sections) + "\n}\n"


def as_line(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False)
