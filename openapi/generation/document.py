"""What the steps read from the document."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from openapi.generation.output import DOCUMENT

METHODS = {"get", "put", "post", "delete", "patch"}


class Operation(NamedTuple):
    id: str
    tag: str
    method: str
    path: str
    content: Mapping[str, Any]

    def extension(self, name: str) -> Any:
        return self.content.get(f"x-eos-{name}")

    @property
    def machines(self) -> tuple[str, ...]:
        return tuple(self.extension("machines") or ())


class DataPoint(NamedTuple):
    key: str
    content: Mapping[str, Any]

    @property
    def counted(self) -> str | None:
        """``laser`` or ``shutter`` if there is one of it for each."""
        numbered: str | None = self.content["numbered"]
        return numbered and numbered.removesuffix("Number")

    @property
    def unit(self) -> str:
        unit: str | None = self.content["unit"]
        return unit or ""

    @property
    def operations(self) -> dict[str, Operation]:
        """The operations that read it, by ``values``, ``current`` and ``description``."""
        return {
            operation.path.rpartition("/")[2]: operation
            for operation in operations()
            if operation.extension("data-point") == self.key
        }

    def operation(self, kind: str) -> str | None:
        found = self.operations.get(kind)
        return found.id if found else None

    @property
    def explanation(self) -> str:
        """The sentences that the descriptions of its operations have in common."""
        texts = [re.split(r"(?<=\.) ", operation.content["description"]) for operation in self.operations.values()]
        return " ".join(sentence for sentence in texts[0] if all(sentence in text for text in texts))


def snake_case(name: str) -> str:
    """As the generator spells it: ``getLayerImageMetadata`` -> ``get_layer_image_metadata``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


@cache
def document() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    return content


@cache
def operations() -> list[Operation]:
    """All operations, by tag and id."""
    found = [
        Operation(snake_case(content["operationId"]), snake_case(content["tags"][0]), method.upper(), path, content)
        for path, item in document()["paths"].items()
        for method, content in item.items()
        if method in METHODS
    ]
    return sorted(found, key=lambda operation: (operation.tag, operation.id))


@cache
def data_points() -> list[DataPoint]:
    """All data points, by key."""
    return [DataPoint(key, content) for key, content in sorted(document()["x-eos-data-points"].items())]
