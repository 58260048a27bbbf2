"""Licenses, certificate, logs and OPC UA: what changes the machine is sent once, what is locked is waited for."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import (
    BadRequestError,
    ConfigurationError,
    LocalFileError,
    LockedError,
    MachineUnreachableError,
    NotSupportedOnMachineError,
    ServerError,
    UnsupportedMediaTypeError,
)
from eosconnect.models import Installed, License, LogEntry
from eosconnect.settings import Secret
from eosconnect.simulator import Fault, Simulator
from tests.simulated import NOW, connection_settings

# Licenses


def test_licenses_tell_the_days_that_are_left(own_machine: Machine) -> None:
    licenses = own_machine.maintenance.licenses()
    assert {license.product_code for license in licenses} >= {40001}
    for license in licenses:
        left = license.days_left(NOW)
        assert (left is None) == (license.expires_at is None)
    frame = licenses.to_pandas()
    assert frame["product_name"].tolist() == [license.product_name for license in licenses]
    assert set(frame["machine"]) == {own_machine.host}


@pytest.mark.parametrize(
    ("expires", "left"),
    [("2026-11-03T15:30:00Z", 1), ("2026-11-03T15:29:59Z", 0), ("2026-11-02T15:29:59Z", -1), (None, None)],
)
def test_days_are_whole_days(expires: str | None, left: int | None) -> None:
    assert License.from_json({"expirationDateUtc": expires}).days_left(NOW) == left


def test_a_license_knows_whether_it_has_expired() -> None:
    def expiring(days: float) -> License:
        return License(expires_at=datetime.now(UTC) + timedelta(days=days))

    assert expiring(-0.01).is_expired
    assert not expiring(0.01).is_expired
    assert not License().is_expired


@pytest.mark.parametrize(
    ("body", "status", "names"),
    [
        ('{"productName": "Reporting"}', 200, ["Reporting"]),
        ('[{"productName": "A"}, {"productName": "B"}]', 200, ["A", "B"]),
        ("[]", 200, []),
        ("null", 200, []),
        ("", 404, []),
    ],
)
def test_one_license_many_or_none_are_a_list(
    own_machine: Machine, own_simulator: Simulator, body: str, status: int, names: list[str]
) -> None:
    own_simulator.faults.add(
        Fault(operation="list_licenses", status=status, body=body, content_type="application/json")
    )
    licenses = own_machine.maintenance.licenses()
    assert [license.product_name for license in licenses] == names
    assert "product_name" in licenses.to_pandas().columns


def test_the_request_file_is_saved(own_machine: Machine, tmp_path: Path) -> None:
    file = own_machine.maintenance.download_license_request(tmp_path)
    assert file.stat().st_size > 0


def test_an_update_tells_that_a_restart_is_needed(
    own_machine: Machine, own_simulator: Simulator, tmp_path: Path
) -> None:
    file = tmp_path / "licenses.WinCmRaU"
    file.write_bytes(b"license update")
    own_simulator.requests.clear()
    assert own_machine.maintenance.update_licenses(file) == Installed("licenses.WinCmRaU", restart_needed=True)
    assert len(own_simulator.requests.of("update_licenses")) == 1


def test_another_kind_of_file_is_refused_here_or_there(
    own_machine: Machine, own_simulator: Simulator, tmp_path: Path
) -> None:
    own_simulator.requests.clear()
    with pytest.raises(ConfigurationError, match="is not a license update"):
        own_machine.maintenance.update_licenses(tmp_path / "licenses.txt")
    with pytest.raises(ConfigurationError, match="is not a certificate"):
        own_machine.maintenance.update_certificate(tmp_path / "certificate.pem", "secret")
    with pytest.raises(LocalFileError, match="cannot read"):
        own_machine.maintenance.update_licenses(tmp_path / "missing.WinCmRaU")
    assert not own_simulator.requests
    (tmp_path / "licenses.wincmrau").write_bytes(b"x")
    own_simulator.faults.add(Fault(operation="update_licenses", status=415))
    with pytest.raises(UnsupportedMediaTypeError):
        own_machine.maintenance.update_licenses(tmp_path / "licenses.wincmrau")


# Certificate


@pytest.fixture
def pfx(own_simulator: Simulator, tmp_path: Path) -> Path:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import pkcs12

    with Machine(**connection_settings(own_simulator)) as machine:
        host_name = str(machine.info.host_name())
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host_name)])
    names = [x509.DNSName(host_name), x509.UniformResourceIdentifier(f"urn:{host_name}")]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=365))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    protection = serialization.BestAvailableEncryption(b"s3cr3t")
    file = tmp_path / "machine.pfx"
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"my machine", key, certificate, None, protection))
    return file


@pytest.mark.parametrize("password", ["s3cr3t", Secret("s3cr3t")], ids=["text", "secret"])
def test_a_certificate_goes_up_with_its_password(own_machine: Machine, pfx: Path, password: str | Secret) -> None:
    assert own_machine.maintenance.update_certificate(pfx, password) == Installed("machine.pfx", restart_needed=True)


def test_a_wrong_password_is_an_error_that_does_not_repeat_it(own_machine: Machine, pfx: Path) -> None:
    with pytest.raises(BadRequestError, match="password") as refusal:
        own_machine.maintenance.update_certificate(pfx, "wr0ng-p4ss")
    assert "wr0ng-p4ss" not in str(refusal.value)
    assert "wr0ng-p4ss" not in repr(refusal.value.__dict__)


async def test_a_change_is_sent_once_whatever_happens(
    own_async_machine: AsyncMachine, own_simulator: Simulator, pfx: Path
) -> None:
    own_simulator.requests.clear()
    own_simulator.faults.add(Fault(operation="update_certificate", drop=True, times=None))
    with pytest.raises(MachineUnreachableError) as broken:
        await own_async_machine.maintenance.update_certificate(pfx, "s3cr3t")
    assert broken.value.machine_may_have_changed
    assert len(own_simulator.requests.of("update_certificate")) == 1


# Logs


def test_log_entries_lie_in_the_window_and_above_the_level(own_machine: Machine) -> None:
    entries = own_machine.diagnostics.logs(after="2026-10-30", before="2026-11-01", level="warn")
    assert entries
    for entry in entries:
        assert entry.written_at is not None
        assert datetime(2026, 10, 30, tzinfo=UTC) <= entry.written_at < datetime(2026, 11, 2, tzinfo=UTC)
        assert str(entry.severity).upper() in ("WARN", "ERROR", "FATAL")
    everything = own_machine.diagnostics.logs(after="2026-10-30", before="2026-11-01", level="DEBUG")
    assert len(everything) > len(entries)
    frame = entries.to_pandas()
    assert frame["message"].tolist() == [entry.message for entry in entries]
    assert frame["written_at"].dt.tz is not None


def test_log_entries_of_some_modules(own_machine: Machine) -> None:
    sources = ["EosConnect", "machinedb"]
    entries = own_machine.diagnostics.logs(after="2026-10-25", before="2026-11-02", sources=sources, level="DEBUG")
    assert {entry.source for entry in entries} == {"EosConnect", "MachineDb"}
    with pytest.raises(ConfigurationError, match="HcsService"):
        own_machine.diagnostics.logs(after="2026-10-25", sources="Printer")
    with pytest.raises(ConfigurationError, match="WARN"):
        own_machine.diagnostics.logs(after="2026-10-25", level="loud")


def test_no_entries_are_an_empty_list_with_columns(own_machine: Machine) -> None:
    entries = own_machine.diagnostics.logs(after="2019-01-01", before="2019-01-02")
    assert entries == []
    assert set(LogEntry.__annotations__) <= set(entries.to_pandas().columns)


def test_the_log_archive_is_an_archive(own_machine: Machine, tmp_path: Path) -> None:
    file = own_machine.diagnostics.download_logs(tmp_path / "logs")
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert archive.namelist()


@pytest.mark.parametrize("retry_after", [None, 30])
def test_a_locked_archive_is_waited_for(
    own_machine: Machine, own_simulator: Simulator, tmp_path: Path, pauses: list[float], retry_after: float | None
) -> None:
    own_simulator.faults.add(Fault(operation="download_log_files", status=423, times=3, retry_after=retry_after))
    assert zipfile.is_zipfile(own_machine.diagnostics.download_logs(tmp_path / "logs.zip"))
    assert pauses == [retry_after or 5.0] * 3


async def test_a_locked_archive_is_not_waited_for_without_end(
    own_async_machine: AsyncMachine, own_simulator: Simulator, tmp_path: Path, pauses: list[float]
) -> None:
    own_simulator.faults.add(Fault(operation="download_log_files", status=423, times=None))
    with pytest.raises(LockedError):
        await own_async_machine.diagnostics.download_logs(tmp_path / "logs.zip", patience=60)
    waited = sum(pauses)
    assert 50 <= waited <= 60
    with pytest.raises(LockedError):
        await own_async_machine.diagnostics.download_logs(tmp_path / "logs.zip", patience=0)
    assert sum(pauses) == waited
    assert list(tmp_path.iterdir()) == []


def test_a_silent_service_is_an_error(own_machine: Machine, own_simulator: Simulator, tmp_path: Path) -> None:
    own_simulator.faults.add(Fault(operation="download_log_files", status=424))
    with pytest.raises(ServerError, match="HcsService"):
        own_machine.diagnostics.download_logs(tmp_path / "logs.zip")


def test_a_model_without_a_log_archive_says_so(polymer_machine: Machine, tmp_path: Path) -> None:
    with pytest.raises(NotSupportedOnMachineError, match="EOS P 396 has no log files"):
        polymer_machine.diagnostics.download_logs(tmp_path / "logs.zip")


def test_the_opc_ua_server_tells_its_load(own_machine: Machine) -> None:
    summary = own_machine.diagnostics.opc()
    assert summary.tcp is not None
    assert summary.sessions is not None
    assert summary.tcp.connection_count == sum(entry.connection_count or 0 for entry in summary.tcp.connections)
    assert summary.sessions.session_count == len(summary.sessions.sessions)
    assert (summary.sessions.session_count or 0) <= (summary.sessions.session_count_max or 0)
