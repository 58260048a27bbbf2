"""Whatever is asked, in whatever way: no server error, and no answer that breaks the document.

``EOSCONNECT_CONFORMANCE_EXAMPLES`` asks for more requests to every operation, and ``EOSCONNECT_CONFORMANCE_MODEL`` for
another machine model.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from eosconnect.document import load_document
from eosconnect.simulator import Simulator

from .conftest import NOW, Visitor

EXAMPLES = int(os.environ.get("EOSCONNECT_CONFORMANCE_EXAMPLES", "2"))
MODEL = os.environ.get("EOSCONNECT_CONFORMANCE_MODEL", "EOS M 290")

CHECKS = [
    not_a_server_error,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]

#: The document does not say what these answer to arguments that cannot be read; as the others, they answer 400.
SILENT_ABOUT_400 = {"/jobs", "/info/state", "/info/state/{jobId}"}

schema = schemathesis.openapi.from_dict(copy.deepcopy(load_document()))


@attrs.frozen
class Target:
    """A machine, what it takes to talk to it, and jobs that exist."""

    simulator: Simulator
    certificate: str
    authorization: str
    jobs: list[str]


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with Simulator(MODEL, now=NOW, speed=0, export_size=500_000) as simulator:
        certificate: Path = tmp_path_factory.mktemp("certificate") / "ca.pem"
        certificate.write_text(simulator.ca, encoding="ascii")
        visitor = Visitor.of(simulator)
        jobs = [job["id"] for job in visitor.json("/jobs", take=4)]
        authorization = visitor.client.headers["Authorization"]
        visitor.client.close()
        yield Target(simulator, str(certificate), authorization, jobs)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES < 10,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_document(case: schemathesis.Case, target: Target) -> None:
    if "jobId" in case.path_parameters and case.method != "DELETE":
        # Hardly any made-up id is that of a job; most of the requests should get further than that.
        number = len(case.path_parameters["jobId"]) % (len(target.jobs) + 1)
        case.path_parameters["jobId"] = [*target.jobs, case.path_parameters["jobId"]][number]
    in_web_api = not case.path.startswith(("/api/", "/auth/"))
    answer = case.call(
        base_url=target.simulator.url + ("/api/v6.1" if in_web_api else ""),
        headers={"Authorization": target.authorization},
        verify=target.certificate,
        timeout=120,  # a busy computer is no finding
    )
    assert answer.status_code not in (401, 501)
    silent = answer.status_code == 400 and case.path in SILENT_ABOUT_400
    case.validate_response(answer, checks=CHECKS + ([] if silent else [checks.status_code_conformance]))
