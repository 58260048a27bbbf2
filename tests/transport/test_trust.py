"""Nothing is sent to a machine whose certificate is not the one that was asked for."""

from __future__ import annotations

import warnings

import pytest

from eosconnect.errors import CertificateError, ConfigurationError
from eosconnect.transport import trust


def refused(server, link):
    with pytest.raises(CertificateError) as caught:
        link.brand()
    assert server.application_bytes == 0
    assert server.connections >= 1
    assert "nothing was sent" in str(caught.value)
    return str(caught.value)


def test_another_fingerprint_gets_no_byte_of_http(server, connect, certificates):
    text = refused(server, connect(server, fingerprint=certificates["other"].fingerprint))
    assert trust.grouped(certificates["other"].fingerprint) in text
    assert trust.grouped(certificates["good"].fingerprint) in text


def test_a_certificate_failure_is_not_repeated(server, connect, certificates, clock):
    refused(server, connect(server, fingerprint=certificates["other"].fingerprint))
    assert server.connections == 1
    assert clock.pauses == []


#: What a machine may show, and what a careful client of the machine called ``good`` trusts.
WITH_A_PIN = ["fresh-key", "other", "expired", "wrong-name", "signed", "leaf-alone"]
WITH_AN_AUTHORITY = [
    ("good", "fresh-key"),
    ("good", "other"),
    ("authority", "good"),
    ("authority", "expired-signed"),
    ("authority", "wrong-name-signed"),
    ("root", "leaf-alone"),
]


@pytest.mark.parametrize("shown", WITH_A_PIN)
def test_with_a_pin_no_other_certificate_sees_a_byte_of_the_token_request(serve, connect, certificates, shown):
    server = serve(shown)
    refused(server, connect(server, fingerprint=certificates["good"].fingerprint))
    assert server.requests == []


@pytest.mark.parametrize(("ca", "shown"), WITH_AN_AUTHORITY)
def test_with_an_authority_no_other_certificate_sees_a_byte_of_the_token_request(
    serve, connect, certificates, ca, shown
):
    server = serve(shown)
    refused(server, connect(server, ca=certificates[ca].pem))
    assert server.requests == []


def test_a_complete_chain_is_trusted_by_its_root(serve, connect, certificates, answer):
    server = serve("leaf")
    server.on("/info/brand", answer("EOS"))
    assert connect(server, ca=certificates["root"].pem).brand() == "EOS"


@pytest.mark.parametrize("trusted", ["ca", "fingerprint"])
@pytest.mark.parametrize("shown", ["fresh-key", "expired", "wrong-name"])
def test_a_certificate_that_changes_between_two_connections_is_refused(
    server, connect, certificates, answer, trusted, shown
):
    good = certificates["good"]
    server.on("/info/brand", answer("EOS", headers={"Connection": "close"}))
    link = connect(server, **{trusted: good.pem if trusted == "ca" else good.fingerprint})
    assert link.brand() == "EOS"
    seen, connections = server.application_bytes, server.connections
    server.show(certificates[shown])
    for call in (link.brand, lambda: link.call("delete_job", job_id="J1")):
        with pytest.raises(CertificateError) as caught:
            call()
        assert not caught.value.machine_may_have_changed
    assert server.connections == connections + 2
    assert server.application_bytes == seen
    server.show(good)
    assert link.brand() == "EOS"


@pytest.mark.parametrize("certificate", ["good", "expired", "wrong-name"])
def test_the_right_fingerprint_is_enough(serve, connect, certificates, answer, certificate):
    server = serve(certificate)
    server.on("/info/brand", answer("EOS"))
    spelled = certificates[certificate].fingerprint.upper()
    spelled = ":".join(spelled[index : index + 2] for index in range(0, 64, 2))
    assert connect(server, fingerprint=spelled).brand() == "EOS"


@pytest.mark.parametrize("form", ["text", "file"])
def test_a_named_authority_is_trusted_as_text_and_as_file(serve, connect, certificates, answer, form):
    server = serve("signed")
    server.on("/info/brand", answer("EOS"))
    authority = certificates["authority"]
    assert connect(server, ca=authority.pem if form == "text" else authority.file).brand() == "EOS"


def test_authority_and_fingerprint_must_both_hold(serve, connect, certificates, answer):
    server = serve("signed")
    server.on("/info/brand", answer("EOS"))
    authority, signed, good = (certificates[name] for name in ("authority", "signed", "good"))
    assert connect(server, ca=authority.pem, fingerprint=signed.fingerprint).brand() == "EOS"
    before = server.application_bytes
    for ca, fingerprint in ((authority.pem, good.fingerprint), (good.pem, signed.fingerprint)):
        with pytest.raises(CertificateError):
            connect(server, ca=ca, fingerprint=fingerprint).brand()
    assert server.application_bytes == before


@pytest.mark.parametrize(
    ("certificate", "ca", "words"),
    [
        ("expired", "expired", "has expired"),
        ("wrong-name", "wrong-name", "is for another name than localhost"),
        ("good", "other", "is self-signed"),
        ("signed", "other", "comes from an authority that is not trusted"),
    ],
)
def test_the_message_says_what_is_wrong_and_what_to_do(serve, connect, certificates, certificate, ca, words):
    server = serve(certificate)
    text = refused(server, connect(server, ca=certificates[ca].pem))
    assert words in text
    assert trust.grouped(certificates[certificate].fingerprint) in text.partition("Hint:")[2]


def test_the_system_store_is_asked_by_default(server, connect):
    refused(server, connect(server, ca=None))


def test_insecure_works_shows_and_warns_once_per_machine(server, connect, answer):
    server.on("/info/brand", answer("EOS"))
    with pytest.warns(UserWarning, match=r"fingerprint= is as easy") as caught:
        link = connect(server, insecure=True)
    assert len(caught) == 1
    assert link.brand() == "EOS"
    assert "insecure" in repr(link.connection)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        connect(server, insecure=True)


def test_an_authority_without_certificate_is_named(server, connect, tmp_path):
    path = tmp_path / "damaged.pem"
    path.write_text("-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n")
    with pytest.raises(ConfigurationError, match=r"ca: .*damaged\.pem holds no certificate"):
        connect(server, ca=path).brand()
    assert server.connections == 0
