"""Tokens are given, expire and are refused as OAuth 2.0 and the document say."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import httpx2
import pytest

from eosconnect.simulator.server.tokens import TokenState, TokenStore

if TYPE_CHECKING:
    from tests.simulator.conftest import Bench, Connect, Start


def basic(client_id: str, client_secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{client_id}:{client_secret}".encode()).decode()}


@pytest.fixture
def stranger(bench: Bench, connect: Connect) -> httpx2.Client:
    """A client without a token."""
    return connect(bench, token=False)


def test_the_secret_in_the_form_gets_a_bearer_token_that_opens_the_machine(
    bench: Bench, stranger: httpx2.Client
) -> None:
    answer = bench.ask_for_token(stranger)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    token = answer.json()
    assert (token["token_type"], token["expires_in"]) == ("Bearer", 3600)
    assert stranger.get("/jobs", headers={"Authorization": f"Bearer {token['access_token']}"}).status_code == 200
    assert bench.last_request.authorized


def test_the_secret_in_a_basic_header_does_as_well(bench: Bench, stranger: httpx2.Client) -> None:
    credentials = basic(bench.credentials.client_id, bench.credentials.client_secret)
    url = stranger.base_url.join("/auth/connect/token")
    granted = stranger.post(url, data={"grant_type": "client_credentials"}, headers=credentials)
    assert granted.json()["token_type"] == "Bearer"


def test_no_two_tokens_are_alike_and_both_are_good(bench: Bench, stranger: httpx2.Client) -> None:
    tokens = {bench.ask_for_token(stranger).json()["access_token"] for _ in range(5)}
    assert len(tokens) == 5
    for token in tokens:
        assert stranger.get("/jobs", headers={"Authorization": f"Bearer {token}"}).status_code == 200


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_secret": "wrong"}, "invalid_client"),
        ({"client_id": "nobody"}, "invalid_client"),
        ({"client_secret": None}, "invalid_client"),
        ({"client_id": None}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": None}, "invalid_request"),
    ],
)
def test_a_wrong_request_gets_the_error_that_oauth_names(
    bench: Bench, stranger: httpx2.Client, changes: dict[str, str | None], error: str
) -> None:
    refused = bench.ask_for_token(stranger, **changes)
    assert (refused.status_code, refused.json()["error"]) == (400, error)
    assert bench.credentials.client_secret not in refused.text


def test_a_wrong_basic_header_is_challenged(stranger: httpx2.Client) -> None:
    url = stranger.base_url.join("/auth/connect/token")
    for headers in (basic("tester", "wrong"), {"Authorization": "Basic %%%"}):
        refused = stranger.post(url, data={"grant_type": "client_credentials"}, headers=headers)
        assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
        assert refused.headers["www-authenticate"].startswith("Basic")


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b'{"grant_type": "client_credentials"}', "application/json"),
        (b"grant_type=client_credentials&grant_type=client_credentials", "application/x-www-form-urlencoded"),
        (b"grant_type=\xff", "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % index for index in range(200)), "application/x-www-form-urlencoded"),
    ],
    ids=["not-a-form", "repeated", "not-text", "too-many-fields"],
)
def test_a_body_that_is_no_proper_form_is_an_invalid_request(
    stranger: httpx2.Client, content: bytes, content_type: str
) -> None:
    url = stranger.base_url.join("/auth/connect/token")
    refused = stranger.post(url, content=content, headers={"Content-Type": content_type})
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_request")


def test_two_ways_of_authentication_at_once_are_an_invalid_request(bench: Bench, stranger: httpx2.Client) -> None:
    url = stranger.base_url.join("/auth/connect/token")
    secret = bench.credentials.client_secret
    form = {"grant_type": "client_credentials", "client_id": "tester", "client_secret": secret}
    refused = stranger.post(url, data=form, headers=basic("tester", secret))
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_request")


def test_a_missing_token_and_a_false_one_are_401_with_a_challenge(stranger: httpx2.Client) -> None:
    missing = stranger.get("/jobs")
    assert (missing.status_code, missing.headers["www-authenticate"]) == (401, "Bearer")
    for authorization in ("Bearer not-a-token", "bearer not-a-token"):
        false = stranger.get("/jobs", headers={"Authorization": authorization})
        assert false.status_code == 401
        assert 'error="invalid_token"' in false.headers["www-authenticate"]


def test_a_token_ends_with_its_lifetime(start: Start, connect: Connect) -> None:
    bench = start(token_lifetime=0.3)
    client = connect(bench)
    statuses = [client.get("/jobs", params={"take": 1}).status_code]
    while statuses[-1] == 200:
        statuses.append(client.get("/jobs", params={"take": 1}).status_code)
    assert statuses[0] == 200
    assert statuses[-1] == 401
    assert bench.requests[-1].authorized is False
    bench.authorize(client)
    assert client.get("/jobs").status_code == 200


def test_a_token_is_never_promised_for_longer_than_it_lives(start: Start, connect: Connect) -> None:
    bench = start(token_lifetime=1.9)
    assert bench.ask_for_token(connect(bench, token=False)).json()["expires_in"] == 1


def test_the_store_knows_valid_expired_revoked_and_unknown_tokens_apart() -> None:
    now = 0.0
    store = TokenStore(10, clock=lambda: now)
    token, short = store.issue(), store.issue(5)
    now = 5.0
    assert store.state(token) is TokenState.VALID
    assert store.state(short) is TokenState.EXPIRED
    store.revoke_all()
    assert store.state(token) is TokenState.REVOKED
    assert store.state(store.issue()) is TokenState.VALID
    assert store.state("made up") is TokenState.UNKNOWN


def test_the_store_does_not_grow_without_end() -> None:
    store = TokenStore()
    first = store.issue()
    for _ in range(10_000):
        last = store.issue()
    assert store.state(first) is TokenState.UNKNOWN
    assert store.state(last) is TokenState.VALID


def test_a_lifetime_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="lifetime"):
        TokenStore(0)
