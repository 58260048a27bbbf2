"""Random trouble with a seed: everything that a network, a proxy and a machine's own restart do to a client."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from eosconnect.simulator import Fault, Simulator

__all__ = ["Disturber"]

Trouble = Callable[[Random], Fault]

FAULTS: Final[Mapping[str, Trouble]] = {
    "connection reset before the answer": lambda chance: Fault(drop=True, times=chance.randint(1, 3)),
    "connection reset in the answer": lambda chance: Fault(reset_at=chance.random(), times=chance.randint(1, 2)),
    "answer cut off": lambda chance: Fault(truncate_at=chance.random(), times=chance.randint(1, 2)),
    "answer that ends too early": lambda chance: Fault(cut_at=chance.random(), times=chance.randint(1, 2)),
    "status 500": lambda chance: Fault(status=500, times=chance.randint(1, 3)),
    "status 503": lambda chance: Fault(status=503, retry_after=chance.choice((None, 0, 1)), times=chance.randint(1, 3)),
    "status 429": lambda chance: Fault(status=429, retry_after=1, times=chance.randint(1, 2)),
    "another page": lambda chance: Fault(status=200, body="<html>maintenance</html>", times=chance.randint(1, 2)),
    "slow answers": lambda chance: Fault(latency=chance.uniform(0.01, 0.4), times=chance.randint(1, 5)),
    "short pages": lambda chance: Fault(page_cap=chance.randint(1, 40), times=chance.randint(1, 8)),
    "no token": lambda chance: Fault(operation="request_token", status=503, times=chance.randint(1, 3)),
    "token request cut": lambda chance: Fault(operation="request_token", drop=True, times=chance.randint(1, 2)),
    "short-lived tokens": lambda chance: Fault(operation="request_token", token_lifetime=chance.uniform(0.2, 5)),
    "token revoked": lambda chance: Fault(revoke_tokens=True),
}

OUTAGE: Final = "outage"
RESTART: Final = "machine restarted"


class Disturber(threading.Thread):
    """Disturbs a simulated machine until :meth:`end`.

    Args:
        simulator: the machine.
        seed: the same seed plans the same trouble in the same order.
        rate: disturbances a second on average.

    Attributes:
        counts: how often what happened.
        requests: that have arrived until the end.
    """

    def __init__(self, simulator: Simulator, *, seed: int, rate: float) -> None:
        super().__init__(name="disturber", daemon=True)
        self.counts: Counter[str] = Counter()
        self.requests = 0
        self._simulator = simulator
        self._chance = Random(seed)
        self._rate = rate
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(self._chance.expovariate(self._rate)):
            what = self._chance.choice([*FAULTS, OUTAGE, RESTART])
            self.counts[what] += 1
            self._count()
            if what == OUTAGE:
                self._simulator.faults.add(Fault(drop=True, times=None))
                self._ended.wait(self._chance.uniform(0.2, 3))
                self._simulator.faults.clear()
            elif what == RESTART:
                self._simulator.restart()
            else:
                self._simulator.faults.add(FAULTS[what](self._chance))

    def _count(self) -> None:
        self.requests += len(self._simulator.requests)
        self._simulator.requests.clear()

    def end(self) -> None:
        """No more trouble, and none that is planned."""
        self._ended.set()
        self.join()
        self._count()
        self._simulator.faults.clear()
