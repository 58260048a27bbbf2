"""Programs that tests start, stop and look at: a real interpreter with a real machine on the other side."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from textwrap import dedent

__all__ = ["running"]


@contextmanager
def running(code: str, environment: Mapping[str, str], *options: str) -> Iterator[subprocess.Popen[str]]:
    """A process of its own; it is killed when the block ends.

    Args:
        code: of the program.
        environment: additional variables.
        options: of the interpreter.
    """
    with subprocess.Popen(
        [sys.executable, *options, "-c", dedent(code)],
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()
