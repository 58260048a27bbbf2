"""A synchronous twin reads as if it had been written by hand."""

from __future__ import annotations

import ast

import pytest

from openapi.generation.output import ROOT
from openapi.generation.sync_twins import derive, existing, problems_of, sources, twin_of


@pytest.mark.parametrize(
    ("asynchronous", "synchronous"),
    [
        ("async def get(self) -> AsyncPager[Job]: ...", "def get(self) -> Pager[Job]: ..."),
        ("async with AsyncMachine() as machine: ...", "with Machine() as machine: ..."),
        ("values = [v async for v in await jobs()]", "values = [v for v in jobs()]"),
        ("(await self.call(')', a(1))).json()['a']", "self.call(')', a(1)).json()['a']"),
        ("x = (await a or await b)", "x = (a or b)"),
        ("f(await g(1))", "f(g(1))"),
        ("fetch: Callable[[int], Awaitable[list[T]]]", "fetch: Callable[[int], list[T]]"),
        ("def f() -> Coroutine[Any, Any, dict[str, int]]: ...", "def f() -> dict[str, int]: ..."),
        (
            "from eosconnect.resources.asynchronous.jobs import AsyncJobs",
            "from eosconnect.resources.synchronous.jobs import Jobs",
        ),
        (
            "from contextlib import AbstractAsyncContextManager, asynccontextmanager",
            "from contextlib import AbstractContextManager, contextmanager",
        ),
        ("async def __aexit__(self): await self.aclose()", "def __exit__(self): self.close()"),
        (
            "stream: httpx2.AsyncByteStream; client: httpx2.AsyncClient",
            "stream: httpx2.SyncByteStream; client: httpx2.Client",
        ),
        ("class _AsyncPages: ...", "class _Pages: ..."),
        ('"use `await pager.to_list()`"', '"use `pager.to_list()`"'),
        (
            "# An ``AsyncJob``, an :class:`~a.b.AsyncImage`, an asynchronous pager",
            "# A ``Job``, an :class:`~a.b.Image`, a synchronous pager",
        ),
        ("    >>> import asyncio\n    >>> asyncio.run(main(1, (2)))\n", "    >>> main(1, (2))\n"),
        ("the words await, async and asynchronously", "the words await, async and asynchronously"),
    ],
)
def test_what_becomes_of(asynchronous: str, synchronous: str) -> None:
    assert derive(asynchronous) == synchronous


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("import asyncio\nlock = asyncio.Lock()\n", "asyncio has no synchronous counterpart"),
        (
            "from catalogue import Point\nclass AsyncPoint(Point): ...\n",
            "AsyncPoint becomes Point, which is something else",
        ),
        ("class AsyncPoint: ...\n", ""),
    ],
)
def test_a_source_without_a_right_twin_is_refused(source: str, problem: str) -> None:
    found = list(problems_of(source, derive(source)))
    assert bool(found) is bool(problem)
    assert all(problem in text for text in found)


def test_every_source_has_a_twin_and_every_twin_a_source() -> None:
    assert sorted(map(twin_of, sources())) == sorted(existing())
    assert len(existing()) > 10


def test_no_twin_is_asynchronous() -> None:
    waiting = (ast.Await, ast.AsyncFor, ast.AsyncFunctionDef, ast.AsyncWith)
    for path in existing():
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert [node for node in ast.walk(tree) if isinstance(node, waiting)] == [], path
