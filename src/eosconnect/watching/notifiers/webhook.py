"""Events posted as JSON to a web address."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, Final
from urllib.request import getproxies, proxy_bypass

import attrs

from eosconnect.decisions.repeating import REPEATED_STATUSES, retry_after
from eosconnect.errors import ConfigurationError
from eosconnect.settings import Secret
from eosconnect.settings.checks import checked_zone, is_loopback
from eosconnect.transport.http import http
from eosconnect.version import __version__
from eosconnect.watching.event_json import event_to_json
from eosconnect.watching.events import Event
from eosconnect.watching.notifiers.notifier import NotificationError
from eosconnect.watching.notifiers.templates import Template, check
from eosconnect.watching.notifiers.tls import tls_context

__all__ = ["Webhook"]

#: Besides those of a machine: the other side gave up waiting or wants it later, or somebody can mend the access.
MAY_PASS: Final = REPEATED_STATUSES | {401, 403, 407, 408, 425}


def secret(given: Secret | str) -> Secret:
    return Secret(given) if isinstance(given, str) else given


def secrets(given: Mapping[str, Secret | str] | None) -> dict[str, Secret]:
    return {name: secret(value) for name, value in (given or {}).items()}


@attrs.frozen(repr=False)
class Webhook:
    """Posts every event as JSON.

    The certificate is checked, redirects are not followed, and neither the machine's token nor its trust has a part in
    it. The address and the values of headers often are secrets: they are never shown. Every post carries the id of the
    event as ``Idempotency-Key``, the same one if it is sent again.

    Args:
        url: where to.
        headers: such as ``{"Authorization": "Bearer ..."}``.
        payload: what is posted in place of the whole event: JSON in which every text is a template, such as
            ``{"text": "{machine}: {event}"}`` for Slack and Teams, or a function of the event.
        tz: the zone of times in templates, such as "Europe/Berlin"; UTC by default.
        ca: PEM text or file of the authority that signed the server's certificate; by default the system's store.
        allow_http: allow plain ``http://``, readable for everybody in between; to this computer it always is.
        timeout: seconds for each step with the server.
        name: tells it from other notifiers.

    Raises:
        ConfigurationError: an address that cannot be right, or an unknown field in ``payload``.

    Example:
        >>> Webhook("https://hooks.example.com/services/T01/s3cr3t", payload={"text": "{machine}: {event}"})
        <Webhook to hooks.example.com>
    """

    url: Secret = attrs.field(converter=secret)
    headers: Mapping[str, Secret] = attrs.field(kw_only=True, default=None, converter=secrets)
    payload: Any = attrs.field(kw_only=True, default=None)
    tz: tzinfo | None = attrs.field(kw_only=True, default=None, converter=checked_zone)
    ca: str | Path | None = attrs.field(kw_only=True, default=None)
    allow_http: bool = attrs.field(kw_only=True, default=False)
    timeout: float = attrs.field(kw_only=True, default=10.0)
    name: str = attrs.field(kw_only=True, default="webhook")

    def __attrs_post_init__(self) -> None:
        address = self.address
        if address.scheme not in ("https", "http") or not address.host:
            raise ConfigurationError("url is not a web address", hint="it begins with https://")
        if address.scheme == "http" and not self.allow_http and not is_loopback(address.host):
            raise ConfigurationError(
                "url begins with http://, so that everybody in between could read what is posted",
                hint="use https://, or allow_http=True for an address inside the plant",
            )
        if not callable(self.payload):
            filled(self.payload, check)
        tls_context(self.ca)  # a certificate that cannot be read shows at once

    @property
    def address(self) -> http.URL:
        try:
            return http.URL(self.url.reveal())
        except http.InvalidURL:
            raise ConfigurationError("url is not a web address", hint="it begins with https://") from None

    def send(self, event: Event) -> None:
        """Post one event.

        Raises:
            NotificationError: no answer, or one that is no success.
        """
        try:
            response = self.post(event)
        except http.HTTPError as error:
            # Its words may hold the address.
            failure = NotificationError(f"{self.address.host}: {type(error).__name__}")
        else:
            if response.is_success:
                return
            failure = NotificationError(
                f"{self.address.host} answered {response.status_code}",
                may_pass=response.status_code in MAY_PASS,
                retry_after=retry_after(response.headers, datetime.now(UTC)),
            )
        raise failure

    def post(self, event: Event) -> http.Response:
        """Straight through the transport, because the client above it logs the address, which may be a secret."""
        headers = {name: value.reveal() for name, value in self.headers.items()}
        request = http.Request(
            "POST",
            self.address,
            headers={
                "Content-Type": "application/json",
                "User-Agent": f"eosconnect-sdk/{__version__}",
                "Idempotency-Key": event.id,
                **headers,
            },
            content=json.dumps(self.payload_of(event), ensure_ascii=False).encode(),
            extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), self.timeout)},
        )
        with http.HTTPTransport(verify=tls_context(self.ca), proxy=proxy_for(self.address)) as transport:
            response = transport.handle_request(request)
            response.close()  # what it says is of no interest
        return response

    def payload_of(self, event: Event) -> Any:
        """What is posted for an event."""
        if self.payload is None:
            return event_to_json(event)
        if callable(self.payload):
            return self.payload(event)
        template = Template(tz=self.tz)
        return filled(self.payload, lambda text: template.render(text, event))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} to {self.address.host}>"


def filled(value: Any, fill: Callable[[str], Any]) -> Any:
    """The same JSON with every text filled in."""
    if isinstance(value, str):
        return fill(value)
    if isinstance(value, Mapping):
        return {key: filled(entry, fill) for key, entry in value.items()}
    return [filled(entry, fill) for entry in value] if isinstance(value, list | tuple) else value


def proxy_for(address: http.URL) -> str | None:
    """The proxy that this computer's settings name, on Windows those of the system."""
    if is_loopback(address.host) or proxy_bypass(address.host):
        return None
    return getproxies().get(address.scheme)
