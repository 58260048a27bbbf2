"""What the questions to the monitoring systems have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eosconnect.simulator.answers.answer import Query, Refusal
from eosconnect.simulator.world import Job, World

__all__ = ["job_of", "page_of", "reachable"]


def job_of(world: World, query: Query, now: int) -> Job | Refusal:
    job = world.find_job(query.arguments["jobId"], now)
    return Refusal(404, f"There is no job {query.arguments['jobId']}.") if job is None else job


def page_of(query: Query, default: int) -> slice:
    """The part of the list that is asked for."""
    skip = query.arguments.get("skip", 0)
    return slice(skip, skip + query.arguments.get("take", default))


def reachable(query: Query, types: Sequence[str], has: Callable[[str], bool]) -> list[str] | Refusal:
    """The types whose monitoring system the machine has; with ``strict`` it must have all of them."""
    missing = [name for name in types if not has(name)]
    if missing and query.arguments.get("strict", False):
        return Refusal(400, f"No monitoring system for {', '.join(missing)} is installed.")
    return [name for name in dict.fromkeys(types) if name not in missing]
