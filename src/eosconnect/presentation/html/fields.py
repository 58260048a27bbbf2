"""What the fields of our models are called for people."""

from __future__ import annotations

from typing import Final

from eosconnect.presentation.units import UNITS

__all__ = ["label", "words"]


ABBREVIATIONS: Final = {"id": "ID", "guid": "GUID", "utc": "UTC", "opc": "OPC", "tcp": "TCP", "ip": "IP", "url": "URL"}


def words(name: str) -> str:
    """A name of the code as words.

    Example:
        >>> words("started_at"), words("JobDetail"), words("guid")
        ('Started', 'Job detail', 'GUID')
    """
    apart = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).replace("_", " ").strip()
    apart = apart.removesuffix(" at")
    apart = " ".join(ABBREVIATIONS.get(word, word) for word in apart.split())
    return apart[:1].upper() + apart[1:]


def label(name: str) -> str:
    """The heading of a field's column, with the unit.

    Example:
        >>> label("end_height"), label("layer_count")
        ('End height (mm)', 'Layer count')
    """
    unit = UNITS.get(name)
    return f"{words(name)} ({unit})" if unit else words(name)
