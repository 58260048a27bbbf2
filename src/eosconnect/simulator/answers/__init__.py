"""What the simulated machine says to each operation, taken from the world alone: no HTTP, no paging, no rights.

The server turns a request into a :class:`Query`, looks the operation up in ``ANSWERS`` and turns the
:data:`Answer` into a response.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eosconnect.simulator.answers.answer import Answer, Items, Nothing, Query, Record, Refusal
from eosconnect.simulator.answers.info import INFO_ANSWERS
from eosconnect.simulator.answers.installed import INSTALLED_ANSWERS
from eosconnect.simulator.answers.jobs import JOB_ANSWERS
from eosconnect.simulator.answers.layers import LAYER_ANSWERS
from eosconnect.simulator.answers.sensors import SENSOR_ANSWERS
from eosconnect.simulator.answers.user_messages import USER_MESSAGE_ANSWERS
from eosconnect.simulator.world import World

__all__ = ["ANSWERS", "Answer", "Items", "Nothing", "Query", "Record", "Refusal", "World"]

ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    **JOB_ANSWERS,
    **LAYER_ANSWERS,
    **USER_MESSAGE_ANSWERS,
    **INFO_ANSWERS,
    **INSTALLED_ANSWERS,
    **SENSOR_ANSWERS,
}
