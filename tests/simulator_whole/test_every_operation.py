"""Every operation of the document answers with something, as the document says, and the low-level client reads it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from importlib import import_module
from typing import Any

import httpx2
import pytest
from eosconnect_api import Client

from eosconnect.decisions.operations import OPERATIONS, Operation
from eosconnect.simulator.answers import ANSWERS
from eosconnect.simulator.world import PROFILES
from eosconnect.simulator.world.profiles import MachineProfile
from tests.simulator.documented import assert_as_documented

#: In the order in which they are tried: between them they have everything.
MODELS = ("EOS M 290", "EOS P 500", "EOS M 400", "EOS M 400-4", "EOS M 300-4", "EOS P 396", "EOS P 770", "EOS P 810")

WINDOW = {"fromDate": "2026-10-30T00:00:00Z", "toDate": "2026-11-01T00:00:00Z"}
INDICATIONS = {"types": ["PowderBed", "MeltPool", "ExposureOT"]}
STATISTICS = {"types": ["MeltPool", "ExposureOT"]}
IMAGES = {"types": ["PowderBedAfterRecoating", "ExposureOTIntegral"], "startLayer": "1", "endLayer": "4"}
QUERIES: dict[str, dict[str, Any]] = {
    "list_log_entries": {"loggingSources": ["Hcs", "MachineDb"], "minimumLogLevel": "INFO"} | WINDOW,
    "download_job_indications": INDICATIONS,
    "list_layer_indications": INDICATIONS,
    "download_job_part_statistics": STATISTICS,
    "list_layer_part_statistics": STATISTICS,
    "download_layer_images": IMAGES,
    "get_layer_image_metadata": IMAGES,
    "download_images_deprecated": {"imageTypes": "PowderBedAfterExposure", "startLayer": "1", "endLayer": "2"},
    "get_image_metadata_deprecated": {"imageTypes": "PowderBedAfterExposure", "startLayer": "1", "endLayer": "2"},
}

#: Those that change the machine are answered in tests of their own.
READING = sorted(id for id, operation in OPERATIONS.items() if not operation.changes_machine and id in ANSWERS)


def assert_the_low_level_client_reads(operation: Operation, answer: httpx2.Response) -> None:
    module = import_module(f"eosconnect_api.api.{operation.tag}.{operation.id}")
    client = Client(base_url="https://localhost", raise_on_unexpected_status=True)
    parsed = module._parse_response(client=client, response=answer)
    if answer.status_code == 200 and answer.content:
        assert parsed is not None


def _has(profile: MachineProfile, operation: Operation) -> bool:
    model = not operation.machines or profile.model in operation.machines
    return model and profile.has_filter_system(operation.filter_system)


def test_all_210_operations_are_answered() -> None:
    web_api = {id for id, operation in OPERATIONS.items() if not operation.path.startswith(("/api/", "/auth/"))}
    assert len(web_api) == 210
    assert ANSWERS.keys() == web_api


@pytest.mark.parametrize("id", READING)
def test_the_answer_is_what_the_document_says(id: Any, reader: Callable[..., Any]) -> None:
    operation = OPERATIONS[id]
    visitor = reader(next(model for model in MODELS if _has(PROFILES[model], operation)))
    job = visitor.jobs("Failed")[0]
    values = {"jobId": job, "partId": "1", "layerIndex": "3"}
    path = re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], "1"), operation.path)
    body = {"json": {"partIds": [1, 2]}} if id == "create_parts_report" else {}
    page = {"take": "40"} if operation.page else {}
    answer = visitor.client.request(operation.method, path, params=QUERIES.get(id, {}) | page, **body)
    assert answer.status_code == 200, answer.text
    assert answer.content
    assert_as_documented(operation, answer)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # two of them are
        assert_the_low_level_client_reads(operation, answer)


@pytest.mark.parametrize("model", PROFILES)
def test_a_machine_has_the_operations_that_the_document_says(model: str, reader: Callable[..., Any]) -> None:
    visitor, profile = reader(model), PROFILES[model]
    missing = [
        operation for operation in OPERATIONS.values() if operation.id in ANSWERS and not _has(profile, operation)
    ]
    for operation in missing:
        path = re.sub(r"\{\w+\}", "1", operation.path)
        answer = visitor.client.request(operation.method, path, params=QUERIES.get(operation.id, {}))
        assert answer.status_code == 404, operation.id
        assert "not supported" in answer.json()["detail"]
