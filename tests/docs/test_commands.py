"""Every command line that the pages print is one that the command line takes."""

from __future__ import annotations

import shlex

import click
import pytest
import typer.main

from eosconnect.cli.commands import program
from tests.docs.pages import DOCS, blocks_of, pages

LINES = [
    pytest.param(line, id=f"{page.relative_to(DOCS)}:{block.line + number} {line}")
    for page in pages()
    for block in blocks_of(page, "sh")
    for number, line in enumerate(block.code.splitlines())
    if line.startswith("eosconnect ")
]


COMMAND = typer.main.get_command(program())


def parsed(command: click.Command, arguments: list[str], parent: click.Context | None = None) -> click.Context:
    """The context of the innermost command, with its parameters read but nothing run."""
    context = command.make_context(command.name, arguments, parent=parent, resilient_parsing=False)
    if isinstance(command, click.Group):
        rest = [*context._protected_args, *context.args]
        if rest:
            _, inner, following = command.resolve_command(context, rest)
            assert inner is not None
            return parsed(inner, following, context)
    return context


@pytest.mark.parametrize("line", LINES)
def test_a_command_that_is_printed_exists_with_its_options(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    parsed(COMMAND, words)


def test_there_are_commands_to_check() -> None:
    assert len(LINES) > 10
