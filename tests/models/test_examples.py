"""Every example in a docstring of the floors without I/O does what it says."""

from __future__ import annotations

import doctest
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest


def modules() -> Iterator[str]:
    yield from (f"eosconnect.{name}" for name in ("versions", "timestamps", "series", "decisions.dialect"))
    for package in ("models", "presentation", "settings"):
        yield f"eosconnect.{package}"
        found = pkgutil.iter_modules(import_module(f"eosconnect.{package}").__path__, f"eosconnect.{package}.")
        yield from (module.name for module in found)


@pytest.mark.parametrize("module", list(modules()))
def test_the_examples_of(module: str) -> None:
    assert doctest.testmod(import_module(module)).failed == 0
