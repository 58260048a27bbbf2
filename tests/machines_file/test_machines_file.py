"""Machines by name come from one TOML file, with their secrets from wherever it says, and mistakes in it are told."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import ConfigurationError
from eosconnect.settings.machines_file import MachinesFile, machines_file_path
from eosconnect.simulator import Simulator

PIN = "5F:" * 31 + "5F"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "machines.toml"
    monkeypatch.setenv("EOSCONNECT_MACHINES_FILE", str(file))
    return file


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)


def test_every_setting_may_stand_in_the_file(path: Path) -> None:
    write(
        path,
        f"""
        [machines.M290-03]
        host = "SI1716:8443"
        fingerprint = "{PIN}"
        client_id = "quality"
        client_secret = "correct horse"
        api_version = "6.1"
        tz = "Europe/Berlin"
        timeout = 60
        retries = 1
        max_concurrency = 2
        proxy = "http://proxy:3128"
        """,
    )
    settings = MachinesFile.read().settings("M290-03")
    assert (settings.host, settings.fingerprint) == ("si1716:8443", "5f" * 32)
    assert settings.client_id == "quality"
    assert settings.client_secret is not None
    assert settings.client_secret.reveal() == "correct horse"
    assert (settings.api_version, str(settings.tz), settings.timeout.total) == ("6.1", "Europe/Berlin", 60)
    assert (settings.retries, settings.max_concurrency, settings.proxy) == (1, 2, "http://proxy:3128")


def test_a_named_machine_answers(path: Path, simulator: Simulator) -> None:
    write(
        path,
        f'[machines."M 290"]\nhost = "{simulator.host}"\nfingerprint = "{simulator.fingerprint}"\n'
        f'client_id = "{simulator.client_id}"\nclient_secret = "{simulator.client_secret}"\n',
    )
    with Machine.named("M 290") as machine:
        assert machine.jobs.latest() is not None


async def test_the_asynchronous_machine_has_names_too(path: Path, simulator: Simulator) -> None:
    write(path, f'[machines.m]\nhost = "{simulator.host}"\nfingerprint = "{simulator.fingerprint}"\n')
    async with AsyncMachine.named("m") as machine:
        assert [str(version) for version in await machine.supported_versions]


def test_the_file_can_be_another_one(tmp_path: Path) -> None:
    write(tmp_path / "plant.toml", '[machines.m]\nhost = "si1716"\n')
    assert Machine.named("m", machines_file=tmp_path / "plant.toml").host == "si1716"


def test_a_name_that_is_not_there_is_told_with_the_nearest_one(path: Path) -> None:
    write(path, '[machines.M290-03]\nhost = "si1716"\n[machines.M400-01]\nhost = "si1717"\n')
    with pytest.raises(ConfigurationError, match="did you mean M290-03") as refused:
        Machine.named("m290-3")
    assert str(path) in str(refused.value)
    assert "M400-01" in str(refused.value)


def test_without_a_file_the_way_to_one_is_told(path: Path) -> None:
    with pytest.raises(ConfigurationError, match="eosconnect trust HOST --name M290-03"):
        Machine.named("M290-03")


def test_the_secret_may_stand_in_the_environment(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(path, '[machines.m]\nhost = "si1716"\nclient_id = "quality"\nclient_secret = { env = "M_SECRET" }\n')
    monkeypatch.setenv("M_SECRET", "correct horse")
    secret = MachinesFile.read().settings("m").client_secret
    assert secret is not None
    assert secret.reveal() == "correct horse"
    monkeypatch.delenv("M_SECRET")
    with pytest.raises(ConfigurationError, match="M_SECRET is not set"):
        MachinesFile.read().settings("m")


def test_a_certificate_path_is_meant_from_where_the_file_stands(
    path: Path, monkeypatch: pytest.MonkeyPatch, simulator: Simulator
) -> None:
    (path.parent / "plant.pem").write_text(simulator.ca)
    write(path, '[machines.m]\nhost = "si1716"\nca = "plant.pem"\n')
    monkeypatch.chdir("/")
    assert MachinesFile.read().settings("m").ca == path.parent / "plant.pem"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[machines.m]\nhost = "si1716"\nfingerprnt = "ab"\n', "did you mean fingerprint"),
        ('[machines.m]\nhost = "si1716"\nfingerprint = "ab"\n', "fingerprint has 2 digits"),
        ('[machines.m]\nfingerprint = "ab"\n', "host is missing"),
        ('[machines.m]\nhost = "si1716"\nretries = "3"\n', "retries='3'"),
        (
            '[machines.m]\nhost = "si1716"\nclient_id = "q"\nclient_secret = { vault = "x" }\n',
            "not written as a secret",
        ),
        ('[machines.m]\nhost = "si1716"\nclient_id = "q"\n', "client_secret is missing"),
        ('[machine.m]\nhost = "si1716"\n', "did you mean machines"),
        ('default = "n"\n[machines.m]\nhost = "si1716"\n', "default machine 'n' is not in the file"),
        ('machines = "m"\n', "written as tables"),
        ("[machines.m]\nhost = si1716\n", "is not TOML"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(path: Path, text: str, told: str) -> None:
    write(path, text)
    with pytest.raises(ConfigurationError) as refused:
        MachinesFile.read().settings("m")
    assert told in str(refused.value)
    assert str(path) in str(refused.value)


def test_a_file_with_a_byte_order_mark_is_read(path: Path) -> None:
    path.write_bytes('\ufeff[machines.m]\nhost = "si1716"\n'.encode())
    assert MachinesFile.read().settings("m").host == "si1716"


def test_the_only_machine_is_the_default_one(path: Path) -> None:
    write(path, '[machines.m]\nhost = "si1716"\n')
    assert MachinesFile.read().default == "m"
    write(path, '[machines.m]\nhost = "si1716"\n[machines.n]\nhost = "si1717"\n')
    assert MachinesFile.read().default is None
    write(path, 'default = "n"\n[machines.m]\nhost = "si1716"\n[machines.n]\nhost = "si1717"\n')
    assert MachinesFile.read().default == "n"


def test_no_secret_is_in_a_repr(path: Path) -> None:
    write(path, '[machines.m]\nhost = "si1716"\nclient_id = "quality"\nclient_secret = "correct horse"\n')
    file = MachinesFile.read()
    assert "correct horse" not in repr(file)
    assert "correct horse" not in repr(file.settings("m"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the folder to its owner")
def test_a_secret_that_others_can_read_is_warned_about(path: Path) -> None:
    write(path, '[machines.m]\nhost = "si1716"\nclient_id = "quality"\nclient_secret = "correct horse"\n')
    path.chmod(0o644)
    with pytest.warns(UserWarning, match="chmod 600"):
        MachinesFile.read()
    path.chmod(0o600)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        MachinesFile.read()


def test_the_file_is_in_the_configuration_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("EOSCONNECT_MACHINES_FILE", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert machines_file_path().name == "machines.toml"
    if sys.platform == "linux":
        assert machines_file_path() == tmp_path / "eosconnect" / "machines.toml"
