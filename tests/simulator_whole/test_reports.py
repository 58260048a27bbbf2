"""Reports are PDF documents about jobs that have ended, for those who have the license."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader

from eosconnect.simulator.world import PROFILES

KINDS = ("events", "job", "parts")


def ask(visitor: Any, kind: str, job: str, **settings: Any) -> Any:
    body = {"json": {"partIds": [1, 2]}} if kind == "parts" and "content" not in settings else {}
    return visitor.client.post(f"/reports/{kind}/{job}", **(body | settings))


def text_of(answer: Any) -> str:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


@pytest.mark.parametrize("model", PROFILES)
def test_a_report_tells_about_its_job(model: str, reader: Callable[..., Any]) -> None:
    visitor = reader(model)
    job = visitor.json(f"/jobs/{visitor.jobs('Failed')[0]}")
    messages = visitor.json("/software/userMessages", jobId=job["id"])
    parts = visitor.json(f"/parts/{job['id']}")
    texts = {kind: text_of(ask(visitor, kind, job["id"])) for kind in KINDS}
    for text in texts.values():
        assert job["id"] in text
        assert job["task"] in text
        assert f"{job['layerCount']} of {job['layerCountTarget']}" in text
    for message in messages:
        assert message["messageId"] in texts["events"]
    names = [part["filePath"].rpartition("\\")[2].rpartition(".")[0] for part in parts]
    assert all(name in texts["job"] for name in names)
    assert [name in texts["parts"] for name in names] == [True, True, *([False] * (len(names) - 2))]


def test_the_same_report_has_the_same_bytes(visitor: Any) -> None:
    job = visitor.jobs("Successful")[0]
    assert ask(visitor, "job", job).content == ask(visitor, "job", job).content


def test_there_is_a_report_about_a_job_of_which_only_the_head_is_left(visitor: Any) -> None:
    deleted = next(job for job in visitor.simulator.world.jobs if job.deleted)
    for kind in ("events", "job"):
        assert deleted.id in text_of(ask(visitor, kind, deleted.id))


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_reported_is_refused(kind: str, visitor: Any) -> None:
    running = visitor.json("/jobs/current")["id"]
    ended = visitor.jobs("Successful")[0]
    assert ask(visitor, kind, running).status_code == 400
    assert ask(visitor, kind, "none").status_code == 404
    assert ask(visitor, kind, ended, params={"format": "docx"}).status_code == 400
    assert ask(visitor, kind, ended, params={"format": "pdf"}).status_code == 200


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"", "application/json", 415),
        (b"", None, 415),
        (b'{"partIds":[1]}', None, 415),
        (b'{"partIds":[1]}', "text/plain", 415),
        (b"null", "application/json", 415),
        (b"{}", "application/json", 415),
        (b"[1]", "application/json", 415),
        (b'{"partIds":["1"]}', "application/json", 400),
        (b'{"partIds":[1', "application/json", 400),
        (b'{"partIds":[99]}', "application/json", 400),
        (b'{"partIds":[1]}', "application/json; charset=utf-8", 200),
    ],
)
def test_a_parts_report_needs_a_part_list(content: bytes, media_type: str | None, status: int, visitor: Any) -> None:
    headers = {} if media_type is None else {"Content-Type": media_type}
    answer = ask(visitor, "parts", visitor.jobs("Successful")[0], content=content, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize("state", ["missing", "expired"])
def test_without_the_license_there_are_no_reports(state: str, fresh: Callable[..., Any]) -> None:
    visitor = fresh(licenses={"Reporting": state})
    for kind in KINDS:
        assert ask(visitor, kind, visitor.jobs("Successful")[0]).status_code == 503
