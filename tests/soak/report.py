"""The figures of a soak, for people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from statistics import median

from pyarrow import default_memory_pool

from benchmarks.report import described_machine
from tests.soak.measuring import Sample
from tests.soak.soaking import Outcome

__all__ = ["draw", "report", "verdicts", "written_between_markers"]

BEGIN = "<!-- soak: begin -->"
END = "<!-- soak: end -->"
MIB = 1024 * 1024

#: How much the last quarter may lie above the third.
MOST_MEMORY = 16 * MIB
MOST_FILES = 1
MOST_THREADS = 0


def verdicts(outcome: Outcome) -> Mapping[str, bool]:
    """What is promised, and whether it held."""
    grown = outcome.sampler.growth
    return {
        "No event was lost": not outcome.lost,
        "No event was told twice, or made up": not outcome.repeated,
        "No row was lost, repeated or changed": not outcome.other_rows,
        "Memory grew by less than 16 MiB from the third quarter to the last": grown("memory") <= MOST_MEMORY,
        "File descriptors stayed flat": grown("files") <= MOST_FILES,
        "Threads stayed flat": grown("threads") <= MOST_THREADS,
    }


def report(outcome: Outcome) -> str:
    """The figures as Markdown."""
    plan, history = outcome.plan, outcome.history
    third, last = outcome.sampler.quarters()
    lines = [
        described_machine(),
        "",
        f"`nox -s soak -- {plan.seconds:g}`: {plan.simulated.total_seconds() / 604_800:.1f} weeks of an {plan.model} "
        f"in {plan.seconds / 60:.0f} minutes, seed {plan.seed}.",
        "",
        "| | |",
        "|---|---:|",
        f"| jobs | {len(history.jobs)} |",
        f"| events told | {outcome.told:,} |",
        f"| lost | {len(outcome.lost)} |",
        f"| repeated or made up | {len(outcome.repeated)} |",
        f"| rows of sensors exported | {outcome.rows:,} |",
        f"| tables that differ from the machine's own record | {len(outcome.other_rows)} |",
        f"| requests | {history.requests:,} |",
        f"| disturbances | {sum(history.disturbances.values()):,} |",
        f"| outages that the watcher noticed | {outcome.outages} |",
        f"| restarts of the watcher | {outcome.restarts} |",
        f"| exports, of which failed and were continued by the next | {outcome.exports}, "
        f"{outcome.failed_exports.total()} |",
        f"| memory of the process: third quarter, last quarter | {mebibytes(third)}, {mebibytes(last)} MiB |",
        f"| of that in use by pyarrow, whose allocator is {default_memory_pool().backend_name} | "
        f"{mebibytes(third, 'arrow')}, {mebibytes(last, 'arrow')} MiB |",
        f"| file descriptors likewise, fewest to most | {span(third, 'files')}, {span(last, 'files')} |",
        f"| threads likewise | {span(third, 'threads')}, {span(last, 'threads')} |",
        "",
        "What happened: "
        + ", ".join(f"{what} {count} times" for what, count in sorted(history.disturbances.items()))
        + ".",
        "",
    ]
    lines += [f"- {what}: {'yes' if held else '**no**'}" for what, held in verdicts(outcome).items()]
    for title, entries in (("Lost", outcome.lost), ("Repeated", outcome.repeated), ("Differs", outcome.other_rows)):
        lines += [f"- {title}: {entry}" for entry in entries[:10]]
    return "\n".join(lines) + "\n"


def span(samples: list[Sample], of: str) -> str:
    counts = [getattr(sample, of) for sample in samples]
    return f"{min(counts)} to {max(counts)}"


def mebibytes(samples: list[Sample], of: str = "memory") -> str:
    return f"{median(getattr(sample, of) for sample in samples) / MIB:.0f}"


def draw(outcome: Outcome, file: Path) -> None:
    """Memory and file descriptors over the time of the soak."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    minutes = [sample.at / 60 for sample in outcome.sampler.samples]
    with rc_context({"svg.hashsalt": "soak", "font.size": 9}):
        figure = Figure(figsize=(7, 3.6), layout="constrained")
        memory, files = figure.subplots(2, 1, sharex=True)
        memory.plot(minutes, [sample.memory / MIB for sample in outcome.sampler.samples])
        memory.set_ylabel("memory [MiB]")
        files.plot(minutes, [sample.files for sample in outcome.sampler.samples], drawstyle="steps")
        files.set_ylabel("file descriptors")
        files.set_xlabel("real time [min]")
        for axes in (memory, files):
            axes.set_ylim(bottom=0)
            axes.grid(alpha=0.3)
        figure.savefig(file, metadata={"Date": None})


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
