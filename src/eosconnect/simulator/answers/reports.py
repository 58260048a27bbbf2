"""The reports about jobs that have ended; they need a license of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eosconnect.simulator.answers.answer import Answer, File, Query, Refusal
from eosconnect.simulator.world import Job, World
from eosconnect.simulator.world.licenses import REPORTING

__all__ = ["REPORT_ANSWERS"]

# One that is asked for a report that it cannot make says so before it looks at the job.


def _job(world: World, query: Query, now: int) -> Job | Refusal:
    """The job, if there can be a report about it."""
    if not world.licenses.allows(REPORTING, now):
        return Refusal(503, "The Reporting license (40001) is not available.")
    if query.arguments.get("format", "PDF").casefold() != "pdf":
        return Refusal(400, "Reports are made as PDF only.")
    job = world.find_job(query.arguments["jobId"], now)
    if job is None:
        return Refusal(404, f"There is no job {query.arguments['jobId']}.")
    if job.is_running(now):
        return Refusal(400, f"{job.id} is still running.")
    return job


def _file(job: Job, name: str, make: Callable[[], bytes]) -> File:
    return File(media_type="application/pdf", filename=f"{job.id}_{name}.pdf", chunks=lambda: iter([make()]))


def create_event_report(world: World, query: Query) -> Answer:
    now = world.ticks()
    job = _job(world, query, now)
    if isinstance(job, Refusal):
        return job

    def make() -> bytes:
        # The reports take libraries that the rest of the machine can do without.
        from eosconnect.simulator.artifacts.reports import event_report

        return event_report(world, job, now)

    return _file(job, "events", make)


def create_job_report(world: World, query: Query) -> Answer:
    now = world.ticks()
    job = _job(world, query, now)
    if isinstance(job, Refusal):
        return job

    def make() -> bytes:
        from eosconnect.simulator.artifacts.reports import job_report

        return job_report(world, job, now)

    return _file(job, "job", make)


def create_parts_report(world: World, query: Query) -> Answer:
    now = world.ticks()
    part_ids = query.body.get("partIds") if isinstance(query.body, dict) else None
    if part_ids is None:
        return Refusal(415, "The body must be a part list as JSON.")
    if not isinstance(part_ids, list) or not all(type(part_id) is int for part_id in part_ids):
        return Refusal(400, "partIds must be a list of integers.")
    job = _job(world, query, now)
    if isinstance(job, Refusal):
        return job
    unknown = [str(part_id) for part_id in part_ids if not 1 <= part_id <= len(job.design.parts)]
    if unknown or not job.readable:
        return Refusal(400, f"The job has no part {', '.join(unknown)}." if unknown else "The job cannot be read.")

    def make() -> bytes:
        from eosconnect.simulator.artifacts.reports import parts_report

        return parts_report(world, job, part_ids, now)

    return _file(job, "parts", make)


REPORT_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "create_event_report": create_event_report,
    "create_job_report": create_job_report,
    "create_parts_report": create_parts_report,
}
