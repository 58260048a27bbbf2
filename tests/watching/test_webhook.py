"""Webhooks post over their own TLS, follow nothing, carry nothing of the machine's, and show no secret."""

from __future__ import annotations

import logging
import pickle
import socket
import traceback
from typing import Any

import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.watching import Event, NotificationError, Webhook, event_from_json
from tests.watching.events import every_kind, failed
from tests.watching.web_server import WebServer, web_server


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def failure_of(webhook: Webhook) -> NotificationError:
    try:
        webhook.send(failed())
    except NotificationError as error:
        return error
    raise AssertionError("it was sent")


@pytest.mark.parametrize("event", every_kind(), ids=lambda event: event.kind)
def test_every_kind_of_event_is_posted_whole(event: Event) -> None:
    with web_server() as server:
        Webhook(server.url(), ca=server.certificate.pem, headers={"X-Plant": "north"}).send(event)
    ((path, headers, posted),) = server.posts
    assert path == "/services/T01/c4n4ry"
    assert event_from_json(posted) == event
    assert posted["kind"] == event.kind
    assert headers["idempotency-key"] == event.id
    assert headers["content-type"] == "application/json"
    assert headers["x-plant"] == "north"
    assert "authorization" not in headers


def test_a_payload_of_ones_own() -> None:
    payload = {"text": "{machine}: {event}", "blocks": [{"at": "{time:%H:%M}", "level": 3, "none": None}]}
    with web_server() as server:
        Webhook(server.url(), ca=server.certificate.pem, payload=payload, tz="Europe/Berlin").send(failed())
        Webhook(server.url(), ca=server.certificate.pem, payload=lambda event: [event.kind]).send(failed())
    assert [posted for _, _, posted in server.posts] == [
        {
            "text": "si1716: job Bügel_Ti64 failed at layer 312 of 1200",
            "blocks": [{"at": "10:30", "level": 3, "none": None}],
        },
        ["job_failed"],
    ]


def test_nothing_is_posted_to_a_server_with_an_untrusted_certificate() -> None:
    with web_server() as server, web_server() as other:
        for ca in (None, other.certificate.pem):
            failure = failure_of(Webhook(server.url(), ca=ca))
            assert failure.may_pass
    assert server.posts == []


@pytest.mark.parametrize(
    ("status", "headers", "may_pass", "retry_after"),
    [
        (500, {}, True, None),
        (429, {"Retry-After": "7"}, True, 7.0),
        (401, {}, True, None),
        (408, {}, True, None),
        (404, {}, False, None),
        (410, {}, False, None),
        (307, {"Location": "https://elsewhere.example.com/"}, False, None),
    ],
)
def test_answers_that_are_no_success(
    status: int, headers: dict[str, str], may_pass: bool, retry_after: float | None
) -> None:
    with web_server() as server:
        server.answers.append((status, headers))
        failure = failure_of(Webhook(server.url(), ca=server.certificate.pem))
    assert (failure.may_pass, failure.retry_after) == (may_pass, retry_after)
    assert str(status) in str(failure)
    assert len(server.posts) == 1


def test_neither_the_address_nor_a_header_is_in_any_repr_log_error_or_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    with socket.create_server(("127.0.0.1", 0)) as unused:
        closed = WebServer(port=unused.getsockname()[1])
    with web_server() as server:
        server.answers.append((500, {}))
        told = []
        for where in (server, closed):
            hook = Webhook(where.url(), ca=server.certificate.pem, headers={"Authorization": "Bearer c4n4ry"})
            failure = failure_of(hook)
            told += [str(failure), repr(failure), repr(hook), str(hook)]
            told += traceback.TracebackException.from_exception(failure, capture_locals=True).format()
        Webhook(server.url(), ca=server.certificate.pem).send(failed())
    told += [record.getMessage() for record in caplog.records]
    assert not [text for text in told if "c4n4ry" in text]
    assert repr(hook) == "<Webhook to 127.0.0.1>"
    assert pickle.loads(pickle.dumps(hook)) == hook


def test_a_server_that_does_not_answer_is_given_up_in_time() -> None:
    with web_server() as server:
        server.held.clear()
        failure = failure_of(Webhook(server.url(), ca=server.certificate.pem, timeout=0.1))
    assert "Timeout" in str(failure)  # on a busy computer it may not even be connected
    assert failure.may_pass


def test_the_proxy_of_this_computers_settings_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with web_server(tls=False) as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("no_proxy", "")
        Webhook("http://hooks.example.com/x", allow_http=True).send(failed())
    ((path, _, _),) = proxy.posts
    assert path == "http://hooks.example.com/x"


@pytest.mark.parametrize(
    ("url", "options", "words"),
    [
        ("hooks.example.com/x", {}, "not a web address"),
        ("ftp://hooks.example.com/x", {}, "not a web address"),
        ("https://", {}, "not a web address"),
        ("http://hooks.example.com/c4n4ry", {}, "everybody in between"),
        ("https://hooks.example.com/c4n4ry", {"payload": {"text": ["{jobs}"]}}, "{job}"),
        ("https://hooks.example.com/c4n4ry", {"tz": "Europe/Nowhere"}, "time zone"),
        ("https://hooks.example.com/c4n4ry", {"ca": "-----BEGIN CERTIFICATE-----\nrubbish"}, "no certificate"),
    ],
)
def test_settings_that_cannot_be_right_are_refused_at_once(url: str, options: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        Webhook(url, **options)
    assert words in str(refused.value)
    assert "c4n4ry" not in str(refused.value)


def test_plain_http_is_allowed_to_this_computer() -> None:
    with web_server(tls=False) as server:
        Webhook(server.url()).send(failed())
    assert len(server.posts) == 1
