"""What the simulated machine says to each operation, taken from the world alone: no HTTP, no paging, no rights.

The server turns a request into a :class:`Query`, looks the operation up in ``ANSWERS`` and turns the
:data:`Answer` into a response.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eosconnect.simulator.answers.answer import (
    Answer,
    File,
    Form,
    Items,
    Nothing,
    Query,
    Record,
    Refusal,
    Uploaded,
)
from eosconnect.simulator.answers.diagnostics import DIAGNOSTIC_ANSWERS
from eosconnect.simulator.answers.exposure import EXPOSURE_ANSWERS
from eosconnect.simulator.answers.images import IMAGE_ANSWERS
from eosconnect.simulator.answers.indications import INDICATION_ANSWERS
from eosconnect.simulator.answers.info import INFO_ANSWERS
from eosconnect.simulator.answers.installed import INSTALLED_ANSWERS
from eosconnect.simulator.answers.job_files import JOB_FILE_ANSWERS
from eosconnect.simulator.answers.jobs import JOB_ANSWERS
from eosconnect.simulator.answers.layers import LAYER_ANSWERS
from eosconnect.simulator.answers.maintenance import MAINTENANCE_ANSWERS
from eosconnect.simulator.answers.part_statistics import PART_STATISTIC_ANSWERS
from eosconnect.simulator.answers.parts import PART_ANSWERS
from eosconnect.simulator.answers.reports import REPORT_ANSWERS
from eosconnect.simulator.answers.sensors import SENSOR_ANSWERS
from eosconnect.simulator.answers.tasks import TASK_ANSWERS
from eosconnect.simulator.answers.user_messages import USER_MESSAGE_ANSWERS
from eosconnect.simulator.world import World

__all__ = ["ANSWERS", "Answer", "File", "Form", "Items", "Nothing", "Query", "Record", "Refusal", "Uploaded", "World"]

ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    **JOB_ANSWERS,
    **LAYER_ANSWERS,
    **USER_MESSAGE_ANSWERS,
    **INFO_ANSWERS,
    **INSTALLED_ANSWERS,
    **SENSOR_ANSWERS,
    **DIAGNOSTIC_ANSWERS,
    **EXPOSURE_ANSWERS,
    **IMAGE_ANSWERS,
    **INDICATION_ANSWERS,
    **JOB_FILE_ANSWERS,
    **MAINTENANCE_ANSWERS,
    **PART_STATISTIC_ANSWERS,
    **PART_ANSWERS,
    **REPORT_ANSWERS,
    **TASK_ANSWERS,
}
