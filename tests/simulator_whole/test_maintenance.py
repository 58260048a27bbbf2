"""What is changed about the machine itself: its licenses, its certificate, its jobs, and who may change them."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from eosconnect.errors import ConfigurationError
from eosconnect.simulator import Simulator
from eosconnect.simulator.server.certificate import Certificate

from .conftest import NOW

PASSWORD = "k3yring-p4ss"


def pfx(
    host: str,
    *,
    friendly_name: bytes | None = b"Shop floor",
    names: tuple[str, ...] | None = None,
    begins: timedelta = timedelta(days=-1),
    authority: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None = None,
    with_key: bool = True,
) -> bytes:
    """A certificate as a file for the upload."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    issuer, signer = (authority[0].subject, authority[1]) if authority else (name, key)
    alternatives: list[x509.GeneralName] = [x509.DNSName(dns) for dns in names or (host, "localhost")]
    alternatives.append(x509.UniformResourceIdentifier(f"urn:{host}"))
    certificate = (
        x509.CertificateBuilder(issuer, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(NOW + begins)
        .not_valid_after(NOW + timedelta(days=300))
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .sign(signer, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        friendly_name,
        key if with_key else None,
        certificate,
        [authority[0]] if authority else None,
        BestAvailableEncryption(PASSWORD.encode()),
    )


def test_an_uploaded_certificate_is_used_after_a_restart(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    simulator = visitor.simulator
    host, port, before = simulator.world.host_name, simulator.host, simulator.fingerprint
    answer = visitor.upload("/maintenance/certificate", "shop.pfx", pfx(host), password=PASSWORD)
    assert answer.status_code == 200
    assert simulator.fingerprint == before
    assert visitor.get("/jobs").status_code == 200
    simulator.restart()
    assert simulator.fingerprint != before
    assert simulator.host == port
    served = ssl.get_server_certificate(("127.0.0.1", int(port.rpartition(":")[2])))
    own = x509.load_pem_x509_certificate(served.encode())
    assert own.fingerprint(hashes.SHA256()).hex(":").upper() == simulator.fingerprint
    context = ssl.create_default_context(cadata=simulator.ca)
    with httpx2.Client(verify=context) as client:
        address = f"https://localhost:{port.rpartition(':')[2]}/api/supportedVersions"
        assert client.get(address).status_code == 200


def test_a_certificate_of_an_authority_is_served_with_its_chain() -> None:
    authority_key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Works CA")])
    authority = (
        x509.CertificateBuilder(name, name, authority_key.public_key(), x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=900))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    from eosconnect.simulator.world.certificates import read_pfx

    file = pfx("si1716", authority=(authority, authority_key))
    read = read_pfx(file, PASSWORD, host_name="SI1716", now=NOW)
    assert read.pem.count("BEGIN CERTIFICATE") == 2
    assert Certificate.from_pem(read.pem, read.key_pem).server_context()


@pytest.mark.parametrize(
    "change",
    [
        {"password": "wrong"},
        {"password": ""},
        {"filename": "shop.pem"},
        {"content": b"no certificate"},
        {"content": b""},
        {"friendly_name": None},
        {"friendly_name": b"EOSCONNECT Core"},
        {"names": ("elsewhere",)},
        {"host": "elsewhere"},
        {"begins": timedelta(days=2)},
        {"with_key": False, "friendly_name": None},
    ],
    ids=str,
)
def test_a_certificate_that_does_not_fit_is_refused(change: dict[str, Any], fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    made = {name: value for name, value in change.items() if name in ("friendly_name", "names", "begins", "with_key")}
    content = change.get("content", pfx(change.get("host", visitor.simulator.world.host_name), **made))
    answer = visitor.upload(
        "/maintenance/certificate",
        change.get("filename", "shop.pfx"),
        content,
        password=change.get("password", PASSWORD),
    )
    assert answer.status_code == 400, answer.text
    assert PASSWORD not in answer.text
    assert visitor.simulator.world.certificate is None


def test_nothing_uploaded_is_refused(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    assert visitor.client.post("/maintenance/certificate").status_code == 400
    assert visitor.client.post("/maintenance/certificate", data={"password": PASSWORD}).status_code == 400
    assert visitor.client.post("/maintenance/licenses/update").status_code == 400


def test_tokens_of_before_a_restart_are_worthless(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    before = visitor.client.headers["Authorization"]
    visitor.simulator.restart()
    jobs = visitor.simulator.world.jobs
    assert visitor.client.get("/jobs", headers={"Authorization": before}).status_code == 401
    visitor.come_in()
    assert visitor.json("/jobs")[0]["id"] == jobs[-1].id


def test_licenses_are_listed_with_their_end(visitor: Any) -> None:
    licenses = visitor.json("/maintenance/licenses")
    assert {one["productCode"]: one["productName"] for one in licenses} == {
        40194: "EOSCONNECT Core",
        40225: "EOSCONNECT Core Control",
        40001: "Reporting",
    }
    ends = {one["productCode"]: one["expirationDateUtc"] for one in licenses}
    assert ends == {40194: None, 40225: None, 40001: "2027-11-02T15:30:00Z"}


def test_without_licenses_there_is_nothing_to_list(fresh: Callable[..., Any]) -> None:
    visitor = fresh(licenses={40194: "missing", "EOSCONNECT Core Control": "missing", "Reporting": "missing"})
    assert visitor.get("/maintenance/licenses").status_code == 404


def test_an_unknown_license_or_state_is_a_mistake() -> None:
    for licenses in ({"Everything": "valid"}, {"Reporting": "lost"}):
        with pytest.raises(ConfigurationError, match="Reporting"):
            Simulator(licenses=licenses)  # type: ignore[arg-type]  # what is wrong is the point


def test_a_license_runs_out(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    assert visitor.simulator.world.licenses.allows(40001, visitor.simulator.world.ticks())
    visitor.simulator.advance(timedelta(days=366))
    assert not visitor.simulator.world.licenses.allows(40001, visitor.simulator.world.ticks())


def test_updated_licenses_are_in_force_after_a_restart(fresh: Callable[..., Any]) -> None:
    visitor = fresh(licenses={"Reporting": "missing"})
    report = f"/reports/events/{visitor.jobs('Successful')[0]}"
    container = visitor.json("/maintenance/licenses")[0]["containerId"]
    assert container in visitor.get("/maintenance/licenses/request").text
    assert visitor.upload("/maintenance/licenses/update", "new.WinCmRaU").status_code == 200
    assert len(visitor.json("/maintenance/licenses")) == 3
    assert visitor.client.post(report).status_code == 503
    visitor.simulator.restart()
    visitor.come_in()
    assert visitor.client.post(report).status_code == 200


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [("new.WinCmRaC", b"x", 415), ("new.txt", b"x", 415), ("", b"x", 415), ("NEW.WINCMRAU", b"x", 200)],
)
def test_a_license_update_is_of_one_type(name: str, content: bytes, status: int, fresh: Callable[..., Any]) -> None:
    visitor = fresh(licenses={"Reporting": "missing"})
    # A file without a name is no file in a form.
    expected = 400 if not name else status
    assert visitor.upload("/maintenance/licenses/update", name, content).status_code == expected
    assert (len(visitor.json("/maintenance/licenses")) == 3) is (status == 200)


def test_a_deleted_job_leaves_its_head(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    before = visitor.json("/jobs")
    job = visitor.jobs("Failed")[0]
    assert visitor.client.delete(f"/jobs/{job}").status_code == 204
    after = visitor.json("/jobs")
    assert [one["id"] for one in after] == [one["id"] for one in before]
    (head,) = (one for one in after if one["id"] == job)
    assert head["detailsAvailable"] is False
    assert head["layerCount"] is None
    assert head["result"] == "Failed"
    assert visitor.json(f"/layers/{job}") == []
    assert visitor.json(f"/parts/{job}") == []
    assert visitor.json(f"/processChamber/temperature/{job}/values") == []
    assert visitor.get(f"/jobs/{job}/export").status_code == 404
    asked = {"types": "PowderBedAfterExposure", "startLayer": 1, "endLayer": 3}
    assert visitor.get(f"/layers/{job}/images/metadata", **asked).status_code == 404
    assert visitor.client.delete(f"/jobs/{job}").status_code == 400
    others = [one for one in before if one["id"] != job]
    assert [one for one in after if one["id"] != job] == others


def test_a_job_in_use_or_unknown_is_not_deleted(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    running = visitor.json("/jobs/current")
    assert visitor.client.delete(f"/jobs/{running['id']}").status_code == 400
    assert visitor.client.delete("/jobs/none").status_code == 400
    assert visitor.json("/jobs/current") == running


def test_without_authorization_everything_can_be_read_and_nothing_changed() -> None:
    with Simulator(now=NOW, speed=0, auth=False) as simulator:
        context = ssl.create_default_context(cadata=simulator.ca)
        with httpx2.Client(base_url=f"{simulator.url}/api/v6.1", verify=context) as client:
            jobs = client.get("/jobs").raise_for_status().json()
            tasks = client.get("/tasks").raise_for_status().json()
            file = {"file": ("Bracket_20260814_153012.data", b"x")}
            for answer in (
                client.delete(f"/jobs/{jobs[1]['id']}"),
                client.delete(f"/tasks/{tasks[0]}"),
                client.post("/tasks", files=file),
                client.post("/maintenance/certificate", files=file, data={"password": PASSWORD}),
                client.post("/maintenance/licenses/update", files=file),
            ):
                assert answer.status_code == 403
            assert client.get("/jobs").json() == jobs
            assert client.get("/tasks").json() == tasks
            assert client.post(f"/reports/events/{jobs[1]['id']}").status_code == 200
