"""What the package asks for: little, and only versions that somebody may have tested."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = {
    name: lines for name, lines in PROJECT["optional-dependencies"].items() if name != "all"
}
STATED = [
    line
    for lines in (PROJECT["dependencies"], *EXTRAS.values())
    for line in lines
    if Requirement(line).name != PROJECT["name"]  # an extra may build on another one
]

#: Every one of them is a decision; another one is a new decision.
CORE = {
    "attrs",
    "authlib",
    "httpx2",
    "msgspec",
    "numpy",
    "platformdirs",
    "python-dateutil",
    "python-dotenv",
    "tzdata",
}


def test_the_core_needs_these_and_no_others() -> None:
    assert {Requirement(line).name.casefold() for line in PROJECT["dependencies"]} == CORE


@pytest.mark.parametrize("line", STATED)
def test_a_requirement_has_a_lower_bound_and_ends_before_a_major_version_that_nobody_has_tested(line: str) -> None:
    requirement = Requirement(line)
    limits = {limit.operator: Version(limit.version) for limit in requirement.specifier}
    assert ">=" in limits
    if requirement.name == "tzdata":  # data, by the date
        return
    assert set(limits) == {">=", "<"}
    installed = Version(version(requirement.name))
    assert installed in requirement.specifier
    upper = limits["<"]
    assert re.fullmatch(r"\d+", str(upper)), "a whole major version"


def test_the_extra_all_is_all_of_them() -> None:
    (line,) = PROJECT["optional-dependencies"]["all"]
    assert Requirement(line).extras == set(EXTRAS)
