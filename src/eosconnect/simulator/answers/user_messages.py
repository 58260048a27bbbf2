"""The user messages, in the language that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from eosconnect.simulator.answers.answer import Answer, Items, Query, Refusal
from eosconnect.simulator.answers.jobs import within
from eosconnect.simulator.world import World
from eosconnect.simulator.world.messages import Message
from eosconnect.simulator.world.ticks import text
from eosconnect.simulator.world.wording import LANGUAGES

__all__ = ["USER_MESSAGE_ANSWERS"]

_SEVERITIES = ("all", "info", "warning", "error", "fatalerror")


def list_user_messages(world: World, query: Query) -> Answer:
    """The newest comes first."""
    language = str(query.arguments.get("language", "en")).casefold()
    severity = str(query.arguments.get("severity", "all")).casefold()
    if language not in LANGUAGES:
        return Refusal(400, f"The language {language} is not supported.")
    if severity not in _SEVERITIES:
        return Refusal(400, f"There is no severity {severity}.")
    found = [message for message in world.messages(world.ticks()) if within(message.at, query)]
    if severity != "all":
        found = [message for message in found if message.wording.severity.casefold() == severity]
    job = query.arguments.get("jobId")
    if job is not None:
        wanted = str(job).casefold()
        found = [message for message in found if (message.job.id.casefold() if message.job else "none") == wanted]
    found.reverse()
    return Items(len(found), lambda start, stop: [_as_json(message, language) for message in found[start:stop]])


def _as_json(message: Message, language: str) -> dict[str, Any]:
    job, wording = message.job, message.wording
    module, event = wording.id.split("-")
    service = f"Module={module}; Event={event}; Code=0x{int(event):04X}"
    height = None if job is None or message.layer is None or not job.readable else job.height(message.layer)
    return {
        "severity": wording.severity,
        "jobId": None if job is None else job.id,
        "timeRaised": text(message.at),
        "message": wording.text(language, message.values),
        "messageId": wording.id,
        "layerIndex": message.layer,
        "layerHeight": height,
        "additionalInfo": service,
    }


USER_MESSAGE_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {"list_user_messages": list_user_messages}
