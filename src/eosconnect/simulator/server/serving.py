"""A simulated machine for as long as a command runs."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any

from eosconnect.simulator.env_file import remove_env_file, write_env_file
from eosconnect.simulator.simulator import Simulator

__all__ = ["run"]


def run(
    model: str = "EOS M 290",
    *,
    env_file: str | os.PathLike[str] | None = None,
    tutorial_names: bool = False,
    ready: Callable[[Simulator], None] = lambda simulator: None,
    until: threading.Event | None = None,
    **settings: Any,
) -> None:
    """Run a simulated machine until Ctrl-C, a termination signal, or ``until`` is set. Prints nothing.

    Args:
        model: the machine model; with ``settings`` (seed, port, speed, auth, ...) as :class:`Simulator` takes them.
        env_file: written once the machine answers, and removed when it stops: a script may wait for it.
        tutorial_names: write the variable names of the vendor's tutorial as well.
        ready: called once the machine answers and the file is written.
        until: ends the run from another thread.

    Raises:
        ConfigurationError: the port is taken, the model unknown, or the file somebody else's.
    """
    stop = until or threading.Event()
    if env_file is not None:
        remove_env_file(env_file)  # of a run that was killed: whoever waits for the file must not find an old one
    with stopped_by_signals(stop), Simulator(model, **settings) as simulator:
        variables = simulator.env(tutorial_names=tutorial_names)
        try:
            if env_file is not None:
                write_env_file(env_file, variables)
            ready(simulator)
            while not stop.wait(0.5):  # in slices, because Windows hears Ctrl-C only between waits
                pass
        finally:
            if env_file is not None:
                remove_env_file(env_file, variables)


@contextlib.contextmanager
def stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Interrupt and termination set ``stop`` instead of ending the program half-way."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears signals
        return
    heard = [number for name in ("SIGINT", "SIGTERM", "SIGBREAK") if (number := getattr(signal, name, None))]
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
