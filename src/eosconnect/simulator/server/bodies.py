"""Reading what a client sends: JSON as a value, a form as it comes in, however large its files are."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import attrs
import msgspec
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from eosconnect.simulator.answers.answer import Form, Uploaded
from eosconnect.simulator.server.endpoints import Endpoint
from eosconnect.simulator.world.tasks import LARGEST_TASK_FILE

__all__ = ["BodyRefused", "read_form", "read_json"]

#: Files up to this size are kept, and so is all JSON.
KEPT = 1024**2
#: What a form may hold besides its files.
ENVELOPE = 64 * 1024
JSON_TYPES = ("application/json", "text/json")


class BodyRefused(Exception):
    """The body cannot be taken."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


async def read_json(request: Request, endpoint: Endpoint) -> Any:
    """The value of a JSON body, ``None`` when there is no body."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in JSON_TYPES and not media_type.endswith("+json"):
        raise BodyRefused(415 if 415 in endpoint.statuses else 400, "The body must be application/json.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > KEPT:
            raise BodyRefused(400, "The body is too large.")
    try:
        return msgspec.json.decode(bytes(body)) if body else None
    except msgspec.DecodeError as wrong:
        raise BodyRefused(400, f"The body is not JSON: {wrong}.") from None


async def read_form(request: Request, *, largest: int = LARGEST_TASK_FILE) -> Form:
    """What a multipart body holds; nothing, when the body is something else.

    Files are counted while they come in, and only small ones are kept.

    Args:
        largest: bytes that a file may have.

    Raises:
        BodyRefused: a file is too large, or the form is broken.
    """
    media_type, options = parse_options_header(request.headers.get("content-type", ""))
    if media_type != b"multipart/form-data" or not options.get(b"boundary"):
        return Form()
    too_large = BodyRefused(400, f"A file may have {largest} bytes at most.")
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > largest + ENVELOPE:
        raise too_large
    reader = _FormReader()
    parser = MultipartParser(options[b"boundary"], reader.callbacks())  # type: ignore[arg-type]  # its own TypedDict
    try:
        async for chunk in request.stream():
            parser.write(chunk)
            if reader.size > largest:
                raise too_large
        parser.finalize()
    except FormParserError:
        raise BodyRefused(400, "The form is broken.") from None
    if not reader.complete:
        raise BodyRefused(400, "The form is broken.")
    return Form(files=tuple(reader.files), fields=reader.fields)


@attrs.define
class _FormReader:
    """Collects what the parser finds."""

    files: list[Uploaded] = attrs.field(factory=list)
    fields: dict[str, str] = attrs.field(factory=dict)
    complete: bool = False
    size: int = 0
    _headers: dict[bytes, bytes] = attrs.field(factory=dict)
    _name: bytes = b""
    _value: bytes = b""
    _disposition: dict[bytes, bytes] = attrs.field(factory=dict)
    _content: bytearray = attrs.field(factory=bytearray)
    _digest: Any = attrs.field(factory=sha256)

    def callbacks(self) -> dict[str, Any]:
        names = (
            "part_begin",
            "header_field",
            "header_value",
            "header_end",
            "headers_finished",
            "part_data",
            "part_end",
        )
        return {f"on_{name}": getattr(self, name) for name in names} | {"on_end": self.end}

    def part_begin(self) -> None:
        self._headers, self._content, self._digest, self.size = {}, bytearray(), sha256(), 0

    def header_field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def headers_finished(self) -> None:
        self._disposition = parse_options_header(self._headers.get(b"content-disposition", b""))[1]

    def part_data(self, data: bytes, start: int, end: int) -> None:
        self.size += end - start
        self._digest.update(memoryview(data)[start:end])
        if len(self._content) <= KEPT:
            self._content += data[start:end]

    def part_end(self) -> None:
        field = self._disposition.get(b"name", b"").decode(errors="replace")
        if b"filename" not in self._disposition:
            self.fields[field] = self._content[:KEPT].decode(errors="replace")
            return
        self.files.append(
            Uploaded(
                field=field,
                filename=self._disposition[b"filename"].decode(errors="replace"),
                size=self.size,
                sha256=self._digest.hexdigest(),
                content=bytes(self._content) if self.size <= KEPT else None,
            )
        )

    def end(self) -> None:
        self.complete = True
