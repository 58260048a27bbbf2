"""Where generated files go, what they start with, and how they are formatted, compared and written."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SOURCE = "openapi/swagger.json"
DOCUMENT = ROOT / SOURCE
COMMAND = "nox -s generate"

Files = Mapping[str, str]  # path from ROOT, with forward slashes -> text


class Made(NamedTuple):
    """What a step makes, and what kept it from making the rest."""

    files: Files
    problems: Sequence[str] = ()


def banner(source: str) -> str:
    """The first line of every generated file."""
    return f'# Generated from {source} by "{COMMAND}". Do not edit.\n'


def is_generated(path: Path) -> bool:
    with path.open(encoding="utf-8") as file:
        return COMMAND in file.readline()


def path_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def ruff(folder: Path, *arguments: str) -> None:
    """Run the pinned ruff of this interpreter's environment on a folder."""
    ran = subprocess.run(
        [sys.executable, "-P", "-m", "ruff", *arguments, "--no-cache", "--quiet", "."],
        cwd=folder,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    if ran.returncode:
        raise SystemExit(f"ruff {arguments[0]} failed on generated code:\n{ran.stdout}{ran.stderr}")


def formatted(files: Files) -> Files:
    """The same files as ``ruff`` leaves them under this project's own settings."""
    if not files:
        return files
    with tempfile.TemporaryDirectory() as folder:
        write(files, Path(folder))
        # Named, because only what lies in the folder would be recognised as ours.
        settings = (f"--config={ROOT / 'pyproject.toml'}", '--config=lint.isort.known-first-party=["eosconnect"]')
        ruff(Path(folder), "check", *settings, "--fix-only")
        ruff(Path(folder), "format", *settings)
        return {path: (Path(folder) / path).read_text(encoding="utf-8") for path in files}


def write(files: Files, root: Path) -> None:
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def differences(made: Files, existing: Iterable[str]) -> dict[str, str]:
    """What keeps the repository from being what was made: path -> "missing", "differs" or "stale" (no longer made)."""
    found = {path: "stale" for path in existing if path not in made}
    for path, text in made.items():
        target = ROOT / path
        if not target.is_file():
            found[path] = "missing"
        elif target.read_text(encoding="utf-8") != text:
            found[path] = "differs"
    return dict(sorted(found.items()))
