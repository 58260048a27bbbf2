"""Which method of the facade stands for which operation of the Web API, read from the docstrings' ``Source:`` lines."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from docs.generation.tables import code, table
from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.decisions.operations import OPERATIONS

__all__ = ["by_area", "methods", "operations", "without_method"]

SOURCE: Final = Path(__file__).parents[2] / "src" / "eosconnect"

REQUEST = re.compile(r"``(GET|POST|DELETE|PUT) (/[^`]+)``")

#: The deprecated operations stay in the low-level client.
DEPRECATED: Final = frozenset({"download_images_deprecated", "get_image_metadata_deprecated"})


def documented_methods(file: Path, owner: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """The requests that methods name as their source, each with the method as it is called and how many it names."""
    for definition in ast.parse(file.read_text(encoding="utf-8")).body:
        if not isinstance(definition, ast.ClassDef) or definition.name not in owner:
            continue
        for method in definition.body:
            if not isinstance(method, ast.FunctionDef) or method.name.startswith("_"):
                continue
            text = ast.get_docstring(method) or ""
            source = text[text.rfind("Source:") :] if "Source:" in text else ""
            called = (
                ""
                if any(isinstance(mark, ast.Name) and mark.id == "property" for mark in method.decorator_list)
                else "()"
            )
            requests = REQUEST.findall(source)
            for verb, path in requests:
                yield f"{verb} {path}", f"{owner[definition.name]}.{method.name}{called}", len(requests)


def owners() -> dict[str, str]:
    """How each class of the facade is reached: ``{"Jobs": "machine.jobs"}``, from the properties of ``Machine``."""
    found = {"Machine": "machine"}
    tree = ast.parse((SOURCE / "machine" / "synchronous.py").read_text(encoding="utf-8"))
    for definition in tree.body:
        if isinstance(definition, ast.ClassDef) and definition.name == "Machine":
            for method in definition.body:
                if isinstance(method, ast.FunctionDef) and isinstance(method.returns, ast.Name):
                    found.setdefault(method.returns.id, f"machine.{method.name}")
    return found


@cache
def methods() -> dict[str, list[str]]:
    """Methods by request (``GET /jobs``), first those that stand for nothing else."""
    known = owners()
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for file in [
        SOURCE / "machine" / "synchronous.py",
        *sorted((SOURCE / "resources" / "synchronous").glob("*.py")),
    ]:
        for request, method, requests in documented_methods(file, known):
            found[request][method] = requests
    return {request: sorted(named, key=named.__getitem__) for request, named in found.items()}


def operations() -> Iterator[tuple[str, str, list[str]]]:
    """Tag, request and methods of every operation that is not a data point's."""
    points = {
        reader
        for point in DATA_POINTS.values()
        for reader in (point.values, point.current, point.description)
        if reader
    }
    for operation in OPERATIONS.values():
        if operation.id in points or operation.id in DEPRECATED or operation.tag in ("auth", "versions"):
            continue
        request = f"{operation.method} {operation.path}"
        yield operation.tag, request, methods().get(request, [])


def without_method() -> list[str]:
    """Requests that no method names as its source."""
    return [request for _, request, named in operations() if not named]


def table_of(tag: str) -> str:
    rows = [
        (code(request), "<br>".join(map(code, named)) or "`machine.request()`")
        for of_tag, request, named in operations()
        if of_tag == tag
    ]
    return table(("Request", "Method"), rows)


def by_area() -> str:
    tags = dict.fromkeys(tag for tag, _, _ in operations())
    return "\n\n".join(f"## {tag.replace('_', ' ').capitalize()}\n\n{table_of(tag)}" for tag in tags)
