"""What belongs to one process and one event loop: the pool of connections, the slots, the token."""

from __future__ import annotations

import ipaddress
import math
from http.cookiejar import DefaultCookiePolicy

from eosconnect.decisions.operations import Operation
from eosconnect.decisions.repeating import Deadline
from eosconnect.decisions.token import Token
from eosconnect.decisions.turns import Turns
from eosconnect.errors import ConfigurationError
from eosconnect.settings import Settings
from eosconnect.transport.asynchronous import waiting
from eosconnect.transport.asynchronous.authentication import AsyncTokenFlow, AsyncTokenKeeper
from eosconnect.transport.asynchronous.waiting import Slots
from eosconnect.transport.http import http
from eosconnect.transport.interruption import GivenUp
from eosconnect.transport.log import keep_out_of_logs
from eosconnect.transport.trust import ssl_context

__all__ = ["AsyncSession"]

#: Idle connections are kept this long: a poll every few seconds then needs no new handshake.
KEPT_ALIVE = 30.0


class AsyncSession:
    """The living half of a connection. It is made when the first request is sent, and anew in a forked process."""

    def __init__(
        self, settings: Settings, *, http_client: http.AsyncClient | None = None, token: Token | None = None
    ) -> None:
        self.settings = settings
        self.loop = waiting.current_loop()
        self._origin = http.URL(settings.origin)
        self._turns = Turns(settings.max_rate)
        # Who has a slot may still have to wait for a turn.
        self.slots = Slots(settings.max_concurrency, settings.timeout.pool + self._turns.interval)
        self.tokens = AsyncTokenKeeper(settings, token)
        keep_out_of_logs(self.tokens)
        self.under_way = waiting.UnderWay()
        self.closed = False
        self.owns_client = http_client is None
        self.client = new_client(settings) if http_client is None else http_client

    async def turn(self) -> None:
        """Wait until the machine may be asked once more, as far as ``max_rate`` says."""
        seconds = self._turns.next(waiting.now())
        if seconds > 0:
            await self.pause(seconds)

    async def pause(self, seconds: float) -> None:
        """Wait so long, or until this is closed."""
        try:
            async with self.under_way.within(math.inf):
                await waiting.sleep(seconds)
        except (GivenUp, TimeoutError):
            if not self.closed:
                raise

    def flow(self, operation: Operation, deadline: Deadline) -> AsyncTokenFlow | None:
        """The authentication of one call; ``None`` if there are no credentials."""
        if self.settings.client_id is None:
            return None
        return AsyncTokenFlow(self.tokens, operation, deadline, self._origin)

    def timeout(self, remaining: float) -> http.Timeout:
        """The timeouts of one attempt: none reaches beyond the deadline."""
        usual = self.client.timeout.as_dict()
        return http.Timeout(**{name: min(seconds or remaining, remaining) for name, seconds in usual.items()})

    def check_loop(self) -> None:
        """An event loop's sockets are of no use in another one."""
        if waiting.current_loop() is not self.loop:
            raise ConfigurationError(
                "an AsyncMachine belongs to the event loop that used it first, and this is another one",
                hint="make one AsyncMachine per loop (per asyncio.run), or use Machine, which threads may share",
            )

    async def aclose(self) -> None:
        """End what is under way, and close the connections unless they are the caller's own."""
        self.closed = True
        if waiting.current_loop() is not self.loop:
            return
        self.under_way.give_up()
        if self.owns_client:
            await waiting.close(self.client)


def new_client(settings: Settings) -> http.AsyncClient:
    timeout = settings.timeout
    client = http.AsyncClient(
        verify=ssl_context(settings) if settings.scheme == "https" else False,
        proxy=settings.proxy,
        # A proxy of the environment has no business between us and a machine on this computer.
        trust_env=not is_loopback(settings.host),
        timeout=http.Timeout(connect=timeout.connect, read=timeout.read, write=timeout.write, pool=timeout.pool),
        limits=http.Limits(
            max_connections=settings.max_concurrency,
            max_keepalive_connections=settings.max_concurrency,
            keepalive_expiry=KEPT_ALIVE,
        ),
        follow_redirects=False,
    )
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))
    return waiting.ready(client)


def is_loopback(host: str) -> bool:
    name = http.URL(f"https://{host}").host
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
