"""The file of a cassette: written at once, in UTF-8, and only if nothing that must not stand in it is left."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.pytest_plugin.environment import PLACEHOLDER_HOST
from eosconnect.pytest_plugin.scrubbing import Scrubber
from eosconnect.resources.local_files import clear_errors
from eosconnect.transport.token_exchange import TOKEN_PATH

__all__ = ["CassetteFile"]

#: Headers that are kept; all others tell about computers, programs and sessions.
REQUEST_HEADERS: Final = ("accept", "content-type")
RESPONSE_HEADERS: Final = ("content-type", "retry-after", "date")

TOKEN_ANSWER: Final = {"access_token": "recorded-token", "token_type": "Bearer", "expires_in": 3600}


class CassetteFile:
    """What vcrpy saves cassettes with and loads them from.

    Args:
        scrubber: for recording; knows already what is secret, and is told what the answers say. What was recorded
            before is not mixed in then.

    Attributes:
        complete: whether what has been recorded is to be written; otherwise what stood there stays.
    """

    def __init__(self, scrubber: Scrubber | None = None) -> None:
        self.complete = False
        self._scrubber = scrubber or Scrubber()
        self._recording = scrubber is not None

    def load_cassette(self, path: str, serializer: Any) -> Any:
        from vcr.persisters.filesystem import CassetteNotFoundError
        from vcr.serialize import deserialize
        from yaml import YAMLError

        if self._recording:
            raise CassetteNotFoundError
        file = Path(path)
        with clear_errors("read the cassette", file):
            content = file.read_bytes()
        try:
            return deserialize(content.decode("utf-8"), serializer)
        except (YAMLError, ValueError, LookupError, TypeError) as error:
            raise ConfigurationError(f"{file} is not a cassette", hint="record it anew with --eos-record") from error

    def save_cassette(self, path: str, cassette: dict[str, Any], serializer: Any) -> None:
        from vcr.serialize import serialize

        if not self.complete:
            return
        for response in cassette["responses"]:
            with suppress(ValueError):
                self._scrubber.collect(json.loads(response["body"]["string"]))
        for request, response in zip(cassette["requests"], cassette["responses"], strict=True):
            self._clean(request, response)
        file = Path(path)
        with clear_errors("write the cassette", file):
            file.parent.mkdir(parents=True, exist_ok=True)
            draft = file.with_suffix(".part")
            draft.write_text(serialize(cassette, serializer), encoding="utf-8", newline="\n")
            draft.replace(file)

    def _clean(self, request: Any, response: dict[str, Any]) -> None:
        address = urlsplit(request.uri)
        query = f"?{self._scrubber.address(address.query)}" if address.query else ""
        request.uri = f"https://{PLACEHOLDER_HOST}{self._scrubber.address(address.path)}{query}"
        request.headers = kept(request.headers, REQUEST_HEADERS)
        request.body = None  # of a token request it holds the secret, and others have none
        response["headers"] = kept(response["headers"], RESPONSE_HEADERS)
        body = response["body"]["string"].decode("utf-8")
        token = address.path == TOKEN_PATH and response["status"]["code"] == 200
        body = json.dumps(TOKEN_ANSWER) if token else self._scrubbed(body)
        response["body"]["string"] = body.encode()
        for text in (request.uri, body, *texts_of(response["headers"])):
            if self._scrubber.left_in(text):
                pytest.fail(
                    f"eos_cassette: nothing was written, because the answer to GET {urlsplit(request.uri).path} still "
                    "holds a name or secret after scrubbing; please report this",
                    pytrace=False,
                )

    def _scrubbed(self, body: str) -> str:
        try:
            json.loads(body)
        except ValueError:
            return self._scrubber.text(body)
        return self._scrubber.json(body)


def kept(headers: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name.lower(): value for name, value in headers.items() if name.lower() in names}


def texts_of(headers: dict[str, Any]) -> Iterator[str]:
    for values in headers.values():
        yield from [values] if isinstance(values, str) else values
