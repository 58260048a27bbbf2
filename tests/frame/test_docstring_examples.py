"""The examples in the docstrings run, against a simulated machine where they need one."""

from __future__ import annotations

import doctest
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import eosconnect
from eosconnect.simulator import Simulator

#: Their examples are those of the synchronous twins, which are derived from them and run.
ASYNCHRONOUS = ".asynchronous"


PACKAGE = Path(eosconnect.__file__).parent


def modules_with_examples() -> Iterator[str]:
    for file in PACKAGE.rglob("*.py"):
        name = ".".join(["eosconnect", *file.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")
        if ASYNCHRONOUS not in name and ">>> " in file.read_text(encoding="utf-8"):
            yield name


@pytest.mark.parametrize("name", sorted(modules_with_examples()))
def test_docstring_examples_run(
    name: str, simulator: Simulator, machine: eosconnect.Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    module = importlib.import_module(name)
    for variable, value in simulator.env().items():
        monkeypatch.setenv(variable, value)
    monkeypatch.chdir(tmp_path)
    public = {"Machine": eosconnect.Machine, "NO_JOB": eosconnect.NO_JOB, "machine": machine}
    finder = doctest.DocTestFinder(exclude_empty=True)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    report: list[str] = []
    for example in finder.find(module, name, extraglobs=public):
        runner.run(example, out=report.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(report)
