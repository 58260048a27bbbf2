"""The mistakes that everybody makes once, in a script: each answer names the cause and the next step."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from eosconnect import Machine
from eosconnect.errors import (
    AuthenticationError,
    CertificateError,
    ConfigurationError,
    EosConnectError,
    MachineUnreachableError,
    NotFoundError,
)
from eosconnect.simulator import Simulator
from tests.simulated import connection_settings


def first_job(simulator: Simulator, **changed: str | None) -> None:
    settings = {**connection_settings(simulator), **changed}
    with Machine(**settings, retries=0) as machine:  # type: ignore[arg-type]  # mypy sees only the widest type
        machine.jobs.list().first()


def closed_port() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{taken.getsockname()[1]}"


def mistyped_job(simulator: Simulator) -> None:
    with Machine(**connection_settings(simulator)) as machine:
        machine.jobs.get("SI19112373_20261029215008")


MISTAKES: dict[str, tuple[Callable[[Simulator], None], type[EosConnectError], str, str]] = {
    "wrong host": (
        lambda simulator: first_job(simulator, host="si9999.invalid"),
        MachineUnreachableError,
        "the name si9999.invalid is not known",
        "check the host",
    ),
    "machine off": (
        lambda simulator: first_job(simulator, host=closed_port()),
        MachineUnreachableError,
        "the connection was refused",
        "check host and port; the machine may be starting",
    ),
    "wrong secret": (
        lambda simulator: first_job(simulator, client_secret="mistyped"),
        AuthenticationError,
        "the machine does not know these credentials",
        "EOSCONNECT_CLIENT_SECRET",
    ),
    "no certificate": (
        lambda simulator: first_job(simulator, ca=None),
        CertificateError,
        "is self-signed; nothing was sent",
        "pin the machine's certificate with fingerprint=",
    ),
    "job id mistyped": (mistyped_job, NotFoundError, "no such job", "machine.jobs.list()"),
    "no setting": (
        lambda simulator: Machine.from_env().close(),
        ConfigurationError,
        "host is missing: EOSCONNECT_HOST was looked for in the environment and ",
        "set EOSCONNECT_HOST=si1716",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_first_mistake_is_answered_with_the_next_step(
    mistake: str, simulator: Simulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    make, kind, cause, step = MISTAKES[mistake]
    with pytest.raises(kind) as caught:
        make(simulator)
    assert cause in caught.value.message
    assert step in (caught.value.hint or "")
    assert "Reading stopped" not in str(caught.value), "nothing had been read that could be resumed"
    assert str(caught.value).endswith(f"\n  Hint: {caught.value.hint}")
