"""Holding an answer against the document: status, media type, and JSON to the last property."""

from __future__ import annotations

from functools import cache
from typing import Any

import httpx2
import jsonschema
from openapi_schema_validator import OAS30Validator

from eosconnect.decisions.operations import OPERATIONS, Operation
from eosconnect.document import load_document

__all__ = ["assert_as_documented"]


def _plain(schema: Any) -> Any:
    """An OpenAPI 3.0 schema as JSON Schema that refuses properties the document does not know."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    own = {name: _plain(value) for name, value in schema.items() if name != "nullable"}
    if "properties" in own:
        own.setdefault("additionalProperties", False)
    return {"anyOf": [own, {"type": "null"}]} if schema.get("nullable") is True else own


@cache
def _components() -> dict[str, Any]:
    return {"components": {"schemas": _plain(load_document()["components"]["schemas"])}}


@cache
def _validator(id: str, status: str) -> jsonschema.Draft202012Validator:
    schema = _responses(OPERATIONS[id])[status]["content"]["application/json"]["schema"]
    return jsonschema.Draft202012Validator(
        {**_plain(schema), **_components()}, format_checker=OAS30Validator.FORMAT_CHECKER
    )


def _responses(operation: Operation) -> dict[str, Any]:
    responses: dict[str, Any] = load_document()["paths"][operation.path][operation.method.lower()]["responses"]
    return responses


def assert_as_documented(operation: Operation, answer: httpx2.Response) -> None:
    """The status is listed, and the content is what the document says of it, to the letter."""
    where, status = f"{operation.id}: {answer.request.url}", str(answer.status_code)
    assert status in _responses(operation), where
    content = _responses(operation)[status].get("content")
    if answer.is_success and not content:
        assert answer.content == b"", where
    elif answer.is_success and answer.content:
        media_type = answer.headers["content-type"].partition(";")[0]
        assert media_type in content, where
        if media_type == "application/json":
            found = _validator(operation.id, status).iter_errors(answer.json())
            assert [f"{error.json_path}: {error.message}" for error in found][:3] == [], where
