"""Where the system has a keyring, the secret is there and not in the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eosconnect.cli.remembering import forget_secret, keep_secret, remember, remove
from eosconnect.errors import ConfigurationError
from eosconnect.settings.machines_file import MachinesFile

keyring = pytest.importorskip("keyring")
from keyring.backend import KeyringBackend  # noqa: E402
from keyring.errors import KeyringLocked, PasswordDeleteError  # noqa: E402


class Memory(KeyringBackend):
    """A keyring as the desktops have one, which forgets when the process ends."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("locked")
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("not found")


@pytest.fixture
def memory() -> Iterator[Memory]:
    before, memory = keyring.get_keyring(), Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EOSCONNECT_MACHINES_FILE", str(tmp_path / "machines.toml"))
    return tmp_path / "machines.toml"


def test_the_secret_goes_into_the_keyring_and_comes_back(memory: Memory, path: Path) -> None:
    reference, why = keep_secret("quality", "si1716", "correct horse")
    assert why is None
    remember(MachinesFile.read(), "m", {"host": "si1716", "client_id": "quality", "client_secret": reference})
    assert "correct horse" not in path.read_text()
    secret = MachinesFile.read().settings("m").client_secret
    assert secret is not None
    assert secret.reveal() == "correct horse"


def test_forgetting_the_machine_forgets_the_secret(memory: Memory, path: Path) -> None:
    reference, _ = keep_secret("quality", "si1716", "correct horse")
    remember(MachinesFile.read(), "m", {"host": "si1716", "client_id": "quality", "client_secret": reference})
    remove(MachinesFile.read(), "m")
    assert memory.kept == {}
    forget_secret(reference)  # once more is fine


def test_a_locked_or_empty_keyring_is_told(memory: Memory, path: Path) -> None:
    remember(MachinesFile.read(), "m", {"host": "si1716", "client_id": "q", "client_secret": {"keyring": "q@si1716"}})
    with pytest.raises(ConfigurationError, match="has none for q@si1716"):
        MachinesFile.read().settings("m")
    memory.locked = True
    with pytest.raises(ConfigurationError, match="unlock the keyring"):
        MachinesFile.read().settings("m")


def test_without_a_keyring_the_reason_is_told(path: Path) -> None:
    from keyring.backends.fail import Keyring as NoKeyring

    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    try:
        reference, why = keep_secret("quality", "si1716", "correct horse")
    finally:
        keyring.set_keyring(before)
    assert reference == "correct horse"
    assert why is not None
    assert "no keyring" in why
