"""What the machine's page tells: what it is doing, its jobs and messages, and the areas of its Web API.

It asks the machine as a client of the Web API does, so the two say the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from typing import Any

from eosconnect.simulator.answers import ANSWERS, Items, Query, Record, World
from eosconnect.simulator.server.endpoints import snake_case

__all__ = ["areas", "interface", "jobs", "messages", "now"]

JOBS_SHOWN = 10
MESSAGES_SHOWN = 8


def now(world: World) -> str:
    """The process state and, while a job runs, how far it has come."""
    info = _ask(world, "get_info")
    told = {"State": _words(info["processStateAm"]), "Material": info["material"]}
    job = _ask(world, "get_current_job")
    if not job:
        return _facts(told)
    built, target = job["layerCount"] or 0, job["layerCountTarget"]
    told |= {
        "Task": job["task"],
        "Started": _moment(job["timeStarted"]),
        "Layer": f"{built} of {target}",
        "Height": f"{job['height']:.2f} of {job['heightTotal']:.2f} mm",
    }
    return _facts(told) + f'<progress value="{built}" max="{target}">{built} of {target} layers</progress>'


def interface(versions: Sequence[tuple[int, int]], *, url: str, client_id: str | None) -> str:
    """Where the Web API is and what it takes to be let in."""
    told = {"Base URL": f"{url}/api/v{_dotted(versions[0])}", "Versions": ", ".join(map(_dotted, versions))}
    if client_id is None:
        told["Authorization"] = "switched off: reading works, changing does not"
    else:
        told |= {
            "Token": f"{url}/auth/connect/token",
            "Client id": client_id,
            "Client secret": "in the terminal that started it, or in the settings file that it wrote",
        }
    return _facts(told)


def jobs(world: World) -> str:
    rows = [
        (
            f'<td class="time">{_moment(job["timeStarted"])}</td><td>{escape(job["task"])}</td>'
            f"<td>{escape(job['material'] or '')}</td>"
            f'<td class="number">{"" if job["layerCount"] is None else job["layerCount"]}</td>'
            f'<td class="{job["result"]}">{_words(job["result"])}</td>'
        )
        for job in _some(world, "list_jobs", JOBS_SHOWN)
    ]
    return _table(("Started", "Task", "Material", "Layers", "Result"), rows)


def messages(world: World) -> str:
    rows = [
        (
            f'<td class="time">{_moment(message["timeRaised"])}</td>'
            f'<td class="{message["severity"]}">{message["severity"]}</td><td>{escape(message["message"])}</td>'
        )
        for message in _some(world, "list_user_messages", MESSAGES_SHOWN)
    ]
    return _table(("Raised", "Severity", "Message"), rows)


def areas(document: Mapping[str, Any], missing: Collection[str], *, model: str) -> str:
    """The tags of the document with the number of operations that this model has; ``missing`` names those it lacks."""
    counts = {tag["name"]: [0, 0] for tag in document["tags"]}
    for item in document["paths"].values():
        for operation in (value for key, value in item.items() if key != "servers"):
            for tag in operation["tags"]:
                counts[tag][0] += snake_case(operation["operationId"]) not in missing
                counts[tag][1] += 1
    rows = [
        (
            f'<td><a href="/swagger/#/{tag["name"]}">{tag["name"].replace("_", " ")}</a></td>'
            f"<td>{escape(tag['description'])}</td>"
            f'<td class="number">{"{} of {}".format(*counts[tag["name"]])}</td>'
        )
        for tag in document["tags"]
    ]
    return _table(("Area", "What it is about", f"Operations on an {model}"), rows)


def _ask(world: World, operation: str) -> Any:
    answer = ANSWERS[operation](world, Query(operation))
    return answer.value if isinstance(answer, Record) else None


def _some(world: World, operation: str, count: int) -> Iterable[dict[str, Any]]:
    answer = ANSWERS[operation](world, Query(operation))
    assert isinstance(answer, Items), answer
    rows = answer.window(0, min(count, answer.count))
    assert isinstance(rows, list)
    return rows


def _facts(told: Mapping[str, str]) -> str:
    return (
        "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in told.items()) + "</dl>"
    )


def _table(heads: Sequence[str], rows: Iterable[str]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _moment(text: str) -> str:
    return text[:16].replace("T", " ")


def _words(name: str) -> str:
    """``UserCanceled`` as a reader would write it."""
    return "".join(f" {letter.lower()}" if letter.isupper() and at else letter for at, letter in enumerate(name))


def _dotted(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"
