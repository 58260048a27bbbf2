"""How the export of one table or sensor ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from eosconnect.dataset.manifest import Holding
from eosconnect.dataset.result import ExportedJob, ExportedTable
from eosconnect.errors import (
    AuthenticationError,
    ConfigurationError,
    EosConnectError,
    LocalFileError,
    MachineTimeoutError,
    MachineUnreachableError,
    VersionError,
)

__all__ = ["Fetched", "Outcome", "exported_job", "is_fatal"]

FATAL: Final = (AuthenticationError, ConfigurationError, LocalFileError, MachineUnreachableError, VersionError)


def is_fatal(error: EosConnectError) -> bool:
    """Whether what one table failed with would keep the others from being fetched as well.

    A timeout would not: it may be due to one long list.
    """
    return isinstance(error, FATAL) and not isinstance(error, MachineTimeoutError)


@attrs.frozen(kw_only=True)
class Fetched:
    """What was fetched.

    Attributes:
        holding: what is held now.
        written: bytes.
        changed: what is different on the machine from what was held, which is kept then.
    """

    holding: Holding
    written: int = 0
    changed: str | None = None


@attrs.frozen(kw_only=True)
class Outcome:
    """How one table or sensor ended.

    Attributes:
        name: ``layers``, ``sensors/processChamber.temperature``.
        new_rows: that were fetched.
        changed: see :class:`Fetched`.
        error: why it failed.
    """

    name: str
    new_rows: int = 0
    changed: str | None = None
    error: EosConnectError | None = None


def exported_job(
    job: str, names: Iterable[str], holdings: Mapping[str, Holding], outcomes: Iterable[Outcome] = ()
) -> ExportedJob:
    """All of it as the caller learns it; ``names`` are the tables and sensors that were asked for."""
    ended = {outcome.name: outcome for outcome in outcomes}
    tables: dict[str, ExportedTable] = {}
    left_out: dict[str, str] = {}
    for name in names:
        holding = holdings.get(name, Holding())
        if holding.left_out is not None:
            left_out[name] = holding.left_out
        else:
            new_rows = ended[name].new_rows if name in ended else 0
            tables[name] = ExportedTable(rows=holding.rows, new_rows=new_rows, complete=holding.complete)
    changed = {name: outcome.changed for name, outcome in ended.items() if outcome.changed}
    failed = {name: outcome.error for name, outcome in ended.items() if outcome.error}
    return ExportedJob(id=job, tables=tables, left_out=left_out, changed=changed, failed=failed)
