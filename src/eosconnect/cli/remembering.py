"""Writing the machines file: what people wrote into it stays as it is, comments and order included."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkstemp
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError

from eosconnect.errors import ConfigurationError
from eosconnect.settings.machines_file import KEYRING_SERVICE, MachinesFile

__all__ = ["forget_secret", "keep_secret", "make_default", "remember", "remove"]

BEGINNING = "Machines by name, for Machine.named(...) and the command line. Written by eosconnect; edit it as you like."


def remember(file: MachinesFile, name: str, settings: Mapping[str, Any]) -> None:
    """Write settings of a machine; ``None`` takes one away, those that are not named stay.

    Raises:
        ConfigurationError: the file cannot be read or written.
    """
    document = document_of(file.path)
    entry = machines_in(document).setdefault(name, tomlkit.table())
    for setting, value in settings.items():
        if value is None:
            entry.pop(setting, None)
        else:
            entry[setting] = written(value)
    write(file.path, document)


def remove(file: MachinesFile, name: str) -> None:
    """Take a machine out of the file, and its secret out of the keyring."""
    document = document_of(file.path)
    machines_in(document).pop(name, None)
    if document.get("default") == name:
        document.pop("default")
    write(file.path, document)
    forget_secret(file.entries.get(name, {}).get("client_secret"))


def make_default(file: MachinesFile, name: str) -> None:
    """Write down whom the command line talks to when nobody is named."""
    document = document_of(file.path)
    document["default"] = name
    write(file.path, document)


def written(value: Any) -> Any:
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update(value)
        return table
    return str(value) if isinstance(value, os.PathLike) else value


def machines_in(document: TOMLDocument) -> Any:
    if "machines" not in document:
        document["machines"] = tomlkit.table(is_super_table=True)
    return document["machines"]


def document_of(path: Path) -> TOMLDocument:
    try:
        return tomlkit.parse(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        document = tomlkit.document()
        document.add(tomlkit.comment(BEGINNING))
        document.add(tomlkit.nl())
        return document
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is not TOML: {error}") from None
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from None


def write(path: Path, document: TOMLDocument) -> None:
    """At once, and readable by its owner only: there may be secrets in it."""
    target = path.resolve()  # a link stays a link
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = mkstemp(prefix=".machines.", dir=target.parent)  # for its owner only, where there are owners
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written: {error.strerror}") from None
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(tomlkit.dumps(document))
        draft.replace(target)
    except BaseException as failed:
        draft.unlink(missing_ok=True)
        if isinstance(failed, OSError):
            raise ConfigurationError(f"{path} cannot be written: {failed.strerror}") from None
        raise


def keep_secret(client_id: str, host: str, secret: str) -> tuple[Any, str | None]:
    """Put a secret into the system keyring.

    Returns:
        What to write into the machines file, and why it is the secret itself if it is.
    """
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        return secret, 'the keyring extra is not installed: pip install "eosconnect-sdk[keyring]"'
    user = f"{client_id}@{host}"
    try:
        keyring.set_password(KEYRING_SERVICE, user, secret)
        kept = keyring.get_password(KEYRING_SERVICE, user) == secret
    except KeyringError:
        return secret, "this system has no keyring that could keep it"
    if not kept:
        return secret, "the system's keyring did not keep it"
    return {"keyring": user}, None


def forget_secret(reference: Any) -> None:
    """Take a secret out of the keyring, if that is where it is."""
    if not isinstance(reference, Mapping) or "keyring" not in reference:
        return
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        return
    try:
        keyring.delete_password(KEYRING_SERVICE, str(reference["keyring"]))
    except KeyringError:
        return
