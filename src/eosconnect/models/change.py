"""What a change on the machine has come to."""

from __future__ import annotations

import attrs

from eosconnect.models.open_enum import OpenEnum

__all__ = ["Installed", "UploadOutcome", "UploadedFile"]


@attrs.frozen
class Installed:
    """A license or certificate that has been handed to the machine.

    Attributes:
        file: its name.
        restart_needed: it takes effect only when the machine has been restarted.
    """

    file: str
    restart_needed: bool


class UploadOutcome(OpenEnum):
    """How the upload of a file ended."""

    UPLOADED = "uploaded"
    ALREADY_THERE = "already there"


@attrs.frozen
class UploadedFile:
    """A file of a task that is on the machine now.

    Attributes:
        name: on the machine.
        size: bytes.
        outcome: whether this upload brought it, or the machine had a file of this name already.
    """

    name: str
    size: int
    outcome: UploadOutcome
