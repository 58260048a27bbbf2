"""The examples in the documentation run, page by page and in their order, and print what the page says they print."""

from __future__ import annotations

import ast
import asyncio
import doctest
import inspect
import logging
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.simulator import Simulator
from tests.docs.pages import DOCS, Block, blocks_of, pages
from tests.simulated import NOW

COMPARED = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

EXAMPLES = {str(page.relative_to(DOCS)): blocks for page in pages() if (blocks := blocks_of(page, "python"))}


@pytest.fixture
def in_a_new_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Simulator]:
    """A machine of the page's own, so that a page may change it."""
    with Simulator("EOS M 290", seed=1, now=lambda: NOW) as simulator:
        for variable, value in simulator.env().items():
            monkeypatch.setenv(variable, value)
        monkeypatch.setenv("EOSCONNECT_MACHINES_FILE", str(machines_file(tmp_path, simulator)))
        (tmp_path / "machine.pem").write_text(simulator.ca, encoding="ascii")
        for variable in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):  # they win over the verify of a requests session
            monkeypatch.delenv(variable, raising=False)
        monkeypatch.setenv("MPLBACKEND", "Agg")
        monkeypatch.chdir(tmp_path)
        level = logging.getLogger("eosconnect").level
        yield simulator
        logging.getLogger("eosconnect").setLevel(level)


def machines_file(folder: Path, simulator: Simulator) -> Path:
    """The machine that the pages call M290-03."""
    file = folder / "machines.toml"
    file.touch(mode=0o600)
    file.write_text(
        f"""
        [machines.M290-03]
        host = "{simulator.host}"
        fingerprint = "{simulator.fingerprint}"
        client_id = "{simulator.client_id}"
        client_secret = {{ env = "EOSCONNECT_CLIENT_SECRET" }}
        """,
        encoding="utf-8",
    )
    return file


@pytest.mark.parametrize("page", EXAMPLES)
def test_the_examples_of_a_page_run_and_print_what_it_says(page: str, in_a_new_folder: Simulator) -> None:
    names: dict[str, Any] = {"__name__": "docs"}
    opened: list[Any] = []
    with asyncio.Runner() as runner:
        try:
            for block in EXAMPLES[page]:
                printed = run(block, page, names, runner)
                opened += names.values()
                if block.output is not None:
                    same = doctest.OutputChecker().check_output(block.output, printed, COMPARED)
                    assert same, f"{page}:{block.line} prints\n{printed}\nwhere the page says\n{block.output}"
        finally:
            for value in [*opened, *names.values()]:
                if isinstance(value, Machine):
                    value.close()
                elif isinstance(value, AsyncMachine):
                    runner.run(value.aclose())


def run(block: Block, page: str, names: dict[str, Any], runner: asyncio.Runner) -> str:
    """Run a block as a notebook would, with ``await`` at its top level, and return what it printed."""
    source = "\n" * (block.line - 1) + block.code  # so that a traceback names the line of the page
    compiled = compile(source, f"docs/{page}", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    with redirect_stdout(StringIO()) as printed:
        if compiled.co_flags & inspect.CO_COROUTINE:
            runner.run(awaited(eval(compiled, names)))
        else:
            exec(compiled, names)
    return printed.getvalue()


async def awaited(coroutine: Any) -> None:
    await coroutine


def test_there_are_examples_on_every_how_to_page() -> None:
    how_to = {page.name for page in DOCS.glob("*.md")} - {"performance.md", "command-line.md"}
    assert how_to <= {Path(page).name for page in EXAMPLES}


def test_the_tutorial_is_compared_by_running_both_ways() -> None:
    assert len(EXAMPLES["about/tutorial.md"]) > 10
