"""The addresses of the machine's web page, and what stands at each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Any

import attrs
import msgspec
from starlette.responses import RedirectResponse, Response

from eosconnect.simulator.answers import World
from eosconnect.simulator.server.problems import problem
from eosconnect.simulator.web import overview
from eosconnect.simulator.web.described import described
from eosconnect.simulator.world.ticks import to_datetime

__all__ = ["Pages"]

#: Whatever a page asks for comes from the machine itself. Swagger UI sets styles and draws its icons in place.
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
MEDIA_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json"}
SWAGGER_UI = ("swagger-ui.css", "swagger-ui-bundle.js")


@attrs.frozen(kw_only=True)
class Pages:
    """The web page of one machine.

    Attributes:
        document: of the Web API.
        world: the machine.
        versions: the Web API versions that it speaks, that of the document first.
        client_id: of its credentials; ``None`` when it asks for none.
        missing: the operations, in snake case, that the machine lacks.
        url: its origin.
    """

    document: Mapping[str, Any]
    world: World
    versions: Sequence[tuple[int, int]]
    client_id: str | None
    missing: Collection[str]
    url: Callable[[], str]

    def find(self, path: str) -> Response | None:
        """What stands at ``path``; ``None`` where nothing does."""
        match path.lower():
            case "/":
                return self._index()
            case "/swagger":
                return RedirectResponse("/swagger/", headers=HEADERS)
            case "/swagger/":
                return _page("swagger.html", self._titles() | {"client": self.client_id or ""})
            case "/swagger.json":
                content = described(self.document, self.world, self.versions, self.missing)
                return _sent("swagger.json", msgspec.json.encode(content))
            case "/page.css":
                return _sent("page.css", _own("page.css"))
            case "/swagger/start.js":
                return _sent("start.js", _own("start.js"))
            case asset if asset.removeprefix("/swagger/") in SWAGGER_UI:
                return _swagger_ui(asset.removeprefix("/swagger/"))
        return None

    def _titles(self) -> dict[str, str]:
        return {"product": self.world.profile.model, "serial": self.world.serial_number}

    def _index(self) -> Response:
        world = self.world
        told = {
            "now": overview.now(world),
            "interface": overview.interface(self.versions, url=self.url(), client_id=self.client_id),
            "jobs": overview.jobs(world),
            "messages": overview.messages(world),
            "areas": overview.areas(self.document, self.missing, model=world.profile.model),
        }
        telling = {"moment": f"{to_datetime(world.ticks()):%Y-%m-%d %H:%M:%S}", "seed": str(world.seed)}
        return _page("index.html", self._titles() | telling, told)


def _page(template: str, texts: Mapping[str, str], fragments: Mapping[str, str] | None = None) -> Response:
    values = {name: escape(text) for name, text in texts.items()} | dict(fragments or {})
    return _sent(template, Template(_own(template).decode()).substitute(values).encode())


def _sent(name: str, content: bytes) -> Response:
    media_type = MEDIA_TYPES["." + name.rpartition(".")[2]]
    return Response(content, headers=HEADERS, media_type=f"{media_type}; charset=utf-8")


def _own(name: str) -> bytes:
    return (files("eosconnect.simulator.web") / name).read_bytes()


def _swagger_ui(name: str) -> Response:
    folder = _swagger_ui_folder()
    if folder is None:
        return problem(404, "Swagger UI is not installed: pip install 'eosconnect-sdk[simulator]'")
    return _sent(name, (folder / name).read_bytes())


@cache
def _swagger_ui_folder() -> Path | None:
    """Where flask-swagger-ui keeps the files of Swagger UI; that package itself is not imported, nor is Flask."""
    spec = find_spec("flask_swagger_ui")
    return None if spec is None or spec.origin is None else Path(spec.origin).parent / "dist"
