"""The command line against a simulated machine: in this process where that is enough, as a program where it matters."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from eosconnect.simulator import Simulator

ROOT = Path(__file__).parents[2]


@attrs.frozen
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def csv(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out)))


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but those of the test, and a folder of its own."""
    for name in [name for name in os.environ if name.startswith(("EOSCONNECT_", "API_", "FORCE_COLOR", "COLUMNS"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EOSCONNECT_MACHINES_FILE", str(tmp_path / "machines.toml"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def machines_file(tmp_path: Path) -> Path:
    return tmp_path / "machines.toml"


@pytest.fixture
def known(simulator: Simulator, machines_file: Path) -> str:
    """The simulated machine is in the machines file, with its secret."""
    machines_file.write_text(entry_of(simulator, "M290-03"), encoding="utf-8")
    machines_file.chmod(0o600)
    return "M290-03"


def entry_of(simulator: Simulator, name: str, **more: str) -> str:
    settings = {
        "host": simulator.host,
        "fingerprint": simulator.fingerprint,
        "client_id": simulator.client_id,
        "client_secret": simulator.client_secret,
        **more,
    }
    return "\n".join([f"[machines.{name}]", *(f'{key} = "{value}"' for key, value in settings.items() if value), ""])


@pytest.fixture(scope="session")
def program() -> Callable[..., Any]:
    """What Typer makes of all commands with each call, made once."""
    from typer.main import get_command

    from eosconnect.cli.commands import program

    return get_command(program())


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], program: Callable[..., Any]) -> Run:
    """Run a command in this process."""

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            program([str(argument) for argument in arguments], prog_name="eosconnect")
            code: Any = 0
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return Ran(code or 0, out, err)

    return run


class Written(io.TextIOWrapper):
    """A pipe with an encoding of its own, whose bytes can be looked at."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n", write_through=True)

    def told(self, encoding: str) -> str:
        self.flush()
        content: io.BytesIO = self.buffer  # type: ignore[assignment]
        return content.getvalue().decode(encoding)


@pytest.fixture
def run_program(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the entry point in this process, with pipes of any encoding: what :func:`as_program` does, but at once."""
    from eosconnect.cli import main

    def run_program(*arguments: object, encoding: str = "utf-8", **variables: str) -> Ran:
        out, err = Written(encoding), Written(encoding)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["eosconnect", *(str(argument) for argument in arguments)])
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(warnings, "showwarning", warnings.showwarning)
            for name, value in variables.items():
                patch.setenv(name, value)
            code: Any = 0
            try:
                main()
            except SystemExit as ended:
                code = ended.code
        read = variables.get("PYTHONIOENCODING", encoding)
        return Ran(code or 0, out.told(read), err.told(read))

    return run_program


def environment(**more: str) -> dict[str, str]:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "generated"), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": paths, **more}


def as_program(*arguments: object, encoding: str = "utf-8", **variables: str) -> Ran:
    """Run the real entry point as a program of its own, with its output in pipes."""
    command = [sys.executable, "-m", "eosconnect.cli", *(str(argument) for argument in arguments)]
    ran = subprocess.run(
        command, env=environment(**variables), capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False
    )
    return Ran(ran.returncode, ran.stdout.decode(encoding), ran.stderr.decode(encoding))
