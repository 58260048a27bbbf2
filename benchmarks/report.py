"""The results as Markdown, with what they were measured on."""

from __future__ import annotations

import os
import platform
import re
import ssl
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import attrs

from benchmarks.measuring import Measured

__all__ = ["BEGIN", "END", "Goal", "described_machine", "table", "verdict", "written_between_markers"]

BEGIN = "<!-- benchmarks: begin -->"
END = "<!-- benchmarks: end -->"
LIBRARIES = ("httpx2", "msgspec", "numpy", "pandas", "requests")


@attrs.frozen
class Goal:
    """What a contender's time is held against: another contender's.

    Attributes:
        contender, other: their names.
        most: the most times as long as the other that it may take.
    """

    contender: str
    other: str
    most: float

    def judged(self, measured: Mapping[str, Measured]) -> str:
        """The goal in words, and whether it is reached in the median of the rounds."""
        own = Measured(measured[self.contender].seconds, measured[self.other].seconds)
        reached = verdict(own.ratio <= self.most)
        if self.most >= 1:
            return f"at most {self.most:g} times as long as {self.other}: {own.ratio:.2f}, {reached}"
        return f"at least {1 / self.most:g} times as fast as {self.other}: {1 / own.ratio:.1f}, {reached}"


def verdict(reached: bool) -> str:
    """Whether a goal is reached, in words that cannot be overlooked where it is not."""
    return "reached" if reached else "**not reached**"


def table(title: str, measured: Mapping[str, Measured], goals: Iterable[Goal] = (), *, items: int = 0) -> str:
    """A section: a row per contender, and the goals below it.

    Args:
        title: what was measured.
        measured: the results, that of the reference first.
        goals: what was to be reached.
        items: how many things each contender read, for a column of things per second.
    """
    reference = next(iter(measured))
    lines = [
        f"### {title}",
        "",
        f"| | seconds |{' per second |' if items else ''} times as long | lowest to highest |",
        f"|---|---:|{'---:|' if items else ''}---:|---:|",
    ]
    for name, result in measured.items():
        rate = f" {items / result.median:,.0f} |" if items else ""
        low, high = result.spread
        spread = "" if name == reference else f"{low:.2f} to {high:.2f}"
        lines.append(f"| {name} | {seconds(result.median)} |{rate} {result.ratio:.2f} | {spread} |")
    lines += ["", *(f"- {goal.contender}: {goal.judged(measured)}" for goal in goals), ""]
    return "\n".join(lines)


def seconds(value: float) -> str:
    return f"{value:.2f}" if value >= 0.1 else f"{value:.4f}"


def described_machine() -> str:
    """The computer, the libraries and the day."""
    openssl = " ".join(ssl.OPENSSL_VERSION.split()[:2])
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {processor()}, {os.cpu_count()} cores, "
        f"{platform.system()}, Python {platform.python_version()}, {openssl}; {libraries}."
    )


def processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def written_between_markers(page: str, results: str) -> str:
    """The page with what stands between its markers replaced.

    Raises:
        ValueError: it has no markers.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the page has no markers {BEGIN} and {END}")
    return f"{before}{begin}\n\n{results.strip()}\n\n{end}{after}"
