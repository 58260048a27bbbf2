"""The examples in the docstrings run, against a simulated machine where they need one."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import eosconnect
from eosconnect.simulator import Simulator

#: Their examples are those of the synchronous twins, which are derived from them and run.
ASYNCHRONOUS = ".asynchronous"


def modules_with_examples() -> Iterator[str]:
    for module in pkgutil.walk_packages(eosconnect.__path__, "eosconnect."):
        if ASYNCHRONOUS not in module.name:
            yield module.name
    yield "eosconnect"


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
