"""Parameters are read as the document describes them, in both dialects, and refused with their names."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx2
import pytest

if TYPE_CHECKING:
    from tests.simulator.conftest import Bench, Connect

MORNING = datetime(2026, 3, 1, 6, tzinfo=UTC)


def test_values_arrive_by_the_documents_names_and_as_python_values(bench: Bench, client: httpx2.Client) -> None:
    client.get(
        "/jobs",
        params={"fromDate": "2026-03-01T06:00:00.000Z", "jobResult": "Failed", "skip": "5", "take": "7"},
    )
    assert bench.last_query.arguments == {"fromDate": MORNING, "jobResult": "Failed", "skip": 5, "take": 7}


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01T06:00:00Z",
        "2026-03-01T06:00:00.0000000Z",
        "2026-03-01T07:00:00.000+01:00",
        "2026-02-28T20:00-10:00",
        "2026-03-01T06:00:00",
        "2026-03-01 06:00",
        "2026-03-01t06:00:00z",
    ],
)
def test_a_time_is_understood_in_every_iso_form_and_is_utc_without_an_offset(
    bench: Bench, client: httpx2.Client, text: str
) -> None:
    assert client.get("/jobs", params={"fromDate": text}).status_code == 200
    assert bench.last_query.arguments == {"fromDate": MORNING}


def test_names_and_enum_values_are_understood_without_regard_to_letter_case(
    bench: Bench, client: httpx2.Client
) -> None:
    client.get("/software/userMessages", params={"SEVERITY": "fatalerror", "JobID": "Ab"})
    assert bench.last_query.arguments == {"severity": "FatalError", "jobId": "Ab"}


def test_unknown_names_are_ignored_and_empty_values_count_as_not_sent(bench: Bench, client: httpx2.Client) -> None:
    assert client.get("/jobs?colour=red&take=&skip=&fromDate=").status_code == 200
    assert bench.last_query.arguments == {}


def test_of_a_repeated_name_the_first_value_counts(bench: Bench, client: httpx2.Client) -> None:
    client.get("/jobs?take=3&take=4")
    assert bench.last_query.arguments == {"take": 3}


def test_a_list_parameter_takes_several_values(bench: Bench, client: httpx2.Client) -> None:
    window = {"minimumLogLevel": "warn", "fromDate": "2026-03-01", "toDate": "2026-03-02"}
    answer = client.get("/diagnostics/logs", params={"loggingSources": ["All", "all"], **window})
    assert answer.status_code == 501
    assert bench.last_query.arguments["loggingSources"] == ["All", "All"]


@pytest.mark.parametrize(
    ("path", "parameters", "wrong"),
    [
        ("/jobs", {"take": "ten"}, "take"),
        ("/jobs", {"take": "-1"}, "take"),
        ("/jobs", {"take": "99999999999"}, "take"),
        ("/jobs", {"take": "1.5"}, "take"),
        ("/jobs", {"skip": "-1"}, "skip"),
        ("/jobs", {"fromDate": "yesterday"}, "fromDate"),
        ("/jobs", {"fromDate": "2026-02-30"}, "fromDate"),
        ("/jobs", {"fromDate": "2026-03-01T07:00:00.000 01:00"}, "fromDate"),
        ("/jobs", {"fromDate": "0001-01-01T00:00:00+10:00"}, "fromDate"),
        ("/jobs", {"jobResult": "Excellent"}, "jobResult"),
        ("/jobs/some-job/indications", {"take": "10001"}, "take"),
        ("/jobs/some-job/indications", {"strict": "maybe"}, "strict"),
        ("/diagnostics/logs", {"loggingSources": "All"}, "minimumLogLevel"),
    ],
)
def test_a_value_that_does_not_fit_is_a_400_that_names_the_parameter(
    bench: Bench, client: httpx2.Client, path: str, parameters: dict[str, str], wrong: str
) -> None:
    answer = client.get(path, params=parameters)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert wrong in answer.json()["errors"]
    assert bench.queries == []


def test_a_plus_sign_that_was_not_encoded_is_refused(client: httpx2.Client) -> None:
    assert client.get(client.base_url.join("jobs?fromDate=2026-03-01T07:00:00.000+01:00")).status_code == 400
    assert client.get(client.base_url.join("jobs?fromDate=2026-03-01T07:00:00.000%2B01:00")).status_code == 200


def test_a_laser_that_is_not_even_a_number_is_not_found(client: httpx2.Client) -> None:
    assert client.get("/exposure/laser/x/moduleVersions").status_code == 404  # the document lists no 400 here
    assert client.get("/exposure/laser/x/temperature/current").status_code == 400


def test_the_tutorials_names_are_understood_from_version_6_2_on(bench: Bench, connect: Connect) -> None:
    window = {"from": "2026-03-01T06:00:00.000Z", "limit": "3"}
    connect(bench, version="v6.8").get("/jobs", params=window)
    assert bench.last_query.arguments == {"fromDate": MORNING, "take": 3}
    connect(bench, version="v6.1").get("/jobs", params=window)
    assert bench.last_query.arguments == {}


def test_the_documented_name_goes_before_the_tutorials(bench: Bench, connect: Connect) -> None:
    connect(bench, version="v6.8").get("/software/usermessages", params={"take": "2", "limit": "3"})
    assert bench.last_query.arguments == {"take": 2}


def test_from_stays_what_it_is_where_the_document_has_it(bench: Bench, connect: Connect) -> None:
    path = "/processChamber/temperature/some-job/values"
    connect(bench, version="v6.8").get(path, params={"from": "2026-03-01T06:00:00.000Z"})
    assert bench.last_query.arguments == {"jobId": "some-job", "from": MORNING}


def test_pages_follow_skip_and_take_and_the_default(bench: Bench, client: httpx2.Client) -> None:
    def ids(**parameters: int) -> list[str]:
        return [row["id"] for row in client.get("/jobs", params=parameters).json()]

    everything = ids()
    assert len(everything) == 1000
    assert ids(take=3) == everything[:3]
    assert ids(skip=998, take=3) == everything[998:]
    assert ids(skip=2000) == []
    assert ids(take=0) == []
    bench.answers["list_user_messages"] = bench.answers["list_jobs"]
    bench.answers["list_states"] = bench.answers["list_jobs"]
    assert len(client.get("/software/userMessages").json()) == 1000
    assert len(client.get("/info/state").json()) == 200
