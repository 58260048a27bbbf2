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
