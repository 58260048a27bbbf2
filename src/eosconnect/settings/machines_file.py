"""Machines by name: a TOML file in the user's configuration folder, written by ``eosconnect trust`` and by hand.

.. code-block:: toml

    default = "M290-03"                                 # whom the command line talks to when none is named

    [machines.M290-03]
    host = "si1716"
    fingerprint = "5F:0C:..."
    client_id = "quality"
    client_secret = { keyring = "quality@si1716" }      # or { env = "M290_03_SECRET" }, or the text itself
    tz = "Europe/Berlin"

Every setting of :class:`~eosconnect.settings.Settings` may stand there. The file is read anew whenever it is asked.
"""

from __future__ import annotations

import os
import sys
import tomllib
import warnings
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Self, Unpack

import attrs

from eosconnect.errors import ConfigurationError
from eosconnect.settings import Options, Secret, Settings, refused_setting

__all__ = ["KEYRING_SERVICE", "MachinesFile", "machines_file_path"]

#: Under this name the secrets stand in the system keyring.
KEYRING_SERVICE: Final = "eosconnect"

#: In place of the file in the configuration folder.
PATH_VARIABLE: Final = "EOSCONNECT_MACHINES_FILE"

SETTINGS: Final = ("host", *Options.__annotations__)


def machines_file_path() -> Path:
    """Where the file is: what ``EOSCONNECT_MACHINES_FILE`` says, or ``machines.toml`` in the configuration folder.

    That folder is ``~/.config/eosconnect`` on Linux, ``~/Library/Application Support/eosconnect`` on macOS and
    ``%LOCALAPPDATA%\\eosconnect`` on Windows.
    """
    if told := os.environ.get(PATH_VARIABLE, "").strip():
        return Path(told).expanduser().absolute()
    from platformdirs import user_config_path

    return user_config_path("eosconnect", appauthor=False) / "machines.toml"


@attrs.frozen
class MachinesFile:
    """The named machines of one file.

    Attributes:
        path: the file, whether it exists or not.
        entries: what the file says of each machine, as it stands there; may hold secrets.
        default: the name of the machine that is meant when none is named; the only machine there is, or ``None``.
    """

    path: Path
    entries: Mapping[str, Mapping[str, Any]] = attrs.field(repr=lambda entries: repr(sorted(entries)))
    default: str | None = None

    @classmethod
    def read(cls, path: str | os.PathLike[str] | None = None) -> Self:
        """Read the file; one that does not exist names no machine.

        Raises:
            ConfigurationError: it cannot be read, is no TOML, or holds what is no machine.
        """
        file = machines_file_path() if path is None else Path(path).expanduser().absolute()
        content = content_of(file)
        for key in content:
            if key not in ("default", "machines"):
                raise ConfigurationError(f"{file}: {key!r} means nothing there{near(key, ('default', 'machines'))}")
        entries = content.get("machines", {})
        if not isinstance(entries, dict) or not all(isinstance(entry, dict) for entry in entries.values()):
            raise ConfigurationError(f"{file}: machines are written as tables", hint="such as [machines.M290-03]")
        default = content.get("default")
        if default is not None and default not in entries:
            raise ConfigurationError(
                f"{file}: the default machine {default!r} is not in the file{near(default, entries)}"
            )
        if default is None and len(entries) == 1:
            default = next(iter(entries))
        warn_if_readable(file, entries)
        return cls(file, entries, default)

    def settings(self, name: str, **options: Unpack[Options]) -> Settings:
        """The settings of a machine; ``options`` win over the file's.

        Raises:
            ConfigurationError: there is no such machine, or one of its settings is missing, malformed or unknown.
        """
        entry = self.entry(name)
        values = {setting: value for setting, value in entry.items() if setting != "client_secret"}
        values["client_secret"] = self.secret(name)
        if isinstance(ca := values.get("ca"), str) and "-----BEGIN" not in ca:
            values["ca"] = self.path.parent / Path(ca).expanduser()
        try:
            return Settings.of(values.pop("host", None), **{**values, **options})
        except ConfigurationError as error:
            if refused_setting(error) in options:
                raise
            raise ConfigurationError(f"{error.message} ({self.place(name)})", hint=error.hint) from None

    def entry(self, name: str) -> Mapping[str, Any]:
        """What the file says of a machine, checked for settings that do not exist.

        Raises:
            ConfigurationError: there is no such machine, or one of its settings is unknown.
        """
        if name not in self.entries:
            known = f"it knows {', '.join(self.entries)}" if self.entries else "it knows none yet"
            raise ConfigurationError(
                f"no machine is named {name!r}{near(name, self.entries)}",
                hint=f'{self.path} names the machines, {known}; "eosconnect trust HOST --name {name}" adds one',
            )
        entry = self.entries[name]
        for setting in entry:
            if setting not in SETTINGS:  # a pin that is misspelt must not be silently no pin
                raise ConfigurationError(
                    f"{setting!r} is not a setting{near(setting, SETTINGS)} ({self.place(name)})",
                    hint=f"the settings are {', '.join(SETTINGS)}",
                )
        return entry

    def secret(self, name: str) -> Secret | None:
        """The client secret of a machine, from wherever the file says it is.

        Raises:
            ConfigurationError: it is not there, or the keyring does not give it.
        """
        told = self.entry(name).get("client_secret")
        if told is None:
            return None
        if isinstance(told, str):
            return Secret(told)
        if isinstance(told, dict) and len(told) == 1 and all(isinstance(value, str) for value in told.values()):
            ((kind, where),) = told.items()
            if kind == "env":
                return self.secret_in_environment(name, where)
            if kind == "keyring":
                return self.secret_in_keyring(name, where)
        raise ConfigurationError(
            f"client_secret is not written as a secret ({self.place(name)})",
            hint='write the text itself, { env = "NAME" } or { keyring = "USER@HOST" }',
        )

    def secret_in_environment(self, name: str, variable: str) -> Secret:
        if value := os.environ.get(variable, "").strip():
            return Secret(value)
        raise ConfigurationError(
            f"client_secret is missing: {variable} is not set in the environment ({self.place(name)})",
            hint=f"set {variable}",
        )

    def secret_in_keyring(self, name: str, user: str) -> Secret:
        again = f'"eosconnect machines login {name}" asks for it again'
        try:
            import keyring
            from keyring.errors import KeyringError
        except ModuleNotFoundError:
            raise ConfigurationError(
                f"client_secret is in the system keyring, which needs keyring ({self.place(name)})",
                hint='pip install "eosconnect-sdk[keyring]"',
            ) from None
        try:
            value = keyring.get_password(KEYRING_SERVICE, user)
        except KeyringError as error:
            raise ConfigurationError(
                f"client_secret is in the system keyring, which cannot be read: {error} ({self.place(name)})",
                hint=f"unlock the keyring; {again}",
            ) from None
        if not value:
            raise ConfigurationError(
                f"client_secret is missing: the system keyring has none for {user} ({self.place(name)})", hint=again
            )
        return Secret(value)

    def place(self, name: str) -> str:
        return f"machine {name} in {self.path}"


def content_of(file: Path) -> dict[str, Any]:
    try:
        text = file.read_bytes().decode("utf-8-sig")  # Windows editors mark their files
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise ConfigurationError(f"{file} is not a text file in UTF-8") from None
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read: {error.strerror}") from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file} is not TOML: {error}", hint="texts stand in quotes in TOML") from None


def near(word: str, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    """The question whether something else was meant, or nothing."""
    found = get_close_matches(str(word).casefold(), [name.casefold() for name in known], n=1)
    meant = [name for name in known if found and name.casefold() == found[0]]
    return f"; did you mean {meant[0]}?" if meant else ""


def warn_if_readable(file: Path, entries: Mapping[str, Mapping[str, Any]]) -> None:
    """A secret that others on this computer can read deserves a word. Windows keeps the folder to its owner."""
    if sys.platform == "win32" or not any(isinstance(entry.get("client_secret"), str) for entry in entries.values()):
        return
    if file.stat().st_mode & 0o077:
        warnings.warn(
            f"{file} holds a client secret and can be read by others on this computer: chmod 600 it", stacklevel=4
        )
