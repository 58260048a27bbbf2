"""The generated package is complete, tolerant, discreet, and usable on its own."""

from __future__ import annotations

import copy
import json
import pickle
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from inspect import signature
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import eosconnect_api
import httpx2
import pytest
from eosconnect_api import AuthenticatedClient, Client, models
from eosconnect_api.api.jobs import get_job, list_jobs
from eosconnect_api.types import UNSET, File, Unset

PACKAGE = Path(eosconnect_api.__file__).parent
DOCUMENT = json.loads((PACKAGE.parents[1] / "openapi" / "swagger.json").read_text(encoding="utf-8"))
SCHEMAS = DOCUMENT["components"]["schemas"]
ENUMS = {name: schema["enum"] for name, schema in SCHEMAS.items() if "enum" in schema}
OPERATIONS = [
    pytest.param(method, path, content, id=content["operationId"])
    for path, item in DOCUMENT["paths"].items()
    for method, content in item.items()
    if method in {"get", "put", "post", "delete", "patch"}
]
WITH_A_BODY = {"updateCertificate", "updateLicenses", "uploadTask", "createPartsReport", "requestToken"}


def snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def builder(content: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    module = import_module(f"eosconnect_api.api.{content['tags'][0]}.{snake_case(content['operationId'])}")
    build: Callable[..., dict[str, Any]] = module._get_kwargs
    return build


def some_value(schema: dict[str, Any]) -> Any:
    """A value of the type that the generated builder takes for this schema."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return getattr(models, name)(SCHEMAS[name]["enum"][-1])
    if schema["type"] == "array":
        return [some_value(schema["items"])]
    if schema.get("format") == "date-time":
        return datetime(2026, 3, 1, 6, tzinfo=UTC)
    return {"integer": 7, "number": 0.5, "boolean": True, "string": "7"}[schema["type"]]


def arguments(build: Callable[..., dict[str, Any]], parameters: list[dict[str, Any]]) -> dict[str, Any]:
    """Arguments for these parameters of the document; a Python keyword has an underscore behind it."""
    names = {name.rstrip("_"): name for name in signature(build).parameters}
    return {names[snake_case(parameter["name"])]: some_value(parameter["schema"]) for parameter in parameters}


def test_each_operation_exists_exactly_once() -> None:
    assert len(OPERATIONS) == 212  # 210 of the Web API, the token and the versions
    modules = [path for path in PACKAGE.glob("api/*/*.py") if path.name != "__init__.py"]
    documented = [
        f"{content['tags'][0]}/{snake_case(content['operationId'])}"
        for content in (parameter.values[2] for parameter in OPERATIONS)
    ]
    assert sorted(f"{path.parent.name}/{path.stem}" for path in modules) == sorted(documented)
    assert len(set(documented)) == len(documented)


@pytest.mark.parametrize(("method", "path", "content"), OPERATIONS)
def test_each_operation_builds_its_request(method: str, path: str, content: dict[str, Any]) -> None:
    build = builder(content)
    assert ("body" in signature(build).parameters) == (content["operationId"] in WITH_A_BODY)
    body = {"body": models.PartList(part_ids=[])} if content["operationId"] == "createPartsReport" else {}
    if content["operationId"] in WITH_A_BODY and not body:
        return  # the tests below
    parameters = content.get("parameters", [])
    required = [parameter for parameter in parameters if parameter.get("required")]

    least = build(**arguments(build, required), **body)
    assert (least["method"], least["url"]) == (method, re.sub(r"\{\w+\}", "7", path))
    assert set(least.get("params", {})) == {parameter["name"] for parameter in required if parameter["in"] == "query"}

    most = build(**arguments(build, parameters), **body)
    assert set(most.get("params", {})) == {parameter["name"] for parameter in parameters if parameter["in"] == "query"}
    assert (
        httpx2.Request(most["method"], f"https://machine{most['url']}", params=most.get("params")).url.query is not None
    )


def test_values_go_out_as_the_document_writes_them() -> None:
    request = builder({"tags": ["jobs"], "operationId": "listJobs"})(
        from_date=datetime(2026, 3, 1, 6, tzinfo=UTC), job_result=models.JobResult.FAILED, take=5
    )
    sent = httpx2.Request("GET", "https://machine/jobs", params=request["params"]).url.params
    assert dict(sent) == {"fromDate": "2026-03-01T06:00:00+00:00", "jobResult": "Failed", "take": "5"}


def test_path_parameters_are_quoted() -> None:
    assert get_job._get_kwargs("a/b c")["url"] == "/jobs/a%2Fb%20c"


def test_a_file_may_contain_any_boundary() -> None:
    file = File(payload=BytesIO(b"x\r\n--+++\r\ny"), file_name="c.pfx", mime_type="application/x-pkcs12")
    build = builder({"tags": ["maintenance"], "operationId": "updateCertificate"})
    request = httpx2.Request(**{**build(body=models.UpdateCertificateBody(file, "canary")), "url": "https://machine/x"})
    content_type, boundary = request.headers["Content-Type"].split("; boundary=")
    parts = request.read().split(f"--{boundary}".encode())
    assert content_type == "multipart/form-data"
    assert len(parts) == 4  # before, file, password, after
    assert b"x\r\n--+++\r\ny" in parts[1]
    assert b'name="password"' in parts[2]
    assert all("+++" not in path.read_text(encoding="utf-8") for path in PACKAGE.glob("api/*/*.py"))


def test_the_token_request_is_a_form() -> None:
    build = builder({"tags": ["auth"], "operationId": "requestToken"})
    request = build(body=models.RequestTokenBody("client_credentials", "id", "canary"))
    assert (request["url"], request["data"]["client_secret"]) == ("/auth/connect/token", "canary")


def test_every_module_imports_quietly_and_without_httpx() -> None:
    program = (
        "import importlib, pkgutil, sys, eosconnect_api\n"
        "for module in pkgutil.walk_packages(eosconnect_api.__path__, 'eosconnect_api.'):\n"
        "    importlib.import_module(module.name)\n"
        "print(*(name for name in sys.modules if name == 'httpx' or name.startswith('eosconnect_api')))\n"
    )
    ran = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    loaded = set(ran.stdout.split())
    assert "httpx" not in loaded
    assert len(loaded) == len(list(PACKAGE.rglob("*.py")))


def test_models_are_imported_when_they_are_asked_for() -> None:
    program = (
        "import sys, eosconnect_api.models as models\n"
        "before = {name for name in sys.modules if name.startswith('eosconnect_api.models.')}\n"
        "models.Job\n"
        "print(len(before), 'eosconnect_api.models.job' in sys.modules, 'Job' in dir(models))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.split() == ["0", "True", "True"]
    with pytest.raises(AttributeError, match="Jobb"):
        _ = models.Jobb  # type: ignore[attr-defined]  # what the test is about


def test_every_model_of_the_document_is_there() -> None:
    assert len(SCHEMAS) == 65  # 63 of the Web API, the token and the version
    assert set(SCHEMAS) <= set(models.__all__)
    assert [name for name in models.__all__ if getattr(models, name).__name__ != name] == []


@pytest.mark.parametrize("name", sorted(ENUMS))
def test_an_enum_knows_its_values_and_keeps_unknown_ones(name: str) -> None:
    enum = getattr(models, name)
    assert {member.value for member in enum} == set(ENUMS[name])
    unknown = enum("FromNewerFirmware")
    assert isinstance(unknown, enum)
    assert unknown == "FromNewerFirmware" == str(unknown)
    assert unknown == enum("FromNewerFirmware")
    assert {unknown: 1}["FromNewerFirmware"] == 1
    assert pickle.loads(pickle.dumps(unknown)) == unknown == copy.deepcopy(unknown)
    assert unknown not in list(enum)
    assert "FromNewerFirmware" in repr(unknown)
    with pytest.raises(ValueError, match="None"):
        enum(None)


def test_a_model_with_an_unknown_value_survives_a_round_trip() -> None:
    received = {"id": "3f0e", "result": "Melted", "inventedLater": 1}
    job = models.Job.from_dict(received)
    assert job.result == "Melted"
    assert job.to_dict() == received
    assert pickle.loads(pickle.dumps(job)).to_dict() == received == copy.deepcopy(job).to_dict()


def test_unset_stays_itself() -> None:
    assert copy.copy(UNSET) is copy.deepcopy(UNSET) is pickle.loads(pickle.dumps(UNSET)) is UNSET
    assert repr(UNSET) == "UNSET"
    assert not UNSET
    job = pickle.loads(pickle.dumps(models.Job.from_dict({"id": "3f0e"})))
    assert [value for value in job.to_dict().values() if isinstance(value, Unset)] == []


def test_no_repr_shows_a_secret() -> None:
    client = AuthenticatedClient(
        "https://machine/api/v6.1",
        token="canary",
        headers={"X-Token": "canary"},
        cookies={"session": "canary"},
        httpx_args={"proxy": "http://user:canary@proxy:8080"},
    )
    with client:
        assert client.get_httpx_client().headers["Authorization"] == "Bearer canary"
        assert "canary" not in repr(client)
    assert "canary" not in repr(models.AccessToken("canary"))
    assert "canary" not in repr(models.RequestTokenBody("client_credentials", "id", client_secret="canary"))
    assert "canary" not in repr(models.UpdateCertificateBody(File(BytesIO()), password="canary"))


class Machine(BaseHTTPRequestHandler):
    """Answers two paths the way a machine does."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status, answer = 200, [{"id": "3f0e", "result": "Failed"}, {"id": "3f0f", "result": "FromNewerFirmware"}]
        if not self.path.startswith("/api/v6.1/jobs?"):
            status, answer = 404, {"status": 404, "detail": "no such job"}  # type: ignore[assignment]  # one of two
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def machine() -> Iterator[str]:
    Machine.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Machine)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}/api/v6.1"
    server.shutdown()
    serving.join()
    server.server_close()


def test_it_lists_jobs_on_its_own(machine: str) -> None:
    with Client(machine) as client:
        jobs = list_jobs.sync(client=client, take=2)
        missing = get_job.sync_detailed("3f0e", client=client)
    assert isinstance(jobs, list)
    assert [str(job.result) for job in jobs] == ["Failed", "FromNewerFirmware"]
    assert missing.status_code == 404
    assert Machine.asked == ["/api/v6.1/jobs?take=2", "/api/v6.1/jobs/3f0e"]


async def test_it_lists_jobs_on_its_own_asynchronously(machine: str) -> None:
    async with Client(machine) as client:
        jobs = await list_jobs.asyncio(client=client, take=2)
    assert isinstance(jobs, list)
    assert [job.id for job in jobs] == ["3f0e", "3f0f"]
    assert Machine.asked == ["/api/v6.1/jobs?take=2"]
