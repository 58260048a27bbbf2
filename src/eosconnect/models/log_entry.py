"""What the machine's software wrote into its logs."""

from __future__ import annotations

from datetime import datetime

import attrs

from eosconnect.models.conversion import named
from eosconnect.models.model import Model
from eosconnect.models.open_enum import OpenEnum

__all__ = ["LogEntry", "LogLevel", "LoggingSource"]


class LogLevel(OpenEnum):
    """How important an entry is, rising. Source: LogLevel."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARN = "WARN"
    ERROR = "ERROR"
    FATAL = "FATAL"


class LoggingSource(OpenEnum):
    """The modules that write logs; ``ALL`` only in questions. Source: LoggingSources."""

    BT_DISTRIBUTION_SERVICE = "BtDistributionService"
    EOS_CONNECT = "EosConnect"
    HCS = "Hcs"
    HCS_SERVICE = "HcsService"
    POWDER_BED_SERVICE = "PowderBedService"
    TRANSFER_SERVICE = "TransferService"
    MACHINE_DB = "MachineDb"
    PRODUCT_SETUP_CENTER = "ProductSetupCenter"
    ALL = "All"


@attrs.frozen(kw_only=True, repr=False)
class LogEntry(Model):
    """One entry. Source: LogEntry.

    Attributes:
        written_at: when.
        source: the module that wrote it.
        severity: in words.
        level: as a number.
        thread_id: the thread that wrote it.
        message: its text.

    Example:
        >>> LogEntry.from_json({"sourceName": "EosConnect", "severity": "WARN", "message": "Session closed"})
        LogEntry(source='EosConnect', severity='WARN', message='Session closed')
    """

    written_at: datetime | None = attrs.field(default=None, metadata=named("date"))
    source: str | None = attrs.field(default=None, metadata=named("sourceName"))
    severity: str | None = None
    level: int | None = attrs.field(default=None, repr=False, metadata=named("logLevel"))
    thread_id: str | None = attrs.field(default=None, repr=False)
    message: str | None = None
