"""The secret and every token are looked for in all that a day with a machine leaves behind."""

from __future__ import annotations

import base64
import io
import logging
import os
import pickle
import stat
import sys
import traceback
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

import attrs
import pytest
import yaml

from eosconnect import Machine
from eosconnect.dataset import export
from eosconnect.errors import EosConnectError
from eosconnect.simulator import Fault, Simulator
from eosconnect.simulator.env_file import write_env_file
from tests.every_call import LONG, SENDS, Call, Given, calls
from tests.simulated import NOW, connection_settings

ROOT = Path(__file__).parents[2]


@attrs.define
class Day:
    """What was shown and written, by what it is.

    Attributes:
        canaries: the secret and every token that was given out.
        shown: texts.
        folder: files.
    """

    folder: Path
    canaries: set[str] = attrs.field(factory=set)
    shown: dict[str, str] = attrs.field(factory=dict)

    def show(self, what: str, *texts: object) -> None:
        self.shown[what] = self.shown.get(what, "") + "\n".join(map(str, texts))

    def spellings(self) -> set[bytes]:
        plain = {canary.encode() for canary in self.canaries}
        return plain | {base64.b64encode(canary) for canary in plain} | {quote(canary).encode() for canary in plain}


def everything_about(result: object) -> Iterator[str]:
    """All that tools show of a result or an error, with the local variables of each frame."""
    yield from (repr(result), str(result), notebook(result))
    if not isinstance(result, BaseException):
        return
    error: BaseException = result
    yield "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    cause: BaseException | None = error
    while cause is not None:
        yield f"{cause!r} {cause} {vars(cause)}"
        cause = cause.__cause__ or cause.__context__


def outcome(call: Call, machine: Machine, given: Given) -> object:
    """What a call gives, or its error, with a traceback that begins in a frame that knows no secret."""
    try:
        return call.make(machine, given)
    except EosConnectError as error:
        return error


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """A job is read in every way there is, things go wrong, the command line is used, all is pickled and exported."""
    day = Day(tmp_path_factory.mktemp("day"))
    log = io.StringIO()
    handler, root = logging.StreamHandler(log), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(1)
    try:
        with Simulator(seed=1, now=lambda: NOW, export_size=100_000, log_level="DEBUG") as simulator:
            work(day, simulator)
            day.canaries |= {simulator.client_secret, *simulator._tokens._expiry}
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    day.show("log", log.getvalue())
    return day


def work(day: Day, simulator: Simulator) -> None:
    settings: Any = connection_settings(simulator)
    with Machine(**settings, retries=1) as machine:
        jobs = machine.jobs.list(result="Successful").to_list()
        job = min(jobs, key=lambda job: job.layer_count or 0)
        given = Given(job.id, job.id, day.folder)
        for call in calls():
            if call.name in SENDS | LONG:
                continue
            result = outcome(call, machine, given)
            day.show("errors" if isinstance(result, BaseException) else "repr", *everything_about(result))
            (day.folder / f"{call.name}.pickle").write_bytes(pickle.dumps(result))
        day.show("repr", repr(machine), machine, repr(machine._connection), repr(machine._connection.settings))
        day.show("notebook", notebook(machine), notebook(machine.jobs), notebook(machine.sensors))
        for fault in FAULTS:
            simulator.faults.add(fault)
            error = outcome(Call("jobs.get", lambda machine, given: machine.jobs.get("J1")), machine, given)
            assert isinstance(error, EosConnectError)
            simulator.faults.clear()
            day.show("errors", *everything_about(error))
            (day.folder / f"{len(day.shown['errors'])}.pickle").write_bytes(pickle.dumps(error))
        with machine.watch(state_file=day.folder / "watched.sqlite", sleep=lambda seconds: None) as watcher:
            day.show("repr", watcher, *islice(watcher, 1))
        export(machine, job, day.folder / "dataset", tables=["jobs", "layers", "user_messages"])
    command_line(day, simulator)


FAULTS = [
    Fault(status=400, body='{"detail": "no"}', times=9),
    Fault(drop=True, times=9),
    Fault(revoke_tokens=True, times=9),
    Fault(truncate_at=0.5, times=9),
    Fault(status=200, body="<html>", times=9),
    Fault(status=503, times=9),
]


def notebook(value: object) -> str:
    """All that a notebook would show of it."""
    from IPython.core.formatters import DisplayFormatter

    data, metadata = DisplayFormatter().format(value)
    return f"{data} {metadata}"


def command_line(day: Day, simulator: Simulator) -> None:
    from eosconnect.cli.commands import program

    app = program()

    def run(*arguments: str) -> None:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), suppress(SystemExit):
            app(list(arguments), prog_name="eosconnect")
        day.show("command line", out.getvalue(), err.getvalue())

    before = dict(os.environ)
    try:
        os.environ |= {
            "EOSCONNECT_HOST": simulator.host,
            "EOSCONNECT_CLIENT_ID": simulator.client_id,
            "EOSCONNECT_CLIENT_SECRET": simulator.client_secret,
            "EOSCONNECT_FINGERPRINT": simulator.fingerprint,
            "EOSCONNECT_MACHINES_FILE": str(day.folder / "machines.toml"),
        }
        for arguments in (
            ["info"],
            ["info", "--json"],
            ["jobs"],
            ["jobs", "--json"],
            ["machines"],
            ["machines", "--json"],
        ):
            run(*arguments)
        simulator.faults.add(Fault(operation="request_token", status=400, times=None))
        run("info")
        run("info", "--no-such-option", simulator.host)
    finally:
        simulator.faults.clear()
        os.environ.clear()
        os.environ |= before


@pytest.mark.parametrize("what", ["log", "repr", "errors", "notebook", "command line"])
def test_neither_secret_nor_token_is_shown(day, what):
    assert len(day.canaries) > 3, "the secret and some tokens"
    assert len(day.shown[what]) > 200, "there is something to be looked through"
    shown = day.shown[what].encode()
    assert [spelling for spelling in day.spellings() if spelling in shown] == []


def test_the_log_was_that_of_all_loggers(day):
    for logger_line in ("GET /jobs/{jobId}: 200", "HTTP Request: POST", "receive_response_headers.complete"):
        assert logger_line in day.shown["log"]


def test_neither_secret_nor_token_is_in_any_file(day):
    files = [path for path in day.folder.rglob("*") if path.is_file()]
    suffixes = {path.suffix for path in files}
    assert suffixes >= {".pickle", ".sqlite", ".parquet", ".json"}, suffixes
    for path in files:
        content = path.read_bytes()
        assert [spelling for spelling in day.spellings() if spelling in content] == [], path


def test_neither_secret_nor_token_is_in_a_cassette():
    cassettes = list((ROOT / "tests" / "cassettes").rglob("*.yaml"))
    assert cassettes
    for path in cassettes:
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["interactions"]:
            headers = {name.lower(): value for name, value in entry["request"]["headers"].items()}
            assert headers.get("authorization") in (None, ["Bearer recorded-token"], "Bearer recorded-token")
            body = str(entry["request"].get("body") or "")
            assert "client_secret" not in body or "client_secret=recorded-secret" in body


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the user's folder is for its owner only")
def test_files_with_secrets_and_states_are_created_for_their_owner_only(tmp_path, simulator, monkeypatch):
    from eosconnect.cli.remembering import remember
    from eosconnect.settings.machines_file import MachinesFile

    monkeypatch.setenv("EOSCONNECT_MACHINES_FILE", str(tmp_path / "new" / "machines.toml"))
    usual = os.umask(0)
    try:
        write_env_file(tmp_path / ".env", {"EOSCONNECT_CLIENT_SECRET": "s"})
        remember(MachinesFile.read(), "m", {"host": "si1716", "client_id": "c", "client_secret": "s"})
        with Machine(**connection_settings(simulator)) as machine:
            with machine.watch(state_file=tmp_path / "watched.sqlite", sleep=lambda seconds: None) as watcher:
                next(iter(watcher))
            written = [path for path in tmp_path.rglob("*") if path.is_file()]
    finally:
        os.umask(usual)
    assert {path.name for path in written} >= {".env", "machines.toml", "watched.sqlite"}
    for path in written:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
