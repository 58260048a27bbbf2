"""Test runs inside of a test, with the plugin as users have it: by its entry point, without our own configuration."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eosconnect.settings.environment import NAMES

Run = Callable[..., pytest.RunResult]

#: The plugins of others that are installed here; they would only take time.
WITHOUT = ("cacheprovider", "asyncio", "xdist", "cov", "schemathesis", "hypothesispytest", "anyio", "logging")


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the tests in pytester's folder in this process; no variable of the environment names a machine."""
    for names in NAMES.values():
        for name in names:
            monkeypatch.delenv(name, raising=False)

    def in_process(*arguments: str) -> pytest.RunResult:
        options = [option for plugin in WITHOUT for option in ("-p", f"no:{plugin}")]
        return pytester.runpytest_inprocess(*options, "--strict-markers", "-W", "error", *arguments)

    return in_process
