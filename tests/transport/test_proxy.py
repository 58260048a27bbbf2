"""A proxy stands between this computer and the machine for every request alike, and sees none of them."""

from __future__ import annotations

import logging

import pytest

from eosconnect.errors import CertificateError, MachineUnreachableError
from tests.connect_proxy import connect_proxy

BRAND = "/info/brand"
TOKEN = "/auth/connect/token"
MACHINE = "si1716.example:8443"  # a name that only the proxy knows


@pytest.fixture
def proxy(connect, server):
    with connect_proxy() as proxy:
        proxy.resolve[MACHINE] = server.port
        yield proxy


@pytest.fixture
def closing(server, answer):
    """The machine ends the connection after each answer, so that each request needs one of its own."""
    server.on(TOKEN, lambda arrived: answer(server.give_token(arrived).body, headers={"Connection": "close"}))
    server.on(BRAND, answer("EOS", headers={"Connection": "close"}))


def test_the_token_and_the_api_calls_go_through_the_proxy(server, connect, proxy, closing, secret):
    link = connect(server, host=MACHINE, proxy=proxy.url)
    assert link.brand() == link.brand() == "EOS"
    assert proxy.asked == [MACHINE] * 3
    assert len(server.arrived(TOKEN)) == 1
    assert len(server.arrived(BRAND)) == 2
    assert server.connections == 3, "nobody came past the proxy"
    for hidden in (secret.encode(), b"t0k3n", b"client_credentials", BRAND.encode()):
        assert hidden not in proxy.passed
        assert not any(hidden in head for head in proxy.heads)


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "ALL_PROXY"])
def test_a_proxy_of_the_environment_applies_to_both(server, connect, proxy, closing, monkeypatch, variable):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv(variable, proxy.url)
    assert connect(server, host=MACHINE).brand() == "EOS"
    assert proxy.asked == [MACHINE] * 2
    assert (len(server.arrived(TOKEN)), len(server.arrived(BRAND))) == (1, 1)


def test_a_proxy_of_the_environment_is_not_asked_for_this_computer(server, connect, proxy, closing, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    assert connect(server).brand() == "EOS"
    assert proxy.asked == []


@pytest.mark.parametrize("trusted", ["ca", "fingerprint"])
def test_behind_a_proxy_another_certificate_sees_no_byte(serve, connect, certificates, proxy, trusted):
    server = serve("fresh-key")
    proxy.resolve[MACHINE] = server.port
    good = certificates["good"]
    trust = {trusted: good.pem if trusted == "ca" else good.fingerprint}
    with pytest.raises(CertificateError, match="nothing was sent"):
        connect(server, host=MACHINE, proxy=proxy.url, **trust).brand()
    assert server.connections == 1
    assert server.application_bytes == 0


@pytest.mark.parametrize(
    "answer", [b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", b"HTTP/1.1 502 No\r\n\r\n", b""]
)
def test_a_proxy_that_refuses_is_named_and_nothing_was_sent(server, connect, proxy, clock, answer):
    proxy.answer = answer
    link = connect(server, host=MACHINE, proxy=proxy.url)
    with pytest.raises(MachineUnreachableError) as caught:
        link.call("delete_job", job_id="J1")
    assert not caught.value.machine_may_have_changed
    assert server.connections == 0
    assert set(proxy.asked) == {MACHINE}


def test_the_proxys_own_credentials_are_for_the_proxy_alone(server, connect, proxy, closing, caplog):
    caplog.set_level(logging.DEBUG)
    address = proxy.url.replace("//", "//user:pr0xy-p4ss@")
    link = connect(server, host=MACHINE, proxy=address)
    assert link.brand() == "EOS"
    assert all(b"Proxy-Authorization: Basic " in head for head in proxy.heads)
    assert not any("proxy-authorization" in request.headers for request in server.requests)
    assert "pr0xy-p4ss" not in caplog.text + repr(link.connection) + repr(link.settings)
