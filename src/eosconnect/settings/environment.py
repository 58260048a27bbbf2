"""The settings that stand in the environment and in a ``.env`` file. Both are read and never changed."""

from __future__ import annotations

import codecs
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import attrs
from dotenv import dotenv_values

from eosconnect.errors import ConfigurationError

__all__ = ["Found", "find"]

#: Our names first, then those of the vendor's tutorial.
NAMES: Final = {
    "host": ("EOSCONNECT_HOST", "HOSTNAME"),
    "client_id": ("EOSCONNECT_CLIENT_ID", "API_CLIENT_ID"),
    "client_secret": ("EOSCONNECT_CLIENT_SECRET", "API_CLIENT_SECRET"),
    "api_version": ("EOSCONNECT_API_VERSION", "API_VERSION"),
    "ca": ("EOSCONNECT_CA",),
    "fingerprint": ("EOSCONNECT_FINGERPRINT",),
}

#: In the process environment this is the shell's own host name, which says nothing about the machine.
ONLY_IN_FILE: Final = frozenset({"HOSTNAME"})


@attrs.frozen
class Found:
    """One setting: its value, the name it was found under, and where."""

    value: str = attrs.field(repr=False)
    name: str
    file: Path | None

    def __str__(self) -> str:
        return f"{self.name} in {self.file or 'the environment'}"


def find(file: Path | None, environ: Mapping[str, str]) -> dict[str, Found]:
    """Every setting that stands somewhere; the environment wins over the file, our names over the tutorial's."""
    in_file = {} if file is None else read(file)
    found: dict[str, Found] = {}
    for setting, names in NAMES.items():
        for name in names:
            outside = "" if name in ONLY_IN_FILE else environ.get(name, "").strip()
            inside = (in_file.get(name) or "").strip()
            if outside or inside:
                found[setting] = Found(outside or inside, name, None if outside else file)
                break
    return found


def locate(file: Path) -> Path:
    """A bare name is looked for in the working directory and the folders above it, as notebooks need it."""
    if len(file.parts) == 1:
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / file).is_file():
                return folder / file
    return file.expanduser().absolute()


def read(file: Path) -> dict[str, str | None]:
    """Names and values of a file; none where there is no file. A ``$`` in a value is left alone: it may be a secret."""
    if not file.is_file():
        return {}
    try:
        content = file.read_bytes()
        # Windows editors and PowerShell mark their files with a byte order mark, or write UTF-16
        utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = content.decode("utf-16" if utf16 else "utf-8-sig")
    except OSError as error:
        raise ConfigurationError(f"env_file {file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"env_file {file} is not a text file in UTF-8") from None
    return dotenv_values(stream=io.StringIO(text), interpolate=False)
