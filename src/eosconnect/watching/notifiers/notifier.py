"""What a notifier is: something with a name that sends one event, or says that it could not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from inspect import iscoroutinefunction
from typing import Any, Protocol, runtime_checkable

import attrs

from eosconnect.errors import ConfigurationError
from eosconnect.watching.events import Event

__all__ = [
    "CallableNotifier",
    "NotificationError",
    "Notifier",
    "Retry",
    "is_coroutine_function",
    "notifier_of",
    "with_different_names",
]


class NotificationError(Exception):
    """A notification could not be sent.

    Attributes:
        may_pass: another attempt may succeed.
        retry_after: seconds the other side asked to wait, or ``None``.
    """

    def __init__(self, message: str, *, may_pass: bool = True, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.may_pass = may_pass
        self.retry_after = retry_after


@runtime_checkable
class Notifier(Protocol):
    """Sends events. It is called by one thread at a time; it may block, and delays only itself.

    Attributes:
        name: tells it from the other notifiers; its queue in the state file goes by it.
    """

    @property
    def name(self) -> str: ...

    def send(self, event: Event) -> object:
        """Send one event.

        Raises:
            Exception: it was not sent. It is tried again, unless it is a :class:`NotificationError` that says that
                this is of no use.
        """


@attrs.frozen
class CallableNotifier:
    """Any function of an event as a notifier; it has sent the event if it raises nothing."""

    function: Callable[[Event], Any]
    name: str

    def send(self, event: Event) -> object:
        return self.function(event)


@attrs.frozen(kw_only=True)
class Retry:
    """How failed notifications are repeated.

    Attributes:
        first_pause, longest_pause: in seconds; the pause doubles from one to the other as long as nothing gets through.
        give_up_after: seconds after which a notification that was tried at least three times is given up; a day.
        grace: seconds that the end of the watching waits for notifications under way.
    """

    first_pause: float = attrs.field(default=5.0, validator=attrs.validators.gt(0))
    longest_pause: float = attrs.field(default=600.0, validator=attrs.validators.gt(0))
    give_up_after: float = attrs.field(default=86_400.0, validator=attrs.validators.ge(0))
    grace: float = attrs.field(default=5.0, validator=attrs.validators.ge(0))

    def pause(self, failures: int) -> float:
        """After so many failures in a row.

        Example:
            >>> [Retry().pause(failures) for failures in (1, 2, 3, 100)]
            [5.0, 10.0, 20.0, 600.0]
        """
        return min(self.first_pause * 2.0 ** min(failures - 1, 30), self.longest_pause)


def notifier_of(
    given: Notifier | Callable[[Event], Any], in_threads: Callable[[Callable[[Event], Any]], Callable[[Event], Any]]
) -> Notifier:
    """A notifier or a function as what a thread can call.

    Args:
        given: what the caller gave.
        in_threads: makes of a function one that a thread can call, which coroutine functions are not.
    """
    if isinstance(given, Notifier):
        return CallableNotifier(in_threads(given.send), given.name)
    if not callable(given):
        raise ConfigurationError(
            f"{given!r} is not a notifier", hint="give an Email, a Webhook, or a function that takes an event"
        )
    function: Any = given
    while isinstance(function, partial):
        function = function.func
    return CallableNotifier(in_threads(given), getattr(function, "__qualname__", type(function).__qualname__))


def is_coroutine_function(function: Any) -> bool:
    """Also an object whose call is one."""
    return iscoroutinefunction(function) or iscoroutinefunction(type(function).__call__)


def with_different_names(notifiers: Iterable[Notifier]) -> tuple[Notifier, ...]:
    """The notifiers, if each has a name of its own.

    Raises:
        ConfigurationError: none at all, one without a name, or two of the same name.
    """
    given = tuple(notifiers)
    if not given:
        raise ConfigurationError("there is no notifier", hint="give an Email, a Webhook, or a function")
    names = [notifier.name for notifier in given]
    for name in names:
        if not name or names.count(name) > 1:
            raise ConfigurationError(
                f"{names.count(name)} notifiers are called {name!r}",
                hint='give each its own name, as in name="quality"',
            )
    return given
