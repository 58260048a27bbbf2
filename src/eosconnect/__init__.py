"""Python access to industrial 3D printers that run EOSCONNECT Core.

Example:
    >>> from eosconnect import Machine
    >>> with Machine.from_env() as machine:
    ...     job = machine.jobs.latest(result="Failed")
    ...     print(job.result)
    Failed
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from eosconnect.version import __version__

if TYPE_CHECKING:
    from eosconnect.analysis.asynchronous.compare import compare as async_compare
    from eosconnect.analysis.synchronous.compare import compare
    from eosconnect.machine.asynchronous import AsyncMachine
    from eosconnect.machine.synchronous import Machine
    from eosconnect.presentation.progress import progress_bar
    from eosconnect.presentation.spreadsheets import to_excel
    from eosconnect.resources.references import NO_JOB

__all__ = [
    "NO_JOB",
    "AsyncMachine",
    "Machine",
    "__version__",
    "async_compare",
    "compare",
    "progress_bar",
    "to_excel",
]

#: Loaded when first asked for: who uses one front door does not wait for the other.
PLACES = {
    "AsyncMachine": "eosconnect.machine.asynchronous",
    "Machine": "eosconnect.machine.synchronous",
    "NO_JOB": "eosconnect.resources.references",
    "async_compare": "eosconnect.analysis.asynchronous.compare:compare",
    "compare": "eosconnect.analysis.synchronous.compare",
    "progress_bar": "eosconnect.presentation.progress",
    "to_excel": "eosconnect.presentation.spreadsheets",
}


def __getattr__(name: str) -> Any:
    if name not in PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, own_name = PLACES[name].partition(":")
    value = globals()[name] = getattr(import_module(module), own_name or name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *PLACES})
