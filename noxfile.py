"""Everything that is run on this project: ``nox --list`` shows it."""

from __future__ import annotations

import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nox
from packaging.requirements import Requirement  # nox brings it along

nox.options.sessions = ["tests"]
nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True

PYPROJECT = nox.project.load_toml("pyproject.toml")

#: Three at a time, as some wait for a while; the longest last ones are shared out.
PARALLEL = ("--numprocesses=3", "--dist=worksteal")
#: It has been imported before pytest could rewrite its assertions, of which it has none.
WITH_SLIPCOVER = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
#: The lines of ours that the tests have reached.
REACHED = Path("coverage.txt")
#: What belongs to the exact versions of the generator, or prints what the newest libraries print.
OF_ONE_VERSION = (
    "--ignore=tests/generation",
    "--deselect=tests/document/test_validity.py::test_the_generator_compiles_it_without_a_warning",
    "--ignore=tests/docs",
)


def group(*names: str) -> list[str]:
    return [requirement for name in names for requirement in nox.project.dependency_groups(PYPROJECT, name)]


@nox.session
def demo(session: nox.Session) -> None:
    """The main job of the SDK on a simulated machine: trust, token, jobs, messages, layers, a sensor, a plot."""
    session.install("-e", ".[pandas,plot,cli,simulator]")
    session.run("eosconnect", "demo", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Lint, types, floors, generated code in step with the document, and all tests with the lines they reach.

    ``nox -s tests -- tests/paging -k repeated`` runs a part of the tests and nothing else.
    """
    prepare(session, "generate", "test", "lint")
    if session.posargs:
        session.run("pytest", *PARALLEL, *session.posargs)
        return
    # Looking for the tests compiles them for those who run them, on the core that the type checks leave idle.
    lint_with(session, ("pytest", "--collect-only", "-q"))
    REACHED.unlink(missing_ok=True)
    session.run("python", "-m", "slipcover", f"--out={REACHED}", "-m", "pytest", *WITH_SLIPCOVER, *PARALLEL)
    # Shown at the end, and only now: where tests fail, what they say comes last. To fail is up to them.
    reached = REACHED.read_text(encoding="utf-8") if REACHED.exists() else ""
    # A table in which every line is missed comes from processes that did not hand over what they counted.
    if reached and not re.search(r"\(summary\)\s+(\d+)\s+\1\s", reached):
        print(reached)
    else:
        session.warn("what the tests reach could not be measured")


@nox.session
def coverage(session: nox.Session) -> None:
    """All tests with the lines and branches they reach, which takes nearly twice as long."""
    prepare(session, "generate", "test")
    session.run("pytest", *PARALLEL, "--cov", "--cov-report=term:skip-covered", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, types (also as on Windows) and the floors of the house."""
    prepare(session, "generate", "test", "lint")
    lint_with(session)


def prepare(session: nox.Session, *groups: str) -> None:
    """Install everything, each module to be compiled when it is needed, and then once for all the tests' processes."""
    session.env["PYTHONDONTWRITEBYTECODE"] = ""
    session.install("--no-compile", "-e", ".[all]", *group(*groups))


def lint_with(session: nox.Session, *others: tuple[str, ...]) -> None:
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports")
    windows = ("--platform=win32", "--cache-dir=.mypy_cache/win32")  # sharing a cache, each run would begin anew
    side_by_side(session, ("pyright",), ("mypy",), ("mypy", *windows), *others)


def side_by_side(session: nox.Session, *commands: tuple[str, ...]) -> None:
    """Run commands two at a time, for two cores; the last line of each is shown when all have ended, or all of it if
    it failed.
    """
    with ThreadPoolExecutor(max_workers=2) as pool:
        for found in pool.map(lambda command: session.run(*command, silent=True), commands):
            print(str(found).strip().rpartition("\n")[2])


@nox.session
def generate(session: nox.Session) -> None:
    """Compose openapi/swagger.json and compile it into the low-level client, the tables and the sync twins.

    ``nox -s generate -- --check`` writes nothing and tells what is out of step.
    """
    session.install("-e", ".", *group("generate"))
    for step in ("openapi.derive", "openapi.generation"):
        session.run("python", "-m", step, *session.posargs, env={"PYTHONPATH": str(Path.cwd())})


@nox.session
def conformance(session: nox.Session) -> None:
    """Random requests for every operation of the simulated machine; ``-- 200 "EOS P 500"`` for how many and whose."""
    prepare(session, "generate", "test")
    examples, model = (*session.posargs, *("50", "EOS M 290")[len(session.posargs) :])[:2]
    settings = {"EOSCONNECT_CONFORMANCE_EXAMPLES": examples, "EOSCONNECT_CONFORMANCE_MODEL": model}
    session.run("pytest", "tests/simulator_whole/test_conformance.py", env=settings)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Hostile answers and random faults, always new ones, for as long as asked: ``-- 10m tests/hostile -k wire``.

    Without a path, every test with random examples takes part.
    """
    prepare(session, "generate", "test")
    duration, *chosen = session.posargs or ["5m"]
    if not (asked := re.fullmatch(r"(\d+)([smh])", duration)):
        session.error(f"{duration} is not a time; for ten minutes: nox -s fuzz -- 10m")
    ends = time.monotonic() + int(asked[1]) * {"s": 1, "m": 60, "h": 3600}[asked[2]]
    while time.monotonic() < ends:
        session.run("pytest", "-m", "hypothesis", "--hypothesis-profile=fuzz", "-n2", "-q", *chosen)


@nox.session
def lowest(session: nox.Session) -> None:
    """The tests with the oldest version of every library that pyproject.toml allows; run it with the oldest Python."""
    session.install("-e", ".[all]", *group("test"), *oldest())
    # What newer libraries say of older ones is no failure.
    old_ones_may_warn = ("-W", "default::DeprecationWarning", "-W", "default::FutureWarning")
    session.run("pytest", *PARALLEL, *OF_ONE_VERSION, *old_ones_may_warn, *session.posargs)


def oldest() -> list[str]:
    """Every requirement of the project and of its extras at its lower bound, but for what the tests need themselves."""
    project = PYPROJECT["project"]
    stated = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    ours = {project["name"], *(Requirement(line).name for line in group("test"))}
    pinned = []
    for requirement in map(Requirement, stated):
        if requirement.name not in ours:
            (bound,) = (limit.version for limit in requirement.specifier if limit.operator == ">=")
            pinned.append(f"{requirement.name}=={bound}" + (f"; {requirement.marker}" if requirement.marker else ""))
    return pinned


@nox.session
def newest(session: nox.Session) -> None:
    """The tests with the newest version of every library that pyproject.toml allows."""
    session.install("--upgrade", "--upgrade-strategy=eager", "-e", ".[all]", *group("test"))
    session.run("pytest", *PARALLEL, *OF_ONE_VERSION, *session.posargs)


@nox.session
def intermediaries(session: nox.Session) -> None:
    """Through a forward proxy (mitmproxy, installed for this) and behind nginx, if that is installed."""
    session.install("-e", ".[all]", *group("test"))
    proxy = Path(session.virtualenv.location).resolve() / "mitmproxy"  # it has requirements of its own
    binaries = proxy / ("Scripts" if os.name == "nt" else "bin")
    session.run("python", "-m", "venv", str(proxy))
    session.run(str(binaries / "python"), "-m", "pip", "install", "--quiet", *group("intermediaries"), external=True)
    environment = {"PATH": os.pathsep.join([*session.bin_paths, str(binaries), os.environ["PATH"]])}
    session.run("pytest", "tests/intermediaries", "-rs", *session.posargs, env=environment)


@nox.session
def soak(session: nox.Session) -> None:
    """Simulated weeks with random trouble, a watcher and an export side by side; ``-- 10m --write`` for how long."""
    session.install("-e", ".[all]", *group("test"))
    # What pyarrow's own allocator keeps would hide what grows.
    session.run("python", "-m", "tests.soak", *session.posargs, env={"ARROW_DEFAULT_MEMORY_POOL": "system"})


@nox.session
def bench(session: nox.Session) -> None:
    """Compare with the alternatives on one server; ``-- --write`` puts the tables into docs/performance.md."""
    session.install("-e", ".[all]", *group("test"))
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into site/: strictly, and fetching nothing from elsewhere. ``-- serve`` shows it."""
    session.install("-e", ".[all]", *group("docs"))
    if session.posargs:
        session.run("mkdocs", *session.posargs)
        return
    session.run("mkdocs", "build", "--strict")
    session.run("python", "-m", "docs.generation.self_contained", "site")
