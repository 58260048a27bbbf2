"""What an answer with an error status means, for every operation: which error, which words, which advice.

Two tables decide: :data:`NOTHING_THERE` names the operations whose 404 is no error at all, :data:`SPECIAL` the
operations whose document gives a status a meaning of its own. Everything else follows from the status.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from eosconnect.decisions.operations import Operation
from eosconnect.errors import (
    ApiError,
    AuthenticationError,
    BadRequestError,
    LicenseMissingError,
    LockedError,
    NotFoundError,
    NotSupportedOnMachineError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
    UnsupportedMediaTypeError,
)

__all__ = ["NOTHING_THERE", "depends_on_model", "detail_of", "error_for", "means_nothing", "scrub"]

LONGEST_DETAIL = 300

#: Their 404 says that there is nothing just now, which is an answer and not an error.
NOTHING_THERE: Final = frozenset(
    {
        "get_current_layer",
        "list_licenses",
        "download_layer_images",
        "get_layer_image_metadata",
        "download_images_deprecated",
        "get_image_metadata_deprecated",
    }
)


@attrs.frozen
class Meaning:
    """An error class with its words."""

    kind: type[ApiError]
    message: str
    hint: str | None = None


RUNNING_JOB = Meaning(
    BadRequestError,
    "no report: the job is still running, or the request was malformed",
    "a report can be made of a job that has ended; look at machine.jobs.current()",
)
MONITORING = Meaning(BadRequestError, "a request to the monitoring system failed", "is the monitoring system running?")

LOOK_FOR_JOBS: Final = "machine.jobs.list() tells the ids of this machine; they begin with its serial number"

SPECIAL: Final[Mapping[tuple[str, int], Meaning]] = {
    ("get_current_state", 400): Meaning(
        BadRequestError,
        "the state feature (OEE) is switched off on the machine",
        "switch it on in the machine's EOSCONNECT settings",
    ),
    ("delete_job", 400): Meaning(
        BadRequestError, "the job is in use, or there is no such job", "look at machine.jobs.current()"
    ),
    ("delete_task", 400): Meaning(
        BadRequestError, "the task is being built, or one of its files is locked", "wait until the job has ended"
    ),
    ("upload_task", 400): Meaning(
        BadRequestError, "the task has no file, a file of a kind the machine does not take, or exists already"
    ),
    ("download_job_export", 400): Meaning(BadRequestError, "the machine could not export the job"),
    ("update_certificate", 400): Meaning(
        BadRequestError, "the certificate is not valid or cannot be used", "check the file and its password"
    ),
    ("update_licenses", 400): Meaning(BadRequestError, "no license file came with the request"),
    ("list_user_messages", 400): Meaning(
        BadRequestError, "the machine did not accept the request", "the language must be one that the machine has"
    ),
    **{(report, 400): RUNNING_JOB for report in ("create_event_report", "create_job_report", "create_parts_report")},
    **{
        (monitoring, 400): MONITORING
        for monitoring in (
            "download_job_indications",
            "download_job_part_statistics",
            "download_layer_images",
            "get_layer_image_metadata",
            "list_layer_indications",
            "list_layer_part_statistics",
        )
    },
    ("list_supported_versions", 404): Meaning(
        NotFoundError,
        "this host answers, but not as EOSCONNECT Core does",
        'check the host; if it is right, pin the version, such as api_version="6.1"',
    ),
    ("download_log_files", 424): Meaning(ServerError, "a service inside the machine did not answer (HcsService)"),
    ("download_job_export", 404): Meaning(NotFoundError, "no such job, or its database is damaged", LOOK_FOR_JOBS),
    ("list_part_exposure_times", 404): Meaning(NotFoundError, "no such job or part", LOOK_FOR_JOBS),
    ("delete_task", 404): Meaning(NotFoundError, "no such task file"),
}

BY_STATUS: Final[Mapping[int, Meaning]] = {
    400: Meaning(BadRequestError, "the machine did not accept the request"),
    405: Meaning(ApiError, "the machine does not offer this method here", "check method and path"),
    415: Meaning(UnsupportedMediaTypeError, "the machine does not take this kind of file or body"),
    423: Meaning(LockedError, "another client is using this just now", "try again when it has finished"),
    429: Meaning(RateLimitError, "too many requests", "use a smaller max_concurrency, or ask less often"),
    503: Meaning(ServerError, "the machine is not available just now", "it may be starting; try again later"),
}

ANONYMOUS = "give client_id and client_secret (EOSCONNECT_CLIENT_ID, EOSCONNECT_CLIENT_SECRET)"


def means_nothing(operation: Operation, status: int) -> bool:
    """Whether an error status is this operation's way of saying that there is nothing.

    Example:
        >>> from eosconnect.decisions.operations import operation
        >>> means_nothing(operation("get_current_layer"), 404), means_nothing(operation("get_job"), 404)
        (True, False)
    """
    return status == 404 and operation.id in NOTHING_THERE


def error_for(
    operation: Operation,
    status: int,
    *,
    path: str,
    detail: str | None = None,
    retry_after: float | None = None,
    authenticated: bool = True,
    version: str | None = None,
    model: str | None = None,
) -> ApiError:
    """The error for an answer with a status other than success.

    Args:
        operation: what was asked.
        status: the HTTP status.
        path: the path of the request, without host and query.
        detail: the machine's own words, see :func:`detail_of`.
        retry_after: seconds the machine asked to wait.
        authenticated: whether the request carried a token.
        version: the API version that was spoken.
        model: the machine's model in the document's words, such as "EOS M 290", where it is known.
    """
    meaning = meaning_of(operation, status, authenticated=authenticated, version=version, model=model)
    message = f"{meaning.message} (status {status})"
    return meaning.kind(
        f"{message}; the machine says: {detail}" if detail else message,
        status=status,
        detail=detail,
        retry_after=retry_after,
        hint=meaning.hint,
        method=operation.method,
        path=path,
        # With a status below 500 the machine says that it did not do it.
        machine_may_have_changed=operation.changes_machine and status >= 500,
    )


def meaning_of(
    operation: Operation, status: int, *, authenticated: bool, version: str | None, model: str | None
) -> Meaning:
    special = SPECIAL.get((operation.id, status))
    if special is not None and not (status == 404 and lacks(operation, model)):
        return special
    if status == 503 and operation.tag == "reports":
        return Meaning(
            LicenseMissingError, "the Reporting license (40001) is missing", "install the license on the machine"
        )
    if status == 401:
        return unauthorized(authenticated)
    if status == 403:
        return forbidden(operation, authenticated)
    if status == 404:
        return not_found(operation, version, model)
    if status in BY_STATUS:
        return BY_STATUS[status]
    if 300 <= status < 400:
        return Meaning(
            ApiError,
            "the machine points to another address, which is not followed so that no token goes astray",
            "check the host: is there a proxy or a login page in between?",
        )
    if status >= 500:
        return Meaning(ServerError, "the machine failed to answer")
    return Meaning(ApiError, "the machine refused the request")


def unauthorized(authenticated: bool) -> Meaning:
    if not authenticated:
        return Meaning(AuthenticationError, "the machine wants a token, and there are no credentials", ANONYMOUS)
    return Meaning(
        AuthenticationError,
        "the machine does not accept the token it gave",
        "were the credentials deleted, or the machine restarted? Check them in its authorization settings",
    )


def forbidden(operation: Operation, authenticated: bool) -> Meaning:
    rights = "these credentials lack the right" if authenticated else "reading without credentials is not allowed here"
    check = "check the rights of the credentials in the machine's authorization settings"
    if operation.changes_machine:
        rights += ", or authorization is switched off on the machine, which then refuses every change"
        check += ", and whether authorization is on"
    return Meaning(PermissionDeniedError, rights, check if authenticated else ANONYMOUS)


#: What a path can name, in the document's spelling.
NAMED_IN_PATH: Final = {
    "{jobId}": "job",
    "{partId}": "part",
    "{layerIndex}": "layer",
    "{laserNumber}": "laser",
    "{shutterNumber}": "shutter",
    "{taskName}": "task",
}

#: The number of machine models in the document; what exists on all of them cannot be missing for want of support.
ALL_MODELS: Final = 8


def depends_on_model(operation: Operation) -> bool:
    """Whether some machines lack this operation, so that its 404 is understood only with the machine's model."""
    return 0 < len(operation.machines) < ALL_MODELS or operation.filter_system is not None


def not_found(operation: Operation, version: str | None, model: str | None) -> Meaning:
    """Which of the things a 404 can say: no such job, no such laser, not on this machine, no such path."""
    limited = depends_on_model(operation)
    if 404 not in operation.statuses and not limited:
        return Meaning(
            NotFoundError,
            f"the machine knows no such path{f' in {version}' if version else ''}",
            "check the path; an older machine may lack it, see machine.supported_versions",
        )
    named = [word for parameter, word in NAMED_IN_PATH.items() if parameter in operation.path]
    missing = f"no such {' or '.join(named)}" if named else "the machine has no value for this"
    advice = LOOK_FOR_JOBS if "job" in named else None
    if operation.data_point is None and not limited:
        return Meaning(NotFoundError, missing, advice)
    supported = ", ".join(operation.machines)
    if operation.filter_system:
        supported += f", with filter system {operation.filter_system}"
    lacking = f"has no {operation.subject}" + (f" (supported: {supported})" if supported else "")
    if lacks(operation, model):
        return Meaning(NotSupportedOnMachineError, f"{model} {lacking}", before_asking(operation))
    if not named:
        return Meaning(NotSupportedOnMachineError, f"this machine {lacking}", before_asking(operation))
    if model is not None and operation.filter_system is None:
        return Meaning(NotFoundError, missing, advice)
    return Meaning(NotFoundError, f"{missing}, or this machine {lacking}", before_asking(operation))


def lacks(operation: Operation, model: str | None) -> bool:
    """Whether the document says that a machine model has no such operation."""
    return model is not None and bool(operation.machines) and model not in operation.machines


def before_asking(operation: Operation) -> str:
    """How to know beforehand that a machine lacks this."""
    if operation.data_point is not None:
        return "machine.sensors.available() lists the data points that it has"
    return f'machine.supports("{operation.id}") tells beforehand'


def detail_of(content: bytes, content_type: str = "", *, secrets: Iterable[str] = ()) -> str | None:
    """The machine's own words in the body of an error, on one line, shortened and scrubbed; ``None`` if there are none.

    Reads problem details (RFC 9457), a JSON text, or plain text. An HTML page has nothing to say to a program.

    Example:
        >>> detail_of(b'{"title": "Bad Request", "errors": {"take": ["must be positive"]}}')
        'Bad Request; take: must be positive'
    """
    secrets = tuple(secrets)
    text = content.decode("utf-8", errors="replace").lstrip("\ufeff").strip()
    if not text or "html" in content_type.lower() or re.match(r"<(!doctype|html|\?xml)", text, re.IGNORECASE):
        return None
    try:
        text = "; ".join(words_of(json.loads(text)))
    except (ValueError, RecursionError):
        if text[0] in "{[":
            return None  # cut off
    # Before and after: a secret may hold the spaces that are drawn together, or only now stand in one line.
    text = scrub(" ".join(without_controls(scrub(text, secrets)).split()), secrets)
    return (text if len(text) <= LONGEST_DETAIL else text[: LONGEST_DETAIL - 1] + "…") or None


#: Members of an error object that are meant for people.
WORDS: Final = ("title", "detail", "message", "error", "error_description")


def words_of(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [words for entry in value for words in words_of(entry)]
    if not isinstance(value, dict):
        return []
    known = {str(key).lower(): entry for key, entry in value.items()}
    found = [words for key in WORDS for words in words_of(known.get(key))]
    errors = known.get("errors")
    if isinstance(errors, dict):
        found += [f"{name}: {words}" for name, entry in errors.items() for words in words_of(entry)]
    else:
        found += words_of(errors)
    return list(dict.fromkeys(words for words in found if words))


def without_controls(text: str) -> str:
    """Control characters could forge lines in a log or colours in a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


TOKENS: Final = re.compile(
    r"(?P<before>\bbearer\s+|\b(?:client_secret|access_token)[\"']?\s*[=:]\s*[\"']?)[^\s\"'&,;]+|\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?",
    re.IGNORECASE,
)


def scrub(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without the given secrets and without whatever looks like a token.

    Example:
        >>> scrub("Bearer abc.def is not valid for s3cr3t", ["s3cr3t"])
        'Bearer *** is not valid for ***'
    """
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    return TOKENS.sub(lambda found: f"{found['before'] or ''}***", text)
