"""Libraries that come with an extra of the distribution."""

from __future__ import annotations

from importlib import import_module

from eosconnect.errors import ConfigurationError

__all__ = ["require"]


def require(module: str, *, extra: str) -> None:
    """Make sure that a library is there before it is imported.

    Raises:
        ConfigurationError: it is not installed; the hint says how to install it.
    """
    try:
        import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise ConfigurationError(
            f"this needs {module}, which is not installed", hint=f'pip install "eosconnect-sdk[{extra}]"'
        ) from None
