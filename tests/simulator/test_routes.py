"""Requests find their operation as on the machine: by version, path without regard to letter case, and method."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from eosconnect.document import load_document
from eosconnect.simulator.answers.answer import Nothing, Record, Refusal

if TYPE_CHECKING:
    from tests.simulator.conftest import Bench, Connect, Start


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and content of the Web API's operations."""
    for path, item in load_document()["paths"].items():
        if "servers" not in item:
            for method in ("get", "post", "delete"):
                if method in item:
                    yield path, method, item[method]


def test_every_operation_of_the_document_is_reached_under_its_own_path(bench: Bench, client: httpx2.Client) -> None:
    reached = []
    for path, method, _ in operations():
        client.request(method, re.sub(r"\{\w+Number\}", "1", path).replace("{", "x").replace("}", "x"))
        reached.append(bench.last_request.operation)
    expected = [re.sub(r"([A-Z])", r"_\1", content["operationId"]).lower() for _, _, content in operations()]
    assert len(expected) == 210
    assert reached == expected


@pytest.mark.parametrize("path", ["/software/userMessages", "/software/usermessages", "/SOFTWARE/USERMESSAGES/"])
def test_letter_case_of_a_path_does_not_matter(bench: Bench, client: httpx2.Client, path: str) -> None:
    client.get(path)
    assert bench.last_query.operation == "list_user_messages"


def test_letter_case_outside_the_web_api_does_not_matter_either(bench: Bench, client: httpx2.Client) -> None:
    assert client.get(client.base_url.join("/API/SupportedVersions")).status_code == 200
    assert client.get(client.base_url.join("/Api/V6.1/Jobs")).status_code == 200


def test_a_fixed_segment_goes_before_a_variable_one_and_ids_keep_their_case(
    bench: Bench, client: httpx2.Client
) -> None:
    client.get("/jobs/Last")
    assert bench.last_query.operation == "get_last_job"
    client.get("/jobs/LastOne")
    assert (bench.last_query.operation, bench.last_query.arguments) == ("get_job", {"jobId": "LastOne"})


def test_an_encoded_slash_belongs_to_the_id(bench: Bench, client: httpx2.Client) -> None:
    client.get("/jobs/a%2Fb%20c")
    assert bench.last_query.arguments == {"jobId": "a/b c"}


def test_the_versions_are_told_without_a_token(bench: Bench, connect: Connect) -> None:
    client = connect(bench, token=False)
    assert client.get(client.base_url.join("/api/supportedVersions")).json() == [
        {"majorVersion": 6, "minorVersion": 0},
        {"majorVersion": 6, "minorVersion": 1},
        {"majorVersion": 6, "minorVersion": 8},
    ]


@pytest.mark.parametrize("version", ["v6.0", "v6.1", "v6.8"])
def test_every_version_that_is_told_is_spoken(bench: Bench, connect: Connect, version: str) -> None:
    assert connect(bench, version=version).get("/jobs").status_code == 200


@pytest.mark.parametrize("version", ["v6.2", "v7.0", "v6", "6.1", "v6.1.0", "v06.x"])
def test_another_version_is_not_found(bench: Bench, connect: Connect, version: str) -> None:
    assert connect(bench, version=version).get("/jobs").status_code == 404


def test_an_operation_that_came_later_is_not_found_in_an_older_version(bench: Bench, connect: Connect) -> None:
    path = "/layers/some-job/images/metadata"
    assert connect(bench, version="v6.0").get(path).status_code == 404
    assert connect(bench, version="v6.1").get(path).status_code != 404


@pytest.mark.parametrize("path", ["/nothing", "/jobs/a/b/c", "/", "//jobs", "/jobs/{}/x", "/%7B%7D"])
def test_a_path_that_nothing_stands_at_is_a_problem_404(client: httpx2.Client, path: str) -> None:
    answer = client.get(client.base_url.join(f"/api/v6.1{path}"))
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["status"] == 404


def test_another_method_is_405_and_told_which_are_allowed(client: httpx2.Client) -> None:
    answer = client.put("/jobs/some-job")
    assert (answer.status_code, answer.headers["allow"]) == (405, "DELETE, GET")


def test_what_has_no_answer_yet_is_501(client: httpx2.Client) -> None:
    answer = client.get("/jobs/some-job")
    assert answer.status_code == 501
    assert "get_job" in answer.json()["detail"]


def test_what_the_model_does_not_support_is_404(bench: Bench, client: httpx2.Client) -> None:
    bench.supports = lambda endpoint: endpoint.id != "list_jobs"
    assert client.get("/jobs").status_code == 404
    assert client.get("/jobs/some-job").status_code == 501


def test_only_operations_that_list_401_need_a_token(start: Start, connect: Connect) -> None:
    stranger = connect(start(), token=False)
    for path, method, content in operations():
        answer = stranger.request(method, re.sub(r"\{\w+\}", "1", path))
        protected = "401" in content["responses"] or content["x-eos-changes-machine"]
        assert (answer.status_code == 401) == protected, path


def test_without_authentication_all_is_read_and_nothing_changed(start: Start, connect: Connect) -> None:
    client = connect(start(auth=False), token=False)
    changing = 0
    for path, method, content in operations():
        status = client.request(method, re.sub(r"\{\w+\}", "1", path)).status_code
        assert (status == 403) == content["x-eos-changes-machine"], path
        assert status != 401
        changing += status == 403
    assert changing == 5


def test_an_empty_answer_is_204_where_the_document_lists_it(bench: Bench, client: httpx2.Client) -> None:
    operations = ("get_laser_maximum_output", "list_jobs", "get_current_job")
    bench.answers |= dict.fromkeys(operations, Nothing())
    listed, array, other = (client.get(path) for path in ("/exposure/laser/1/maximumOutput", "/jobs", "/jobs/current"))
    assert (listed.status_code, listed.content) == (204, b"")
    assert (array.status_code, array.content) == (200, b"[]")
    assert (other.status_code, other.content) == (200, b"")


def test_a_refusal_is_a_problem_with_its_reason(bench: Bench, client: httpx2.Client) -> None:
    bench.answers["get_job"] = Refusal(404, "There is no such job.")
    answer = client.get("/jobs/some-job")
    assert (answer.status_code, answer.json()["detail"]) == (404, "There is no such job.")


def test_rendered_json_goes_out_as_it_is(bench: Bench, client: httpx2.Client) -> None:
    bench.answers["get_info_brand"] = Record(b'"\\u0045OS"')
    answer = client.get("/info/brand")
    assert answer.content == b'"\\u0045OS"'
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


def test_a_mistake_in_an_answer_is_a_500_that_names_it(
    bench: Bench, client: httpx2.Client, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(query: object) -> Record:
        raise LookupError("no such layer")

    bench.answers["get_job"] = broken
    answer = client.get("/jobs/some-job")
    assert answer.status_code == 500
    assert "LookupError in get_job: no such layer" in answer.json()["detail"]
    assert "failed to answer get_job" in caplog.text
