"""A read survives what passes; a change is sent once, whatever happens to it."""

from __future__ import annotations

import gzip
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from eosconnect.errors import (
    ApiError,
    LicenseMissingError,
    MachineTimeoutError,
    MachineUnreachableError,
    RateLimitError,
    ServerError,
    UnexpectedResponseError,
)

BRAND = "/info/brand"


def faults(answer):
    """One answer for every way an exchange can go wrong."""
    return {
        "429": answer(b"", 429),
        "500": answer(b"", 500),
        "502": answer(b"", 502),
        "503": answer(b"", 503),
        "504": answer(b"", 504),
        "reset before the answer": answer(reset_after=-1),
        "reset mid-body": answer(b'"EOS-AND-MORE"', reset_after=5),
        "nothing at all": answer(b"", unframed=True),
        "cut off JSON": answer(b'["EOS", "EO'),
        "an HTML page": answer(b"<!DOCTYPE html><html></html>"),
        "damaged gzip": answer(gzip.compress(b'"EOS"')[:-12] + b"damaged data", headers={"Content-Encoding": "gzip"}),
        "cut off gzip": answer(gzip.compress(b'"EOS"')[:11], headers={"Content-Encoding": "gzip"}),
        "cut off gzip in chunks": answer(
            b"B\r\n" + gzip.compress(b'"EOS"')[:11] + b"\r\n0\r\n\r\n",
            headers={"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"},
            unframed=True,
        ),
    }


FAULTS = list(faults(lambda *args, **kwargs: None))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_read_survives_every_single_fault(link, server, answer, clock, fault):
    server.on(BRAND, faults(answer)[fault], answer("EOS"))
    assert link.brand() == "EOS"
    assert len(server.arrived(BRAND)) == 2
    assert len(clock.pauses) == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_a_read_that_never_succeeds_ends_in_a_typed_error(link, server, answer, clock, fault):
    server.on(BRAND, faults(answer)[fault])
    with pytest.raises((ApiError, MachineUnreachableError, UnexpectedResponseError)) as caught:
        link.brand()
    assert len(server.arrived(BRAND)) == 4
    assert "(after 4 attempts)" in str(caught.value)
    assert (caught.value.method, caught.value.path) == ("GET", "/api/v6.1/info/brand")
    first, second, third = clock.pauses
    assert 0.25 <= first <= 0.5 <= second <= 1.0 <= third <= 2.0


@pytest.mark.parametrize("fault", FAULTS)
def test_a_change_is_sent_once_in_every_fault(link, server, answer, clock, fault):
    server.on("/jobs/J1", faults(answer)[fault], answer(b"", 204))
    with pytest.raises((ApiError, MachineUnreachableError, UnexpectedResponseError)) as caught:
        link.call("delete_job", decode=lambda reply: reply.json(), job_id="J1")
    assert len(server.arrived("/jobs/J1")) == 1
    assert clock.pauses == []
    assert caught.value.machine_may_have_changed == (fault != "429")
    assert ("may have reached the machine" in str(caught.value)) == (fault != "429")


@pytest.mark.parametrize("status", [400, 403, 404, 409, 415, 423, 501])
def test_what_will_not_pass_is_not_repeated(link, server, answer, status):
    server.on(BRAND, answer(b"", status))
    with pytest.raises(ApiError):
        link.brand()
    assert len(server.arrived(BRAND)) == 1


def test_a_report_may_be_repeated_but_not_without_its_license(link, server, answer):
    server.on("/reports/job/J1", answer(b"", 500), answer(b"%PDF"))
    assert link.call("create_job_report", decode=lambda reply: reply.content, job_id="J1") == b"%PDF"
    server.on("/reports/job/J1", answer(b"", 503))
    with pytest.raises(LicenseMissingError, match="40001"):
        link.call("create_job_report", job_id="J1")
    assert len(server.arrived("/reports/job/J1")) == 3


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({"Retry-After": "7"}, 7, 7),
        ({"Retry-After-Ms": "1500", "Retry-After": "100"}, 1.5, 1.5),
        ({"Retry-After": "120"}, 120, 120),
        ({"Retry-After": "0"}, 0.25, 0.5),
        ({"Retry-After": "later"}, 0.25, 0.5),
        ({"Retry-After": "-5"}, 0.25, 0.5),
        ({"Retry-After": "nan"}, 0.25, 0.5),
    ],
)
def test_the_machine_is_given_the_time_it_asks_for(link, server, answer, clock, headers, least, most):
    server.on(BRAND, answer(b"", 429, headers), answer("EOS"))
    assert link.brand() == "EOS"
    (pause,) = clock.pauses
    assert least <= pause <= most


def test_retry_after_may_be_a_date(link, server, answer, clock):
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    server.on(BRAND, answer(b"", 503, {"Retry-After": date}), answer("EOS"))
    assert link.brand() == "EOS"
    assert 50 < clock.pauses[0] <= 60


def test_too_long_a_wait_is_left_to_the_caller(link, server, answer, clock):
    server.on(BRAND, answer(b"", 429, {"Retry-After": "121"}))
    with pytest.raises(RateLimitError) as caught:
        link.brand()
    assert caught.value.retry_after == 121
    assert len(server.arrived(BRAND)) == 1
    assert clock.pauses == []


def test_retries_can_be_switched_off(server, connect, answer):
    server.on(BRAND, answer(b"", 500))
    with pytest.raises(ServerError):
        connect(server, retries=0).brand()
    assert len(server.arrived(BRAND)) == 1


def test_no_attempt_begins_after_the_deadline(server, connect, answer, clock):
    from eosconnect.settings import Timeouts

    server.on(BRAND, answer(b"", 503, {"Retry-After": "40"}))
    with pytest.raises(ServerError):
        connect(server, retries=9, timeout=Timeouts(total=100)).brand()
    assert clock.pauses == [40, 40]
    assert len(server.arrived(BRAND)) == 3


def test_a_body_that_trickles_in_ends_at_the_deadline(server, connect, answer, clock):
    from eosconnect.settings import Timeouts

    # Each byte comes well within the read timeout; only the deadline can end this.
    server.on(BRAND, answer(b'"' + b"E" * 500 + b'"', piece=1, between=lambda: clock.advance(1)))
    with pytest.raises(MachineTimeoutError, match="no complete answer within 100 s"):
        connect(server, timeout=Timeouts(total=100)).brand()
    assert len(server.arrived(BRAND)) == 1


def test_a_silent_machine_is_not_waited_for_forever(server, connect, answer, clock):
    import threading

    from eosconnect.settings import Timeouts

    released = threading.Event()
    server.on(BRAND, answer("EOS", before=lambda: released.wait(10)), answer("EOS"))
    link = connect(server, timeout=Timeouts(read=0.3))
    assert link.brand() == "EOS"
    released.set()
    server.on("/jobs/J1", answer(b"", 204, before=lambda: released.wait(10)))
    released.clear()
    with pytest.raises(MachineTimeoutError) as caught:
        link.call("delete_job", job_id="J1")
    assert caught.value.machine_may_have_changed
    released.set()


def test_nothing_can_have_changed_where_nothing_was_sent(connect, server, clock):
    link = connect(server)
    server.close()
    with pytest.raises(MachineUnreachableError, match="refused") as caught:
        link.call("delete_job", job_id="J1")
    assert not caught.value.machine_may_have_changed


def test_a_change_is_sent_once_also_where_the_connection_failed(link, server, clock):
    link.brand()  # a token is at hand, so that the change itself meets the closed port
    server.close()
    with pytest.raises(MachineUnreachableError) as caught:
        link.call("delete_job", job_id="J1")
    assert clock.pauses == []
    assert caught.value.path == "/api/v6.1/jobs/J1"
    assert not caught.value.machine_may_have_changed


def test_a_name_that_does_not_exist_is_said_to(server, connect):
    link = connect(server, host="no-such-machine.invalid", retries=0)
    with pytest.raises(MachineUnreachableError, match=r"the name no-such-machine\.invalid is not known"):
        link.brand()


def test_a_port_that_does_not_speak_tls_is_said_to(serve, connect):
    with pytest.raises(MachineUnreachableError) as caught:
        connect(serve(None), retries=0).brand()
    assert "localhost" in str(caught.value)


def test_a_port_where_nobody_listens_is_said_to(server, connect):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(MachineUnreachableError, match="nothing answers"):
        connect(server, host=f"localhost:{port}", retries=0).brand()


def test_a_machine_that_takes_no_connection_times_out(server, connect):
    from eosconnect.settings import Timeouts

    with socket.create_server(("127.0.0.1", 0)) as silent:  # accepts, and never shakes hands
        link = connect(server, host=f"localhost:{silent.getsockname()[1]}", retries=0, timeout=Timeouts(connect=0.05))
        with pytest.raises(MachineTimeoutError, match=r"no connection .* within 0\.05 s"):
            link.brand()


def test_an_answer_of_absurd_size_is_refused(link, server, answer, monkeypatch):
    from eosconnect.transport.asynchronous.exchange import AsyncExchange
    from eosconnect.transport.synchronous.exchange import Exchange

    for kind in (AsyncExchange, Exchange):
        monkeypatch.setattr(kind.content, "__defaults__", (1024,))
    server.on(BRAND, answer("E" * 2000))
    with pytest.raises(UnexpectedResponseError, match="larger than"):
        link.brand()
