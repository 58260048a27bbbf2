"""E-mail arrives over TLS from a server whose certificate was checked, and its password is nowhere to be seen."""

from __future__ import annotations

import logging
import pickle
import socket
import traceback
from typing import Any

import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.simulator.server.certificate import Certificate
from eosconnect.watching import Email, NotificationError, Template
from tests.watching.events import every_kind, failed
from tests.watching.mail_server import PASSWORD, MailServer, mail_server


def email(server: MailServer, **changes: Any) -> Email:
    settings = {
        "host": "127.0.0.1",
        "port": server.port,
        "to": ["quality@example.com", "Zoë <zoe@example.com>"],
        "sender": "Machines <machines@example.com>",
        "ca": server.certificate.pem,
    }
    return Email(**{**settings, **changes})


def test_a_mail_arrives_over_starttls_with_a_login() -> None:
    with mail_server(auth=True) as server:
        email(server, username="machines", password=PASSWORD, template=Template(tz="Europe/Berlin")).send(failed())
    ((recipients, mail, encrypted),) = server.mails
    assert encrypted
    assert server.logins == [(PASSWORD, True)]
    assert recipients == ["quality@example.com", "zoe@example.com"]
    assert mail["Subject"] == "si1716: job Bügel_Ti64 failed at layer 312 of 1200"
    assert mail["From"] == "Machines <machines@example.com>"
    assert mail["Message-ID"] == "<job-ended-3@example.com>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Error, layer 312: Oxygen too high" in mail.get_content()
    assert "2026-11-02 10:30:00 CET" in mail.get_content()


def test_a_mail_arrives_over_tls_from_the_first_byte() -> None:
    with mail_server(tls_from_the_start=True, auth=True) as server:
        email(server, security="tls", username="machines", password=PASSWORD).send(failed())
    assert [encrypted for _, _, encrypted in server.mails] == [True]
    assert server.logins == [(PASSWORD, True)]


def test_every_kind_of_event_makes_a_mail_and_the_same_event_the_same_message_id() -> None:
    with mail_server() as server:
        for event in [*every_kind(), failed()]:
            email(server).send(event)
    ids = [mail["Message-ID"] for _, mail, _ in server.mails]
    assert ids[-1] in ids[:-1]
    assert len(set(ids)) == len(every_kind())


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_nothing_is_sent_to_a_server_with_another_certificate(security: str) -> None:
    with mail_server(tls_from_the_start=security == "tls", auth=True) as server:
        ca = Certificate.self_signed("mail.example.com").pem
        with pytest.raises(NotificationError, match="is not trusted") as refused:
            email(server, security=security, ca=ca, username="machines", password=PASSWORD).send(failed())
    assert refused.value.may_pass
    assert server.mails == server.logins == []


def test_a_server_that_offers_no_tls_gets_nothing() -> None:
    with mail_server(offer_starttls=False) as server:
        with pytest.raises(NotificationError, match="STARTTLS") as refused:
            email(server).send(failed())
        assert not refused.value.may_pass
        assert server.mails == []
        email(server, security="none").send(failed())
    assert [encrypted for _, _, encrypted in server.mails] == [False]


@pytest.mark.parametrize(
    ("answers", "data_answer", "may_pass"),
    [
        ({"quality@example.com": "450 try later", "zoe@example.com": "550 nobody here"}, "", True),
        ({"quality@example.com": "550 nobody here", "zoe@example.com": "550 nobody here"}, "", False),
        ({"quality@example.com": "550 nobody here"}, "", False),  # the other one has it already
        ({}, "451 busy", True),
        ({}, "554 spam", False),
    ],
)
def test_what_is_refused_for_good_is_not_tried_again(answers: dict[str, str], data_answer: str, may_pass: bool) -> None:
    with mail_server() as server:
        server.answers.update(answers)
        server.data_answer = data_answer
        with pytest.raises(NotificationError) as refused:
            email(server).send(failed())
    assert refused.value.may_pass is may_pass


def failure_of(notifier: Email) -> NotificationError:
    try:
        notifier.send(failed())
    except NotificationError as error:
        return error
    raise AssertionError("it was sent")


def test_the_password_is_in_no_repr_log_error_or_traceback(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = f"{PASSWORD}-but-wrong"
    with mail_server(auth=True) as server:
        notifier = email(server, username="machines", password=wrong)
        failure = failure_of(notifier)
    assert set(server.logins) == {(wrong, True)}
    logged = [record.getMessage() for record in caplog.records if record.name != "mail.log"]  # that is the server
    told = [str(failure), repr(failure), repr(notifier), str(notifier), *logged]
    told += traceback.TracebackException.from_exception(failure, capture_locals=True).format()
    assert not [text for text in told if PASSWORD in text]
    assert "refuses the login of machines (535)" in str(failure)
    assert failure.may_pass, "somebody can mend the account"
    assert pickle.loads(pickle.dumps(notifier)) == notifier


def test_a_server_that_is_not_there_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(NotificationError, match="ConnectionRefusedError") as refused:
        Email("127.0.0.1", port=port, to="quality@example.com", sender="machines@example.com").send(failed())
    assert refused.value.may_pass


def test_a_server_that_does_not_answer_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        notifier = Email("127.0.0.1", port=port, to="quality@example.com", sender="machines@example.com", timeout=0.05)
        with pytest.raises(NotificationError, match="timed out"):
            notifier.send(failed())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"to": []}, "to is empty"),
        ({"to": "quality"}, "not a mail address"),
        ({"to": "quality@example.com\r\nBcc: rival@example.com"}, "not a mail address"),
        ({"sender": "machines"}, "not a mail address"),
        ({"security": "ssl"}, "starttls, tls, none"),
        ({"username": "machines"}, "belong together"),
        ({"security": "none", "username": "machines", "password": PASSWORD}, "readable for everybody"),
        ({"ca": "-----BEGIN CERTIFICATE-----\nrubbish"}, "no certificate"),
    ],
)
def test_settings_that_cannot_be_right_are_refused_at_once(changes: dict[str, Any], words: str) -> None:
    settings = {"to": "quality@example.com", "sender": "machines@example.com"}
    with pytest.raises(ConfigurationError) as refused:
        Email("mail.example.com", **{**settings, **changes})
    assert words in str(refused.value)
    assert PASSWORD not in str(refused.value)


def test_ports_follow_from_the_kind_of_security() -> None:
    common = {"to": "quality@example.com", "sender": "machines@example.com"}
    assert [Email("mail", security=kind, **common).port for kind in ("starttls", "tls", "none")] == [587, 465, 25]
