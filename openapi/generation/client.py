"""Compiles the document into the low-level client, ``generated/eosconnect_api``."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from openapi.generation.document import operations
from openapi.generation.output import DOCUMENT, ROOT, SOURCE, Files, Made, banner, path_of, ruff, write
from openapi.generation.template_patches import patched_templates

PACKAGE = ROOT / "generated" / "eosconnect_api"
CONFIGURATION = ROOT / "openapi" / "generator.yml"
STYLE = ("--isolated", "--line-length=120", "--target-version=py311")


def make() -> Made:
    with tempfile.TemporaryDirectory() as folder:
        templates = Path(folder) / "templates"
        package = Path(folder) / "package"
        write(patched_templates(), templates)
        ran = subprocess.run(
            [
                *(sys.executable, "-m", "openapi_python_client", "generate", "--meta=none", "--fail-on-warning"),
                *(f"--path={DOCUMENT}", f"--config={CONFIGURATION}"),
                *(f"--custom-template-path={templates}", f"--output-path={package}"),
            ],
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
        if ran.returncode:
            return Made({}, [ran.stderr or ran.stdout])
        ruff(package, "check", *STYLE, "--fix-only", "--select=I,F401")
        ruff(package, "format", *STYLE)
        files = {
            f"{path_of(PACKAGE)}/{path.relative_to(package).as_posix()}": banner(SOURCE)
            + path.read_text(encoding="utf-8")
            for path in package.rglob("*.py")
        }
    files[f"{path_of(PACKAGE)}/py.typed"] = ""
    return Made(files, missing(files))


def missing(files: Files) -> list[str]:
    """The generator overwrites an operation by another of the same name without a word: count them."""
    expected = {f"{path_of(PACKAGE)}/api/{operation.tag}/{operation.id}.py" for operation in operations()}
    made = {path for path in files if "/api/" in path and not path.endswith("__init__.py")}
    return [f"{path}: operations of the document and modules differ" for path in sorted(expected ^ made)]


def existing() -> list[str]:
    return [path_of(path) for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
