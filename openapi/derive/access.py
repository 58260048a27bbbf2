"""The two operations outside the documented API, and how requests are authorised."""

from __future__ import annotations

from typing import Any

from openapi.derive.schemas import described
from openapi.derive.tables import table
from openapi.derive.words import parameter_words, response_words

SCHEME = "clientCredentials"
TAGS = ("auth", "versions")

STRING = {"type": "string"}
INTEGER = {"type": "integer"}
REPEATABLE = {"x-eos-repeatable": True, "x-eos-changes-machine": False}


def paths(servers: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "/auth/connect/token": {"servers": servers, "post": request_token()},
        "/api/supportedVersions": {"servers": servers, "get": list_supported_versions()},
    }


def request_token() -> dict[str, Any]:
    fields = {"grant_type": {**STRING, "x-eos-default": "client_credentials"}, "client_id": STRING}
    fields["client_secret"] = {**STRING, "format": "password"}
    form = {
        "type": "object",
        "required": list(fields),
        "properties": {
            name: {**field, "description": parameter_words("requestToken", name)} for name, field in fields.items()
        },
    }
    return {
        **opening("requestToken", "auth"),
        "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}},
        "responses": {
            "200": answer("requestToken", "200", {"$ref": "#/components/schemas/AccessToken"}),
            "400": answer("requestToken", "400"),
        },
        **REPEATABLE,
    }


def list_supported_versions() -> dict[str, Any]:
    versions = {"type": "array", "items": {"$ref": "#/components/schemas/SupportedVersion"}}
    return {
        **opening("listSupportedVersions", "versions"),
        "responses": {"200": answer("listSupportedVersions", "200", versions)},
        **REPEATABLE,
    }


def opening(name: str, tag: str) -> dict[str, Any]:
    words = table("wording")["operations"][name]
    return {
        "tags": [tag],
        "summary": words["summary"],
        "description": words["description"],
        "operationId": name,
        "security": [],
    }


def answer(name: str, status: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    content = {"content": {"application/json": {"schema": schema}}} if schema else {}
    return {"description": response_words(name, status), **content}


def schemas() -> dict[str, Any]:
    token = {"access_token": STRING, "token_type": STRING, "expires_in": INTEGER}
    version = {"majorVersion": INTEGER, "minorVersion": INTEGER}
    return {
        name: described(name, {"type": "object", "properties": {key: dict(kind) for key, kind in properties.items()}})
        for name, properties in (("AccessToken", token), ("SupportedVersion", version))
    }


def security_schemes() -> dict[str, Any]:
    flow = {"clientCredentials": {"tokenUrl": "/auth/connect/token", "scopes": {}}}
    return {SCHEME: {"type": "oauth2", "flows": flow}}
