"""A machine to try things on: a real HTTPS server on this computer that behaves as EOSCONNECT Core does.

Example:
    >>> from eosconnect.simulator import Simulator
    >>> with Simulator("EOS M 290") as simulator:
    ...     simulator.url.startswith("https://127.0.0.1:")
    True
"""

from __future__ import annotations

from eosconnect.errors import ConfigurationError

try:
    from eosconnect.simulator.for_examples import simulate_unless_configured
    from eosconnect.simulator.server.fault import Fault
    from eosconnect.simulator.server.faults import Faults
    from eosconnect.simulator.server.request_log import LoggedRequest, RequestLog
    from eosconnect.simulator.simulator import Simulator
except ModuleNotFoundError as missing:
    if missing.name not in ("cryptography", "h11", "python_multipart", "starlette", "uvicorn"):
        raise
    raise ConfigurationError(
        f"the simulator needs {missing.name}", hint="pip install 'eosconnect-sdk[simulator]'"
    ) from missing

__all__ = ["Fault", "Faults", "LoggedRequest", "RequestLog", "Simulator", "simulate_unless_configured"]
