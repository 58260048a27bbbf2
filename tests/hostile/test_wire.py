"""Whatever comes over the wire ends in a result or a typed error, within the deadline and in bounded memory."""

from __future__ import annotations

import gzip
import json
import time
import tracemalloc
import zlib
from functools import cache
from itertools import product

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eosconnect.errors import EosConnectError, MachineTimeoutError, MachineUnreachableError, UnexpectedResponseError
from eosconnect.settings import Timeouts
from eosconnect.transport.asynchronous.exchange import AsyncExchange
from eosconnect.transport.synchronous.exchange import Exchange

BRAND = "/info/brand"
TOKEN = "/auth/connect/token"
SOON = 0.15
#: Far above SOON also on a busy computer, far below what any of these answers would take.
LATE = 20.0


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", "Content-Type: application/json", *lines, "", ""]).encode()


def chunked(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (*pieces, b""))


PACKED = gzip.compress(b'{"id":"J1"}', mtime=0)
WHOLE = {
    "of a stated length": head("Content-Length: 11") + b'{"id":"J1"}',
    "in chunks": head("Transfer-Encoding: chunked") + chunked(b'{"id"', b':"J1"}'),
    "compressed": head(f"Content-Length: {len(PACKED)}", "Content-Encoding: gzip") + PACKED,
    "compressed, in chunks": head("Transfer-Encoding: chunked", "Content-Encoding: gzip") + chunked(PACKED),
    "as long as the connection": head("Connection: close") + b'{"id":"J1"}',
}


@pytest.fixture
def plain(serve, connect, answer):
    """A machine without TLS, which is quicker, and a connection to it with a token at hand."""
    server = serve(None)
    server.on(BRAND, answer("EOS"))
    link = connect(server, host=f"http://localhost:{server.port}")
    link.brand()
    return server, link


#: How a machine is reached. In the last one the caller's client has a connection already, which it made by itself.
WAYS = ["TLS", "plain http", "a client of one's own", "a client of one's own that has been used"]


@pytest.fixture(params=WAYS)
def reached(request, serve, connect, answer, own_client):
    """A machine, and what makes a connection that has reached it in each of these ways."""
    server = serve(None if request.param == "plain http" else "good")
    server.on(BRAND, answer("EOS"))

    def reach(**options):
        if request.param == "plain http":
            options["host"] = f"http://localhost:{server.port}"
        if request.param.startswith("a client"):
            options["http_client"] = own_client()
        link = connect(server, **options)
        if request.param.endswith("used"):
            link.run(options["http_client"].get(f"https://{server.host}/api/v6.1{BRAND}"))
            assert server.connections == 1
        link.brand()
        assert server.connections == 1
        return link

    return server, reach


# Cut off


@pytest.mark.parametrize("form", WHOLE)
def test_a_read_that_is_cut_at_any_byte_is_complete_in_the_end(plain, answer, form):
    server, link = plain
    for cut in range(len(WHOLE[form])):
        server.on("/jobs/J1", answer(raw=WHOLE[form][:cut]), answer(raw=WHOLE[form]))
        assert link.call("get_job", job_id="J1") == {"id": "J1"}


@pytest.mark.parametrize("form", ["of a stated length", "compressed, in chunks"])
def test_a_change_that_is_cut_at_any_byte_is_sent_once_and_says_so(plain, answer, form):
    server, link = plain
    cuts = range(len(WHOLE[form]))
    for cut in cuts:
        server.on("/jobs/J1", answer(raw=WHOLE[form][:cut]))
        with pytest.raises(EosConnectError) as caught:
            link.call("delete_job", job_id="J1")
        assert caught.value.machine_may_have_changed, cut
    assert len(server.arrived("/jobs/J1")) == len(cuts)


def test_a_token_that_is_cut_at_any_byte_is_asked_for_again(plain, answer):
    server, link = plain
    body = json.dumps({"access_token": "t", "expires_in": 60}).encode()
    whole = head(f"Content-Length: {len(body)}") + body
    for cut in range(len(whole)):
        forget_token(link)
        server.on(TOKEN, answer(raw=whole[:cut]), server.give_token)
        assert link.brand() == "EOS"


# Lengths and types that do not fit


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: 4",),
        ("Content-Length: 50",),
        ("Content-Length: -5",),
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: five",),
        ("Content-Length: 99999999999999999999999999",),
        ("Content-Length: 5", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: pigeon",),
        ("Transfer-Encoding: chunked",),
    ],
)
def test_a_wrong_length_is_noticed(plain, answer, clock, lines):
    server, link = plain
    server.on(BRAND, answer(raw=head(*lines) + b'"EOS"'))
    with pytest.raises((MachineUnreachableError, UnexpectedResponseError)):
        link.brand()
    server.on(BRAND, answer("EOS"))
    assert link.brand() == "EOS"


@pytest.mark.parametrize(
    "kind_of_content", ["", "text/html", "image/png", "application/json; charset=utf-16", "\xff;="]
)
def test_a_wrong_content_type_does_not_hide_a_good_answer(plain, answer, kind_of_content):
    server, link = plain
    server.on(BRAND, answer("EOS", headers={"Content-Type": kind_of_content}))
    assert link.brand() == "EOS"


@pytest.mark.parametrize("body", [b"<html>login</html>", b"\x89PNG\r\n", b"PK\x03\x04", b"EOS", b"[1,", b"\xff\xfe"])
def test_what_is_not_json_is_a_typed_error_whatever_it_is_called(plain, answer, clock, body):
    server, link = plain
    server.on(BRAND, answer(body))
    with pytest.raises(UnexpectedResponseError, match="the answer is not JSON but"):
        link.brand()


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 100_000, b"[" * 100_000 + b"]" * 100_000, b"9" * 10_000, b'"' + b"\\u12" * 9 + b'"'],
)
def test_deeply_nested_and_endless_values_are_a_typed_error(plain, answer, clock, body):
    server, link = plain
    server.on(BRAND, answer(body))
    with pytest.raises(UnexpectedResponseError, match="not JSON"):
        link.brand()


# Bombs


@cache
def bomb(size: int) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    zeros = bytes(1 << 20)
    return b"".join([*(packer.compress(zeros) for _ in range(size >> 20)), packer.flush()])


@pytest.fixture
def small(monkeypatch):
    """The largest body is 4 MiB here."""
    for kind in (AsyncExchange, Exchange):
        monkeypatch.setattr(kind.content, "__defaults__", (4 << 20,))


def peak_of(work) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_compressed_bomb_is_refused_before_it_fills_the_memory(plain, answer, clock, small):
    server, link = plain
    server.on(BRAND, answer(bomb(48 << 20), headers={"Content-Encoding": "gzip"}))

    def read():
        with pytest.raises(UnexpectedResponseError, match="larger than 4096 KiB"):
            link.brand()

    assert peak_of(read) < 24 << 20


@pytest.mark.parametrize("path", [BRAND, TOKEN])
@pytest.mark.parametrize("compression", ["gzip, gzip", "gzip,gzip,gzip", "br", "zstd", "gzip, br", "secret-sauce"])
def test_what_is_compressed_as_nobody_asked_is_refused_unread(serve, connect, answer, clock, path, compression):
    server = serve(None)
    link = connect(server, host=f"http://localhost:{server.port}")
    server.on(path, answer(gzip.compress(bomb(48 << 20)), headers={"Content-Encoding": compression}))

    def read():
        with pytest.raises(UnexpectedResponseError, match="compressed in a way that was not asked for"):
            link.brand()

    assert peak_of(read) < 8 << 20


def test_an_error_with_an_endless_explanation_is_that_error(plain, answer, small):
    server, link = plain
    server.on(BRAND, answer(bomb(48 << 20), 400, headers={"Content-Encoding": "gzip"}))

    def read():
        with pytest.raises(EosConnectError, match="status 400"):
            link.brand()

    assert peak_of(read) < 24 << 20


def test_a_refusal_with_an_endless_explanation_is_not_read_to_its_end(plain, answer, clock):
    server, link = plain
    server.on(BRAND, answer(b"x" * 10_000_000, 401))
    with pytest.raises(UnexpectedResponseError, match="larger than 64 KiB"):
        link.brand()


# Slowly and without an end


DRIPS = {
    "a head": (head("X-Slow: " + "o" * 9000), 1, 0.01),
    "provisional answers": (b"HTTP/1.1 102 Processing\r\n\r\n" * 200_000, 1 << 14, 0.0),
    "a body": (head("Content-Length: 100000") + b'"' + b"E" * 90_000, 1, 0.01),
    "chunks": (head("Transfer-Encoding: chunked") + b"1\r\n \r\n" * 100_000, 6, 0.01),
    "the length of a chunk": (head("Transfer-Encoding: chunked") + b"0" * 50_000, 1, 0.01),
    "the name in a gzip header": (
        head("Content-Length: 100000000", "Content-Encoding: gzip") + b"\x1f\x8b\x08\x08" + bytes(6) + b"n" * 9_000_000,
        1 << 12,
        0.001,
    ),
}


def hurry(link, seconds: float) -> None:
    """From now on a call has no more time than this; what came before may have taken its time on a busy computer."""
    link.connection.settings = attrs.evolve(link.settings, timeout=Timeouts(total=seconds))


def forget_token(link) -> None:
    tokens = link.connection._session.tokens
    tokens.refused(tokens.token)


@pytest.mark.parametrize("path", [BRAND, TOKEN])
@pytest.mark.parametrize(
    ("reached", "drip"),
    [("TLS", drip) for drip in DRIPS] + list(product(WAYS[1:], ["a head", "provisional answers"])),
    indirect=["reached"],
)
def test_what_never_comes_to_an_end_ends_at_the_deadline(reached, answer, path, drip):
    server, reach = reached
    raw, piece, pause = DRIPS[drip]
    link = reach(retries=0)
    if path == TOKEN:
        forget_token(link)
    server.on(path, answer(raw=raw, piece=piece, between=lambda: time.sleep(pause)))
    hurry(link, SOON)
    started = time.monotonic()
    # Of a token's answer, the limit of its size may come first.
    with pytest.raises(
        (MachineTimeoutError, UnexpectedResponseError) if path == TOKEN else MachineTimeoutError
    ) as caught:
        link.brand()
    assert "within 0.15 s" in str(caught.value) or "larger than 64 KiB" in str(caught.value)
    assert time.monotonic() - started < LATE
    assert (caught.value.path == TOKEN) == (path == TOKEN)


@pytest.mark.parametrize("reached", WAYS[:2], indirect=True)
@pytest.mark.parametrize("drip", ["a head", "provisional answers"])
def test_a_change_whose_answer_never_ends_may_have_happened(reached, answer, drip):
    server, reach = reached
    raw, piece, pause = DRIPS[drip]
    link = reach()
    server.on("/jobs/J1", answer(raw=raw, piece=piece, between=lambda: time.sleep(pause)))
    hurry(link, 1.0)  # long enough to be sent
    with pytest.raises(MachineTimeoutError) as caught:
        link.call("delete_job", job_id="J1")
    assert caught.value.machine_may_have_changed
    assert len(server.arrived("/jobs/J1")) == 1


def test_an_endless_head_is_refused(plain, answer, clock):
    server, link = plain
    server.on(BRAND, answer(raw=head()[:-2] + b"X: y\r\n" * 100_000))
    with pytest.raises(MachineUnreachableError):
        link.brand()


# Anything at all

lines = st.sampled_from(
    [
        b"HTTP/1.1 200 OK",
        b"HTTP/1.1 204 No",
        b"HTTP/1.1 401 No",
        b"HTTP/1.0 200",
        b"HTTP/1.1 302 Found",
        b"HTTP/1.1 100 Go",
    ]
)
headers = st.sampled_from(
    [
        b"Content-Length: 5", b"Content-Length: 0", b"Content-Length: 5, 5", b"Transfer-Encoding: chunked",
        b"Content-Encoding: gzip", b"Content-Encoding: deflate", b"Connection: close", b"Location: //:0/",
        b"Location: /\xff", b"Set-Cookie: a=b; expires=x", b"Retry-After: 1", b"Retry-After: Mon, 99 x", b"\xff: \xff",
        b" folded", b"Content-Type: \x01", b"Upgrade: h2c", b"Trailer: x", b":", b"",
    ]
)  # fmt: skip
bodies = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [b'"EOS"', b'5\r\n"EOS"\r\n0\r\n\r\n', b"ffffffffffff\r\n", b"0\r\nx: y\r\n\r\n", gzip.compress(b"1")]
    ),
)
answers = st.one_of(
    st.binary(max_size=200),
    st.builds(
        lambda line, several, body: b"\r\n".join([line, *several, b"", body]),
        lines,
        st.lists(headers, max_size=5),
        bodies,
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(raw=answers, path=st.sampled_from([BRAND, TOKEN, "/jobs/J1"]))
def test_any_bytes_at_all_end_in_a_result_or_a_typed_error(plain, answer, raw, path):
    server, link = plain
    before = len(server.arrived("/jobs/J1"))
    server.on(BRAND, answer("EOS"))
    server.on("/jobs/J1", answer(b"", 204))
    if link.connection._session.tokens.token is not None:
        forget_token(link)
    server.on(TOKEN, server.give_token)
    if path != TOKEN:
        link.brand()
    server.on(
        path, answer(raw=raw), answer(raw=raw), answer(raw=raw), answer("EOS") if path == BRAND else server.give_token
    )
    if path == "/jobs/J1":
        server.on(path, answer(raw=raw))
    call = link.brand if path != "/jobs/J1" else lambda: link.call("delete_job", job_id="J1")
    try:
        call()
    except EosConnectError as error:
        str(error)
    assert len(server.arrived("/jobs/J1")) - before == (path == "/jobs/J1")


def test_an_answer_that_is_longer_than_it_says_is_no_answer_to_the_next_question(reached, answer, clock):
    server, reach = reached
    more = b'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n"EVIL"'
    overlong = answer(b'"EOS"' + more, headers={"Content-Length": "5"})
    link = reach(max_concurrency=1)
    server.on(BRAND, overlong)
    assert link.brand() == "EOS"
    server.on("/info/type", answer("M290"))
    assert link.call("get_info_type") == "M290"
    assert link.brand() == "EOS"
    server.on("/jobs/J1", answer("deleted"))
    with pytest.raises(UnexpectedResponseError, match="left-over") as caught:
        link.call("delete_job", job_id="J1")
    assert caught.value.machine_may_have_changed
    assert link.brand() == "EOS"
    forget_token(link)
    assert link.call("get_info_type") == "M290"
