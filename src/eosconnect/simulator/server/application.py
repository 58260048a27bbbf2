"""The simulated machine's web application: one request from its path to its answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl

import attrs
from starlette.middleware.gzip import GZipResponder
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from eosconnect.simulator.answers.answer import Answer, Query
from eosconnect.simulator.server.answering import as_json, respond
from eosconnect.simulator.server.bodies import BodyRefused, read_form, read_json
from eosconnect.simulator.server.endpoints import Endpoint, Place, RoutingTable
from eosconnect.simulator.server.fault import Fault
from eosconnect.simulator.server.faults import Faults
from eosconnect.simulator.server.files import FileResponse
from eosconnect.simulator.server.parameters import InvalidArguments, read_arguments
from eosconnect.simulator.server.problems import invalid, problem
from eosconnect.simulator.server.request_log import LoggedRequest, RequestLog, loggable_query
from eosconnect.simulator.server.token_endpoint import Credentials, answer_token_request
from eosconnect.simulator.server.tokens import TokenState, TokenStore
from eosconnect.simulator.server.wire import ConnectionCut, SabotagedSend

__all__ = ["Application"]

logger = logging.getLogger("eosconnect.simulator")

Version = tuple[int, int]


@attrs.frozen(kw_only=True)
class Application:
    """An ASGI application that answers as the machine does.

    Attributes:
        table: the operations of the document.
        answer: what the machine says to a query; ``None`` where it has no answer yet.
        supports: whether the machine model has an operation.
        credentials, tokens: who may ask, and with what.
        versions: the Web API versions that the machine speaks.
        auth: whether a token is asked for; without, everything that changes the machine is refused.
        faults: what goes wrong.
        requests: what arrived.
        page: what stands at a path outside the Web API; ``None`` where nothing does.
        change_certificate: gives the machine another certificate, for a fault.
    """

    table: RoutingTable
    answer: Callable[[Query], Answer | None]
    supports: Callable[[Endpoint], bool]
    credentials: Credentials
    tokens: TokenStore
    versions: Sequence[Version]
    auth: bool
    faults: Faults
    requests: RequestLog
    page: Callable[[str], Response | None] = lambda path: None
    change_certificate: Callable[[], None] = lambda: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        raw_path = scope["raw_path"].decode("ascii")
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        place = self.table.find(raw_path)
        endpoint = place.endpoints.get(request.method) if place else None
        logged = LoggedRequest(
            method=request.method,
            path=raw_path,
            query=loggable_query(query),
            operation=endpoint.id if endpoint else None,
        )
        self.requests.append(logged)
        struck = self.faults.strike(endpoint.id, in_web_api=endpoint.in_web_api) if endpoint else ()
        if any(fault.revoke_tokens for fault in struck):
            self.tokens.revoke_all()
        if any(fault.new_certificate for fault in struck):
            self.change_certificate()
        token = self._token_state(request)
        logged.authorized = token is TokenState.VALID

        def starts(status: int) -> None:
            logged.status = status
            logger.info("%s %s %d", request.method, raw_path, status)

        try:
            response = await self._respond(request, query, place, endpoint, token, struck)
            cut_short(response, struck)
            if any(fault.new_certificate for fault in struck):
                response.headers["Connection"] = "close"
            answering = GZipResponder(response, 1) if any(fault.gzip for fault in struck) else response
            await answering(scope, receive, SabotagedSend(send, receive, scope["state"]["transport"], struck, starts))
        except (ClientDisconnect, ConnectionCut):
            pass

    async def _respond(
        self,
        request: Request,
        query: Sequence[tuple[str, str]],
        place: Place | None,
        endpoint: Endpoint | None,
        token: TokenState | None,
        struck: Sequence[Fault],
    ) -> Response:
        if place is None or (place.version is not None and place.version not in self.versions):
            page = self._page(request) if place is None else None
            return page or problem(404)
        if endpoint is None:
            return problem(405, headers={"Allow": ", ".join(sorted(place.endpoints))})
        for fault in struck:
            if fault.status is not None:
                return failure(fault)
        if endpoint.id == "request_token":
            lifetime = next((fault.token_lifetime for fault in struck if fault.token_lifetime is not None), None)
            return await answer_token_request(request, self.credentials, self.tokens, lifetime=lifetime)
        if endpoint.id == "list_supported_versions":
            return as_json([{"majorVersion": major, "minorVersion": minor} for major, minor in self.versions])
        if (refusal := self._refusal(endpoint, place, token)) is not None:
            return refusal
        try:
            arguments = read_arguments(endpoint, place, query)
        except InvalidArguments as wrong:
            if wrong.names_nothing and 400 not in endpoint.statuses:
                return problem(404)
            return invalid(wrong.errors)
        asked = Query(endpoint.id, arguments)
        try:
            if endpoint.body == "json":
                asked = attrs.evolve(asked, body=await read_json(request, endpoint))
            elif endpoint.body == "form":
                asked = attrs.evolve(asked, form=await read_form(request))
        except BodyRefused as wrong_body:
            return problem(wrong_body.status, wrong_body.detail)
        return self._ask_the_machine(endpoint, asked, struck)

    def _page(self, request: Request) -> Response | None:
        try:
            return self.page(request.url.path) if request.method == "GET" else None
        except Exception as bug:
            logger.exception("The simulated machine failed to show %s", request.url.path)
            return problem(500, f"{type(bug).__name__} in {request.url.path}: {bug}")

    def _refusal(self, endpoint: Endpoint, place: Place, token: TokenState | None) -> Response | None:
        """Why this request may not ask the machine at all."""
        if self.auth and endpoint.needs_token and token is not TokenState.VALID:
            return unauthorized(token)
        if not self.auth and endpoint.changes_machine:
            return problem(403, "Nothing can be changed while the authorization is disabled.")
        if endpoint.since and place.version and place.version < endpoint.since:
            return problem(404)
        if not self.supports(endpoint):
            return problem(404, "This is not supported on the machine.")
        return None

    def _ask_the_machine(self, endpoint: Endpoint, query: Query, struck: Sequence[Fault]) -> Response:
        query = with_caps(endpoint, query, struck)
        try:
            answer = self.answer(query)
            if answer is None:
                return problem(501, f"The simulated machine does not answer {endpoint.id} yet.")
            return respond(endpoint, answer, query.arguments, struck)
        except Exception as bug:
            logger.exception("The simulated machine failed to answer %s", endpoint.id)
            return problem(500, f"{type(bug).__name__} in {endpoint.id}: {bug}")

    def _token_state(self, request: Request) -> TokenState | None:
        """The state of the token that came with the request; ``None`` when none did."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        return self.tokens.state(token.strip()) if scheme.lower() == "bearer" and token.strip() else None


def with_caps(endpoint: Endpoint, query: Query, faults: Sequence[Fault]) -> Query:
    """The query, for no more items than the faults allow a page to hold."""
    caps = [fault.page_cap for fault in faults if fault.page_cap is not None]
    if not caps or endpoint.page is None:
        return query
    take = min(query.arguments.get("take", endpoint.page[0]), *caps)
    return attrs.evolve(query, arguments={**query.arguments, "take": take})


def unauthorized(token: TokenState | None) -> Response:
    """401 without a body, and the reason in the header, as the machine's framework answers."""
    challenge = "Bearer"
    if token is not None:
        challenge += f' error="invalid_token", error_description="The token is {token.value}"'
    return Response(status_code=401, headers={"WWW-Authenticate": challenge})


def failure(fault: Fault) -> Response:
    """The answer of a fault with a status."""
    assert fault.status is not None
    headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else {}
    if fault.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if fault.body is not None or fault.status in (204, 304):
        return Response(fault.body or b"", fault.status, headers, fault.content_type if fault.body else None)
    return problem(fault.status, "A fault was asked for.", headers=headers)


def cut_short(response: Response, faults: Sequence[Fault]) -> None:
    """End the body early where a fault says so, with a length that agrees."""
    for fault in faults:
        if fault.cut_at is not None and not isinstance(response, FileResponse):
            body = bytes(response.body)
            length = fault.cut_at if isinstance(fault.cut_at, int) else int(fault.cut_at * len(body))
            response.body = body[:length]
            response.headers["content-length"] = str(len(response.body))
