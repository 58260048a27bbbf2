"""The connection to one machine: every request of the SDK goes through here."""

from __future__ import annotations

import os
import random
import threading
import warnings
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar

from eosconnect.decisions.meaning import depends_on_model, error_for
from eosconnect.decisions.operations import Operation, OperationId, operation
from eosconnect.decisions.repeating import REPEATED_STATUSES, Deadline, pause_before_repeating
from eosconnect.errors import ApiError, ConfigurationError, EosConnectError, NotFoundError, UnexpectedResponseError
from eosconnect.models.machine_info import MachineInfo
from eosconnect.settings import Settings
from eosconnect.transport.asynchronous import waiting
from eosconnect.transport.asynchronous.exchange import AsyncExchange
from eosconnect.transport.asynchronous.once import AsyncOnce
from eosconnect.transport.asynchronous.session import AsyncSession
from eosconnect.transport.asynchronous.streamed_reply import AsyncStreamedReply
from eosconnect.transport.http import http
from eosconnect.transport.log import log_failure, log_repetition
from eosconnect.transport.reply import Reply
from eosconnect.transport.requests import BuiltRequest, build_free_request, build_request
from eosconnect.transport.token_exchange import TOKEN_PATH
from eosconnect.transport.trust import warn_if_insecure
from eosconnect.versions import LATEST, ApiVersion, negotiate, read_versions

__all__ = ["AsyncConnection", "AsyncStreamedReply"]

T = TypeVar("T")

JSON: Final = {"Accept": "application/json", "Accept-Encoding": "gzip"}
#: Uncompressed, so that the stated length is the file's.
FILE: Final = {"Accept": "*/*", "Accept-Encoding": "identity"}


class AsyncConnection:
    """One machine as seen from the wire: trust, token, version, repeating, errors.

    Nothing is sent before the first call. With asyncio a connection belongs to one event loop; otherwise threads may
    share it. A forked process gets its own sockets.

    Args:
        settings: see :class:`~eosconnect.settings.Settings`.
        http_client: the caller's own client; its trust, proxy and timeouts hold then, and it is not closed here.

    Raises:
        ConfigurationError: ``http_client`` is of the wrong kind, or comes with settings that only our own can honour.

    Attributes:
        settings: as given.
        machine_model: the machine's model in the document's words, such as "EOS M 290"; asked for when a 404 cannot be
            explained without it, and used for nothing else here.

    Example:
        >>> connection = AsyncConnection(Settings.from_env())
        >>> await connection.call("get_info_brand", lambda reply: reply.json())
        'EOS'
        >>> await connection.aclose()
    """

    def __init__(self, settings: Settings, *, http_client: http.AsyncClient | None = None) -> None:
        self._session: AsyncSession | None = None
        self._closed = False
        self.settings = settings
        self.machine_model: str | None = None
        self._http_client = checked_client(settings, http_client)
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._offered: AsyncOnce[tuple[ApiVersion, ...]] = AsyncOnce()
        self._spoken: AsyncOnce[ApiVersion] = AsyncOnce()
        warn_if_insecure(settings)
        CONNECTIONS.add(self)

    # Versions

    async def supported_versions(self) -> tuple[ApiVersion, ...]:
        """The versions that the machine offers, oldest first; asked once, without a token.

        Raises:
            UnexpectedResponseError, NotFoundError: this is not an EOSCONNECT Core machine.

        Source: ``GET /api/supportedVersions``.
        """
        return await self._offered.get(self._ask_versions)

    async def version(self) -> ApiVersion:
        """The version that is spoken: the pinned one without asking, otherwise negotiated once.

        Raises:
            VersionError: the machine and this SDK share no version.
        """
        return await self._spoken.get(self._choose_version)

    async def _ask_versions(self) -> tuple[ApiVersion, ...]:
        built = build_request(operation("list_supported_versions"))
        return await self._call(built, lambda reply: read_versions(reply.json()), None, with_token=False)

    async def _choose_version(self) -> ApiVersion:
        pinned = self.settings.api_version
        if pinned is not None and pinned != LATEST:
            return ApiVersion.parse(pinned)
        version, warning = negotiate(await self.supported_versions(), pinned)
        if warning:
            warnings.warn(warning, stacklevel=2)
        return version

    # Calls

    async def call(self, operation_id: OperationId, decode: Callable[[Reply], T], **arguments: Any) -> T:
        """Send an operation and decode its answer.

        A failure that may pass is repeated where the operation allows it, including a body that broke off and an
        answer that ``decode`` rejects with ``UnexpectedResponseError``.

        Args:
            operation_id: which operation.
            decode: from a successful answer (or "nothing there") to the result.
            arguments: the operation's parameters in snake case; ``None`` leaves one out.

        Raises:
            ApiError: the machine answered with an error status.
            MachineUnreachableError: no complete answer came; ``CertificateError`` and ``MachineTimeoutError`` are such.
            UnexpectedResponseError: the answer is not what the document promises.
            ConfigurationError: a change without credentials.
        """
        asked = operation(operation_id)
        self._refuse_anonymous_change(asked)
        built = build_request(asked, **arguments)
        try:
            return await self._call(built, decode, await self._version_for(built))
        except NotFoundError as error:
            raise await self._explained(asked, error) from None

    @asynccontextmanager
    async def stream(self, operation_id: OperationId, **arguments: Any) -> AsyncIterator[AsyncStreamedReply]:
        """Send an operation and read its body piece by piece; for files.

        Repeated, where the operation allows it, until the head of the answer has come. The machine may take the whole
        deadline for that: many files are made when they are asked for. From then on the read timeout holds. It
        occupies one of the ``max_concurrency`` requests until the block ends.

        Raises:
            ApiError, MachineUnreachableError, ConfigurationError: as :meth:`call`.
            UnexpectedResponseError: an HTML page came in place of a file.
        """
        asked = operation(operation_id)
        self._refuse_anonymous_change(asked)
        built = build_request(asked, **arguments)
        version = await self._version_for(built)

        async def open_answer(exchange: AsyncExchange) -> AsyncExchange:
            if exchange.is_error:
                raise await exchange.error(self.machine_model)
            exchange.refuse_page()
            return exchange

        try:
            exchange = await self._repeat(built, version, open_answer, headers=FILE, keep_open=True)
        except NotFoundError as error:
            raise await self._explained(asked, error) from None
        try:
            yield AsyncStreamedReply(exchange)
        finally:
            await exchange.aclose()

    async def request(
        self, method: str, path: str, *, params: Mapping[str, Any] | None = None, json: Any = None
    ) -> http.Response:
        """Any request below the machine's origin, with its token, trust and, for reading methods, repeating.

        Args:
            method: ``"GET"``, ``"POST"``, ...
            path: taken below ``/api/vX.Y``, or as it is if it begins with ``/api/`` or ``/auth/``.
            params: query parameters.
            json: a JSON body.

        Returns:
            The answer as it came, whatever its status.

        Raises:
            MachineUnreachableError: no complete answer came.
            ConfigurationError: ``path`` is not a path of the machine.
        """
        built = build_free_request(method, path, params=params, json=json)
        refusals: list[tuple[ApiError, http.Response]] = []

        async def whole(exchange: AsyncExchange) -> http.Response:
            content = await exchange.content()
            response = complete(exchange.response, content)
            if exchange.status in REPEATED_STATUSES:
                error = exchange.error_with(content)
                refusals.append((error, response))
                raise error
            return response

        try:
            return await self._repeat(built, await self._version_for(built), whole, headers=JSON)
        except ApiError as error:
            for refusal, response in refusals:
                if refusal is error:
                    return response
            raise

    async def model(self) -> str | None:
        """The machine's model in the document's words, asked once; ``None`` if it is none of them or does not say."""
        if self.machine_model is None:
            built = build_request(operation("get_info"))
            try:
                info = await self._call(built, lambda reply: MachineInfo.from_json(reply.json()), await self.version())
            except EosConnectError:
                return None
            self.machine_model = info.model
        return self.machine_model

    async def _explained(self, asked: Operation, error: NotFoundError) -> ApiError:
        """A 404 of something that some models lack, in the light of this machine's model."""
        if self.machine_model is not None or not depends_on_model(asked) or await self.model() is None:
            return error
        return error_for(
            asked,
            error.status,
            path=error.path or asked.path,
            detail=error.detail,
            authenticated=self.settings.client_id is not None,
            version=str(self._spoken.value) if self._spoken.value else None,
            model=self.machine_model,
        )

    def _refuse_anonymous_change(self, asked: Operation) -> None:
        if asked.changes_machine and self.settings.client_id is None and self._http_client is None:
            raise ConfigurationError(
                "changing the machine needs credentials, and there are none; nothing was sent",
                hint="give client_id and client_secret (EOSCONNECT_CLIENT_ID, EOSCONNECT_CLIENT_SECRET)",
                method=asked.method,
                path=asked.path,
            )

    async def _version_for(self, built: BuiltRequest) -> ApiVersion | None:
        return await self.version() if built.versioned else None

    async def _call(
        self,
        built: BuiltRequest,
        decode: Callable[[Reply], T],
        version: ApiVersion | None,
        *,
        with_token: bool = True,
    ) -> T:
        async def decoded(exchange: AsyncExchange) -> T:
            if exchange.is_error:
                raise await exchange.error(self.machine_model)
            with waiting.processing(exchange.response):
                reply = await exchange.reply()
                try:
                    return decode(reply)
                except UnexpectedResponseError as error:
                    error.method, error.path = error.method or reply.operation.method, error.path or reply.path
                    error.machine_may_have_changed = reply.operation.changes_machine
                    raise

        return await self._repeat(built, version, decoded, headers=JSON, with_token=with_token)

    async def _repeat(
        self,
        built: BuiltRequest,
        version: ApiVersion | None,
        work: Callable[[AsyncExchange], Awaitable[T]],
        *,
        headers: Mapping[str, str],
        with_token: bool = True,
        keep_open: bool = False,
    ) -> T:
        """Send until ``work`` gets through with the answer, or the failure stands."""
        deadline = Deadline(self.settings.timeout.total)
        attempt = 0
        while True:
            attempt += 1
            session = self._live_session()
            started = waiting.now()
            try:
                exchange = AsyncExchange(session, built, version, deadline)
                await exchange.send(attempt=attempt, headers=headers, with_token=with_token, patient=keep_open)
                done = False
                try:
                    result = await work(exchange)
                    done = True
                    return result
                finally:
                    if not (keep_open and done):
                        await exchange.aclose()
            except EosConnectError as error:
                now = waiting.now()
                log_failure(built.operation, error, attempt=attempt, seconds=now - started)
                # As long as there is no token, the call itself has not been sent, and only the token request failed.
                failed = operation("request_token") if error.path == TOKEN_PATH else built.operation
                pause = pause_before_repeating(
                    failed,
                    error,
                    attempt=attempt,
                    retries=self.settings.retries,
                    remaining=deadline.remaining(now),
                    random=random.random(),
                )
                if pause is None:
                    if attempt > 1:
                        error.message += f" (after {attempt} attempts)"
                    raise
                log_repetition(built.operation, error, attempt=attempt, pause=pause)
            await session.pause(pause)

    # Life

    def _live_session(self) -> AsyncSession:
        with self._lock:
            if self._closed:
                raise ConfigurationError(f"{self!r} is closed", hint="make a new one, or close it later")
            if self._session is None:
                if self._http_client is not None and self._pid != os.getpid():
                    raise ConfigurationError(
                        "http_client belongs to the process that made it, and this is a fork of that",
                        hint="make client and machine in the new process",
                    )
                self._session = AsyncSession(self.settings, http_client=self._http_client)
            session = self._session
        session.check_loop()
        return session

    def _after_fork(self) -> None:
        """In the child: leave the parent's sockets and locks alone."""
        if self._session is not None:
            LEFT_TO_THE_PARENT.append(self._session)
        self._session = None
        self._lock = threading.Lock()
        self._offered = AsyncOnce(self._offered.value)
        self._spoken = AsyncOnce(self._spoken.value)

    async def aclose(self) -> None:
        """Close the connections. Closing twice is fine."""
        with self._lock:
            self._closed = True
            session, self._session = self._session, None
        if session is not None:
            await session.aclose()

    def __del__(self) -> None:
        session = getattr(self, "_session", None)
        if session is not None and session.owns_client:
            warnings.warn(f"{self!r} was not closed", ResourceWarning, source=self, stacklevel=2)
            waiting.let_go(session.client)

    def __repr__(self) -> str:
        version = self._spoken.value or self.settings.api_version or "version not negotiated yet"
        insecure = ", insecure" if self.settings.insecure else ""
        return f"<{type(self).__name__} {self.settings.origin}, {version}{insecure}>"


def checked_client(settings: Settings, client: http.AsyncClient | None) -> http.AsyncClient | None:
    if client is None:
        return None
    if not isinstance(client, http.AsyncClient):
        raise ConfigurationError(
            f"http_client is a {type(client).__module__}.{type(client).__qualname__}", hint="give an httpx2.AsyncClient"
        )
    ignored = [name for name in ("ca", "fingerprint", "insecure", "proxy") if getattr(settings, name)]
    if ignored:
        raise ConfigurationError(
            f"http_client comes with its own trust and proxy, so {', '.join(ignored)} would have no effect",
            hint="set them up in the client, or leave http_client out",
        )
    return client


def complete(response: http.Response, content: bytes) -> http.Response:
    """The same response with its body read and decompressed."""
    framing = {"content-encoding", "content-length", "transfer-encoding"}
    headers = [(name, value) for name, value in response.headers.multi_items() if name.lower() not in framing]
    return http.Response(response.status_code, headers=headers, content=content, request=response.request)


CONNECTIONS: Final[weakref.WeakSet[AsyncConnection]] = weakref.WeakSet()
LEFT_TO_THE_PARENT: Final[list[AsyncSession]] = []


def after_fork() -> None:
    for connection in CONNECTIONS:
        connection._after_fork()


if hasattr(os, "register_at_fork"):  # not on Windows, which cannot fork
    os.register_at_fork(after_in_child=after_fork)
