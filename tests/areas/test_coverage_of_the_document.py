"""Nobody needs the low-level client: the facade reaches every operation of the document that is not deprecated."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cached_property, partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import eosconnect
from eosconnect import AsyncMachine, Machine
from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.decisions.operations import OPERATIONS
from eosconnect.document import load_document
from eosconnect.errors import NotFoundError
from eosconnect.models import Job
from eosconnect.simulator import Simulator
from tests.areas.conftest import smallest
from tests.simulated import NOW, connection_settings

METHODS = ("get", "post", "delete", "put", "patch")


def snake_case(operation_id: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", operation_id).lower()


def documented() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, operations in load_document()["paths"].items():
        if not path.startswith(("/api/", "/auth/")):
            for method, operation in operations.items():
                if method in METHODS:
                    yield snake_case(operation["operationId"]), operation


WANTED = {name for name, operation in documented() if not operation.get("deprecated")}
DEPRECATED = {name for name, operation in documented() if operation.get("deprecated")}


def named_in_the_facade() -> set[str]:
    """Every text in the sources of the areas that is the id of an operation."""
    folder = Path(eosconnect.__file__).parent / "resources" / "asynchronous"
    texts = {
        node.value
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return texts & set(OPERATIONS)


def read_by_sensors() -> set[str]:
    """Every operation that an entry of the catalogue reads."""
    readers = (
        reader
        for data_point in DATA_POINTS.values()
        for reader in (data_point.values, data_point.current, data_point.description)
    )
    return {reader for reader in readers if reader is not None}


def test_the_document_is_the_one_we_know() -> None:
    assert len(WANTED) == 208
    assert {"download_images_deprecated", "get_image_metadata_deprecated"} == DEPRECATED
    assert set(OPERATIONS) >= WANTED | DEPRECATED


def test_every_operation_has_a_method_that_uses_it() -> None:
    assert WANTED - named_in_the_facade() - read_by_sensors() == set()


def areas(of: type[Machine] | type[AsyncMachine]) -> Iterator[type[Any]]:
    """The classes behind ``machine.jobs``, ``machine.layers``, ..."""
    for attribute_name, attribute in vars(of).items():
        if isinstance(attribute, cached_property) and not attribute_name.startswith("_"):
            name = attribute.func.__annotations__["return"]
            source = inspect.getsource(attribute.func)
            module = re.search(rf"from (\S+) import {name}", source) or re.search(
                rf"from (\S+) import {name}", inspect.getsource(inspect.getmodule(of) or of)
            )
            assert module, name
            yield getattr(import_module(module[1]), name)


@pytest.mark.parametrize("of", [Machine, AsyncMachine])
def test_every_area_has_an_example_and_every_method_names_its_source(of: type[Machine] | type[AsyncMachine]) -> None:
    found = list(areas(of))
    assert len(found) >= 17
    for area in found:
        assert "Example:" in (area.__doc__ or ""), area
        for name, method in vars(area).items():
            if not name.startswith("_") and callable(method):
                assert re.search(r"Source: ``(GET|POST|DELETE) /", method.__doc__ or ""), f"{area.__name__}.{name}"


def test_the_deprecated_operations_stay_in_the_low_level_client() -> None:
    assert not DEPRECATED & named_in_the_facade()


# On the wire


def calls(machine: Machine, job: Job, folder: Path) -> Iterator[Callable[[], object]]:
    """Every method of the facade that asks the machine, but for the sensors'."""
    task = "Coverage_20261102_101500"
    for name in (f"{task}.data", f"{task}.task", "license.WinCmRaU"):
        (folder / name).write_bytes(b"content")
    yield machine.jobs.list().first
    yield lambda: machine.jobs.get(job)
    yield from (machine.jobs.first, machine.jobs.last, machine.jobs.current)
    yield lambda: machine.jobs.download_export(job, folder / "export.db")
    yield machine.layers.list(job).first
    yield machine.layers.current
    yield machine.user_messages.list(job=job).first
    yield machine.parts.list(job).first
    yield machine.parts.exposure_times(job, 1).first
    yield machine.images.list(job, types="PowderBedAfterExposure", last=1).first
    yield lambda: machine.images.download(job, folder / "images", types="PowderBedAfterExposure", last=1)
    yield lambda: machine.indications.list(job, 1, types="PowderBed")
    yield lambda: machine.indications.frame(job, types="PowderBed")
    yield lambda: machine.part_statistics.list(job, 1, types="ExposureOT")
    yield lambda: machine.part_statistics.frame(job, types="ExposureOT")
    yield machine.exposure.calibrations(job).first
    yield machine.exposure.laser_power_measurements(job).first
    yield machine.exposure.unit_count
    for of_laser in (
        machine.exposure.maximum_output,
        machine.exposure.operating_time,
        machine.exposure.laser,
        machine.exposure.laser_controller,
    ):
        yield lambda of_laser=of_laser: of_laser(1)  # type: ignore[misc]  # bound now
    for area in (machine.info, machine.software, machine.module_versions):
        for name in vars(type(area)):
            if not name.startswith("_") and name not in ("laser", "laser_controller"):
                yield getattr(area, name)
    yield machine.state.current
    yield machine.state.history(after="2026-11-01").first
    yield machine.state.of_job(job).first
    yield lambda: machine.reports.job(job, folder / "job.pdf")
    yield lambda: machine.reports.events(job, folder / "events.pdf")
    yield lambda: machine.reports.parts(job, folder / "parts.pdf", [1])
    yield machine.tasks.list
    yield lambda: machine.tasks.download_configuration(folder / "configuration.eoscnx")
    yield lambda: machine.tasks.upload(folder)
    yield lambda: machine.tasks.delete(task)
    yield machine.maintenance.licenses
    yield lambda: machine.maintenance.download_license_request(folder / "request.WinCmRaC")
    yield lambda: machine.maintenance.update_licenses(folder / "license.WinCmRaU")
    yield lambda: machine.diagnostics.logs(after="2026-11-02")
    yield lambda: machine.diagnostics.download_logs(folder / "logs.zip")
    yield machine.diagnostics.opc
    yield lambda: machine.jobs.delete(job)


def sensor_calls(machine: Machine, job: Job, known: set[str]) -> Iterator[Callable[[], object]]:
    """Everything that reads the machine's sensors, except for what another machine has answered."""
    assert job.started_at is not None
    for sensor in machine.sensors.available():
        if sensor.data_point.current not in known:
            yield sensor.current
        if sensor.data_point.description not in known:
            yield sensor.description
        if sensor.data_point.recorded and sensor.data_point.values not in known:
            values: Any = sensor.values  # type: ignore[union-attr]  # it is recorded
            if sensor.data_point.kind == "text":
                yield partial(values, job)
            else:
                yield values(job, before=job.started_at + timedelta(minutes=5)).first


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The operations that a machine of one of the models answered with success."""
    found: set[str] = set()
    for model in ("EOS M 290", "EOS M 300-4", "EOS M 400", "EOS P 500"):
        with (
            Simulator(model, seed=1, now=lambda: NOW) as simulator,
            Machine(**connection_settings(simulator)) as machine,
        ):
            job = smallest(machine)
            # The other models add data points, and one module.
            others = iter([machine.module_versions.dispenser])
            areas = others if found else calls(machine, job, tmp_path_factory.mktemp("files"))
            for call in chain(sensor_calls(machine, job, found), areas):
                try:
                    call()
                except NotFoundError:
                    continue  # this model does not have it; another one does
            found |= {
                request.operation
                for request in simulator.requests
                if request.operation is not None and request.status is not None and request.status < 300
            }
    return found


def test_every_operation_is_reached_and_answered(answered: set[str]) -> None:
    # A certificate needs a key of its own; test_maintenance_and_diagnostics sends one.
    assert WANTED - answered == {"update_certificate"}
    assert not DEPRECATED & answered
