"""Bodies are read as they come in, and a file is never kept whole."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.requests import Request

from eosconnect.simulator.server.bodies import KEPT, BodyRefused, read_form

HEAD = b'--b\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n'
END = b"\r\n--b--\r\n"


def request(*chunks: bytes, content_type: str = "multipart/form-data; boundary=b") -> Request:
    """A request whose body arrives in these pieces."""

    async def pieces() -> AsyncIterator[dict[str, Any]]:
        for chunk in chunks:
            yield {"type": "http.request", "body": chunk, "more_body": True}
        yield {"type": "http.request", "body": b"", "more_body": False}

    arriving = pieces()

    async def receive() -> Any:
        return await anext(arriving)

    return Request({"type": "http", "headers": [(b"content-type", content_type.encode())]}, receive)


async def test_a_form_is_the_same_in_any_pieces() -> None:
    whole = (
        HEAD % b"a.data"
        + b"content\r\n--almost"
        + b'\r\n--b\r\nContent-Disposition: form-data; name="p"\r\n\r\nq'
        + END
    )
    expected = await read_form(request(whole))
    assert expected.files[0].content == b"content\r\n--almost"
    assert expected.fields == {"p": "q"}
    for size in (1, 2, 3, 7, 40):
        pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
        assert await read_form(request(*pieces)) == expected


async def test_a_large_file_is_counted_and_not_kept() -> None:
    block = bytes(range(256)) * 1024
    form = await read_form(request(HEAD % b"a.data", *[block] * 8, END))
    (file,) = form.files
    assert file.size == 8 * len(block) > KEPT
    assert file.sha256 == hashlib.sha256(block * 8).hexdigest()
    assert file.content is None


async def test_a_file_that_is_too_large_is_not_read_to_its_end() -> None:
    def endless() -> list[bytes]:
        return [HEAD % b"a.data", *[bytes(1000)] * 50]

    with pytest.raises(BodyRefused, match="10000 bytes"):
        await read_form(request(*endless(), END), largest=10_000)
    assert (await read_form(request(HEAD % b"a.data", bytes(10_000), END), largest=10_000)).files[0].size == 10_000


@pytest.mark.parametrize("chunks", [[HEAD % b"a.data", b"half of it"], [b"--c\r\n", END], [b""], [b"nonsense"]])
async def test_a_broken_form_is_refused(chunks: list[bytes]) -> None:
    with pytest.raises(BodyRefused):
        await read_form(request(*chunks))


async def test_what_is_no_form_has_no_files() -> None:
    for content_type in ("application/json", "multipart/form-data", ""):
        assert (await read_form(request(b"{}", content_type=content_type))).files == ()
