"""A machine for those who have none at hand: what examples and notebooks begin with."""

from __future__ import annotations

import atexit
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from eosconnect.settings.environment import find, locate
from eosconnect.simulator.simulator import Simulator

__all__ = ["simulate_unless_configured"]

#: The simulated machine stands still here, so that everybody finds the same history.
NOW: Final = datetime(2026, 11, 2, 15, 30, tzinfo=UTC)


def simulate_unless_configured(model: str = "EOS M 290") -> Simulator | None:
    """Start a simulated machine that ``Machine.from_env()`` finds, unless a machine is configured already.

    Its settings stand in the environment of this process, and it ends with it. Its clock stands still, so that its
    history is the same for everybody; ``advance`` moves it.

    Args:
        model: one of the documents' machine models.

    Returns:
        The simulated machine, or ``None`` if the environment or a ``.env`` file names a machine.

    Example:
        >>> simulator = simulate_unless_configured()  # here, a machine is configured
        >>> simulator is None
        True
    """
    if "host" in find(locate(Path(".env")), os.environ):
        return None
    simulator = Simulator(model, now=NOW, speed=0).start()
    atexit.register(simulator.close)
    os.environ.update(simulator.env())
    return simulator
