"""One token for everybody, fetched once, renewed early, never in the way of a call that could do without."""

from __future__ import annotations

import asyncio
import threading
import time
from urllib.parse import parse_qsl

import pytest
from eosconnect_api.api.auth import request_token
from eosconnect_api.models.request_token_body import RequestTokenBody

from eosconnect.errors import (
    ApiError,
    AuthenticationError,
    ConfigurationError,
    MachineUnreachableError,
    NotFoundError,
    ServerError,
    UnexpectedResponseError,
)

TOKEN = "/auth/connect/token"
BRAND = "/info/brand"


def sent_tokens(server, path=BRAND):
    return [request.headers.get("authorization") for request in server.arrived(path)]


def test_many_at_a_missing_token_make_one_request(server, connect, kind, answer):
    server.on(BRAND, answer("EOS"))
    count = 50 if kind == "sync" else 500
    assert connect(server, max_concurrency=4).many(count) == ["EOS"] * count
    assert len(server.arrived(TOKEN)) == 1
    assert set(sent_tokens(server)) == {"Bearer t0k3n-1"}


def test_many_at_an_expired_token_make_one_request(server, connect, kind, answer, clock):
    server.on(BRAND, answer("EOS"))
    # All requests are under way at the same moment, so that each of them meets the expired token.
    link = connect(server, max_concurrency=50)
    link.brand()
    clock.advance(3601)
    count = 50 if kind == "sync" else 500
    assert link.many(count) == ["EOS"] * count
    assert len(server.arrived(TOKEN)) == 2
    assert set(sent_tokens(server)[1:]) == {"Bearer t0k3n-2"}


def test_many_with_wrong_credentials_make_one_request(server, connect, answer, waiters):
    # The answer waits until all the others do, so that nobody comes after it and tries anew.
    server.on(TOKEN, answer({"error": "invalid_client"}, 400, before=waiters(19).wait))
    errors = connect(server, max_concurrency=20).many(20)
    assert {type(error) for error in errors} == {AuthenticationError}
    assert len(server.arrived(TOKEN)) == 1
    assert len({id(error) for error in errors}) == 20, "everybody gets an error of his own"


@pytest.mark.parametrize("kind", ["async"])  # threads are not cancelled
def test_one_who_is_cancelled_while_fetching_leaves_it_to_the_next(server, connect, answer, waiters):
    link = connect(server)
    server.on(BRAND, answer("EOS"))
    second_waits, asked, over = waiters(1), threading.Event(), threading.Event()
    server.on(TOKEN, answer(b"", before=lambda: asked.set() or over.wait(5)), server.give_token)

    async def cancel_the_first():
        first = asyncio.ensure_future(link.connection.call("get_info_brand", lambda reply: reply.json()))
        second = asyncio.ensure_future(link.connection.call("get_info_brand", lambda reply: reply.json()))
        await asyncio.to_thread(asked.wait, 5)
        await asyncio.to_thread(second_waits.wait, 5)
        first.cancel()
        return await asyncio.gather(first, second, return_exceptions=True)

    first, second = link.runner.run(cancel_the_first())
    over.set()
    assert isinstance(first, asyncio.CancelledError)
    assert second == "EOS"


def test_the_token_request_is_the_tutorials(link, server, secret):
    link.brand()
    (request,) = server.arrived(TOKEN)
    assert request.method == "POST"
    assert request.headers["content-type"].startswith("application/x-www-form-urlencoded")
    assert "authorization" not in request.headers
    assert set(request.body.decode().split("&")) == {
        "grant_type=client_credentials",
        "client_id=client",
        f"client_secret={secret}",
    }


def test_the_token_request_is_that_of_the_document(link, server):
    link.brand()
    (request,) = server.arrived(TOKEN)
    sent = dict(parse_qsl(request.body.decode()))
    documented = request_token._get_kwargs(body=RequestTokenBody.from_dict(sent))
    assert (documented["method"].upper(), documented["url"]) == (request.method, request.target)
    assert documented["data"] == sent
    assert set(documented["headers"].items()) <= {("Content-Type", request.headers["content-type"])}


def test_the_token_request_shares_the_connection(link, server):
    link.brand()
    assert server.arrived(TOKEN)[0].connection == server.arrived(BRAND)[0].connection


def test_the_old_token_is_served_while_one_renews(server, connect, answer, clock):
    server.on(BRAND, answer("EOS"))
    link = connect(server, max_concurrency=8)
    link.brand()
    clock.advance(3600 - 30)
    others_are_through = threading.Event()
    server.on(TOKEN, lambda arrived: answer(server.give_token(arrived).body, before=lambda: others_are_through.wait(5)))

    def count_through(arrived):
        if len(server.arrived(BRAND)) == 1 + 7:
            others_are_through.set()
        return answer("EOS")

    server.on(BRAND, count_through)
    assert link.many(8) == ["EOS"] * 8
    assert others_are_through.is_set()
    assert len(server.arrived(TOKEN)) == 2
    assert sorted(sent_tokens(server)[1:]) == ["Bearer t0k3n-1"] * 7 + ["Bearer t0k3n-2"]


@pytest.mark.parametrize("failure", ["status", "reset", "nonsense", "closed"])
def test_a_failed_early_renewal_fails_nobody(server, connect, answer, clock, failure):
    server.on(BRAND, answer("EOS"))
    link = connect(server, retries=0)
    link.brand()
    clock.advance(3600 - 30)
    server.on(
        TOKEN,
        {
            "status": answer(b"", 500),
            "reset": answer(b"x" * 10, reset_after=3),
            "nonsense": answer(b"<html>", headers={"Content-Type": "text/html"}),
            "closed": answer(reset_after=-1),
        }[failure],
    )
    assert link.brand() == "EOS"
    assert link.brand() == "EOS"
    assert sent_tokens(server) == ["Bearer t0k3n-1"] * 3
    assert len(server.arrived(TOKEN)) == 2, "after a failure the next attempt waits a little"
    clock.advance(6)
    server.on(TOKEN, server.give_token)
    assert link.brand() == "EOS"
    assert sent_tokens(server)[-1] == "Bearer t0k3n-2"


def test_short_lived_tokens_are_used_for_half_their_life(server, connect, answer, clock):
    server.on(TOKEN, lambda arrived: server.give_token(arrived, expires_in=10))
    server.on(BRAND, answer("EOS"))
    link = connect(server)
    link.brand()
    clock.advance(4)
    link.brand()
    clock.advance(2)
    link.brand()
    assert sent_tokens(server) == ["Bearer t0k3n-1", "Bearer t0k3n-1", "Bearer t0k3n-2"]


def test_a_401_is_replayed_once_with_a_new_token(link, server):
    server.on(BRAND, server.wants_token("t0k3n-1"))
    assert link.brand() == "EOS"
    server.on(BRAND, server.wants_token("t0k3n-2"))
    assert link.brand() == "EOS"
    assert len(server.arrived(TOKEN)) == 2
    assert sent_tokens(server) == ["Bearer t0k3n-1", "Bearer t0k3n-1", "Bearer t0k3n-2"]


def test_a_second_401_is_an_error(link, server, answer):
    server.on(BRAND, answer(b"", 401))
    with pytest.raises(AuthenticationError, match="does not accept the token") as caught:
        link.brand()
    assert caught.value.status == 401
    assert len(server.arrived(BRAND)) == 2


def test_many_at_a_refused_token_make_one_request(server, connect, answer):
    server.on(BRAND, server.wants_token("t0k3n-1"))
    link = connect(server, max_concurrency=8)
    link.brand()
    server.on(BRAND, server.wants_token("t0k3n-2"))
    assert link.many(8) == ["EOS"] * 8
    assert len(server.arrived(TOKEN)) == 2


def test_a_change_gets_a_fresh_token_first_and_is_sent_once(link, server, answer, clock):
    server.on("/jobs/J1", answer(b"", 204))
    link.brand()
    clock.advance(3600 - 30)
    assert link.call("delete_job", job_id="J1") is None
    assert sent_tokens(server, "/jobs/J1") == ["Bearer t0k3n-2"]


def test_a_change_waits_for_the_renewal_that_somebody_else_has_begun(server, connect, answer, clock, waiters):
    server.on(BRAND, answer("EOS"))
    server.on("/jobs/J1", answer(b"", 204))
    link = connect(server)
    link.brand()
    clock.advance(3600 - 30)
    changes_wait = waiters(2)
    server.on(TOKEN, lambda arrived: answer(server.give_token(arrived).body, before=lambda: changes_wait.wait(5)))
    assert link.many(3, "delete_job", job_id="J1") == [None] * 3
    assert sent_tokens(server, "/jobs/J1") == ["Bearer t0k3n-2"] * 3
    assert len(server.arrived(TOKEN)) == 2


def test_a_change_is_not_replayed_after_a_401(link, server, answer):
    server.on("/jobs/J1", answer(b"", 401))
    with pytest.raises(AuthenticationError) as caught:
        link.call("delete_job", job_id="J1")
    assert len(server.arrived("/jobs/J1")) == 1
    assert not caught.value.machine_may_have_changed
    assert link.brand() == "EOS"
    assert len(server.arrived(TOKEN)) == 2, "the refused token is not used again"


def test_the_token_request_before_a_change_may_be_repeated(link, server, answer, clock):
    server.on("/jobs/J1", answer(b"", 204))
    server.on(TOKEN, answer(b"", 503), answer(reset_after=-1), server.give_token)
    link.call("delete_job", job_id="J1")
    assert len(server.arrived(TOKEN)) == 3
    assert len(server.arrived("/jobs/J1")) == 1


def test_a_change_without_credentials_is_not_sent(server, connect):
    link = connect(server, client_id=None, client_secret=None)
    with pytest.raises(ConfigurationError, match="needs credentials") as caught:
        link.call("delete_job", job_id="J1")
    assert "client_secret" in caught.value.hint
    assert server.requests == []


def test_reading_works_without_credentials(server, connect, answer):
    server.on(BRAND, answer("EOS"))
    assert connect(server, client_id=None, client_secret=None).brand() == "EOS"
    assert sent_tokens(server) == [None]
    assert server.arrived(TOKEN) == []


def test_a_machine_that_wants_a_token_says_so_to_anonymous_readers(server, connect, answer):
    server.on(BRAND, answer(b"", 401))
    with pytest.raises(AuthenticationError, match="there are no credentials"):
        connect(server, client_id=None, client_secret=None).brand()


@pytest.mark.parametrize(
    ("body", "status", "kind_of_error", "words"),
    [
        ({"error": "invalid_client"}, 400, AuthenticationError, "does not know these credentials"),
        ({"error": "invalid_client", "error_description": "näh"}, 401, AuthenticationError, "näh"),
        ({"error": "invalid_scope"}, 400, AuthenticationError, "refuses to give a token"),
        (b"", 401, AuthenticationError, "does not know these credentials"),
        (b"", 404, NotFoundError, "/auth/connect/token does not exist"),
        (b"<!DOCTYPE html><title>Login</title>", 200, UnexpectedResponseError, "with an HTML page instead"),
        (b"token", 200, UnexpectedResponseError, "with plain text instead"),
        (b'{"access_token": "t', 200, UnexpectedResponseError, "cut off"),
        ([], 200, UnexpectedResponseError, "JSON of another shape"),
        ({"expires_in": 3600}, 200, UnexpectedResponseError, "no usable access_token"),
        ({"access_token": "a b\n", "expires_in": 3600}, 200, UnexpectedResponseError, "no usable access_token"),
        ({"access_token": "t", "expires_in": -1}, 200, UnexpectedResponseError, "expires_in"),
        ({"access_token": "t", "expires_in": "soon"}, 200, UnexpectedResponseError, "expires_in"),
        ({"access_token": "t", "expires_in": True}, 200, UnexpectedResponseError, "expires_in"),
        ({"access_token": "t", "expires_in": 9, "token_type": "mac"}, 200, UnexpectedResponseError, "token_type"),
        (b"", 500, ServerError, "status 500"),
        (b"", 302, ApiError, "another address"),
    ],
)
def test_every_way_to_get_no_token_has_its_own_words(server, connect, answer, body, status, kind_of_error, words):
    server.on(TOKEN, answer(body, status))
    with pytest.raises(kind_of_error, match=words) as caught:
        connect(server, retries=0).brand()
    assert (caught.value.method, caught.value.path) == ("POST", TOKEN)
    assert caught.value.hint or status == 500 or "token_type" in words or words == "expires_in"
    assert server.arrived(BRAND) == []


@pytest.mark.parametrize("stated", [None, "3600", 3600.0, 1e12])
def test_odd_but_clear_lifetimes_are_taken(server, connect, answer, stated):
    body = {"access_token": "t", "token_type": "bearer"}
    server.on(TOKEN, answer(body if stated is None else {**body, "expires_in": stated}))
    server.on(BRAND, answer("EOS"))
    link = connect(server)
    assert link.brand() == link.brand() == "EOS"
    assert len(server.arrived(TOKEN)) == 1


def test_a_token_endpoint_that_breaks_off_is_a_network_failure(server, connect, answer):
    server.on(TOKEN, answer(b"x" * 100, reset_after=10))
    with pytest.raises(MachineUnreachableError) as caught:
        connect(server, retries=1).brand()
    assert caught.value.path == TOKEN
    assert len(server.arrived(TOKEN)) == 2


def test_a_token_that_expires_during_a_long_download_does_not_end_it(server, connect, answer, clock):
    half_way, renewed = threading.Event(), threading.Event()
    pieces = iter([None, lambda: half_way.set() or renewed.wait(5)])
    content = bytes(range(256)) * 256
    server.on("/jobs/J1/export", answer(content, piece=40_000, between=lambda: (next(pieces, None) or bool)()))
    server.on(BRAND, lambda arrived: answer("EOS", before=renewed.set))
    link, received = connect(server), bytearray()

    async def download():
        async with link.connection.stream("download_job_export", job_id="J1") as reply:
            async for piece in reply.aiter_bytes():
                received.extend(piece)
                await asyncio.to_thread(half_way.wait, 5)
                if not renewed.is_set():
                    clock.advance(3601)
                    await link.connection.call("get_info_brand", lambda reply: reply.json())

    if link.runner:
        link.runner.run(download())
    else:
        with link.connection.stream("download_job_export", job_id="J1") as reply:
            for piece in reply.iter_bytes():
                received.extend(piece)
                half_way.wait(5)
                if not renewed.is_set():
                    clock.advance(3601)
                    link.brand()
    assert received == content
    assert len(server.arrived("/jobs/J1/export")) == 1
    assert sent_tokens(server, "/jobs/J1/export") == ["Bearer t0k3n-1"]
    assert sent_tokens(server) == ["Bearer t0k3n-2"]


@pytest.mark.parametrize("jump", [-20 * 365 * 86400, -3600, 3600, 20 * 365 * 86400])
def test_a_wall_clock_that_jumps_changes_nothing(server, connect, answer, monkeypatch, jump):
    server.on(BRAND, answer("EOS"))
    link = connect(server)
    link.brand()
    wall = time.time
    monkeypatch.setattr(time, "time", lambda: wall() + jump)
    assert link.brand() == "EOS"
    assert sent_tokens(server) == ["Bearer t0k3n-1"] * 2


def test_a_computer_that_slept_while_its_token_died_asks_for_one_more(server, connect):
    """The monotonic clock stands still while some systems sleep: the token seems good, and the machine knows better."""
    server.on(BRAND, server.wants_token("t0k3n-1"))
    link = connect(server, max_concurrency=8)
    link.brand()
    server.on(BRAND, server.wants_token("t0k3n-2"))
    assert link.many(8) == ["EOS"] * 8
    assert len(server.arrived(TOKEN)) == 2


def test_a_clock_that_leaps_ahead_costs_one_token(server, connect, answer, clock):
    server.on(BRAND, answer("EOS"))
    link = connect(server, max_concurrency=8)
    link.brand()
    clock.advance(400 * 86400)
    assert link.many(16) == ["EOS"] * 16
    assert len(server.arrived(TOKEN)) == 2


def test_a_token_that_lives_five_seconds_is_renewed_by_one_and_in_time(server, connect, answer, clock):
    server.on(TOKEN, lambda arrived: server.give_token(arrived, expires_in=5))
    good_until = {}

    def brand(arrived):
        token = arrived.headers["authorization"]
        return answer("EOS") if clock.now() < good_until.setdefault(token, clock.now() + 5) else answer(b"", 401)

    server.on(BRAND, brand)
    link = connect(server, max_concurrency=8)
    seconds = 60
    for _ in range(seconds):
        assert link.many(4) == ["EOS"] * 4
        clock.advance(1)
    assert len(server.arrived(BRAND)) == 4 * seconds, "none was refused"
    assert len(server.arrived(TOKEN)) <= seconds // 2.5, "each is used for half its life"


def test_a_token_that_is_dead_on_arrival_ends_in_an_error_after_two_requests(server, connect, answer, clock):
    server.on(TOKEN, lambda arrived: server.give_token(arrived, expires_in=0.001))
    server.on(BRAND, answer(b"", 401))
    with pytest.raises(AuthenticationError):
        connect(server).brand()
    assert len(server.arrived(TOKEN)) <= 2


def test_a_dead_token_endpoint_harms_nobody_while_the_old_token_is_good(server, connect, answer, clock):
    server.on(BRAND, answer("EOS"))
    link = connect(server, max_concurrency=8)
    link.brand()
    server.on(TOKEN, answer(b"", 503))
    clock.advance(3600 - 59)
    asked = []
    for _ in range(58):
        assert link.many(4) == ["EOS"] * 4
        asked.append(len(server.arrived(TOKEN)))
        clock.advance(1)
    assert asked[-1] <= 1 + 58 / 5 + 1, "it is asked every few seconds, not by everybody"
    clock.advance(2)
    with pytest.raises(ServerError):
        link.brand()
    server.on(TOKEN, server.give_token)
    assert link.brand() == "EOS"


def test_a_token_endpoint_that_never_ends_is_no_trap(server, connect, answer, clock):
    server.on(TOKEN, answer(b'{"access_token": "' + b"t" * 1_000_000))
    with pytest.raises(UnexpectedResponseError, match="larger than 64 KiB") as caught:
        connect(server, retries=1).brand()
    assert caught.value.path == TOKEN
    assert len(server.arrived(TOKEN)) == 2
