"""How failures are told: a sentence, the next step, an exit code. Never a traceback, never a secret."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import typer
from rich.text import Text

from eosconnect.cli.streams import close_pipe, tell
from eosconnect.errors import ApiError, ConfigurationError, EosConnectError, NotFoundError

__all__ = ["EXIT_CODES", "NotTold", "NothingFound", "told_errors"]

#: Exit codes are stable; scripts may rely on them.
DONE, FAILED, WRONG_USE, NOT_THERE, INTERRUPTED, READER_GONE = 0, 1, 2, 3, 130, 141

EXIT_CODES: Final = {
    DONE: "done",
    FAILED: "the machine, the network or a file failed",
    WRONG_USE: "wrong use or settings",
    NOT_THERE: "no such job, sensor or the like",
    INTERRUPTED: "interrupted",
    READER_GONE: "the reader of the output went away",
}

Advice = Callable[[EosConnectError], str | None]


class NothingFound(EosConnectError):
    """What was asked for is not there: no running job, no such row."""


class NotTold(EosConnectError):
    """A notification did not get out."""


@contextmanager
def told_errors(advice: Advice | None = None, *, traceback: bool = False) -> Iterator[None]:
    """Errors become words and an exit code.

    Args:
        advice: the next step in the words of the command line, where it knows better than the error's own hint.
        traceback: raise what nobody has thought of as it is, rather than tell it.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        close_pipe()
        raise typer.Exit(READER_GONE) from None
    except EosConnectError as error:
        hint = (advice(error) if advice else None) or error.hint
        tell_error(error, hint)
        raise typer.Exit(exit_code(error)) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except OSError as error:
        place = f": {error.filename}" if error.filename else ""
        tell(("[error]Error:[/]", f"{error.strerror or type(error).__name__}{place}"))
        raise typer.Exit(FAILED) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if traceback:
            raise
        tell(
            ("[error]Error:[/]", f"this should not have happened: {type(error).__name__}: {error}"),
            ("[hint]Hint:[/]", "it is a mistake in eosconnect; with --verbose there is a traceback to report"),
        )
        raise typer.Exit(FAILED) from None


def exit_code(error: EosConnectError) -> int:
    if isinstance(error, ConfigurationError):
        return WRONG_USE
    if isinstance(error, NothingFound):
        return NOT_THERE
    if isinstance(error, NotFoundError):  # a host that is no EOSCONNECT machine is a failure, not a missing thing
        return FAILED if (error.path or "").startswith(("/api/supportedVersions", "/auth/")) else NOT_THERE
    return FAILED


def tell_error(error: EosConnectError, hint: str | None) -> None:
    lines: list[tuple[str, str | Text]] = [("[error]Error:[/]", FINGERPRINT.sub(in_halves, error.message))]
    if isinstance(error, ApiError) and error.method and error.path:
        lines.append(("", Text(f"{error.method} {error.path}", style="quiet")))
    if error.machine_may_have_changed:
        lines.append(("[caution]Caution:[/]", "the request may have reached the machine: look there first."))
    if error.resume_position:
        lines.append(("", Text(f"Reading stopped at item {error.resume_position}.", style="quiet")))
    if hint:
        lines.append(("[hint]Hint:[/]", hint))
    tell(*lines)


#: SHA-256 as it is shown, with what stands before it on its line.
FINGERPRINT: Final = re.compile(r"(?m)^(.*?)((?:[0-9A-F]{2}:){15}[0-9A-F]{2}):((?:[0-9A-F]{2}:){15}[0-9A-F]{2})$")


def in_halves(found: re.Match[str]) -> str:
    """A fingerprint on two lines, which fit any terminal."""
    return f"{found[1]}{found[2]}\n{' ' * len(found[1])}{found[3]}"
