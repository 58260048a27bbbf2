"""Derives every synchronous sibling from its asynchronous source.

``asynchronous/`` folders and ``asynchronous.py`` modules below ``src/eosconnect`` are written by hand (or generated
from the document); ``synchronous/`` and ``synchronous.py`` beside them are made here. Pairs that differ in earnest are
called ``waiting.py`` and are written by hand on both sides.

The replacements work on the text, not on tokens, so that examples in docstrings and advice in error messages come out
right too, and so that the result is the same under every Python version. Where the result would not be right (an
``asyncio`` that is left over, two classes of one name) the source is refused.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from openapi.generation.output import ROOT, Made, banner, formatted, is_generated, path_of

HOUSE = ROOT / "src" / "eosconnect"
WRITTEN_BY_HAND = {"waiting.py"}

NAMES = {
    "asynchronous": "synchronous",
    "Asynchronous": "Synchronous",
    "AsyncByteStream": "SyncByteStream",
    "AbstractAsyncContextManager": "AbstractContextManager",
    "StopAsyncIteration": "StopIteration",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
    "aiter": "iter",
    "anext": "next",
    "aclose": "close",
    "aclosing": "closing",
    "aread": "read",
    "aiter_bytes": "iter_bytes",
    "aiter_lines": "iter_lines",
    "aiter_raw": "iter_raw",
    "aiter_text": "iter_text",
    "async_auth_flow": "sync_auth_flow",
    "asynccontextmanager": "contextmanager",
    "enter_async_context": "enter_context",
    "push_async_callback": "callback",
    "push_async_exit": "push",
    "handle_async_request": "handle_request",
}


def derive(source: str) -> str:
    """The synchronous text of an asynchronous module."""
    text = re.sub(r"^[ >.]*import asyncio\n", "", source, flags=re.MULTILINE)
    for wrapper in ("asyncio.run(", "Awaitable[", "Coroutine[Any, Any, "):
        text = unwrapped(text, wrapper)
    text = without_idle_parentheses(text)
    text = re.sub(r"\bawait (?=[\w(\[{`*\"'])", "", text)
    text = re.sub(r"\basync (?=(def|with|for|iterat\w+|iterable|generator|context)\b)", "", text)
    # "an AsyncJob" -> "a Job", but "an AsyncImage" -> "an Image"
    text = re.sub(r"\b([Aa])n (?=[`:~.\w]*\bAsync([B-DF-HJ-NP-TV-Z]|Use|Uni)|asynchronous)", r"\1 ", text)
    text = re.sub(rf"\b({'|'.join(NAMES)})\b", lambda found: NAMES[found[0]], text)
    return re.sub(r"(?<![A-Za-z0-9])Async(?=[A-Z])", "", text)


def unwrapped(text: str, opening: str) -> str:
    """``Awaitable[T]`` -> ``T``, with ``T`` as deep as it likes."""
    while (found := re.search(rf"(?<!\w){re.escape(opening)}", text)) is not None:
        depth, end = 1, found.end()
        while depth:
            depth += (text[end] in "([{") - (text[end] in ")]}")
            end += 1
        text = text[: found.start()] + text[found.end() : end - 1] + text[end:]
    return text


def without_idle_parentheses(text: str) -> str:
    """``(await call()).name`` -> ``await call().name``: parentheses that only ``await`` needed."""
    position = 0
    while (position := text.find("(await ", position)) >= 0:
        if not re.match(r"[\w)\]]", text[max(position - 1, 0) : position]):
            for closing in re.finditer(r"\)", text[position:]):
                end = position + closing.start()
                if is_await(text[position + 1 : end]):
                    text = text[:position] + text[position + 1 : end] + text[end + 1 :]
                    break
        position += 1
    return text


def is_await(text: str) -> bool:
    try:
        return isinstance(ast.parse(text, mode="eval").body, ast.Await)
    except SyntaxError:
        return False


def problems_of(source: str, twin: str) -> Iterator[str]:
    """Why a twin would not be right."""
    try:
        before, after = ast.parse(source), ast.parse(twin)
    except SyntaxError as error:
        yield f"{error.lineno}: {error.msg}"
        return
    names = {node.id for node in ast.walk(before) if isinstance(node, ast.Name)}
    names |= {
        alias.asname or alias.name
        for node in ast.walk(before)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for node in ast.walk(before):
        if (
            isinstance(node, ast.ClassDef)
            and node.name.startswith("Async")
            and node.name.removeprefix("Async") in names
        ):
            yield f"{node.lineno}: {node.name} becomes {node.name.removeprefix('Async')}, which is something else here"
    for node in ast.walk(after):
        if isinstance(node, ast.AsyncFunctionDef | ast.AsyncFor | ast.AsyncWith | ast.Await | ast.comprehension):
            if not isinstance(node, ast.comprehension) or node.is_async:
                yield f"{getattr(node, 'lineno', 0)}: {type(node).__name__} is left over"
        elif isinstance(node, ast.Name) and node.id in {"asyncio", "anyio"}:
            yield f"{node.lineno}: {node.id} has no synchronous counterpart; what differs in earnest is for waiting.py"


def twin_of(path: Path) -> str:
    """``.../asynchronous/pager.py`` -> ``src/eosconnect/.../synchronous/pager.py``."""
    return path_of(path).replace("asynchronous", "synchronous")


def sources() -> list[Path]:
    found = {*HOUSE.rglob("asynchronous/**/*.py"), *HOUSE.rglob("asynchronous.py")}
    return sorted(path for path in found if path.name not in WRITTEN_BY_HAND)


def make() -> Made:
    """Every twin there has to be."""
    twins: dict[str, str] = {}
    problems: list[str] = []
    for path in sources():
        source = path.read_text(encoding="utf-8")
        twin = derive(source.partition("\n")[2] if is_generated(path) else source)
        refused = [f"{path_of(path)}:{problem}" for problem in problems_of(source, twin)]
        problems += refused
        if not refused:
            twins[twin_of(path)] = banner(path_of(path)) + twin
    return Made(formatted(twins), problems)


def existing() -> list[str]:
    """The twins there are, also those whose source is gone."""
    found = {*HOUSE.rglob("synchronous/**/*.py"), *HOUSE.rglob("synchronous.py")}
    return [path_of(path) for path in found if is_generated(path)]


if __name__ == "__main__":
    from openapi.generation.__main__ import main

    main(["twins", *sys.argv[1:]])
