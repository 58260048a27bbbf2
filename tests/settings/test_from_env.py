"""Settings from the environment and a .env file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.settings import Settings

PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"


def write(folder: Path, text: str, name: str = ".env") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_environment_alone_is_enough() -> None:
    settings = Settings.from_env(
        None,
        {
            "EOSCONNECT_HOST": "si1716",
            "EOSCONNECT_CLIENT_ID": "engineer",
            "EOSCONNECT_CLIENT_SECRET": "s3cret",
            "EOSCONNECT_API_VERSION": "6.8",
            "EOSCONNECT_FINGERPRINT": "ab" * 32,
        },
    )
    assert settings.origin == "https://si1716"
    assert settings.client_id == "engineer"
    assert settings.client_secret is not None
    assert settings.client_secret.reveal() == "s3cret"
    assert settings.api_version == "6.8"
    assert settings.fingerprint == "ab" * 32


def test_the_process_environment_is_read_and_never_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EOSCONNECT_HOST", "from-environment")
    monkeypatch.setenv("EOSCONNECT_API_VERSION", "")
    file = write(tmp_path, "EOSCONNECT_HOST=from-file\nEOSCONNECT_API_VERSION=6.1\nEOSCONNECT_UNHEARD_OF=1\n")
    before = dict(os.environ)
    settings = Settings.from_env(file)
    assert settings.host == "from-environment"
    assert settings.api_version == "6.1", "what is empty counts as absent"
    assert dict(os.environ) == before


def test_the_names_of_the_tutorial_are_understood(tmp_path: Path) -> None:
    file = write(tmp_path, "HOSTNAME=si1716\nAPI_CLIENT_ID=engineer\nAPI_CLIENT_SECRET='s3cret'\nAPI_VERSION=v6.8\n")
    settings = Settings.from_env(file, {})
    assert (settings.host, settings.client_id, settings.api_version) == ("si1716", "engineer", "v6.8")
    ours = Settings.from_env(file, {"EOSCONNECT_CLIENT_ID": "other", "API_VERSION": "6.1"})
    assert ours.client_id == "other", "our names come before the tutorial's"
    assert ours.api_version == "6.1"


def test_the_host_name_of_the_shell_is_never_taken_for_the_machine(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="host is missing"):
        Settings.from_env(None, {"HOSTNAME": "laptop"})
    file = write(tmp_path, "HOSTNAME=si1716\n")
    assert Settings.from_env(file, {"HOSTNAME": "laptop"}).host == "si1716"


def test_a_bare_name_is_looked_for_up_to_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "EOSCONNECT_HOST=si1716\n")
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    monkeypatch.chdir(notebooks)
    assert Settings.from_env(environ={}).host == "si1716"


def test_a_missing_host_says_where_it_was_looked_for_and_how_to_set_it(tmp_path: Path) -> None:
    missing = tmp_path / "absent.env"
    with pytest.raises(ConfigurationError) as refusal:
        Settings.from_env(missing, {})
    told = str(refusal.value)
    assert "EOSCONNECT_HOST" in told
    assert str(missing) in told
    assert "no such file" in told
    assert 'Machine("si1716")' in told


def test_a_malformed_setting_says_where_it_came_from(tmp_path: Path) -> None:
    file = write(tmp_path, "EOSCONNECT_HOST=si1716\nEOSCONNECT_FINGERPRINT=abcd\n")
    with pytest.raises(ConfigurationError) as refusal:
        Settings.from_env(file, {})
    assert f"EOSCONNECT_FINGERPRINT in {file}" in str(refusal.value)
    with pytest.raises(ConfigurationError, match="EOSCONNECT_API_VERSION in the environment"):
        Settings.from_env(None, {"EOSCONNECT_HOST": "si1716", "EOSCONNECT_API_VERSION": "newest"})


def test_secrets_are_taken_literally_and_never_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PART", "expanded")
    file = write(tmp_path, "EOSCONNECT_HOST=si1716\nEOSCONNECT_CLIENT_ID=me\nEOSCONNECT_CLIENT_SECRET='a${PART}b'\n")
    settings = Settings.from_env(file, {})
    assert settings.client_secret is not None
    assert settings.client_secret.reveal() == "a${PART}b"
    lonely = write(tmp_path, "EOSCONNECT_HOST=si1716\nEOSCONNECT_CLIENT_SECRET=canary-42\n", "lonely.env")
    with pytest.raises(ConfigurationError, match="client_id is missing") as refusal:
        Settings.from_env(lonely, {})
    assert "canary-42" not in str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_of_windows_editors_are_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / ".env"
    file.write_bytes("EOSCONNECT_HOST=prüfstand\r\nEOSCONNECT_API_VERSION=6.1\r\n".encode(encoding))
    settings = Settings.from_env(file, {})
    assert (settings.host, settings.api_version) == ("prüfstand", "6.1")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"EOSCONNECT_HOST=\xff\xfa\x00")
    with pytest.raises(ConfigurationError, match="not a text file"):
        Settings.from_env(file, {})


def test_a_certificate_stands_beside_the_file_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = write(tmp_path, PEM, "machine.pem")
    file = write(tmp_path, "EOSCONNECT_HOST=si1716\nEOSCONNECT_CA=machine.pem\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert Settings.from_env(file, {}).ca == certificate
    text = Settings.from_env(None, {"EOSCONNECT_HOST": "si1716", "EOSCONNECT_CA": PEM})
    assert text.ca == PEM.strip()


def test_arguments_win_over_both(tmp_path: Path) -> None:
    file = write(tmp_path, "EOSCONNECT_HOST=si1716\nEOSCONNECT_API_VERSION=6.1\n")
    settings = Settings.from_env(file, {}, api_version="latest", timeout=10)
    assert (settings.api_version, settings.timeout.total) == ("latest", 10)
