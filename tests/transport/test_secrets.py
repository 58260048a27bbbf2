"""The secret and the token are in no log line, repr, error, traceback or pickle, whatever goes wrong."""

from __future__ import annotations

import io
import logging
import pickle
import traceback

import pytest

from eosconnect.errors import EosConnectError

BRAND = "/info/brand"
TOKEN = "/auth/connect/token"


@pytest.fixture
def log():
    """Everything that anybody logs, at every level."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def failure_of(link):
    """The error of a call, with a traceback that does not begin in a test, whose variables hold the secret."""
    try:
        link.brand()
    except EosConnectError as error:
        return error
    raise AssertionError("no error")


def everything_about(error):
    """All that tools show of an error: text, pickle, and the traceback with the local variables of each frame."""
    with_locals = traceback.TracebackException.from_exception(error, capture_locals=True)
    chain, cause = [], error
    while cause is not None:
        chain += [repr(cause), str(cause), repr(vars(cause))]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(
        ["".join(with_locals.format()), *chain, repr(pickle.loads(pickle.dumps(error))), str(pickle.dumps(error))]
    )


FAULTS = {
    "refused with an echo": (BRAND, 400, lambda arrived: str(dict(arrived.headers)).encode()),
    "refused with a JSON echo": (BRAND, 403, lambda arrived: {"detail": f"no: {arrived.headers['authorization']}"}),
    "credentials echoed": (TOKEN, 400, lambda arrived: {"error": "x", "error_description": str(arrived.body)}),
    "credentials echoed as text": (TOKEN, 401, lambda arrived: arrived.body),
    "a token of odd life": (TOKEN, 200, lambda arrived: {"access_token": "t0k3n-odd", "expires_in": "odd"}),
    "a token of another type": (
        TOKEN, 200, lambda arrived: {"access_token": "t0k3n-odd", "expires_in": 9, "token_type": "mac"}
    ),
    "a token with an error besides": (TOKEN, 200, lambda arrived: {"access_token": "t0k3n-odd", "error": "\n"}),
    "not JSON": (BRAND, 200, lambda arrived: str(dict(arrived.headers)).encode()),
    "401": (BRAND, 401, lambda arrived: str(dict(arrived.headers)).encode()),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_brings_them_out(link, server, answer, secret, log, fault):
    path, status, body = FAULTS[fault]
    server.on(path, lambda arrived: answer(body(arrived), status))
    error = failure_of(link)
    shown = everything_about(error) + log.getvalue() + repr(link.connection) + repr(link.settings)
    assert "/info/brand" in shown
    assert secret not in shown
    assert "t0k3n" not in shown


def echo(arrived):
    """Everything that came, on one line."""
    return f"{arrived.headers} {arrived.body}".replace("\r", "").replace("\n", "").encode()


HEADS = {
    "in a header": b"HTTP/1.1 400 No\r\nX-Request: %s\r\nContent-Length: 0\r\n\r\n",
    "in the reason": b"HTTP/1.1 400 %s\r\nContent-Length: 0\r\n\r\n",
    "in a damaged header": b"HTTP/1.1 400 No\r\nX Request \x01 %s\r\n\r\n",
    "in a damaged status line": b"HTTP/9 %s\r\n\r\n",
    "in a redirect": b"HTTP/1.1 302 Found\r\nLocation: http://[%s\r\nContent-Length: 0\r\n\r\n",
    "in a cookie": b"HTTP/1.1 400 No\r\nSet-Cookie: %s\r\nContent-Length: 0\r\n\r\n",
    "in a length": b"HTTP/1.1 400 No\r\nContent-Length: %s\r\n\r\n",
    "in a compression": b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: 2\r\n\r\n{}",
}


@pytest.mark.parametrize("path", [BRAND, TOKEN])
@pytest.mark.parametrize("head", HEADS)
def test_no_head_that_echoes_them_brings_them_out(link, server, answer, secret, log, clock, path, head):
    sent = []

    def answered(arrived):
        sent.append(echo(arrived))
        return answer(raw=HEADS[head] % sent[-1])

    server.on(path, answered)
    shown = everything_about(failure_of(link)) + log.getvalue()
    assert "receive_response_headers" in shown, "the HTTP client's own log is looked at too"
    assert (secret if path == TOKEN else "t0k3n").encode() in sent[0]
    assert secret not in shown
    assert "t0k3n" not in shown


@pytest.mark.parametrize("path", [BRAND, TOKEN])
@pytest.mark.parametrize("after", [-1, 3])
def test_no_broken_connection_brings_them_out(link, server, answer, secret, log, path, after):
    server.on(path, answer(b'{"access_token": "t0k3n-x"}', reset_after=after))
    error = failure_of(link)
    shown = everything_about(error) + log.getvalue()
    assert secret not in shown
    assert "t0k3n" not in shown


def test_the_log_is_an_allow_list(link, server, answer, caplog, clock):
    caplog.set_level(logging.DEBUG, logger="eosconnect")
    server.on("/jobs/SI1716-4711", answer(b"", 500), answer({"id": "SI1716-4711"}))
    link.call("get_job", job_id="SI1716-4711")
    server.on("/jobs", answer([]))
    link.call("list_jobs", take=77)
    server.on("/free/SI1716-4711", answer("x"))
    link.request("GET", "/free/SI1716-4711?a=b")
    lines = [record.getMessage() for record in caplog.records if record.name == "eosconnect"]
    assert [line.partition(":")[0] for line in lines] == [
        "GET /jobs/{jobId}",
        "GET /jobs/{jobId}",
        "GET /jobs/{jobId}",
        "GET /jobs/{jobId}",
        "GET /jobs",
        "GET (free path)",
    ]
    assert "500, attempt 1" in lines[0]
    assert "ServerError, attempt 1" in lines[1]
    assert "repeated in" in lines[2]
    assert "200, attempt 2" in lines[3]
    assert not any(word in line for line in lines for word in ("4711", "77", "a=b", "localhost"))


def test_the_library_installs_no_handler():
    assert logging.getLogger("eosconnect").handlers == []


def test_a_proxy_password_is_not_shown(server, connect, log):
    link = connect(server, proxy="http://user:pr0xy-p4ss@127.0.0.1:9", retries=0)
    error = failure_of(link)
    assert "pr0xy-p4ss" not in everything_about(error) + log.getvalue() + repr(link.connection)
