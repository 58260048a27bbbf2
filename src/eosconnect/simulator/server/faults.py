"""Faults on request: what may go wrong between a client and a machine, made to happen at will.

Several that meet the same request act together: delays add up, the slowest rate and the smallest page cap count, and of
two statuses the one that was added first.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from random import Random

import attrs

from eosconnect.errors import ConfigurationError
from eosconnect.simulator.server.fault import Fault

__all__ = ["Faults"]


@attrs.define(eq=False)
class _Planned:
    fault: Fault
    dice: Random
    waiting: int
    left: int | None

    def matches(self, operation: str, *, in_web_api: bool) -> bool:
        return self.fault.operation == operation or (self.fault.operation is None and in_web_api)

    def meets(self) -> Fault | None:
        """What happens to the next request that matches, counted as happened."""
        if self.waiting:
            self.waiting -= 1
            return None
        if self.fault.probability is not None and self.dice.random() >= self.fault.probability:
            return None
        if self.left is not None:
            self.left -= 1
        if not self.fault.jitter:
            return self.fault
        latency = self.fault.latency + self.dice.uniform(0, self.fault.jitter)
        return attrs.evolve(self.fault, latency=latency, jitter=0)


class Faults:
    """The faults that are planned; may be changed from any thread while the machine answers.

    Args:
        faults: planned from the start.
        operations: the operation ids that there are; a fault for another one is refused.
        seed: the same faults, seed and order of requests make the same things happen.

    Example:
        >>> faults = Faults()
        >>> faults.add(Fault(status=500, times=2), Fault(operation="get_job", latency=0.2, times=None))
        >>> len(faults)
        2
    """

    def __init__(self, faults: Iterable[Fault] = (), *, operations: Collection[str] = (), seed: int = 1) -> None:
        self._operations = operations
        self._seed = seed
        self._added = 0
        self._planned: list[_Planned] = []
        self._lock = threading.Lock()
        self.add(*faults)

    def add(self, *faults: Fault) -> None:
        """Plan ``faults``, in this order, after those that are planned already.

        Raises:
            ConfigurationError: a fault names an operation that does not exist, and would never happen.
        """
        for fault in faults:
            if self._operations and fault.operation is not None and fault.operation not in self._operations:
                near = get_close_matches(fault.operation, self._operations, n=1)
                raise ConfigurationError(
                    f"there is no operation {fault.operation!r} that could fail",
                    hint=f"was {near[0]} meant?" if near else "operations are named as in get_job or request_token",
                )
        with self._lock:
            for fault in faults:  # each with dice of its own: what one draws changes nothing for the others
                self._planned.append(_Planned(fault, Random(f"{self._seed}/{self._added}"), fault.after, fault.times))
                self._added += 1

    def clear(self) -> None:
        """Nothing goes wrong from now on."""
        with self._lock:
            self._planned.clear()

    def __iter__(self) -> Iterator[Fault]:
        """The faults that can still happen."""
        with self._lock:
            return iter([planned.fault for planned in self._planned])

    def __len__(self) -> int:
        return len(self._planned)

    def __repr__(self) -> str:
        return f"Faults({list(self)})"

    def strike(self, operation: str, *, in_web_api: bool) -> tuple[Fault, ...]:
        """The faults that happen to this request, counted as happened."""
        with self._lock:
            planned = [planned for planned in self._planned if planned.matches(operation, in_web_api=in_web_api)]
            struck = [met for met in (one.meets() for one in planned) if met is not None]
            self._planned = [planned for planned in self._planned if planned.left != 0]
        return tuple(struck)
