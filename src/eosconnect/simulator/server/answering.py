"""From an answer of the simulated machine to an HTTP response: paging, empty answers, JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from starlette.responses import Response

from eosconnect.simulator.answers.answer import Answer, File, Items, Nothing, Record, Refusal
from eosconnect.simulator.server.endpoints import Endpoint
from eosconnect.simulator.server.fault import Fault
from eosconnect.simulator.server.files import FileResponse
from eosconnect.simulator.server.problems import problem

__all__ = ["respond"]


def respond(endpoint: Endpoint, answer: Answer, arguments: Mapping[str, Any], faults: Sequence[Fault] = ()) -> Response:
    """The response that carries ``answer``."""
    match answer:
        case Items():
            return as_json(_page(endpoint, answer, arguments, faults))
        case Record(value):
            return as_json(value)
        case File():
            return _as_file(answer, faults)
        case Nothing() if 204 in endpoint.statuses or 201 in endpoint.statuses:
            return Response(status_code=204 if 204 in endpoint.statuses else 201)
        case Nothing() if endpoint.changes_machine:
            return Response(status_code=200)
        case Nothing():
            return as_json(b"[]" if endpoint.gives_list else b"")
        case Refusal(status, detail):
            return problem(status, detail)


def as_json(value: Any) -> Response:
    """``value`` as JSON; bytes are rendered already."""
    content = value if isinstance(value, bytes) else msgspec.json.encode(value)
    return Response(content, media_type="application/json; charset=utf-8")


def _as_file(file: File, faults: Sequence[Fault]) -> Response:
    # A share of a file can only be told when its length is known, and only a known length can be wrong.
    shares = any(isinstance(at, float) for fault in faults for at in (fault.reset_at, fault.truncate_at))
    wrong = any(fault.wrong_length for fault in faults)
    cut_at = next((fault.cut_at for fault in faults if fault.cut_at is not None), None)
    return FileResponse(file, measured=shares or wrong, cut_at=cut_at)


def _page(endpoint: Endpoint, items: Items, arguments: Mapping[str, Any], faults: Sequence[Fault]) -> list[Any] | bytes:
    take = arguments.get("take", endpoint.page[0] if endpoint.page else None)
    skip = arguments.get("skip", 0)
    if not any(fault.reverse for fault in faults):
        return items.page(skip, take)
    count = items.count
    start = min(skip, count)
    stop = count if take is None else min(start + take, count)
    rows = items.window(count - stop, count - start)
    rows = msgspec.json.decode(rows) if isinstance(rows, bytes) else rows
    return rows[::-1]
