"""Working in parallel: in order, never more than allowed, and nothing goes on when nobody waits any more."""

from __future__ import annotations

import asyncio
import threading
from contextlib import aclosing, closing

import pytest

from eosconnect.resources.asynchronous import waiting as asynchronous
from eosconnect.resources.synchronous import waiting as synchronous


class Crowd:
    """Counts how many are at work."""

    def __init__(self) -> None:
        self.now = self.most = self.begun = 0
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        with self._lock:
            self.now += 1
            self.begun += 1
            self.most = max(self.most, self.now)

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self.now -= 1


async def test_tasks_give_results_in_order_and_respect_the_limit() -> None:
    crowd = Crowd()

    async def work(item: int) -> int:
        with crowd:
            for _ in range(10 - item):
                await asyncio.sleep(0)
            return item * 10

    async with aclosing(asynchronous.in_parallel(work, range(10), limit=3)) as results:
        assert [result async for result in results] == [item * 10 for item in range(10)]
    assert crowd.most == 3


def test_threads_give_results_in_order_and_respect_the_limit() -> None:
    crowd = Crowd()
    all_there = threading.Barrier(3, timeout=10)

    def work(item: int) -> int:
        with crowd:
            all_there.wait()
            return item * 10

    with closing(synchronous.in_parallel(work, range(9), limit=3)) as results:
        assert list(results) == [item * 10 for item in range(9)]
    assert crowd.most == 3
    assert not any(thread.name.startswith("eosconnect-parallel") for thread in threading.enumerate())


async def test_a_failure_cancels_the_other_tasks() -> None:
    ended: list[int] = []

    async def work(item: int) -> int:
        if item == 0:
            raise ValueError("the first")
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(item)
        return item

    with pytest.raises(ValueError, match="the first"):
        await asynchronous.together(*(lambda item=item: work(item) for item in range(3)), limit=3)
    assert sorted(ended) == [1, 2]


def test_a_failure_gives_up_the_other_threads() -> None:
    given_up = threading.Event()
    working = threading.Event()

    def work(item: int) -> int:
        if item == 0:
            assert working.wait(10)
            raise ValueError("the first")
        working.set()
        try:
            while True:
                synchronous.checkpoint()
        finally:
            given_up.set()

    with pytest.raises(ValueError, match="the first"):
        list(synchronous.in_parallel(work, range(50), limit=2))
    assert given_up.is_set(), "it was waited for"
    assert not any(thread.name.startswith("eosconnect-parallel") for thread in threading.enumerate())


def test_who_leaves_early_ends_the_threads() -> None:
    crowd = Crowd()

    def work(item: int) -> int:
        with crowd:
            while item > 0:
                synchronous.checkpoint()
            return item

    with closing(synchronous.in_parallel(work, range(100), limit=4)) as results:
        assert next(results) == 0
    assert crowd.now == 0
    assert crowd.begun <= 5


async def test_who_leaves_early_ends_the_tasks() -> None:
    crowd = Crowd()

    async def work(item: int) -> int:
        with crowd:
            if item > 0:
                await asyncio.sleep(60)
            return item

    async with aclosing(asynchronous.in_parallel(work, range(100), limit=4)) as results:
        assert await anext(results) == 0
    assert crowd.now == 0


async def test_a_cancelled_task_waits_for_its_thread() -> None:
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        may_end.wait(10)
        ended.set()

    task = asyncio.create_task(asynchronous.in_thread(work))
    assert await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended.is_set()


def test_outside_of_parallel_work_a_checkpoint_is_nothing() -> None:
    synchronous.checkpoint()
    asynchronous.checkpoint()
    assert synchronous.together(lambda: 1, lambda: "two", limit=2) == [1, "two"]
