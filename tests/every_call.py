"""Every method of the facade that asks the machine, found by looking at the facade itself: a new one is among them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import attrs
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from eosconnect import Machine
from eosconnect.models.listing import Listing
from eosconnect.resources.synchronous.pager import Pager
from eosconnect.series import SensorSeries
from tests.driven import Driven

__all__ = ["LONG", "SENDS", "Call", "Given", "calls", "sensor_calls", "taken"]

#: One of each class of sensors; the others differ from these by the path alone.
SENSORS = ("processChamber.temperature", "exposure.laser[1].temperature", "inertGas.gasType")

#: These wait for something to happen, and have tests of their own.
PATIENT = frozenset({"tasks.stream"})

#: These change the machine.
SENDS = frozenset(
    {
        "jobs.delete",
        "tasks.delete",
        "tasks.upload",
        "tasks.upload_file",
        "maintenance.update_certificate",
        "maintenance.update_licenses",
    }
)

#: These take many requests, or long ones.
LONG = frozenset(
    {
        "diagnostics.download_logs",
        "images.download",
        "images.iterate",
        "indications.download",
        "indications.frame",
        "jobs.build_record",
        "part_statistics.download",
        "part_statistics.frame",
        "reports.job",
        "sensors.frame",
    }
)

#: What a list is read to here.
ENOUGH = 250


@attrs.define
class Given:
    """What calls are given to work with.

    Attributes:
        job: the id of a job that has ended.
        doomed: the id of a job that may be deleted.
        folder: where files may be written.
        task: a task that may be sent and deleted.
    """

    job: str
    doomed: str
    folder: Path
    task: str = "Hostile_20261102_101500"
    _files: int = 0

    def argument(self, area: str, method: str, name: str) -> Any:
        """A value for a parameter."""
        if name == "to":
            self._files += 1
            return self.folder / f"{area}-{self._files}"
        if name in ("file", "folder"):
            return self.sent(area, method, folder=name == "folder")
        return {
            "job": self.doomed if method == "delete" else self.job,
            "layer": 1,
            "part": 1,
            "parts": [1],
            "laser": 1,
            "task": self.task,
            "after": "2026-10-30",
            "before": "2026-11-02",
            "last": 2,
            "password": "c0d3",
            "types": {"images": "PowderBedAfterExposure", "indications": "PowderBed"}.get(area, "ExposureOT"),
        }[name]

    def sent(self, area: str, method: str, *, folder: bool) -> Path:
        """A file of the kind that a method sends, or a folder with all that belongs together."""
        here = self.folder / f"sent-{area}-{method}"
        if not here.exists():
            here.mkdir()
            for name, content in {
                "upload": {f"{self.task}.data": b"data", f"{self.task}.task": b"task"},
                "upload_file": {f"{self.task}.data": b"data"},
                "update_licenses": {"sent.WinCmRaU": b"license"},
                "update_certificate": {"sent.pfx": certificate_with_key(b"c0d3")},
            }[method].items():
                (here / name).write_bytes(content)
        return here if folder else next(here.iterdir())


def certificate_with_key(password: bytes) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "si1716")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    encryption = serialization.BestAvailableEncryption(password)
    return pkcs12.serialize_key_and_certificates(b"si1716", key, certificate, None, encryption)


@attrs.frozen
class Call:
    """One method of the facade.

    Attributes:
        name: ``"jobs.get"``.
        make: calls it on a machine and gives what came, as something that can be compared.
    """

    name: str
    make: Callable[[Machine, Given], Any]


def calls() -> list[Call]:
    """The methods of all areas; of the sensors those of :data:`SENSORS`."""
    with Machine("localhost:1") as machine:
        found = [Call("machine.supported_versions", lambda machine, given: machine.supported_versions)]
        areas = sorted(name for name, member in vars(Machine).items() if isinstance(member, cached_property))
        for area in areas:
            if area != "sensors" and not area.startswith("_"):
                found += [Call(f"{area}.{name}", method(area, name)) for name in methods_of(getattr(machine, area))]
    found += [sensor_call(key, name) for key in SENSORS for name in ("current", "description", "values")]
    found += [sensor_call(key, "series") for key in SENSORS[:2]]
    found.append(
        Call("sensors.available", lambda machine, given: [sensor.key for sensor in machine.sensors.available()])
    )
    found.append(Call("sensors.exposure.laser", lambda machine, given: len(list(machine.sensors.exposure.laser))))
    found.append(Call("sensors.frame", lambda machine, given: taken(machine.sensors.frame(given.job, SENSORS[:2]))))
    return [call for call in found if call.name not in PATIENT]


def methods_of(area: object) -> list[str]:
    return [name for name, _ in inspect.getmembers(type(area), inspect.isfunction) if not name.startswith("_")]


def method(area: str, name: str) -> Callable[[Machine, Given], Any]:
    def make(machine: Machine, given: Given) -> Any:
        bound = getattr(getattr(machine, area), name)
        parameters = inspect.signature(bound).parameters.values()
        arguments = {
            it.name: given.argument(area, name, it.name)
            for it in parameters
            if it.default is inspect.Parameter.empty or it.name in ("last", "before")
        }
        return taken(bound(**arguments))

    return make


def sensor_call(key: str, name: str) -> Call:
    def make(machine: Machine, given: Given) -> Any:
        bound = getattr(machine.sensors[key], name)
        return taken(bound(given.job) if name in ("values", "series") else bound())

    return Call(f"sensors.{key}.{name}", make)


def sensor_calls(machine: Machine) -> list[Call]:
    """What can be asked of every sensor that this machine has."""
    found = []
    for sensor in machine.sensors.available():
        names = ["current", "description", *(name for name in ("values", "series") if hasattr(sensor, name))]
        found += [sensor_call(sensor.key, name) for name in names]
    return found


def taken(result: Any) -> Any:
    """What a call gave, in full, as values that can be compared."""
    if isinstance(result, Pager) or (isinstance(result, Driven) and result.is_list):
        return result.options(max_items=ENOUGH).to_list()
    if isinstance(result, SensorSeries):
        return [getattr(result, name).tobytes() for name in ("timestamps", "values", "layer_index", "is_in_job")]
    if isinstance(result, Path):
        return result.read_bytes()
    if hasattr(result, "tobytes"):
        return result.tobytes()
    if isinstance(result, Listing):
        return list(result)
    if hasattr(result, "to_csv"):
        return result.to_csv()
    if isinstance(result, tuple | list):
        return [taken(entry) for entry in result]
    if isinstance(result, Iterable) and not isinstance(result, str | bytes | dict):
        return [taken(entry) for entry in islice(result, ENOUGH)]
    return result
