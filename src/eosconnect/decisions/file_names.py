"""Names of files that are legal everywhere, sort the way people think, and never lead out of their folder."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["file_name", "image_file_name"]

#: Names that Windows keeps for devices, with any extension.
DEVICES: Final = frozenset(
    {
        *("con", "prn", "aux", "nul", "conin$", "conout$"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"),
    }
)

ILLEGAL: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]')

#: Bytes of a name at most; leaves room for the ending of unfinished files below the 255 of common file systems.
LONGEST: Final = 200


def file_name(name: str, otherwise: str = "file") -> str:
    """The name of a file, whatever somebody else proposes: one component, legal on Windows, never hidden.

    Args:
        name: the proposal; only what follows the last slash or backslash counts.
        otherwise: the name if nothing remains of the proposal.

    Example:
        >>> file_name("../../etc/passwd"), file_name("job: 12/13?.pdf"), file_name("NUL.txt"), file_name("...")
        ('passwd', '13_.pdf', '_NUL.txt', 'file')
    """
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(character if character.isprintable() else "_" for character in ILLEGAL.sub("_", name))
    # Together: a space may hide behind a dot, and a dot behind a space.
    name = shortened(name.strip(". "))
    if not name:
        return otherwise
    return f"_{name}" if name.partition(".")[0].strip().casefold() in DEVICES else name


def shortened(name: str) -> str:
    """Cut in the middle, so that the ending stays."""
    if len(name.encode()) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > 20:
        stem, ending = name, ""
    room = LONGEST - len(ending.encode()) - len(dot)
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + (f".{ending}" if ending else "")


def image_file_name(layer: int, image_type: str, file_type: str, repetition: int = 1) -> str:
    """The name of a layer image: by layer first, so that a folder shows the job growing.

    Args:
        layer: its layer; ``-1`` for images that belong to none.
        image_type: as the document names it, such as ``PowderBedAfterExposure``.
        file_type: ``jpeg``, ``png`` or ``tiff``.
        repetition: counts images of the same type and layer from 1, in the order of time.

    Example:
        >>> image_file_name(12, "PowderBedAfterExposure", "jpeg")
        '000012_PowderBedAfterExposure.jpeg'
        >>> image_file_name(12, "PowderBedAfterExposure", "jpeg", repetition=2)
        '000012_PowderBedAfterExposure_2.jpeg'
    """
    number = f"{layer:06d}" if layer >= 0 else "no-layer"
    again = f"_{repetition}" if repetition > 1 else ""
    return file_name(f"{number}_{image_type}{again}.{file_type}".replace("/", "_").replace("\\", "_"))
