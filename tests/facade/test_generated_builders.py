"""The generated client is the floor we stand on: each request of the facade is built by its generated operation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

import pytest

from eosconnect import Machine
from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.errors import EosConnectError
from eosconnect.resources.synchronous.sensor import Sensor, TextSensor
from eosconnect.simulator import Simulator
from eosconnect.transport import requests
from tests.simulated import NOW, connection_settings

AREAS = {
    "list_jobs", "get_job", "get_first_job", "get_last_job", "get_current_job", "delete_job",
    "list_layers", "get_current_layer",
    "list_user_messages",
    "get_info", "get_info_brand", "get_info_host_name", "get_info_inert_gas_type", "get_info_material",
    "get_info_module_versions", "get_info_process_state", "get_info_process_state_am", "get_info_process_state_eos",
    "get_info_product_name", "get_info_remote_control_allowed", "get_info_serial_number", "get_info_technical_model",
    "get_info_type",
    "list_states", "list_job_states", "get_current_state",
    "get_exposure_unit_count",
}  # fmt: skip

INFO = [
    "brand", "host_name", "inert_gas_type", "material", "module_versions", "process_state", "process_state_am",
    "process_state_eos", "product_name", "remote_control_allowed", "serial_number", "technical_model", "type",
]  # fmt: skip

DATA_POINT_OPERATIONS = {
    operation
    for point in DATA_POINTS.values()
    for operation in (point.values, point.current, point.description)
    if operation
}


def every_call(machine: Machine, job: str) -> Iterator[Callable[[], object]]:
    """Each method of the facade that reaches the machine, with every argument that is sent."""
    yield lambda: machine.api_version
    yield lambda: machine.jobs.list(started_after="2026-10-01", started_before="2026-11-01", result="Failed").first()
    yield lambda: machine.jobs.get(job)
    yield machine.jobs.first
    yield machine.jobs.last
    yield machine.jobs.current
    yield lambda: machine.jobs.delete("SI0000-nothing")
    yield lambda: machine.layers.list(job, first=1, last=9, min_height=0.1, max_height=1.5).first()
    yield machine.layers.current
    yield lambda: machine.user_messages.list(
        job=job, severity="Error", language="de", raised_after="2026-10-01", raised_before="2026-11-01"
    ).first()
    yield machine.info.get
    for name in INFO:
        yield getattr(machine.info, name)
    yield lambda: machine.state.history(after="2026-10-01", before="2026-11-01").first()
    yield lambda: machine.state.of_job(job, after="2026-10-01", before="2026-11-01").first()
    yield machine.state.current
    yield lambda: list(machine.sensors.exposure.laser)
    for point in DATA_POINTS.values():
        sensor = machine.sensors[point.numbered_key(1)]
        yield sensor.current
        yield sensor.description
        if isinstance(sensor, Sensor):
            yield lambda sensor=sensor: sensor.values(job, "2026-10-01", "2026-11-01").first()  # type: ignore[misc]
        if isinstance(sensor, TextSensor):
            yield lambda sensor=sensor: sensor.values(job)  # type: ignore[misc]


def test_every_request_is_what_its_generated_operation_built(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[tuple[str, str, dict[str, Any]]] = []
    generated = requests.builder

    def recording(tag: str, id: str) -> Callable[..., dict[str, Any]]:
        def build(**arguments: Any) -> dict[str, Any]:
            made: dict[str, Any] = generated(tag, id)(**arguments)
            built.append((id, made["url"], {name: str(value) for name, value in made.get("params", {}).items()}))
            return made

        return build

    monkeypatch.setattr(requests, "builder", recording)
    with Simulator(now=lambda: NOW) as simulator, Machine(**connection_settings(simulator)) as machine:
        job = min((job for job in simulator.world.jobs if job.readable), key=lambda job: job.layers).id
        for call in every_call(machine, job):
            with suppress(EosConnectError):  # what this machine lacks is asked for all the same
                call()
        arrived = [
            (request.operation, request.path, {name: "|".join(values) for name, values in request.query.items()})
            for request in simulator.requests
            if request.operation != "request_token"
        ]
    prefix = "/api/v6.1"
    assert [(id, unquote(url), query) for id, url, query in built] == [
        (id, unquote(path).removeprefix(prefix), query) for id, path, query in arrived
    ]
    assert {id for id, _, _ in built} == AREAS | DATA_POINT_OPERATIONS | {"list_supported_versions"}
