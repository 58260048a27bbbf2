"""The README is the newcomer's only guide: what it prints is what runs."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def readme_command(name: str) -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- command: {name} -->\n```sh\n(.+)\n```", text)
    assert found, f"README.md prints no command for {name}"
    return found[1]


def test_ci_runs_the_readmes_test_command_to_the_letter() -> None:
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == readme_command("tests")


def test_both_commands_are_one_line_that_needs_python_alone() -> None:
    for name in ("demo", "tests"):
        assert readme_command(name).startswith("python3 -m venv .venv && ")


def test_changelog_readme_and_licence_travel_with_the_source() -> None:
    for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"):
        assert (ROOT / name).stat().st_size > 200
