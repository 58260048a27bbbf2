"""Watching from the command line: events for people and scripts, by mail and by web, and ends in good order."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from eosconnect.simulator import Simulator
from tests.cli.conftest import Ran, Run, entry_of
from tests.cli.test_program import started
from tests.simulated import NOW
from tests.watching.mail_server import PASSWORD, MailServer, mail_server
from tests.watching.web_server import web_server

#: A look ten times a second.
CLOSELY = ("--shortest", "0.1", "--longest", "0.1")


@contextmanager
def ending(machines_file: Path) -> Iterator[Simulator]:
    """A machine whose job runs at the first look, and has ended at the next."""
    with Simulator(seed=1, now=NOW, speed=0) as machine:
        machines_file.write_text(entry_of(machine, "M290-03"), encoding="utf-8")
        machines_file.chmod(0o600)
        with as_soon_as(lambda: machine.requests.of("list_jobs"), lambda: machine.advance(18 * 3600)):
            yield machine


@contextmanager
def as_soon_as(happened: Callable[[], object], action: Callable[[], object]) -> Iterator[None]:
    """Do something as soon as something else has happened, or after half a minute."""

    def wait() -> None:
        end = time.monotonic() + 30
        while not happened() and time.monotonic() < end:
            time.sleep(0.02)
        action()

    thread = threading.Thread(target=wait)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def ctrl_c() -> None:
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.usefixtures("known")
class TestPrinting:
    def test_the_running_job_is_discovered(self, run: Run, simulator: Simulator) -> None:
        ran = run("watch", "--on", "discovered", "--count", 1)
        assert (ran.code, ran.err) == (0, "")
        assert "job Lattice_IN718_01_20261030_204656 is running at layer 680 of 2847" in ran.out
        [event] = json_lines(run("watch", "--on", "discovered", "--count", 1, "--json"))
        assert (event["kind"], event["machine"]) == ("job_discovered", simulator.host)

    def test_what_is_not_an_event_is_asked_about(self, run: Run) -> None:
        ran = run("watch", "--on", "faild")
        assert (ran.code, ran.out) == (2, "")
        assert "did you mean 'failed'?" in ran.err
        assert run("watch", "--severity", "eror").code == 2
        assert run("watch", "--csv").code == 2  # a stream of events has no columns


def json_lines(ran: Ran) -> list[dict[str, object]]:
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_one_object_per_line_until_the_job_has_ended(run: Run, machines_file: Path) -> None:
    with ending(machines_file):
        events = json_lines(run("watch", "--on", "discovered,ended", "--count", 2, "--json", *CLOSELY))
    assert [event["kind"] for event in events] == ["job_discovered", "job_finished"]
    assert events[1]["messages"]


def test_with_a_state_file_nothing_is_repeated_or_missed(run: Run, machines_file: Path) -> None:
    once = ("watch", "--on", "discovered,ended", "--count", 1, "--json", "--state-file", "watch.db", *CLOSELY)
    with ending(machines_file):
        told = [json_lines(run(*once))[0] for _ in range(2)]
    assert [event["kind"] for event in told] == ["job_discovered", "job_finished"]


def test_a_machine_that_is_off_is_an_error_unless_it_is_waited_for(run: Run, machines_file: Path) -> None:
    machines_file.write_text('[machines.m]\nhost = "127.0.0.1:1"\n')
    assert run("watch", "--timeout", 1).code == 1
    ran = run("watch", "--wait", "--timeout", 1, "--on", "lost", "--count", 1)
    assert ran.code == 0
    assert "connection lost" in ran.out
    assert "the machine cannot be read" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.usefixtures("known")
def test_a_signal_ends_it_in_good_order(tmp_path: Path, number: int) -> None:
    process = started("watch", "--json", "--on", "discovered", "--state-file", str(tmp_path / "watch.db"))
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["kind"] == "job_discovered"
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (out, err, process.returncode) == ("", "", 0)
    assert not list(tmp_path.glob("watch.db-*")), "the state file is closed"


# Notifying


@pytest.fixture
def mails(machines_file: Path, tmp_path: Path) -> Iterator[MailServer]:
    with mail_server(auth=True) as server:
        (tmp_path / "mail.pem").write_text(server.certificate.pem)
        yield server


def by_mail(server: MailServer, *more: object) -> tuple[object, ...]:
    where = ("--smtp", f"127.0.0.1:{server.port}", "--smtp-ca", "mail.pem", "--smtp-user", "machines@example.com")
    return ("watch", "--email", "quality@example.com", *where, *more)


def test_a_trial_arrives_with_the_password_from_the_environment(
    run: Run, known: str, mails: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EOSCONNECT_SMTP_PASSWORD", PASSWORD)
    ran = run(*by_mail(mails, "--try"))
    assert (ran.code, ran.out.strip()) == (0, "email: sent")
    [(recipients, mail, encrypted)] = mails.mails
    assert (recipients, encrypted) == (["quality@example.com"], True)
    assert mail["Subject"] == f"{known}: this is how you will be told"
    assert mail["From"] == "machines@example.com"


@pytest.mark.usefixtures("known")
def test_the_env_file_tells_the_mail_server_as_well(run: Run, mails: MailServer, tmp_path: Path) -> None:
    settings = {"": f"127.0.0.1:{mails.port}", "_USER": "machines@example.com", "_PASSWORD": PASSWORD}
    text = "\n".join(f"EOSCONNECT_SMTP{name}={value}" for name, value in settings.items())
    (tmp_path / ".env").write_text(text)
    assert run("watch", "--email", "quality@example.com", "--smtp-ca", "mail.pem", "--try").code == 0
    assert mails.logins == [(PASSWORD, True)]


@pytest.mark.usefixtures("known")
def test_a_wrong_password_is_told_and_not_shown(run: Run, mails: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EOSCONNECT_SMTP_PASSWORD", "wr0ng-p4ss")
    ran = run(*by_mail(mails, "--try"))
    assert ran.code == 1
    assert "535" in ran.err
    assert "wr0ng-p4ss" not in ran.out + ran.err
    assert not mails.mails


@pytest.mark.usefixtures("known")
def test_a_password_that_is_nowhere_is_named_with_its_places(run: Run, mails: MailServer) -> None:
    ran = run(*by_mail(mails, "--try"))
    assert ran.code == 2
    assert "EOSCONNECT_SMTP_PASSWORD" in ran.err
    assert "keyring set eosconnect machines@example.com@127.0.0.1" in ran.err
    assert "--smtp-password" not in run("watch", "--help").out


@pytest.mark.usefixtures("known")
def test_a_password_can_be_in_the_keyring(run: Run, mails: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = pytest.importorskip("keyring")
    kept = {("eosconnect", "machines@example.com@127.0.0.1"): PASSWORD}
    monkeypatch.setattr(keyring, "get_password", lambda service, name: kept.get((service, name)))
    assert run(*by_mail(mails, "--try")).code == 0
    assert mails.logins == [(PASSWORD, True)]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--email", "a@example.com"), "the mail server is missing"),
        (("--email", "nobody", "--smtp", "mail"), "is not a mail address"),
        (("--email", "a@example.com", "--smtp", "mail:x"), "is not a mail server"),
        (("--email", "a@example.com", "--smtp", "mail", "--subject", "{jbo}"), "did you mean {job}?"),
        (("--subject", "{job}"), "nobody is named to write to"),
        (("--webhook", "hooks"), "neither a web address nor a variable"),
        (("--text", "{event}"), "--text is for a webhook"),
        (("--try",), "nobody to notify"),
        (("--webhook", "https://127.0.0.1/x", "--count", "1"), "--count"),
    ],
)
def test_options_that_cannot_be_right(run: Run, options: tuple[str, ...], words: str) -> None:
    ran = run("watch", *options)
    assert (ran.code, ran.out) == (2, "")
    assert words in " ".join(ran.err.split())


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot send itself Ctrl-C there")
def test_mail_and_webhook_tell_the_end_of_a_job(
    run: Run, machines_file: Path, mails: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EOSCONNECT_SMTP_PASSWORD", PASSWORD)
    with ending(machines_file), web_server(tls=False) as chat:
        monkeypatch.setenv("CHAT", chat.url())
        with as_soon_as(lambda: mails.mails and chat.posts, ctrl_c):
            ran = run(*by_mail(mails, "--webhook", "CHAT", "--text", "{machine}: {kind}", *CLOSELY))
    assert ran.code == 0, ran.err
    assert "finished at layer 2847 of 2847" in ran.out
    assert "finished at layer 2847" in mails.mails[0][1]["Subject"]
    assert chat.posts[0][2]["text"].endswith(": job_finished")
    assert "c4n4ry" not in ran.out + ran.err
