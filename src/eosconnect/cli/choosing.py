"""Which machine is meant: from the options, the environment and the machines file to settings."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Any

import attrs

from eosconnect.errors import ConfigurationError
from eosconnect.settings import Settings
from eosconnect.settings.checks import checked_host
from eosconnect.settings.environment import find, locate
from eosconnect.settings.machines_file import MachinesFile

__all__ = ["Choices", "Chosen", "arguments", "ask_secret", "chosen"]


@attrs.frozen
class Choices:
    """What the shared options of a command say."""

    machine: str | None = None
    host: str | None = None
    client_id: str | None = None
    fingerprint: str | None = None
    ca: Path | None = None
    env_file: Path | None = None
    api_version: str | None = None
    timeout: float | None = None
    as_json: bool = False
    as_csv: bool = False
    excel: Path | None = None
    local: bool = False
    verbose: bool = False

    def over(self, outer: Choices) -> Choices:
        """These, and of what they leave open what the command around them says."""
        defaults = Choices()
        said = {name: value for name, value in attrs.asdict(self).items() if value != getattr(defaults, name)}
        return attrs.evolve(outer, **said)

    def changes(self) -> dict[str, Any]:
        """The settings that are said outright."""
        told = {
            "client_id": self.client_id,
            "fingerprint": self.fingerprint,
            "ca": self.ca,
            "api_version": self.api_version,
            "timeout": self.timeout,
        }
        return {name: value for name, value in told.items() if value is not None}


@attrs.frozen
class Chosen:
    """The settings of the machine that is meant, and its name where it has one in the machines file."""

    settings: Settings
    name: str | None = None


def chosen(choices: Choices) -> Chosen:
    """The machine that is meant.

    A named machine is the one in the machines file. ``--host`` takes what the machines file, or else the environment,
    says about that same host, so that no credentials go to another one. Without either it is the machine of the
    environment or of a ``.env`` file, then the default one of the machines file.

    Raises:
        ConfigurationError: none is meant, there is no such machine, or a setting is malformed.
    """
    if choices.machine and choices.host:
        raise ConfigurationError("--machine and --host name a machine each", hint="leave one of them out")
    if choices.machine:
        return named(choices.machine, choices)
    if choices.host:
        return at_host(choices.host, choices)
    if in_environment(choices.env_file) is not None:
        return Chosen(changed(Settings.from_env(env_file(choices)), choices))
    if choices.env_file is not None:
        Settings.from_env(choices.env_file)  # says what is missing in that file
    file = MachinesFile.read()
    if file.default is not None:
        return named(file.default, choices)
    if file.entries:
        raise ConfigurationError(
            "which machine is meant?",
            hint=f"name one with --machine: {', '.join(file.entries)}; "
            '"eosconnect machines default NAME" makes one the usual one',
        )
    raise ConfigurationError(
        "which machine is meant?",
        hint='"eosconnect trust HOST" gets to know one, --host and --env-file name one, or set EOSCONNECT_HOST; '
        '"eosconnect simulate --env-file .env" runs a simulated one',
    )


def named(name: str, choices: Choices) -> Chosen:
    return Chosen(changed(MachinesFile.read().settings(name), choices), name)


def at_host(host: str, choices: Choices) -> Chosen:
    file = MachinesFile.read()
    for name, entry in file.entries.items():
        if same_host(entry.get("host"), host):
            return named(name, choices)
    found = in_environment(choices.env_file)
    if found is None or same_host(found, host):
        environ = {**os.environ, "EOSCONNECT_HOST": host}
        if not choices.client_id:
            return Chosen(changed(Settings.from_env(env_file(choices), environ), choices))
        base = Settings.from_env(env_file(choices), environ, client_id=None, client_secret=None)
        return Chosen(changed(base, choices))
    return Chosen(changed(Settings.of(host), choices))


def same_host(one: object, other: object) -> bool:
    try:
        return checked_host(one) == checked_host(other)
    except ConfigurationError:
        return False


def env_file(choices: Choices) -> Path:
    return choices.env_file or Path(".env")


def in_environment(file: Path | None) -> str | None:
    """The host of which the environment or the ``.env`` file speaks."""
    if file is not None and not file.is_file():
        raise ConfigurationError(f"there is no file {file}", hint='"eosconnect simulate --env-file FILE" writes one')
    found = find(locate(file or Path(".env")), os.environ).get("host")
    return found.value if found else None


def changed(settings: Settings, choices: Choices) -> Settings:
    """The settings with what the options say; a client id brings the secret that belongs to it."""
    changes = choices.changes()
    if not changes:
        return settings
    if (who := changes.get("client_id")) is not None and who != settings.client_id:
        told = os.environ.get("EOSCONNECT_CLIENT_SECRET", "").strip()
        changes["client_secret"] = told or ask_secret(who, settings.host)
    kept = arguments(settings)
    if "fingerprint" in changes or "ca" in changes:  # they say anew whom to trust
        kept |= {"fingerprint": None, "ca": None, "insecure": False}
    return Settings.of(**{**kept, **changes})


def arguments(settings: Settings) -> dict[str, Any]:
    """The arguments that make the same settings again."""
    told = {field.name: getattr(settings, field.name) for field in attrs.fields(Settings)}
    told["host"] = f"{told.pop('scheme')}://{told['host']}"
    return told


def ask_secret(client_id: str, host: str) -> str:
    """Ask for a client secret, without showing it.

    Raises:
        ConfigurationError: nobody is there to answer, or the answer is empty.
    """
    if not sys.stdin.isatty():
        raise ConfigurationError(
            f"client_secret is missing for {client_id}", hint="set EOSCONNECT_CLIENT_SECRET, or run this in a terminal"
        )
    secret = getpass.getpass(f"Client secret of {client_id} on {host}: ").strip()
    if not secret:
        raise ConfigurationError("client_secret is missing: nothing was typed")
    return secret
