"""How the query parameters of newer Web API versions differ from the v6.1 document.

The vendor's tutorial speaks v6.8 and calls some parameters by other names. No document says whether the old names
still hold there, and a machine ignores names that it does not know: so from the version on that a row below states,
both names are sent. Up to v6.1, only what the document says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import frozen

from eosconnect.versions import ApiVersion

__all__ = ["DIFFERENCES", "Difference", "extra_query"]


@frozen
class Difference:
    """One parameter that newer versions know by another name.

    Attributes:
        documented: the name in the document, which is always sent.
        newer: the name that is sent besides it.
        since: the first version that gets both.
        operations: the operations concerned, ``None`` for all that have the parameter.
    """

    documented: str
    newer: str
    since: ApiVersion
    operations: frozenset[str] | None = None


BY_START_TIME: Final = frozenset({"list_jobs", "list_states", "list_job_states", "list_user_messages"})

DIFFERENCES: Final = (
    Difference("fromDate", "from", ApiVersion(6, 2), BY_START_TIME),
    Difference("toDate", "to", ApiVersion(6, 2), BY_START_TIME),
    Difference("take", "limit", ApiVersion(6, 2)),
)


def extra_query(operation: str, version: ApiVersion, query: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters to send besides those of the document, with the same values.

    Args:
        operation: the operation's id.
        version: the version spoken with the machine.
        query: the parameters as the document names them.

    Example:
        >>> extra_query("list_jobs", ApiVersion(6, 8), {"fromDate": "2026-11-01T00:00:00Z", "take": 50})
        {'from': '2026-11-01T00:00:00Z', 'limit': 50}
        >>> extra_query("list_jobs", ApiVersion(6, 1), {"take": 50})
        {}
    """
    return {
        difference.newer: query[difference.documented]
        for difference in DIFFERENCES
        if version >= difference.since
        and difference.documented in query
        and difference.newer not in query
        and (difference.operations is None or operation in difference.operations)
    }
