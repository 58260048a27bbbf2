"""The front doors: settings, versions, the free request, life and death."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import AuthenticationError, CertificateError, ConfigurationError, VersionError
from eosconnect.simulator import Simulator
from eosconnect.versions import ApiVersion
from tests.simulated import NOW, connection_settings


def test_nothing_is_sent_before_the_first_call(simulator: Simulator) -> None:
    before = len(simulator.requests)
    with Machine(**connection_settings(simulator)) as machine:
        machine.jobs.list()
        assert machine.sensors.process_chamber.temperature.unit
    assert len(simulator.requests) == before


def test_from_env_reads_what_the_simulator_wrote(
    simulator: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulator.write_env_file(tmp_path / "machine.env")
    with Machine.from_env(tmp_path / "machine.env") as machine:
        assert machine.info.product_name() == "EOS M 290"


def test_what_is_given_besides_wins_over_the_environment_and_over_the_machines_file(
    simulator: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EOSCONNECT_HOST", simulator.host)
    monkeypatch.setenv("EOSCONNECT_FINGERPRINT", "5f" * 32)
    with Machine.from_env(None, fingerprint=simulator.fingerprint) as machine:
        assert machine.info.product_name() == "EOS M 290"
    file = tmp_path / "machines.toml"
    file.write_text(f'[machines.M]\nhost = "{simulator.host}"\napi_version = "6.0"\nfingerprint = "{"5f" * 32}"\n')
    with Machine.named("M", machines_file=file, fingerprint=simulator.fingerprint) as machine:
        assert str(machine.api_version) == "v6.0"
    with pytest.raises(ConfigurationError, match=r"^max_concurrency=0") as caught:
        Machine.named("M", machines_file=file, max_concurrency=0)
    assert str(file) not in str(caught.value)  # the file has nothing to do with it


def test_from_env_understands_the_names_of_the_tutorial(simulator: Simulator, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        f"HOSTNAME={simulator.host}\nAPI_CLIENT_ID={simulator.client_id}\nAPI_CLIENT_SECRET={simulator.client_secret}\n"
        f"API_VERSION=v6.1\nEOSCONNECT_FINGERPRINT={simulator.fingerprint}\n"
    )
    with Machine.from_env(tmp_path / ".env") as machine:
        assert machine.jobs.latest() is not None


def test_a_missing_host_says_how_to_set_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EOSCONNECT_HOST", raising=False)
    with pytest.raises(ConfigurationError, match="EOSCONNECT_HOST"):
        Machine.from_env(tmp_path / "missing.env")


def test_the_highest_version_that_both_know_is_spoken(machine: Machine, simulator: Simulator) -> None:
    assert machine.supported_versions == (ApiVersion(6, 0), ApiVersion(6, 1), ApiVersion(6, 8))
    assert machine.api_version == ApiVersion(6, 1)
    machine.info.brand()
    assert simulator.requests[-1].path.startswith("/api/v6.1/")


def test_a_pinned_version_is_spoken_without_asking(simulator: Simulator) -> None:
    before = len(simulator.requests.of("list_supported_versions"))
    with Machine(**connection_settings(simulator), api_version="6.8") as machine:
        machine.info.brand()
    assert simulator.requests[-1].path.startswith("/api/v6.8/")
    assert len(simulator.requests.of("list_supported_versions")) == before


def test_no_common_version_lists_both_sides() -> None:
    with (
        Simulator(versions=((7, 0),), now=lambda: NOW) as newer,
        Machine(**connection_settings(newer)) as machine,
        pytest.raises(VersionError, match=r"7\.0.*6\.0.*6\.1"),
    ):
        machine.jobs.latest()


def test_a_free_request_carries_token_and_version(machine: Machine) -> None:
    response = machine.request("GET", "/jobs", params={"take": 2})
    assert response.status_code == 200
    assert len(response.json()) == 2
    assert machine.request("GET", "/api/supportedVersions").json()[0] == {"majorVersion": 6, "minorVersion": 0}
    assert machine.request("GET", "/jobs/nothing").status_code == 404


def test_a_wrong_secret_is_told_as_such(simulator: Simulator) -> None:
    settings = connection_settings(simulator) | {"client_secret": "wrong-canary"}
    with Machine(**settings) as machine, pytest.raises(AuthenticationError, match="secret") as caught:
        machine.jobs.latest()
    assert "wrong-canary" not in str(caught.value)


def test_an_untrusted_machine_is_refused_with_the_way_to_trust_it(simulator: Simulator) -> None:
    with Machine(simulator.host) as machine, pytest.raises(CertificateError, match="fingerprint"):
        machine.info.get()


def test_without_credentials_reading_works_where_authorization_is_off_and_changing_is_refused_unsent() -> None:
    with (
        Simulator(auth=False, now=lambda: NOW) as open_machine,
        Machine(open_machine.host, ca=open_machine.ca) as machine,
    ):
        job = machine.jobs.latest(result="Failed")
        assert job is not None
        before = len(open_machine.requests)
        with pytest.raises(ConfigurationError, match="credentials"):
            machine.jobs.delete(job)
        assert len(open_machine.requests) == before


def test_insecure_works_and_warns_and_shows(simulator: Simulator) -> None:
    with pytest.warns(UserWarning, match=r"(?i)insecure|certificate"):
        machine = Machine(
            simulator.host, client_id=simulator.client_id, client_secret=simulator.client_secret, insecure=True
        )
    with machine:
        assert machine.info.brand() == "EOS"
        assert "insecure" in repr(machine)


def test_the_secret_is_in_no_repr(simulator: Simulator) -> None:
    with Machine(**connection_settings(simulator)) as machine:
        machine.jobs.latest()
        for shown in (repr(machine), repr(machine.jobs.list()), repr(machine.sensors), repr(vars(machine))):
            assert simulator.client_secret not in shown


def test_areas_are_made_once(machine: Machine) -> None:
    assert machine.jobs is machine.jobs
    assert copy.copy(machine.sensors.process_chamber.temperature) == machine.sensors.process_chamber.temperature


async def test_async_versions_are_awaited(async_machine: AsyncMachine) -> None:
    assert await async_machine.api_version == ApiVersion(6, 1)
    assert ApiVersion(6, 8) in await async_machine.supported_versions
    assert (await async_machine.request("GET", "/info/brand")).json() == "EOS"
