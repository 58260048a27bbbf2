"""The operations of the vendored document, as the server needs them: where they are, what they take, what they list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

import attrs

__all__ = ["Endpoint", "Kind", "Parameter", "Place", "RoutingTable", "read_endpoints"]

Kind = Literal["integer", "number", "boolean", "timestamp", "text"]

#: Where the operations of the Web API are, below the origin.
BASE_PATH = re.compile(r"/api/v(\d{1,4})\.(\d{1,4})", re.ASCII | re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Parameter:
    """One parameter in the path or the query."""

    name: str
    place: str
    required: bool
    kind: Kind
    several: bool = False
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@attrs.frozen(kw_only=True)
class Endpoint:
    """One operation.

    Attributes:
        id: in snake case.
        path: as the document writes it, below the base path (or the origin, outside the Web API).
        in_web_api: whether it lives below ``/api/vX.Y``; the token request and the list of versions do not.
        needs_token: 401 is listed, or the operation changes the machine.
        page: default size and stated maximum of a page, for operations with ``take``.
        machines, filter_system: what supports it; ``None`` when the document does not say.
        gives_list: whether the answer is a JSON array.
        body: what the request has in its body: ``json``, ``form``, or nothing.
    """

    id: str
    method: str
    path: str
    in_web_api: bool
    parameters: tuple[Parameter, ...]
    statuses: frozenset[int]
    needs_token: bool
    changes_machine: bool
    page: tuple[int, int | None] | None
    machines: tuple[str, ...] | None
    filter_system: str | None
    since: tuple[int, int] | None
    gives_list: bool
    body: Literal["json", "form"] | None = None


def read_endpoints(document: Mapping[str, Any]) -> Iterator[Endpoint]:
    """Every operation of the document, in its order."""
    for path, item in document["paths"].items():
        for method in ("get", "post", "put", "patch", "delete"):
            if method in item:
                yield _endpoint(document, path, method.upper(), item, item[method])


def _endpoint(
    document: Mapping[str, Any], path: str, method: str, item: Mapping[str, Any], operation: Mapping[str, Any]
) -> Endpoint:
    own_servers = operation.get("servers") or item.get("servers")
    below_origin = urlsplit(own_servers[0]["url"]).path.rstrip("/") if own_servers else None
    statuses = frozenset(int(status) for status in operation["responses"] if status.isdigit())
    changes_machine = bool(operation.get("x-eos-changes-machine"))
    page = operation.get("x-eos-page")
    machines = operation.get("x-eos-machines")
    since = operation.get("x-eos-since")
    return Endpoint(
        id=snake_case(operation["operationId"]),
        method=method,
        path=path if below_origin is None else below_origin + path,
        in_web_api=below_origin is None,
        parameters=tuple(
            _parameter(document, resolve(document, parameter))
            for parameter in (*item.get("parameters", ()), *operation.get("parameters", ()))
        ),
        statuses=statuses,
        # The document lists no 401 for the license update, but says that whoever changes something needs credentials.
        needs_token=401 in statuses or changes_machine,
        changes_machine=changes_machine,
        page=(page["default"], page.get("maximum")) if page else None,
        machines=tuple(machines) if machines is not None else None,
        filter_system=operation.get("x-eos-filter-system"),
        since=parse_version(since) if since else None,
        gives_list=_gives_list(document, operation),
        body=_body(operation),
    )


def _body(operation: Mapping[str, Any]) -> Literal["json", "form"] | None:
    content = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        return "form"
    return "json" if "application/json" in content else None


def _parameter(document: Mapping[str, Any], parameter: Mapping[str, Any]) -> Parameter:
    schema = resolve(document, parameter.get("schema", {}))
    several = schema.get("type") == "array"
    if several:
        schema = resolve(document, schema.get("items", {}))
    if alternatives := schema.get("allOf"):  # how a reference is given siblings in OpenAPI 3.0
        schema = {**resolve(document, alternatives[0]), **schema}
    kind: Kind = "text"
    if schema.get("type") in ("integer", "number", "boolean"):
        kind = schema["type"]
    elif schema.get("format") == "date-time":
        kind = "timestamp"
    return Parameter(
        name=parameter["name"],
        place=parameter["in"],
        required=bool(parameter.get("required")),
        kind=kind,
        several=several,
        choices=tuple(choice for choice in schema.get("enum", ()) if choice is not None),
        minimum=schema.get("minimum"),
        maximum=schema.get("maximum"),
    )


def _gives_list(document: Mapping[str, Any], operation: Mapping[str, Any]) -> bool:
    content = resolve(document, operation["responses"].get("200", {})).get("content", {})
    schema = resolve(document, content.get("application/json", {}).get("schema", {}))
    return bool(schema.get("type") == "array")


def resolve(document: Mapping[str, Any], value: Mapping[str, Any]) -> Mapping[str, Any]:
    """``value``, or what its reference points to."""
    while "$ref" in value:
        target: Any = document
        for step in value["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        value = target
    return value


def snake_case(operation_id: str) -> str:
    """``getInfoBrand`` becomes ``get_info_brand``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", operation_id).lower()


def parse_version(text: str) -> tuple[int, int]:
    major, minor = text.lstrip("v").split(".")
    return int(major), int(minor)


@attrs.frozen
class Place:
    """What stands at a path: its endpoints by method, and the values of the path's variables."""

    endpoints: Mapping[str, Endpoint]
    variables: tuple[str, ...]
    version: tuple[int, int] | None

    def path_values(self, endpoint: Endpoint) -> dict[str, str]:
        return dict(zip(re.findall(r"\{(\w+)\}", endpoint.path), self.variables, strict=True))


class RoutingTable:
    """Finds what stands at a path, without regard to letter case; a fixed segment goes before a variable one."""

    def __init__(self, endpoints: Iterator[Endpoint]) -> None:
        self.endpoints = {endpoint.id: endpoint for endpoint in endpoints}
        self._web_api: dict[str, Any] = {}
        self._origin: dict[str, Any] = {}
        for endpoint in self.endpoints.values():
            node = self._web_api if endpoint.in_web_api else self._origin
            for segment in endpoint.path.strip("/").split("/"):
                node = node.setdefault("{}" if segment.startswith("{") else segment.lower(), {})
            node.setdefault("/", {})[endpoint.method] = endpoint  # no segment can hold a slash

    def find(self, raw_path: str) -> Place | None:
        """``raw_path`` as it arrived, percent-encoded: an encoded slash belongs to its segment."""
        base = BASE_PATH.match(raw_path)
        version = (int(base[1]), int(base[2])) if base and raw_path[base.end() : base.end() + 1] in ("", "/") else None
        below = raw_path[base.end() :] if base and version else raw_path
        segments = [unquote(segment) for segment in below.removeprefix("/").removesuffix("/").split("/")]
        found = _walk(self._web_api if version else self._origin, segments, ())
        return Place(*found, version) if found else None


def _walk(
    node: Mapping[str, Any], segments: list[str], variables: tuple[str, ...]
) -> tuple[Mapping[str, Endpoint], tuple[str, ...]] | None:
    if not segments:
        return (node["/"], variables) if "/" in node else None
    first, *rest = segments
    fixed = node.get(first.lower()) if first not in ("{}", "/") else None
    found = _walk(fixed, rest, variables) if fixed is not None else None
    if found is None and first and "{}" in node:
        found = _walk(node["{}"], rest, (*variables, first))
    return found
