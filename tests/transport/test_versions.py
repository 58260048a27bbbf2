"""The version is asked for once, without a token, or not at all."""

from __future__ import annotations

import warnings

import pytest

from eosconnect.errors import NotFoundError, UnexpectedResponseError, VersionError

VERSIONS = "/api/supportedVersions"


def test_the_highest_that_both_sides_know_is_spoken(server, connect, answer):
    server.on("/info/brand", answer("EOS"))
    link = connect(server, api_version=None)
    assert "not negotiated yet" in repr(link.connection)
    assert link.brand() == "EOS"
    assert server.arrived("/info/brand")[0].target == "/api/v6.1/info/brand"
    assert "v6.1" in repr(link.connection)
    assert str(link.version()) == "v6.1"


def test_many_make_one_request_without_a_token(server, connect, answer):
    server.on("/info/brand", answer("EOS"))
    assert connect(server, api_version=None, max_concurrency=20).many(20) == ["EOS"] * 20
    (request,) = server.arrived(VERSIONS)
    assert "authorization" not in request.headers


def test_many_share_one_failure(server, connect, answer, waiters):
    server.on(VERSIONS, answer([], before=waiters(9).wait))
    errors = connect(server, api_version=None).many(10)
    assert {type(error) for error in errors} == {VersionError}
    assert len(server.arrived(VERSIONS)) == 1


@pytest.mark.parametrize("pinned", ["6.0", "v6.0"])
def test_a_pinned_version_is_not_asked_about(server, connect, answer, pinned):
    server.on("/info/brand", answer("EOS"))
    link = connect(server, api_version=pinned)
    assert link.brand() == "EOS"
    assert server.arrived(VERSIONS) == []
    assert server.arrived("/info/brand")[0].target == "/api/v6.0/info/brand"


def test_latest_is_the_machines_newest(server, connect):
    assert str(connect(server, api_version="latest").version()) == "v6.8"


def test_an_unknown_version_is_spoken_with_one_warning(server, connect, answer):
    server.on(VERSIONS, answer([{"majorVersion": 6, "minorVersion": 8}]))
    link = connect(server, api_version=None)
    with pytest.warns(UserWarning, match=r"v6\.8"):
        link.version()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert str(link.version()) == "v6.8"


@pytest.mark.parametrize(
    ("body", "status", "kind_of_error"),
    [
        (b"<html>router</html>", 200, UnexpectedResponseError),
        ({"versions": []}, 200, UnexpectedResponseError),
        (b"", 404, NotFoundError),
    ],
)
def test_a_host_that_is_no_machine_is_said_to(server, connect, answer, body, status, kind_of_error):
    server.on(VERSIONS, answer(body, status))
    with pytest.raises(kind_of_error) as caught:
        connect(server, api_version=None, retries=0).version()
    assert caught.value.path == VERSIONS
    assert caught.value.hint
