"""The simulated machine of a test, as its markers and the ini file want it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.timestamps import parse_moment

if TYPE_CHECKING:
    from eosconnect.simulator import Simulator

__all__ = ["client_settings", "simulator_of"]


@contextmanager
def simulator_of(request: pytest.FixtureRequest) -> Iterator[Simulator]:
    """The running simulator of a test; a wrong setting fails the test with a sentence."""
    try:
        from eosconnect.simulator import Simulator

        simulator = Simulator(**arguments_of(request))
    except (ConfigurationError, TypeError, ValueError) as error:
        raise pytest.fail.Exception(f"eos_machine: {error}", pytrace=False) from None
    with simulator:
        yield simulator


def client_settings(simulator: Simulator) -> dict[str, str]:
    """The settings of a client of this machine; both ways of trust, so that a ``.env`` file cannot interfere."""
    credentials = {"client_id": simulator.client_id, "client_secret": simulator.client_secret}
    trust = {"ca": simulator.ca, "fingerprint": simulator.fingerprint}
    return {"host": simulator.host, **trust, **(credentials if simulator.auth else {})}


def arguments_of(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the ini file says, then the markers from the module's to the test's own."""
    ini = request.config.getini
    arguments: dict[str, Any] = {
        "model": ini("eos_model"),
        "seed": number("eos_seed", ini("eos_seed"), int),
        "now": ini("eos_now"),
        "speed": number("eos_speed", ini("eos_speed"), float),
    }
    for marker in reversed(list(request.node.iter_markers("eos_machine"))):
        if marker.args:
            (arguments["model"],) = marker.args
        arguments |= marker.kwargs
    if isinstance(arguments["now"], str):
        arguments["now"] = parse_moment(arguments["now"])
    return arguments


def number(option: str, text: str, kind: type[int] | type[float]) -> float:
    try:
        return kind(text)
    except ValueError:
        raise ConfigurationError(f"{option} = {text} is not a number") from None
