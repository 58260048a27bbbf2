"""Settings: what is clear is normalised, what is not is refused by name and with a remedy."""

from __future__ import annotations

import copy
import logging
import math
import pickle
import traceback
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.settings import Secret, Settings, Timeouts
from eosconnect.versions import ApiVersion

CANARY = "canary-7f3a-secret"
SHA256 = "0123456789abcdef" * 4
PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("si1716", "https://si1716"),
        (" si1716\n", "https://si1716"),
        ("SI1716.Factory.Local", "https://si1716.factory.local"),
        ("https://si1716/", "https://si1716"),
        ("HTTPS://si1716", "https://si1716"),
        ("si1716/", "https://si1716"),
        ("si1716:443", "https://si1716"),
        ("si1716:8443", "https://si1716:8443"),
        ("https://si1716:8443/", "https://si1716:8443"),
        ("192.168.0.7", "https://192.168.0.7"),
        ("::1", "https://[::1]"),
        ("[::1]:8443", "https://[::1]:8443"),
        ("[2001:DB8::0:1]", "https://[2001:db8::1]"),
        ("m290_03", "https://m290_03"),
        ("prüfstand-1", "https://prüfstand-1"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1:80/", "http://127.0.0.1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("127.0.0.1:443", "https://127.0.0.1"),
    ],
)
def test_a_host_is_understood_in_every_usual_spelling(given: str, origin: str) -> None:
    assert Settings.of(given).origin == origin


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "host is missing"),
        ("  ", "host is missing"),
        (None, "host is missing"),
        (1716, "must be a text"),
        ("si 1716", "spaces"),
        ("si1716\nX-Injected: 1", "spaces or line breaks"),
        ("https://si1716/api/v6.1", "more than a host"),
        ("si1716/api", "more than a host"),
        ("https://si1716/#/login", "more than a host"),
        ("si1716?x=1", "more than a host"),
        ("si1716:", "without a port"),
        ("si1716:0", "without a port"),
        ("si1716:99999", "cannot be read"),
        ("si1716:https", "cannot be read"),
        ("[::1", "cannot be read"),
        ("fe80::1%eth0", "cannot be read"),
        ("192.168.0.777", "is none"),
        ("-si1716", "not a host name"),
        ("si..1716", "not a host name"),
        ("si1716!", "not a host name"),
        ("https://", "not a host name"),
        ("ftp://si1716", "ftp://"),
        ("http://si1716", "plain http"),
        ("http://localhost.evil.example", "plain http"),
        ("http://192.168.0.7", "plain http"),
    ],
)
def test_a_host_that_cannot_be_meant_is_refused_with_a_remedy(given: object, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said) as refusal:
        Settings.of(given)  # type: ignore[arg-type]  # wrong types are the point
    assert refusal.value.message.startswith("host")
    assert refusal.value.hint


def test_credentials_in_the_host_are_refused_without_repeating_them() -> None:
    with pytest.raises(ConfigurationError, match="user info") as refusal:
        Settings.of(f"https://user:{CANARY}@si1716/")
    assert CANARY not in str(refusal.value)


def test_credentials_come_in_pairs() -> None:
    with pytest.raises(ConfigurationError, match=r"client_secret is missing[\s\S]*EOSCONNECT_CLIENT_SECRET"):
        Settings.of("si1716", client_id="engineer")
    with pytest.raises(ConfigurationError, match=r"client_id is missing[\s\S]*EOSCONNECT_CLIENT_ID") as refusal:
        Settings.of("si1716", client_secret=CANARY)
    assert CANARY not in str(refusal.value)
    anonymous = Settings.of("si1716", client_id="", client_secret=" ")
    assert (anonymous.client_id, anonymous.client_secret) == (None, None)
    both = Settings.of("si1716", client_id=" engineer ", client_secret=f"{CANARY}\n")
    assert both.client_id == "engineer"
    assert both.client_secret == Secret(CANARY)


@pytest.mark.parametrize("wrong", [b"bytes", 12, "two\nlines"])
def test_a_secret_that_is_no_single_line_of_text_is_refused_without_repeating_it(wrong: object) -> None:
    with pytest.raises(ConfigurationError, match="client_secret") as refusal:
        Settings.of("si1716", client_id="engineer", client_secret=wrong)  # type: ignore[arg-type]  # the point
    assert str(wrong) not in str(refusal.value)


def test_the_secret_is_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    secret = Secret(CANARY)
    settings = Settings.of(
        "si1716", client_id="engineer", client_secret=secret, proxy=f"http://user:{CANARY}@proxy:3128", ca=PEM
    )
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("test").info("%s %r %s", settings, settings, secret)
    shown = [repr(settings), str(settings), f"{secret:>20}", f"{secret!r}", f"{secret}", f"{[secret]}", caplog.text]
    try:
        raise RuntimeError(settings)
    except RuntimeError:
        shown.append(traceback.format_exc())
    assert all(CANARY not in text for text in shown)
    assert "PEM text" in repr(settings)
    assert "MIIB" not in repr(settings)
    assert secret.reveal() == CANARY
    assert not hasattr(secret, "__dict__")


def test_settings_travel_to_worker_processes_with_the_secret() -> None:
    settings = Settings.of("si1716", client_id="engineer", client_secret=CANARY, tz="Europe/Berlin", timeout=10)
    for copied in (pickle.loads(pickle.dumps(settings)), copy.deepcopy(settings)):
        assert copied == settings
        assert hash(copied) == hash(settings)
        assert copied.client_secret == Secret(CANARY)
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert Secret("ü") == Secret("ü")


@pytest.mark.parametrize(
    "given",
    [
        SHA256,
        SHA256.upper(),
        ":".join(SHA256[i : i + 2] for i in range(0, 64, 2)),
        " ".join(SHA256[i : i + 2].upper() for i in range(0, 64, 2)),
        f"SHA256 Fingerprint={SHA256}",
        f"sha256:{SHA256}",
        f"SHA-256: {SHA256}",
    ],
)
def test_a_fingerprint_is_understood_as_browsers_and_openssl_write_it(given: str) -> None:
    assert Settings.of("si1716", fingerprint=given).fingerprint == SHA256


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (SHA256[:40], r"SHA-1 one; the SHA-256 one is needed"),
        (SHA256[:32], "MD5"),
        (SHA256 * 2, "SHA-512"),
        (SHA256[:-1], "63 digits"),
        ("SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "hexadecimal"),
        (12, "must be a text"),
    ],
)
def test_a_fingerprint_that_is_none_is_refused_with_the_way_to_get_one(given: object, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said) as refusal:
        Settings.of("si1716", fingerprint=given)  # type: ignore[arg-type]  # the point
    assert refusal.value.hint


def test_an_authority_is_pem_text_or_a_file_that_exists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "factory.pem"
    file.write_text(PEM)
    monkeypatch.chdir(tmp_path)
    assert Settings.of("si1716", ca=PEM).ca == PEM
    assert Settings.of("si1716", ca="factory.pem").ca == file
    assert Settings.of("si1716", ca=file).ca == file


def test_an_authority_that_is_none_is_refused_with_a_remedy(tmp_path: Path) -> None:
    der = tmp_path / "factory.cer"
    der.write_bytes(b"\x30\x82\x01")
    for wrong, said in (
        (tmp_path / "missing.pem", "cannot be read"),
        (tmp_path, "cannot be read"),
        ("nul\0byte", "cannot be read"),
        (der, "openssl x509 -inform der"),
        ("-----BEGIN PRIVATE KEY-----\n", "without a certificate"),
        (12, "must be PEM text or a path"),
    ):
        with pytest.raises(ConfigurationError, match=said) as refusal:
            Settings.of("si1716", ca=wrong)  # type: ignore[arg-type]  # one of them has a wrong type
        assert refusal.value.message.startswith("ca ")


def test_trust_does_not_contradict_itself() -> None:
    with pytest.raises(ConfigurationError, match="insecure=True contradicts fingerprint"):
        Settings.of("si1716", insecure=True, fingerprint=SHA256)
    with pytest.raises(ConfigurationError, match="insecure=True contradicts ca"):
        Settings.of("si1716", insecure=True, ca=PEM)
    with pytest.raises(ConfigurationError, match="neither True nor False"):
        Settings.of("si1716", insecure="no")  # type: ignore[arg-type]  # "no" would be true
    both = Settings.of("si1716", ca=PEM, fingerprint=SHA256)
    assert (both.ca, both.fingerprint, both.insecure) == (PEM, SHA256, False)


def test_api_versions_are_checked_before_the_machine_is_asked() -> None:
    for given, kept in (("6.1", "6.1"), (" v6.8 ", "v6.8"), ("Latest", "latest"), ("", None), (None, None)):
        assert Settings.of("si1716", api_version=given).api_version == kept
    pinned = Settings.of("si1716", api_version=ApiVersion(6, 1))  # type: ignore[arg-type]  # taken all the same
    assert pinned.api_version == "v6.1"
    for wrong in ("6", "six", "6.1.2", "v", 6.1):
        with pytest.raises(ConfigurationError, match="api_version") as refusal:
            Settings.of("si1716", api_version=wrong)  # type: ignore[arg-type]  # a float, too
        assert "6.1" in (refusal.value.hint or "")


def test_zones_are_named_or_given() -> None:
    assert Settings.of("si1716", tz="Europe/Berlin").tz == ZoneInfo("Europe/Berlin")
    assert Settings.of("si1716", tz=UTC).tz is UTC
    assert Settings.of("si1716").tz is None
    for wrong in ("Middle/Earth", "../etc/passwd", 1):
        with pytest.raises(ConfigurationError, match="tz"):
            Settings.of("si1716", tz=wrong)  # type: ignore[arg-type]  # a number, too


def test_waiting_has_an_end() -> None:
    assert Settings.of("si1716").timeout == Timeouts()
    assert Timeouts.of(2) == Timeouts(connect=2, read=2, write=2, pool=2, total=2)
    assert Settings.of("si1716", timeout=Timeouts(read=5)).timeout.read == 5
    for wrong in (0, -1, math.inf, math.nan, True, "30"):
        with pytest.raises(ConfigurationError, match="timeout"):
            Settings.of("si1716", timeout=wrong)  # type: ignore[arg-type]  # wrong types, too
        with pytest.raises(ConfigurationError, match="timeout read"):
            Timeouts(read=wrong)  # type: ignore[arg-type]  # wrong types, too


def test_counts_are_whole_and_bounded() -> None:
    assert Settings.of("si1716", retries=0, max_concurrency=1).retries == 0
    for setting, wrong in (("retries", -1), ("retries", 1.5), ("max_concurrency", 0), ("max_concurrency", True)):
        with pytest.raises(ConfigurationError, match=setting):
            Settings.of("si1716", **{setting: wrong})  # type: ignore[arg-type]  # the point


def test_a_proxy_is_a_url_and_its_password_is_never_shown() -> None:
    for given in ("http://proxy:3128", "socks5://10.0.0.1", f"http://user:{CANARY}@proxy:3128"):
        settings = Settings.of("si1716", proxy=given)
        assert settings.proxy == given
        assert CANARY not in repr(settings)
    for wrong in (f"user:{CANARY}@proxy", f"ftp://user:{CANARY}@proxy", f"http://user:{CANARY}@", "http://p:x", 3):
        with pytest.raises(ConfigurationError, match="proxy") as refusal:
            Settings.of("si1716", proxy=wrong)  # type: ignore[arg-type]  # a number, too
        assert CANARY not in str(refusal.value)


def test_an_unknown_setting_is_not_swallowed() -> None:
    with pytest.raises(TypeError, match="verify"):
        Settings.of("si1716", verify=False)  # type: ignore[call-arg]  # the point
