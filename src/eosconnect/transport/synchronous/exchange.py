# Generated from src/eosconnect/transport/asynchronous/exchange.py by "nox -s generate". Do not edit.
"""One request and its answer, from the slot that is taken to the slot that is given back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from eosconnect.decisions.meaning import detail_of, error_for, means_nothing
from eosconnect.decisions.operations import operation
from eosconnect.decisions.repeating import Deadline, retry_after
from eosconnect.errors import (
    ApiError,
    EosConnectError,
    MachineTimeoutError,
    MachineUnreachableError,
    UnexpectedResponseError,
)
from eosconnect.transport.bodies import ODDLY_COMPRESSED, OUT_OF_STEP, is_as_asked
from eosconnect.transport.conversation import answers_what_was_asked
from eosconnect.transport.failures import HTTP_FAILURES, closed, translated, without_frames
from eosconnect.transport.http import http
from eosconnect.transport.interruption import GivenUp
from eosconnect.transport.log import log_answer
from eosconnect.transport.reply import LARGEST_BODY, Reply
from eosconnect.transport.requests import USER_AGENT, BuiltRequest
from eosconnect.transport.synchronous import waiting
from eosconnect.transport.synchronous.authentication import TokenFlow
from eosconnect.transport.synchronous.session import Session
from eosconnect.transport.token_exchange import TOKEN_PATH
from eosconnect.versions import ApiVersion

__all__ = ["Exchange"]

LARGEST_ERROR_BODY: Final = 64 * 1024

#: Seconds that the body of an error has at least.
TIME_FOR_WORDS: Final = 5.0


class Exchange:
    """An answer whose head has come. Its body is read by :meth:`content` or :meth:`chunks`; it ends with ``close``."""

    def __init__(self, session: Session, built: BuiltRequest, version: ApiVersion | None, deadline: Deadline) -> None:
        self._session = session
        self._built = built
        self._version = version
        self._deadline = deadline
        self._response: http.Response | None = None
        self._told = waiting.Told()
        self.received = 0
        self.operation = built.operation
        self.path = built.full_path(version).partition("?")[0]

    def send(self, *, attempt: int, headers: Mapping[str, str], with_token: bool, patient: bool = False) -> None:
        """Take a slot, send the request and wait for the head of the answer; if ``patient``, until the deadline.

        Raises:
            EosConnectError: there was none. The status is not judged here.
        """
        self._session.slots.acquire()
        try:
            self._session.turn()
            self._deadline.start(waiting.now())
            started = waiting.now()
            response = None
            while response is None:
                response = self._sent(headers, with_token, patient)
            self._response = response
            log_answer(self.operation, response.status_code, attempt=attempt, seconds=waiting.now() - started)
        except BaseException:
            self._session.slots.release()
            raise

    def _sent(self, headers: Mapping[str, str], with_token: bool, patient: bool) -> http.Response | None:
        """The answer, or ``None``: only an early token renewal has failed, and the token at hand is still good."""
        session, built = self._session, self._built
        remaining = self._deadline.remaining(waiting.now())
        if remaining <= 0:
            raise self._too_late()
        if session.closed:
            raise closed(session.settings, self.operation, self.path)
        flow = session.flow(self.operation, self._deadline) if with_token else None
        path, options = built.target(self._version, whole=session.owns_client)
        options = {**options, "headers": {"User-Agent": USER_AGENT, **headers, **options.get("headers", {})}}
        request = session.client.build_request(
            self.operation.method,
            session.settings.origin + path,
            timeout=session.timeout(remaining),
            **options,
        )
        request.extensions["trace"] = self._told
        usual = dict(request.extensions["timeout"])
        if patient:
            request.extensions["timeout"] = {**usual, "read": remaining}
        # A client of the caller's own may bring its own authentication.
        auth: Any = flow if flow is not None or session.owns_client or not with_token else http.USE_CLIENT_DEFAULT
        try:
            with session.under_way.within(remaining):
                response = session.client.send(request, auth=auth, stream=True, follow_redirects=False)
            if not answers_what_was_asked(response):
                response.close()
                raise self._unexpected(OUT_OF_STEP)
            # Read afresh by the HTTP client when the body begins.
            response.request.extensions["timeout"].update(usual)
            return response
        except BaseException as raised:
            error = self._ours(raised, flow)
            if flow is not None and flow.interrupted(error):
                return None
            if error is None:
                raise
            if error is raised:  # by our own flow, through the HTTP client's frames
                raise without_frames(error, session.tokens.secrets) from error.__cause__
            raise error from without_frames(raised, session.tokens.secrets)

    def _ours(self, raised: BaseException, flow: TokenFlow | None = None) -> EosConnectError | None:
        if isinstance(raised, EosConnectError):
            return raised
        sent = not (self._told.connecting or (flow is not None and flow.holding))
        if self._session.closed and isinstance(raised, (GivenUp, RuntimeError, *HTTP_FAILURES)):
            # The HTTP client refuses with a RuntimeError what comes after its end.
            sent = sent and not isinstance(raised, RuntimeError)
            return closed(self._session.settings, self.operation, self.path, sent=sent)
        if not isinstance(raised, HTTP_FAILURES):
            return None
        if flow is not None and flow.fetching:
            ours = translated(raised, self._session.settings, operation("request_token"), TOKEN_PATH)
        else:
            ours = translated(raised, self._session.settings, self.operation, self.path)
        ours.machine_may_have_changed &= sent
        # asyncio's own, or a thread's socket ran out of the time for the whole call.
        if isinstance(raised, TimeoutError) or (
            isinstance(ours, MachineTimeoutError) and self._deadline.remaining(waiting.now()) <= 0
        ):
            ours.message = self._too_late().message
        return ours

    def _too_late(self) -> EosConnectError:
        return MachineTimeoutError(
            f"no complete answer within {self._deadline.total:g} s",
            hint="a larger timeout= may help",
            method=self.operation.method,
            path=self.path,
            machine_may_have_changed=self.operation.changes_machine and self._response is not None,
        )

    def _unexpected(self, message: str) -> UnexpectedResponseError:
        return UnexpectedResponseError(
            message,
            method=self.operation.method,
            path=self.path,
            machine_may_have_changed=self.operation.changes_machine,
        )

    @property
    def response(self) -> http.Response:
        """The answer; its head has come."""
        assert self._response is not None
        return self._response

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    @property
    def headers(self) -> dict[str, str]:
        """The answer's headers by lower-case name."""
        return dict(self.response.headers)

    def content(self, largest: int = LARGEST_BODY, *, least: float = 0.001) -> bytes:
        """The whole body, decompressed; it has ``least`` seconds even if the deadline is over.

        Raises:
            MachineUnreachableError: it broke off.
            MachineTimeoutError: it did not come to an end before the deadline.
            UnexpectedResponseError: it is too large or damaged.
        """
        pieces: list[bytes] = []
        # Read afresh by the HTTP client when the body begins.
        timeout = self.response.request.extensions["timeout"]
        ends = waiting.now() + max(self._deadline.remaining(waiting.now()), least)
        timeout["read"] = min(timeout["read"], ends - waiting.now())
        try:
            with waiting.within(ends - waiting.now()):
                for piece in self.chunks():
                    pieces.append(piece)
                    if self.received > largest:
                        raise self._unexpected(f"the answer is larger than {largest // 1024} KiB")
                    if waiting.now() >= ends:
                        raise self._too_late()
        except (TimeoutError, MachineTimeoutError) as error:
            if isinstance(error, MachineTimeoutError) and waiting.now() < ends:
                raise
            raise self._too_late() from None
        if not pieces and not self._says_empty:
            raise MachineUnreachableError(
                "the connection ended before the answer's body came",
                method=self.operation.method,
                path=self.path,
                machine_may_have_changed=self.operation.changes_machine,
            )
        return b"".join(pieces)

    @property
    def _says_empty(self) -> bool:
        """Whether an empty body is what the machine meant: one that broke off must not look like "nothing there"."""
        headers = self.response.headers
        if self.status in (204, 304) or self.operation.method == "HEAD":
            return True
        # The decompressor does not notice a stream that ends too early.
        whole = headers.get("content-length") == "0" or "transfer-encoding" in headers
        return whole and "content-encoding" not in headers

    def chunks(self) -> Iterator[bytes]:
        """The body piece by piece.

        Raises:
            MachineUnreachableError: it broke off.
            MachineTimeoutError: it paused for too long.
            UnexpectedResponseError: it is compressed in a way that was not asked for, or damaged.
        """
        if not is_as_asked(self.response):
            raise self._unexpected(ODDLY_COMPRESSED)
        try:
            for piece in self.response.iter_bytes():
                self.received += len(piece)
                yield piece
        except HTTP_FAILURES as raised:
            error = translated(raised, self._session.settings, self.operation, self.path)
            raise error from without_frames(raised, self._session.tokens.secrets)

    @property
    def is_error(self) -> bool:
        """Whether the status says failure, and this operation does not mean "nothing there" by it."""
        return not (200 <= self.status < 300 or means_nothing(self.operation, self.status))

    def refuse_page(self) -> None:
        """Raises: UnexpectedResponseError: the body is an HTML page, and no file of the machine is one."""
        if self.response.headers.get("content-type", "").lower().startswith("text/html"):
            error = self._unexpected("an HTML page came in place of the file")
            error.hint = "does another server answer in the machine's place?"
            raise error

    def error(self, model: str | None = None) -> ApiError:
        """The error that the status means, with the machine's own words from the body."""
        try:
            # The deadline may have gone into an upload, and the machine's words tell one refusal from another.
            body = self.content(LARGEST_ERROR_BODY, least=TIME_FOR_WORDS)
        except EosConnectError:
            body = b""  # the status says enough
        return self.error_with(body, model)

    def error_with(self, body: bytes, model: str | None = None) -> ApiError:
        """The error that the status means; the body has been read."""
        settings = self._session.settings
        return error_for(
            self.operation,
            self.status,
            path=self.path,
            detail=detail_of(
                body,
                self.response.headers.get("content-type", ""),
                secrets=self._session.tokens.secrets,
            ),
            retry_after=retry_after(self.response.headers, datetime.now(UTC)),
            authenticated=settings.client_id is not None,
            version=str(self._version) if self._version else None,
            model=model,
        )

    def reply(self) -> Reply:
        """The complete answer."""
        content = self.content()
        return Reply(self.operation, self.status, self.headers, content, self.path)

    def close(self) -> None:
        """End the exchange: the connection returns to the pool, the slot to the others."""
        try:
            self.response.close()
        finally:
            self._session.slots.release()
