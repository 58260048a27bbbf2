"""Settings files that a simulated machine writes for its clients."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkstemp

from eosconnect.errors import ConfigurationError

__all__ = ["remove_env_file", "write_env_file"]

MARK = "# Written by the simulated machine of eosconnect; it may overwrite and remove this file."


def write_env_file(path: str | os.PathLike[str], variables: Mapping[str, str]) -> Path:
    """Write ``variables`` to ``path`` at once, readable by its owner only.

    Raises:
        ConfigurationError: there is a file already that somebody else has filled: it may hold a real machine's secret.
    """
    target = Path(path)
    if target.exists() and not _is_ours(target):
        raise ConfigurationError(
            f"{target} exists already and was not written by a simulated machine",
            hint="name another file, or remove it",
        )
    try:
        # mkstemp creates the file for its owner only, where the system knows owners.
        descriptor, name = mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as denied:
        raise ConfigurationError(f"cannot write {target}: {denied.strerror}") from denied
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(_content(variables))
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return target


def remove_env_file(path: str | os.PathLike[str], variables: Mapping[str, str] | None = None) -> None:
    """Remove a file that a simulated machine wrote (the one with these ``variables``); leave any other alone."""
    target = Path(path)
    with contextlib.suppress(OSError):
        if _is_ours(target) and (variables is None or target.read_text("utf-8") == _content(variables)):
            target.unlink()


def _content(variables: Mapping[str, str]) -> str:
    return "".join([MARK + "\n", *(f"{variable}={value}\n" for variable, value in variables.items())])


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        beginning = file.read(len(MARK))
    return beginning in (b"", MARK.encode())
