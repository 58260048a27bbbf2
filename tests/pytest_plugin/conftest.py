"""Test runs inside of a test, with the plugin as users have it: by its entry point, without our own configuration."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from eosconnect.settings.environment import NAMES

Run = Callable[..., pytest.RunResult]

#: The plugins of others that are installed here; they would only take time.
OTHERS = ("cacheprovider", "asyncio", "xdist", "schemathesis", "hypothesispytest", "anyio", "logging")
#: Those as well that measure what the tests reach: a run inside of a test would end that for the whole process.
WITHOUT = (*OTHERS, "cov", "slipcover")


class Loaded:
    """Keeps what a run has imported: pytester forgets it, and imported once more, every class would exist twice."""

    def __init__(self) -> None:
        self._modules: dict[str, ModuleType] = {}

    def pytest_unconfigure(self) -> None:
        self._modules |= sys.modules

    def keep(self) -> None:
        for name, module in self._modules.items():
            if not Path(getattr(module, "__file__", None) or "").name.startswith("test_"):
                sys.modules.setdefault(name, module)


@pytest.fixture(autouse=True)
def loaded() -> Iterator[Loaded]:
    """First of all, so that it comes after pytester when the test has ended."""
    loaded = Loaded()
    yield loaded
    loaded.keep()


@pytest.fixture
def run(loaded: Loaded, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the tests in pytester's folder in this process; no variable of the environment names a machine."""
    for names in NAMES.values():
        for name in names:
            monkeypatch.delenv(name, raising=False)

    def in_process(*arguments: str) -> pytest.RunResult:
        options = [option for plugin in WITHOUT for option in ("-p", f"no:{plugin}")]
        result = pytester.runpytest_inprocess(*options, "--strict-markers", "-W", "error", *arguments, plugins=[loaded])
        loaded.keep()
        return result

    return in_process
