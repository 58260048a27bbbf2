"""The simulated machine as one object: start it, look at what arrived, break it, move its time."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from eosconnect.document import load_document
from eosconnect.simulator.answers import ANSWERS, Answer, Query, World
from eosconnect.simulator.env_file import write_env_file
from eosconnect.simulator.server.application import Application
from eosconnect.simulator.server.certificate import Certificate
from eosconnect.simulator.server.clock import Clock
from eosconnect.simulator.server.endpoints import Endpoint, RoutingTable, read_endpoints
from eosconnect.simulator.server.fault import Fault
from eosconnect.simulator.server.faults import Faults
from eosconnect.simulator.server.listener import ADDRESS, Listener
from eosconnect.simulator.server.request_log import RequestLog
from eosconnect.simulator.server.token_endpoint import Credentials
from eosconnect.simulator.server.tokens import TokenStore
from eosconnect.simulator.web.pages import Pages
from eosconnect.simulator.world.licenses import LicenseState

__all__ = ["Simulator"]

VERSIONS = ((6, 0), (6, 1), (6, 8))
DESCRIBED = (6, 1)


class Simulator:
    """A machine on this computer, behind real HTTPS.

    Args:
        model: one of the documents' machine models; what it lacks answers 404, as on the machine.
        seed: the same seed makes the same machine with the same history, given the same ``now``.
        port: 0 takes a free one.
        versions: the Web API versions that it speaks, as (major, minor).
        speed: machine seconds per real second; 0 stands still, and :meth:`advance` moves it.
        token_lifetime: in real seconds, however fast the machine's clock runs.
        auth: whether it asks for a token; without, reading is free and every change is refused.
        faults: planned from the start; more through :attr:`faults`.
        now: the machine's time at the start (aware), or a function that tells it.
        licenses: ``valid``, ``expired`` or ``missing`` by the name or the code of a license, for those that are not
            valid; without the Reporting license (40001) reports are refused.
        export_size: bytes of every exported job, up to gigabytes (and not below what its tables need); made while
            they are sent.
        log_level: of the logger ``eosconnect.simulator``, such as ``"INFO"`` for a line per request; the default
            leaves logging alone and keeps the server silent.

    Attributes:
        client_id, client_secret: made anew for every simulator.
        ca: its certificate as PEM text, to be trusted as a CA.
        fingerprint: SHA-256 of that certificate.
        world: the machine model behind the answers.
        clock: the machine's clock.
        faults: what goes wrong; may be changed at any time.
        requests: what arrived, without secrets.

    Example:
        >>> with Simulator(seed=7) as simulator:
        ...     simulator.host.startswith("127.0.0.1:")
        True
    """

    def __init__(
        self,
        model: str = "EOS M 290",
        *,
        seed: int = 1,
        port: int = 0,
        versions: Sequence[tuple[int, int]] = VERSIONS,
        speed: float = 1.0,
        token_lifetime: float = 3600,
        auth: bool = True,
        faults: Iterable[Fault] | None = None,
        now: datetime | Callable[[], datetime] | None = None,
        licenses: Mapping[int | str, LicenseState] | None = None,
        export_size: int | None = None,
        log_level: int | str | None = None,
    ) -> None:
        self.clock = Clock(now, speed=speed)
        self.world = World(model=model, seed=seed, now=self.clock)
        self.world.export_size = export_size
        for product, state in (licenses or {}).items():
            self.world.licenses.set(product, state)
        document = load_document()
        table = RoutingTable(read_endpoints(document))
        self.faults = Faults(faults or (), operations=table.endpoints, seed=seed)
        self.requests = RequestLog()
        self.auth = auth
        self.client_id = f"simulator{secrets.token_hex(4)}"  # the machine takes letters and digits only
        self.client_secret = secrets.token_urlsafe(32)
        self._tokens = TokenStore(token_lifetime)
        self._certificate = Certificate.self_signed(self.world.host_name)
        self._port = port
        self._log_level = _level(log_level)
        self._application = Application(
            table=table,
            answer=self._answer,
            supports=self._supports,
            credentials=Credentials(self.client_id, self.client_secret),
            tokens=self._tokens,
            versions=tuple(versions),
            auth=auth,
            faults=self.faults,
            requests=self.requests,
            page=Pages(
                document=document,
                world=self.world,
                versions=sorted(versions, key=lambda version: (version != DESCRIBED, version)),
                client_id=self.client_id if auth else None,
                missing={name for name, endpoint in table.endpoints.items() if not self._supports(endpoint)},
                url=lambda: self.url,
            ).find,
            change_certificate=self.change_certificate,
        )
        self._listener: Listener | None = None

    def start(self) -> Self:
        """Returns as soon as it answers; a with-statement does it for you.

        Raises:
            ConfigurationError: the port is taken.
        """
        if self._listener is None:
            listener = Listener(
                self._application, self._certificate.server_context(), port=self._port, log_level=self._log_level
            )
            listener.start()
            self._listener = listener
        return self

    def close(self) -> None:
        """Cut all connections and stop; nothing of it is left running."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def restart(self) -> None:
        """Stop and start again under the same address; the jobs go on.

        What was waiting for it takes effect: a certificate that was uploaded, and updated licenses. No token of before
        is worth anything afterwards.
        """
        port = self._listener.port if self._listener is not None else self._port
        self.close()
        self._port = port
        if self.world.certificate is not None:
            self._certificate = Certificate.from_pem(self.world.certificate.pem, self.world.certificate.key_pem)
        self.world.licenses.restart()
        self._tokens.revoke_all()
        self.start()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def host(self) -> str:
        """Address and port, such as ``127.0.0.1:40123``."""
        if self._listener is None:
            raise RuntimeError("the simulated machine is not running: use it in a with-statement, or call start()")
        return f"{ADDRESS}:{self._listener.port}"

    @property
    def url(self) -> str:
        """The origin, such as ``https://127.0.0.1:40123``."""
        return f"https://{self.host}"

    @property
    def ca(self) -> str:
        return self._certificate.pem

    @property
    def fingerprint(self) -> str:
        return self._certificate.fingerprint

    def advance(self, by: timedelta | float) -> None:
        """Let ``by`` (a timedelta, or seconds) pass on the machine at once; tokens do not age by it."""
        self.clock.advance(by)

    def revoke_tokens(self) -> None:
        """Make every token that is out worthless now."""
        self._tokens.revoke_all()

    def change_certificate(self) -> None:
        """Serve another self-signed certificate from the next connection on.

        Connections that are open end with the answers that are under way. :attr:`ca` and :attr:`fingerprint` are those
        of the new one.
        """
        self._certificate = Certificate.self_signed(self.world.host_name)
        if self._listener is not None:
            self._listener.use(self._certificate.server_context())

    def env(self, *, tutorial_names: bool = False) -> dict[str, str]:
        """The settings of a client of this machine as environment variables.

        Args:
            tutorial_names: also under the names that the vendor's tutorial reads.

        Example:
            >>> with Simulator() as simulator:
            ...     sorted(simulator.env())
            ['EOSCONNECT_CLIENT_ID', 'EOSCONNECT_CLIENT_SECRET', 'EOSCONNECT_FINGERPRINT', 'EOSCONNECT_HOST']
        """
        credentials = {"CLIENT_ID": self.client_id, "CLIENT_SECRET": self.client_secret} if self.auth else {}
        settings = {"HOST": self.host, "FINGERPRINT": self.fingerprint} | credentials
        variables = {f"EOSCONNECT_{name}": value for name, value in settings.items()}
        if tutorial_names:
            variables |= {"HOSTNAME": self.host} | {f"API_{name}": value for name, value in credentials.items()}
        return variables

    def write_env_file(self, path: str | os.PathLike[str], *, tutorial_names: bool = False) -> Path:
        """Write :meth:`env` to a ``.env`` file, at once and readable by its owner only.

        Raises:
            ConfigurationError: the file exists and somebody else has filled it, or it cannot be written.
        """
        return write_env_file(path, self.env(tutorial_names=tutorial_names))

    def __repr__(self) -> str:
        where = self.url if self._listener is not None else "not running"
        return f"Simulator({self.world.profile.model!r}, {where})"

    def _answer(self, query: Query) -> Answer | None:
        answer = ANSWERS.get(query.operation)
        return answer(self.world, query) if answer is not None else None

    def _supports(self, endpoint: Endpoint) -> bool:
        profile = self.world.profile
        known_model = endpoint.machines is None or profile.model in endpoint.machines
        return known_model and profile.has_filter_system(endpoint.filter_system)


def _level(log_level: int | str | None) -> int | None:
    if log_level is None:
        return None
    logging.getLogger("eosconnect.simulator").setLevel(log_level.upper() if isinstance(log_level, str) else log_level)
    return logging.getLogger("eosconnect.simulator").level
