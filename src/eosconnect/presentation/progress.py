"""Progress bars for whatever takes ``progress=``: in a notebook, in a terminal, and nowhere else."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Protocol, Self, TypeAlias

from eosconnect.presentation.extras import require

if TYPE_CHECKING:
    from tqdm import tqdm

__all__ = ["ProgressBar", "progress_bar"]


class Export(Protocol):
    """Where a dataset export stands."""

    @property
    def table(self) -> str: ...
    @property
    def rows(self) -> int: ...
    @property
    def rows_expected(self) -> int | None: ...
    @property
    def jobs(self) -> int: ...
    @property
    def jobs_done(self) -> int: ...


Told: TypeAlias = "int | Export"


class ProgressBar:
    """Takes what our methods tell their ``progress=``: how much is done of how much, or where an export stands.

    It ends by itself when all is done; in a with-statement also when that never comes about. Made by
    :func:`progress_bar`.
    """

    def __init__(self, bar: tqdm[NoReturn]) -> None:
        self._bar = bar

    def __call__(self, done: Told, total: int | None = None) -> None:
        if not isinstance(done, int):
            export = done
            done, total = export.rows, export.rows_expected
            # What is expected is an estimate until the last job is done.
            total = done if export.jobs_done == export.jobs else max(total or 0, done + 1)
            self._bar.set_postfix_str(export.table, refresh=False)
        if total is not None:
            self._bar.total = total
        self._bar.n = done
        self._bar.refresh()
        if done == total:
            self.close()

    def close(self) -> None:
        """Leave the bar as it stands."""
        self._bar.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def progress_bar(label: str = "", *, unit: str = "") -> ProgressBar:
    """A progress bar for one call: in Jupyter a widget, in a terminal a line, otherwise (a log, a pipe) nothing.

    Args:
        label: what stands before it.
        unit: what is counted; ``"B"`` for bytes, which are then told in kB, MB or GB.

    Raises:
        ConfigurationError: tqdm is not installed (the extra ``notebook``).

    Example:
        >>> with progress_bar("Layers") as bar:  # machine.jobs.download_export(job, "exports", progress=bar)
        ...     bar(1, 2)
        ...     bar(2, 2)
    """
    require("tqdm", extra="notebook")
    from tqdm.auto import tqdm

    # What a notebook shows is no terminal, and yet it can show a bar: there, tqdm takes another class.
    in_notebook = any(kind.__name__ == "tqdm_notebook" for kind in tqdm.__mro__)
    silent = not (in_notebook or sys.stderr.isatty())
    scaled = unit == "B"  # 12.3MB; a count stays a count
    words = unit if scaled else f" {unit}".rstrip()
    return ProgressBar(tqdm(desc=label or None, unit=words, unit_scale=scaled, disable=silent))
