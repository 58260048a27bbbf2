"""The tests that the documentation shows are run as a user would run them."""

from __future__ import annotations

import pytest

from eosconnect.simulator import Simulator
from tests.docs.pages import DOCS, blocks_of
from tests.pytest_plugin.conftest import Run

pytest_plugins = ["pytester"]


def test_the_tests_on_the_page_pass_recorded_and_played(
    pytester: pytest.Pytester, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = [block for block in blocks_of(DOCS / "testing.md", "python") if (block.title or "").startswith("test_")]
    assert len(shown) >= 4
    for block in shown:
        (pytester.path / str(block.title)).write_text(block.code, encoding="utf-8")
    with Simulator() as own_machine, monkeypatch.context() as environment:
        for variable, value in own_machine.env().items():
            environment.setenv(variable, value)
        run("--eos-record").assert_outcomes(passed=len(shown))
    assert (pytester.path / "cassettes/test_last_failure/test_the_last_failure_is_explained.yaml").is_file()
    run().assert_outcomes(passed=len(shown))
