"""The pages of the documentation and the code blocks in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import attrs

__all__ = ["DOCS", "Block", "blocks_of", "pages"]

DOCS = Path(__file__).parents[2] / "docs"

FENCE = re.compile(
    r"^(?P<indent> *)```[ ]*\{?[ ]*\.?(?P<language>\w+)(?P<options>[^\n]*)\n(?P<code>.*?)^(?P=indent)```[ ]*$",
    re.MULTILINE | re.DOTALL,
)
OUTPUT = 'title="Output"'
TITLE = re.compile(r'title="([^"]+)"')


@attrs.frozen
class Block:
    """A fenced block of code.

    Attributes:
        code: without the indentation that it has in a tab or an admonition.
        line: of the page, at which the code begins.
        title: of the block, such as the name of a file.
        output: what the page says that it prints, if it says so.
    """

    code: str
    line: int
    title: str | None = None
    output: str | None = None


def pages() -> list[Path]:
    """All pages, sorted."""
    return sorted(DOCS.rglob("*.md"))


def blocks_of(page: Path, language: str) -> list[Block]:
    """The blocks in one language, each with the output that follows it."""
    return list(found_in(page.read_text(encoding="utf-8"), language))


def found_in(text: str, language: str) -> Iterator[Block]:
    fences = list(FENCE.finditer(text))
    following = {fence.start(): fence for fence in fences if OUTPUT in fence["options"]}
    for fence in fences:
        if fence["language"] == language:
            after = fence.end() + len(text[fence.end() :]) - len(text[fence.end() :].lstrip())
            shown = following.get(text.rfind("\n", 0, after) + 1)
            yield Block(
                code=dedent(fence["code"]),
                line=text.count("\n", 0, fence.start("code")) + 1,
                title=titled[1] if (titled := TITLE.search(fence["options"])) else None,
                output=dedent(shown["code"]) if shown else None,
            )
