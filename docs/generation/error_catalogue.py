"""The generated parts of the error catalogue: the tree of classes, and what each status means for which operation."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Iterable

from docs.generation.operations import DEPRECATED
from docs.generation.tables import breakable, code, table
from eosconnect import errors
from eosconnect.decisions.meaning import BY_STATUS, NOTHING_THERE, SPECIAL, Meaning
from eosconnect.decisions.operations import OPERATIONS

__all__ = ["classes", "nothing_there", "special_statuses", "statuses", "tree"]


def classes() -> list[type[errors.EosConnectError]]:
    """All error classes, each after its parent."""

    def below(kind: type[errors.EosConnectError]) -> list[type[errors.EosConnectError]]:
        known = [getattr(errors, name) for name in errors.__all__]
        children = sorted(
            (child for child in known if child.__bases__[0] is kind),
            key=lambda child: child.__name__,
        )
        return [kind, *(entry for child in children for entry in below(child))]

    return below(errors.EosConnectError)


def first_sentence(kind: type[errors.EosConnectError]) -> str:
    return (inspect.getdoc(kind) or "").split("\n\n")[0].replace("\n", " ").replace(":class:", "").replace("``", "`")


def tree() -> str:
    """The classes as a nested list with links to their sections."""
    lines = []
    for kind in classes():
        depth = len([base for base in kind.__mro__ if issubclass(base, errors.EosConnectError)]) - 1
        name = kind.__name__
        lines.append(f"{'    ' * depth}- [`{name}`](#{name.lower()}) {first_sentence(kind)}")
    return "\n".join(lines)


def told(meaning: Meaning) -> tuple[str, str, str]:
    return code(meaning.kind.__name__), meaning.message, meaning.hint or "–"


def statuses() -> str:
    """What a status means where the document gives it no meaning of its own."""
    rows = [(str(status), *told(meaning)) for status, meaning in sorted(BY_STATUS.items())]
    return table(("Status", "Class", "Message", "Hint"), rows)


def special_statuses() -> str:
    """Statuses to which the document gives a meaning of its own, operations of one meaning together."""
    grouped: dict[tuple[int, Meaning], list[str]] = defaultdict(list)
    for (operation, status), meaning in SPECIAL.items():
        grouped[status, meaning].append(operation)
    rows = []
    for (status, meaning), named in grouped.items():
        kind, message, hint = told(meaning)
        requests = "<br>".join(map(breakable, requests_of(named)))
        rows.append((requests, f"{status}<br>{kind}", message, hint))
    rows.sort(key=lambda row: (row[1], row[0]))
    return table(("Request", "Status", "Message", "Hint"), rows)


def requests_of(named: Iterable[str]) -> list[str]:
    return sorted(f"{OPERATIONS[name].method} {OPERATIONS[name].path}" for name in named)  # type: ignore[index]  # ids


def nothing_there() -> str:
    """The operations whose 404 is an answer."""
    return "\n".join(f"- {code(request)}" for request in requests_of(NOTHING_THERE - DEPRECATED))
