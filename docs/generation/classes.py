"""Which classes the reference shows, found in the code so that none is forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

__all__ = ["areas", "dataset", "models", "watching"]

SOURCE: Final = Path(__file__).parents[2] / "src" / "eosconnect"

#: What a group of sensors hands out.
SENSORS: Final = ("Sensor", "LiveSensor", "TextSensor", "NumberedSensors")


def imported(module: Path) -> dict[str, str]:
    """Where the names that a module imports come from."""
    return {
        alias.name: f"{statement.module}.{alias.name}"
        for statement in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(statement, ast.ImportFrom) and (statement.module or "").startswith("eosconnect.")
        for alias in statement.names
    }


def shown(names: Iterator[str]) -> str:
    return "\n".join(f"::: {name}" for name in names)


def areas() -> str:
    """The class of every area of ``Machine``, in its order."""
    module = SOURCE / "machine" / "synchronous.py"
    places = imported(module)

    def names() -> Iterator[str]:
        for definition in ast.parse(module.read_text(encoding="utf-8")).body:
            if not isinstance(definition, ast.ClassDef):
                continue
            for method in definition.body:
                if isinstance(method, ast.FunctionDef) and isinstance(method.returns, ast.Name):
                    place = places.get(method.returns.id, "")
                    if ".resources." in place and not method.name.startswith("_"):
                        yield place
        yield from (f"eosconnect.resources.synchronous.sensor.{name}" for name in SENSORS)

    return shown(names())


def models() -> str:
    """Every public model, in the order of its modules."""
    return shown(name for name in imported(SOURCE / "models" / "__init__.py").values() if not name.endswith(".Listing"))


def watching() -> str:
    """Every public class and function of the watching."""
    names = imported(SOURCE / "watching" / "__init__.py").values()
    return shown(name for name in names if not name.rpartition(".")[2].isupper())


def dataset() -> str:
    """Everything public of the dataset export; its asynchronous form is said in words."""
    names = imported(SOURCE / "dataset" / "__init__.py").values()
    return shown(name for name in names if ".asynchronous." not in name)
