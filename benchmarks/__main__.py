"""Measure, print the tables, and with ``--write`` put them into the documentation."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import attrs

from benchmarks.bulk import DRAINED, GENERATED, SDK, TUTORIAL, asyncio_contenders, bulk_contenders
from benchmarks.calls import BARE_CALL, CALLS, SDK_CALL, call_contenders
from benchmarks.downloads import measure_download
from benchmarks.imports import IMPORTED, IMPORTED_BARE, import_contenders
from benchmarks.measuring import measure
from benchmarks.memory import measure_export
from benchmarks.report import Goal, described_machine, table, verdict, written_between_markers
from benchmarks.server import LATENCIES, Server, running_server
from benchmarks.simulated import simulated_section

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
MOST_MEGABYTES = 300
MOST_MEGABYTES_OF_A_DOWNLOAD = 16


@attrs.frozen
class Plan:
    """What the command line asks for.

    Attributes:
        rows: values of one sensor.
        rounds: how often each contender runs.
        sensors: how many sensors are exported.
        gigabytes: size of the file that is downloaded.
    """

    rows: int
    rounds: int
    sensors: int
    gigabytes: float


def bulk(plan: Plan, server: Server) -> str:
    """A sensor's values into a DataFrame."""
    with ExitStack() as stack:
        measured = measure(bulk_contenders(server, stack), plan.rounds)
    goals = [Goal(SDK, DRAINED, 1.5), Goal(SDK, TUTORIAL, 1 / 5), Goal(SDK, GENERATED, 1 / 12)]
    return table(f"{plan.rows:,} values of a sensor into a DataFrame", measured, goals, items=plan.rows)


def bulk_with_asyncio(plan: Plan, server: Server) -> str:
    """The same in an event loop."""
    with ExitStack() as stack:
        measured = measure(asyncio_contenders(server, stack), plan.rounds)
    return table("The same with asyncio", measured, items=plan.rows)


def bulk_with_latency(plan: Plan, server: Server) -> str:
    """The same where the machine thinks before each page."""
    latency = LATENCIES[-1]
    with ExitStack() as stack:
        contenders = bulk_contenders(server, stack, latency)
        measured = measure({name: contenders[name] for name in (DRAINED, SDK)}, max(2, plan.rounds // 2))
    title = f"The same from a machine that thinks {latency * 1000:.0f} ms about each page"
    return table(title, measured, [Goal(SDK, DRAINED, 1 / 3)], items=plan.rows)


def calls(plan: Plan, server: Server) -> str:
    """One small call."""
    with ExitStack() as stack:
        measured = measure(call_contenders(server, stack), 3 * plan.rounds)
    return table(f"{CALLS} small calls, one after the other", measured, [Goal(SDK_CALL, BARE_CALL, 1.3)], items=CALLS)


def imports(plan: Plan, server: Server) -> str:
    """The import."""
    measured = measure(import_contenders(), 3 * plan.rounds, timed=True)
    return table("The import, in a fresh interpreter", measured, [Goal(IMPORTED, IMPORTED_BARE, 1.3)])


def memory(plan: Plan, server: Server) -> str:
    """A job's sensors into Parquet."""
    export = measure_export(server, plan.sensors)
    reached = verdict(export.megabytes <= MOST_MEGABYTES)
    return (
        f"### {export.rows:,} values into Parquet\n\n"
        f"{plan.sensors} sensors of one job with `eosconnect.dataset.export`: {export.seconds:.0f} s, "
        f"{export.rows / export.seconds:,.0f} values a second.\n\n"
        f"- the most memory, above what the imports take: {export.megabytes:.0f} MB; at most {MOST_MEGABYTES} MB: "
        f"{reached}\n"
    )


def download(plan: Plan, server: Server) -> str:
    """A large file onto the disk."""
    done = measure_download(plan.gigabytes)
    reached = verdict(done.megabytes <= MOST_MEGABYTES_OF_A_DOWNLOAD)
    return (
        f"### {done.size / 1e9:.2f} GB onto the disk\n\n"
        f"`machine.jobs.download_export`, checked, flushed and renamed: {done.seconds:.0f} s, "
        f"{done.size / 1e6 / done.seconds:,.0f} MB a second.\n\n"
        f"- the most memory, above what was held before: {done.megabytes:.0f} MB; at most "
        f"{MOST_MEGABYTES_OF_A_DOWNLOAD} MB, however large the file: {reached}\n"
    )


def simulated(plan: Plan, server: Server) -> str:
    """The simulated machine."""
    return simulated_section(plan.rounds)


COMPARISONS: dict[str, Callable[[Plan, Server], str]] = {
    "bulk": bulk,
    "asyncio": bulk_with_asyncio,
    "latency": bulk_with_latency,
    "calls": calls,
    "imports": imports,
    "memory": memory,
    "download": download,
    "simulated": simulated,
}


def sections(plan: Plan, chosen: list[str]) -> Iterator[str]:
    yield described_machine() + (
        " Client and server share it. Each contender ran in turn with the others; times are medians, and a ratio is the"
        " median of the rounds' ratios, the last column the lowest and the highest of them."
    )
    with running_server(plan.rows) as server:
        for name in chosen:
            yield COMPARISONS[name](plan, server)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=COMPARISONS, default=list(COMPARISONS), help="some comparisons")
    parser.add_argument("--rows", type=int, default=1_000_000, help="values of one sensor (default: 1,000,000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each contender runs (default: 5)")
    parser.add_argument("--sensors", type=int, default=20, help="sensors to export, each with all rows (default: 20)")
    parser.add_argument("--gigabytes", type=float, default=1.0, help="size of the file to download (default: 1)")
    parser.add_argument("--write", action="store_true", help=f"put the results into docs/{PAGE.name}")
    options = parser.parse_args()
    if options.write and options.only != list(COMPARISONS):
        parser.error("--write needs all comparisons")
    results = []
    for section in sections(Plan(options.rows, options.rounds, options.sensors, options.gigabytes), options.only):
        print(section, flush=True)
        results.append(section)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(written_between_markers(page, "\n\n".join(results)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
