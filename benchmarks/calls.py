"""One small call, as a dashboard makes it all day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

import httpx2

from benchmarks.server import JOB, Server
from eosconnect import Machine

__all__ = ["BARE_CALL", "CALLS", "SDK_CALL", "call_contenders"]

CALLS = 200
BARE_CALL = "httpx2, `.json()`"
SDK_CALL = "eosconnect: `jobs.get(job)`"


def call_contenders(server: Server, stack: ExitStack) -> dict[str, Callable[[], str]]:
    """The contenders by name, the bare client first; each makes some calls over one connection."""
    origin = server.origin()
    token = {"Authorization": "Bearer benchmark"}
    bare = stack.enter_context(httpx2.Client(base_url=origin, verify=server.context(), headers=token))
    machine = stack.enter_context(
        Machine(origin.removeprefix("https://"), ca=server.ca, client_id="benchmark", client_secret="benchmark")
    )

    def bare_calls() -> str:
        for _ in range(CALLS):
            response = bare.get(f"/api/v6.1/jobs/{JOB}")
            response.raise_for_status()
            job = response.json()
        return str(job["id"])

    def sdk_calls() -> str:
        for _ in range(CALLS):
            job = machine.jobs.get(JOB)
        return job.id

    return {BARE_CALL: bare_calls, SDK_CALL: sdk_calls}
