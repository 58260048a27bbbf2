"""The environment of a test: ``Machine.from_env()`` in the code under test connects to the test's machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest

from eosconnect.settings.environment import NAMES, ONLY_IN_FILE

__all__ = ["PLACEHOLDER_HOST", "name_machine"]

#: Stands for the machine in a cassette. It can be nobody's: the ending is reserved for names that do not exist.
PLACEHOLDER_HOST: Final = "machine.invalid"


def name_machine(monkeypatch: pytest.MonkeyPatch, settings: Mapping[str, object]) -> None:
    """Set the variables of these settings and remove all others, so that no test talks to a real machine by mistake."""
    for setting, names in NAMES.items():
        for name in names:
            if name not in ONLY_IN_FILE:
                monkeypatch.delenv(name, raising=False)
        if settings.get(setting) is not None:
            monkeypatch.setenv(names[0], str(settings[setting]))
