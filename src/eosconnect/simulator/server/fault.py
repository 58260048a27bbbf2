"""One fault: what goes wrong, to which request, and how often; from arguments or from a line of text."""

from __future__ import annotations

import shlex
from typing import Any, Self

import attrs

from eosconnect.errors import ConfigurationError

__all__ = ["Fault", "Position"]

Position = int | float
"""Where in a body something happens: an int counts bytes, a float between 0 and 1 is a share of the body."""


def _a_position(_: object, attribute: attrs.Attribute[Any], value: Position | None) -> None:
    if value is None:
        return
    if isinstance(value, float) and not 0 <= value < 1:
        raise ValueError(f"{attribute.name}={value}: a share of the body lies between 0 and 1; bytes are an int")
    if value < 0:
        raise ValueError(f"{attribute.name}={value} lies before the body")


def _not_negative(_: object, attribute: attrs.Attribute[Any], value: float | None) -> None:
    if value is not None and not value >= 0:
        raise ValueError(f"{attribute.name}={value} must not be negative")


def _whole(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not None and not isinstance(value, int):
        raise ValueError(f"{attribute.name}={value} is not a whole number")


def _at_least_one(_: object, attribute: attrs.Attribute[Any], value: int | None) -> None:
    if value is not None and value < 1:
        raise ValueError(f"{attribute.name}={value} must be at least 1")


def _above_zero(_: object, attribute: attrs.Attribute[Any], value: float | None) -> None:
    if value is not None and not value > 0:
        raise ValueError(f"{attribute.name}={value} must be above 0")


def _a_status(_: object, attribute: attrs.Attribute[Any], value: int | None) -> None:
    if value is not None and not 200 <= value <= 599:
        raise ValueError(f"{attribute.name}={value} is no status of an answer: 200 to 599")


def _a_probability(_: object, attribute: attrs.Attribute[Any], value: float | None) -> None:
    if value is not None and not 0 < value <= 1:
        raise ValueError(f"{attribute.name}={value} does not lie above 0 and up to 1")


@attrs.frozen(kw_only=True)
class Fault:
    """One thing that goes wrong.

    Which requests:
        operation: an operation id in snake case, such as ``list_jobs`` or ``request_token``; ``None`` means any
            operation of the Web API, but neither the token request nor the list of versions.
        after: this many matching requests pass unharmed first.
        probability: of the matching requests after those, this share is met, drawn with the simulator's seed.
        times: how many requests it then happens to; ``None`` means always. The default is once, and always with a
            ``probability``.

    What happens:
        latency: seconds between the work and the answer: the request has taken effect while the client waits.
        jitter: up to this many seconds more, drawn with the simulator's seed.
        rate: bytes per second at which the body trickles in.
        status: answered instead of doing the work, with ``retry_after`` (seconds, or the header's text) and, when
            given, ``body`` and ``content_type``. ``status=200, body="<html>..."`` is a page where JSON was expected.
        drop: the work is done, but the connection is reset before the first byte of the answer.
        reset_at: the connection is reset (RST) when this much of the body is out.
        truncate_at: the connection is closed in good order when this much of the body is out; the declared length
            was longer.
        cut_at: the body ends here, and the declared length says so too: complete HTTP, broken JSON.
        wrong_length: bytes by which the declared length is wrong. Above 0, more is announced than comes, and the
            connection ends; below 0, more comes than was announced, and gets in the way of the next answer.
        gzip: the answer comes compressed, whatever the client accepts; a file that is compressed already does not.
        page_cap: a page never holds more items than this, whatever was asked for.
        reverse: lists come in the opposite order.
        token_lifetime: a token that is given out lives this many seconds (with ``operation="request_token"``).
        revoke_tokens: every token that is out is worthless from this request on, its own included.
        new_certificate: the machine has another certificate from the next connection on; those that are open end
            with the answers that are under way.

    Example:
        >>> Fault(operation="list_jobs", status=503, retry_after=2, times=3).status
        503
    """

    operation: str | None = None
    after: int = attrs.field(default=0, validator=[_whole, _not_negative])
    probability: float | None = attrs.field(default=None, validator=_a_probability)
    times: int | None = attrs.field(
        default=attrs.Factory(lambda fault: 1 if fault.probability is None else None, takes_self=True),
        validator=[_whole, _at_least_one],
    )
    latency: float = attrs.field(default=0.0, validator=_not_negative)
    jitter: float = attrs.field(default=0.0, validator=_not_negative)
    rate: float | None = attrs.field(default=None, validator=_above_zero)
    status: int | None = attrs.field(default=None, validator=[_whole, _a_status])
    retry_after: float | str | None = None
    body: str | bytes | None = None
    content_type: str = "text/html; charset=utf-8"
    drop: bool = False
    reset_at: Position | None = attrs.field(default=None, validator=_a_position)
    truncate_at: Position | None = attrs.field(default=None, validator=_a_position)
    cut_at: Position | None = attrs.field(default=None, validator=_a_position)
    wrong_length: int = attrs.field(default=0, validator=_whole)
    gzip: bool = False
    page_cap: int | None = attrs.field(default=None, validator=[_whole, _at_least_one])
    reverse: bool = False
    token_lifetime: float | None = attrs.field(default=None, validator=_not_negative)
    revoke_tokens: bool = False
    new_certificate: bool = False

    def __attrs_post_init__(self) -> None:
        if self.status is None and (self.retry_after is not None or self.body is not None):
            raise ValueError("retry_after and body belong to a status: Fault(status=503, retry_after=2)")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The fault that a line of text describes: the operation (or none, for any), then ``name=value`` or a flag.

        Raises:
            ConfigurationError: the text cannot be understood, or makes no sense.

        Example:
            >>> Fault.parse("list_jobs status=503 retry_after=2 times=3").times
            3
            >>> Fault.parse("gzip probability=0.1").times is None
            True
        """
        try:
            return cls(**dict(_setting(word, first=not index) for index, word in enumerate(shlex.split(text))))
        except ValueError as wrong:
            raise ConfigurationError(
                f"the fault {text!r} cannot be: {wrong}", hint="such as: list_jobs status=503 retry_after=2 times=3"
            ) from None


def _setting(word: str, *, first: bool) -> tuple[str, Any]:
    """One word of a fault's text as the name and the value of an argument."""
    known = attrs.fields_dict(Fault)
    name, given, text = word.partition("=")
    if not given and name in known and known[name].default is False:
        return name, True
    if not given and first:
        return "operation", name
    if not given or name not in known or known[name].default is False:
        flags = [flag for flag, field in known.items() if field.default is False]
        values = [value for value in known if value not in flags]
        raise ValueError(f"{word!r} is neither a flag ({', '.join(flags)}) nor a value for one of {', '.join(values)}")
    if name in ("operation", "body", "content_type"):
        return name, text
    if name == "times" and text == "always":
        return name, None
    for number in (int, float):
        try:
            return name, number(text)
        except ValueError:
            continue
    if name == "retry_after":
        return name, text
    raise ValueError(f"{name} takes a number, not {text!r}")
