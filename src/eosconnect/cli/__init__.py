"""The command line ``eosconnect``."""

from __future__ import annotations

import sys

__all__ = ["main"]

#: What the ``cli`` extra brings.
PACKAGES = ("typer", "rich", "tomlkit", "cryptography", "uniplot")


def main() -> None:
    """Run the command line; without the ``cli`` extra, say how to get it."""
    try:
        from eosconnect.cli.commands import program
        from eosconnect.cli.streams import prepare_streams

        prepare_streams()
        program(sys.argv[1] if len(sys.argv) > 1 else None)(prog_name="eosconnect")
    except ModuleNotFoundError as missing:
        if missing.name not in PACKAGES:
            raise
        sys.exit("The command line needs more packages: pip install 'eosconnect-sdk[cli]'")
    except KeyboardInterrupt:
        sys.exit(130)  # before a command has begun
