"""One sensor's values of a whole job into a DataFrame, in every way that somebody might choose."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import Any

import httpx2
import pandas as pd
import requests
from eosconnect_api import Client
from eosconnect_api.api.process_chamber import get_process_chamber_temperature_values

from benchmarks.server import DEFAULT_PAGE, JOB, Server
from eosconnect import AsyncMachine, Machine
from eosconnect.columns import SensorColumns, decode_pages

__all__ = [
    "DECODED",
    "DRAINED",
    "DRAINED_BY_TASKS",
    "GENERATED",
    "SDK",
    "SDK_BY_TASKS",
    "SESSION",
    "TUTORIAL",
    "asyncio_contenders",
    "bulk_contenders",
]

VALUES = f"/api/v6.1/processChamber/temperature/{JOB}/values"

DRAINED = "httpx2, bytes only"
DECODED = "httpx2, then `decode_pages`"
SDK = "eosconnect: `series(job).to_pandas()`"
DRAINED_BY_TASKS = "httpx2 with asyncio, bytes only"
SDK_BY_TASKS = "eosconnect with asyncio: `(await series(job)).to_pandas()`"
TUTORIAL = "the tutorial's loop: `requests.get`, `.json()`, DataFrame"
SESSION = "the same with one `requests.Session`"
GENERATED = "generated client, DataFrame"


def bulk_contenders(server: Server, stack: ExitStack, latency: float = 0.0) -> dict[str, Callable[[], int]]:
    """The contenders by name, the bare client first. Each reads all values and tells how many they were, or the bytes.

    All but the tutorial's loop keep their connection from page to page and from round to round.
    """
    origin = server.origin(latency)
    bare = stack.enter_context(httpx2.Client(base_url=origin, verify=server.context()))
    session = stack.enter_context(requests.Session())
    machine = stack.enter_context(Machine(origin.removeprefix("https://"), ca=server.ca))
    generated = stack.enter_context(Client(base_url=f"{origin}/api/v6.1", verify_ssl=server.context()))

    def pages() -> Iterator[bytes]:
        skip = 0
        while (content := bare.get(VALUES, params={"skip": skip, "take": DEFAULT_PAGE}).content) != b"[]":
            yield content
            skip += DEFAULT_PAGE

    def drain() -> int:
        return sum(map(len, pages()))

    def decode() -> int:
        return len(frame_of(decode_pages(pages())))

    def sdk() -> int:
        return len(machine.sensors.process_chamber.temperature.series(JOB).to_pandas())

    def with_requests(get: Callable[..., requests.Response], **options: Any) -> int:
        values: list[Any] = []
        while True:
            query = {"skip": len(values), "take": DEFAULT_PAGE}
            response = get(origin + VALUES, params=query, timeout=10, **options)
            response.raise_for_status()
            rows = response.json()
            if not rows:
                return len(pd.DataFrame(values))
            values.extend(rows)

    def tutorial() -> int:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the certificate is not checked, as in the tutorial
            return with_requests(requests.get, verify=False)

    def generated_client() -> int:
        values: list[Any] = []
        while True:
            rows = get_process_chamber_temperature_values.sync(
                JOB, client=generated, skip=len(values), take=DEFAULT_PAGE
            )
            if not rows:
                return len(pd.DataFrame([value.to_dict() for value in values]))
            values.extend(rows)

    return {
        DRAINED: drain,
        DECODED: decode,
        SDK: sdk,
        TUTORIAL: tutorial,
        SESSION: partial(with_requests, session.get, verify=str(server.ca_file)),
        GENERATED: generated_client,
    }


def asyncio_contenders(server: Server, stack: ExitStack) -> dict[str, Callable[[], int]]:
    """The bare client and ourselves in an event loop, beside the bare client without one."""
    origin = server.origin()
    loop = stack.enter_context(asyncio.Runner())

    async def opened() -> tuple[httpx2.AsyncClient, AsyncMachine]:
        bare = httpx2.AsyncClient(base_url=origin, verify=server.context())
        return bare, AsyncMachine(origin.removeprefix("https://"), ca=server.ca)

    async def closed() -> None:
        await bare.aclose()
        await machine.aclose()

    bare, machine = loop.run(opened())
    stack.callback(lambda: loop.run(closed()))

    async def drain() -> int:
        skip = size = 0
        while True:
            content = (await bare.get(VALUES, params={"skip": skip, "take": DEFAULT_PAGE})).content
            if content == b"[]":
                return size
            size += len(content)
            skip += DEFAULT_PAGE

    async def sdk() -> int:
        return len((await machine.sensors.process_chamber.temperature.series(JOB)).to_pandas())

    return {
        DRAINED: bulk_contenders(server, stack)[DRAINED],
        DRAINED_BY_TASKS: lambda: loop.run(drain()),
        SDK_BY_TASKS: lambda: loop.run(sdk()),
    }


def frame_of(columns: SensorColumns) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "timestamp": pd.DatetimeIndex(columns.timestamps, tz="UTC"),
            "value": columns.values,
            "layer_index": columns.layer_index,
            "is_in_job": columns.is_in_job,
        },
        copy=False,
    )
