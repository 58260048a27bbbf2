"""What the vendor's tutorial sends works unchanged: its calls, spelled as it spells them, without our SDK."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from dotenv import dotenv_values

from eosconnect.simulator import Simulator

pytestmark = pytest.mark.filterwarnings("ignore:Unverified HTTPS request")  # the tutorial switches the check off

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
RESULTS = {"Pending", "Successful", "UserCanceled", "Failed"}


class Notebook:
    """The tutorial's steps over ``requests``: no session, no certificate check, ten seconds of patience."""

    def __init__(self, settings: dict[str, str | None]) -> None:
        self.origin = f"https://{settings['HOSTNAME']}"
        self.settings = settings
        self.base = f"{self.origin}/api/{self.latest_version()}"
        self.headers = self.fresh_headers()

    def latest_version(self) -> str:
        told = requests.get(f"{self.origin}/api/supportedVersions", verify=False, timeout=10).json()
        major, minor = max((version["majorVersion"], version["minorVersion"]) for version in told)
        return f"v{major}.{minor}"

    def fresh_headers(self) -> dict[str, str]:
        form = {
            "grant_type": "client_credentials",
            "client_id": self.settings["API_CLIENT_ID"],
            "client_secret": self.settings["API_CLIENT_SECRET"],
        }
        form_type = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = requests.post(
            f"{self.origin}/auth/connect/token", data=form, headers=form_type, verify=False, timeout=10
        )
        answer.raise_for_status()
        self.token = answer.json()
        return {
            "Authorization": f"{self.token['token_type']} {self.token['access_token']}",
            "Accept": "application/json",
        }

    def get(self, path: str, **params: Any) -> Any:
        answer = requests.get(self.base + path, headers=self.headers, params=params, verify=False, timeout=10)
        answer.raise_for_status()
        return answer.json()


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Notebook]:
    with Simulator(now=NOW, speed=0) as simulator:
        env_file = simulator.write_env_file(Path(tmp_path_factory.mktemp("tutorial"), ".env"), tutorial_names=True)
        yield Notebook(dotenv_values(env_file))


def moment(text: str) -> datetime:
    told = datetime.fromisoformat(text)
    return told.replace(tzinfo=told.tzinfo or UTC)


def test_the_highest_version_is_6_8_and_the_token_lasts_an_hour(notebook: Notebook) -> None:
    assert notebook.base.endswith("/api/v6.8")
    assert (notebook.token["token_type"], notebook.token["expires_in"]) == ("Bearer", 3600)
    assert notebook.fresh_headers() != notebook.headers


def test_the_jobs_of_some_days_make_a_table(notebook: Notebook) -> None:
    first, last = NOW.date() - timedelta(days=14), NOW.date() - timedelta(days=3)
    jobs = notebook.get("/jobs", take=500, **{"from": f"{first}T00:00:00.000Z", "to": f"{last}T23:59:59.999Z"})
    everything = notebook.get("/jobs", take=500)
    assert 0 < len(jobs) < len(everything)
    for job in jobs:
        assert {"id", "result", "timeStarted", "timeEnded", "task", "material"} <= job.keys()
        assert job["result"] in RESULTS
        assert first <= moment(job["timeStarted"]).date() <= last


def test_fewer_jobs_come_when_fewer_are_asked_for(notebook: Notebook) -> None:
    assert len(notebook.get("/jobs", take=2)) == 2


def test_the_last_job_is_told_with_result_and_times(notebook: Notebook) -> None:
    job = notebook.get("/jobs/last")
    assert job["result"] in RESULTS
    assert job["id"] in {other["id"] for other in notebook.get("/jobs", take=500)}
    assert moment(job["timeStarted"]) <= NOW


def test_a_job_that_failed_or_was_cancelled_explains_itself(notebook: Notebook) -> None:
    unlucky = [job for job in notebook.get("/jobs", take=500) if job["result"] in ("Failed", "UserCanceled")]
    assert {job["result"] for job in unlucky} == {"Failed", "UserCanceled"}
    for job in unlucky:
        messages = notebook.get("/software/usermessages", jobId=job["id"], limit=20)
        assert 0 < len(messages) <= 20
        for message in messages:
            assert message["jobId"] == job["id"]
            assert message["message"]
            assert {"severity", "timeRaised"} <= message.keys()


def test_its_limit_is_kept(notebook: Notebook) -> None:
    unlucky = next(job for job in notebook.get("/jobs", take=500) if job["result"] == "Failed")
    assert len(notebook.get("/software/usermessages", jobId=unlucky["id"], limit=1)) == 1
