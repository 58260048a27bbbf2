# Generated from src/eosconnect/machine/asynchronous.py by "nox -s generate". Do not edit.
"""The front door for asyncio. ``synchronous.py`` beside it is derived from this file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from functools import cached_property
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

from eosconnect.resources.synchronous.info import Info
from eosconnect.resources.synchronous.jobs import Jobs
from eosconnect.resources.synchronous.layers import Layers
from eosconnect.resources.synchronous.sensors import Sensors
from eosconnect.resources.synchronous.state import State
from eosconnect.resources.synchronous.user_messages import UserMessages
from eosconnect.settings import Settings, Timeouts
from eosconnect.transport.http import http
from eosconnect.transport.synchronous.connection import Connection
from eosconnect.versions import ApiVersion

if TYPE_CHECKING:
    from eosconnect.models import Language, Severity
    from eosconnect.resources.synchronous.diagnostics import Diagnostics
    from eosconnect.resources.synchronous.exposure import Exposure
    from eosconnect.resources.synchronous.images import LayerImages
    from eosconnect.resources.synchronous.indications import Indications
    from eosconnect.resources.synchronous.maintenance import Maintenance
    from eosconnect.resources.synchronous.module_versions import ModuleVersions
    from eosconnect.resources.synchronous.part_statistics import PartStatistics
    from eosconnect.resources.synchronous.parts import Parts
    from eosconnect.resources.synchronous.reports import Reports
    from eosconnect.resources.synchronous.software import Software
    from eosconnect.resources.synchronous.support import Support
    from eosconnect.resources.synchronous.tasks import Tasks
    from eosconnect.settings import Options
    from eosconnect.watching.journal import Delivery
    from eosconnect.watching.pace import Pace
    from eosconnect.watching.selection import EventTypes
    from eosconnect.watching.synchronous.watcher import Watcher

__all__ = ["Machine"]


class Machine:
    """One machine that runs EOSCONNECT Core.

    Nothing is sent before the first call. The API version is negotiated once, a token is fetched when it is needed
    and renewed before it ends. The synchronous one may be shared by threads; the one for asyncio belongs to one loop.

    Args:
        host: name or address of the machine, with a port where it is not 443. ``http://`` only to this computer.
        client_id, client_secret: from the machine's authorization settings; without them reading works on machines
            that have authorization switched off, and changing does not.
        api_version: ``"6.1"`` to pin it, ``"latest"`` for the machine's newest; by default the highest both sides know.
        ca: PEM text or file of the authority that signed the machine's certificate; by default the system's store.
        fingerprint: SHA-256 of the machine's own certificate, as browsers show it. Checked before anything is sent.
        insecure: ``True`` switches the certificate check off, with a warning. Prefer ``fingerprint``.
        tz: time zone of times given without an offset; UTC by default.
        timeout: seconds for one call with all its retries, or :class:`~eosconnect.settings.Timeouts`.
        retries: how often a call that changes nothing is repeated after a failure that may pass.
        max_concurrency: parallel requests to the machine at most. It is a controller, not a web farm.
        max_rate: requests per second at most, such as ``2``, for a machine that is busy or a long export at leisure.
        proxy: URL of a forward proxy for all requests, the token's too.
        http_client: your own ``httpx2.Client``; its trust, proxy and timeouts are then used instead of ours. The
            deadline of a call holds over HTTP/1.1, in a connection that it had before from our first answer on.

    Raises:
        ConfigurationError: a setting is missing or malformed; the message says which and how to set it.

    Example:
        >>> with Machine.from_env() as machine:
        ...     info = machine.info.get()
        ...     print(info.product_name)
        EOS M 290
    """

    def __init__(
        self,
        host: str,
        *,
        client_id: str | None = None,
        client_secret: str | None = None,
        api_version: str | None = None,
        ca: str | Path | None = None,
        fingerprint: str | None = None,
        insecure: bool = False,
        tz: tzinfo | str | None = None,
        timeout: Timeouts | float | None = None,
        retries: int = 3,
        max_concurrency: int = 4,
        max_rate: float | None = None,
        proxy: str | None = None,
        http_client: http.Client | None = None,
    ) -> None:
        settings = Settings.of(
            host,
            client_id=client_id,
            client_secret=client_secret,
            api_version=api_version,
            ca=ca,
            fingerprint=fingerprint,
            insecure=insecure,
            tz=tz,
            timeout=timeout,
            retries=retries,
            max_concurrency=max_concurrency,
            max_rate=max_rate,
            proxy=proxy,
        )
        self._connection = Connection(settings, http_client=http_client)

    @classmethod
    def from_env(cls, env_file: str | Path | None = ".env", **options: Unpack[Options]) -> Self:
        """A machine from the environment and a ``.env`` file.

        Read are ``EOSCONNECT_HOST``, ``_CLIENT_ID``, ``_CLIENT_SECRET``, ``_API_VERSION``, ``_CA`` and
        ``_FINGERPRINT``. The environment wins over ``env_file``; a file that does not exist is no error. The names of
        the vendor's tutorial (``API_CLIENT_ID``, ``API_CLIENT_SECRET``, ``API_VERSION``, and ``HOSTNAME`` in the file)
        are understood.

        Args:
            env_file: a bare name is looked for in the working directory and the folders above it.
            options: further settings of the machine, such as ``max_concurrency=2``; they win over what was read.

        Raises:
            ConfigurationError: no host anywhere, or a malformed setting.

        Example:
            >>> with Machine.from_env() as machine:
            ...     print(machine.api_version)
            v6.1
        """
        machine = cls.__new__(cls)
        machine._connection = Connection(Settings.from_env(env_file, **options))
        return machine

    @classmethod
    def named(cls, name: str, *, machines_file: str | Path | None = None, **options: Unpack[Options]) -> Self:
        """A machine from the machines file, which ``eosconnect trust`` and ``eosconnect machines`` write.

        Args:
            name: as in the file, such as ``"M290-03"``.
            machines_file: another file than the one in the user's configuration folder (or the one that
                ``EOSCONNECT_MACHINES_FILE`` names).
            options: further settings of the machine, such as ``timeout=300``; they win over the file's.

        Raises:
            ConfigurationError: no such machine, a malformed setting, or a secret that is not where the file says.

        Example:
            >>> _ = Path("machines.toml").write_text('[machines.M290-03]\\nhost = "si1716"')
            >>> Machine.named("M290-03", machines_file="machines.toml").host
            'si1716'
        """
        from eosconnect.settings.machines_file import MachinesFile

        machine = cls.__new__(cls)
        machine._connection = Connection(MachinesFile.read(machines_file).settings(name, **options))
        return machine

    @property
    def host(self) -> str:
        """The machine's host, with its port where one was given."""
        return self._connection.settings.host

    @property
    def api_version(self) -> ApiVersion:
        """The Web API version spoken with this machine; asks the machine once.

        Raises:
            VersionError: the machine and this SDK share no version; both lists are in the message.

        Source: ``GET /api/supportedVersions``.
        """
        return self._connection.version()

    @property
    def supported_versions(self) -> tuple[ApiVersion, ...]:
        """The versions that the machine offers. Source: ``GET /api/supportedVersions``."""
        return self._connection.supported_versions()

    @cached_property
    def jobs(self) -> Jobs:
        """Build jobs."""
        return Jobs(self._connection)

    @cached_property
    def layers(self) -> Layers:
        """Layers of jobs."""
        return Layers(self._connection)

    @cached_property
    def user_messages(self) -> UserMessages:
        """Messages that the machine showed to its operator."""
        return UserMessages(self._connection)

    @cached_property
    def sensors(self) -> Sensors:
        """The catalogue of data points."""
        return Sensors(self._connection)

    @cached_property
    def info(self) -> Info:
        """What the machine is."""
        return Info(self._connection)

    @cached_property
    def state(self) -> State:
        """What the machine is doing."""
        return State(self._connection)

    def watch(
        self,
        *,
        only: EventTypes | None = None,
        severity: Severity | str | None = None,
        language: Language | str | None = None,
        state_file: str | PathLike[str] | None = None,
        delivery: Delivery = "at_least_once",
        pace: Pace | None = None,
        wait_for_machine: bool = False,
        clock: Callable[[], datetime] | None = None,
        sleep: Callable[[float], Any] | None = None,
    ) -> Watcher:
        """What happens on this machine from now on, as typed events, for a loop or for notifiers.

        A job that runs already is told first (``JobDiscovered``). Then come ``JobStarted``, ``LayerReached``,
        ``StateChanged`` (from machines that keep states), ``UserMessageRaised`` and, with the messages of the job,
        ``JobFinished``, ``JobFailed``, ``JobCancelled``, or plain ``JobEnded`` if the machine does not say how. They
        are the classes of :mod:`eosconnect.watching`. Each has ``id``, ``machine``, ``time``, ``job``.

        Network loss, a machine that is switched off, and expired tokens are survived: ``ConnectionLost`` and
        ``ConnectionRestored`` tell of it, and everything that happened meanwhile follows, in the order of time, jobs
        that started and ended included. What the machine shows more than an hour late is not seen.

        With ``state_file`` this holds over restarts too. An event is written there before it is handed out, and taken
        out when it has been dealt with: when the next one is asked for, when a ``with`` block over the watcher ends
        without an error, or at :meth:`~eosconnect.watching.synchronous.watcher.Watcher.acknowledge`. If the
        watcher is killed in between,

        - ``delivery="at_least_once"``: the event in hand, and no other, is handed out again. None is lost.
        - ``delivery="at_most_once"``: the event in hand is not handed out again. None is repeated.

        In both cases all other events are handed out exactly once. If this computer loses its power,
        ``at_least_once`` may repeat the last few events; ``at_most_once`` repeats none then either.

        Args:
            only: types of events, as classes or words such as ``"failed"`` or ``"started, ended"``; by default all.
                What is not wanted is not asked for, and not made up for if it is wanted later.
            severity: user messages from this severity on; those that come with the end of a job are all.
            language: of the messages, such as ``"de"``.
            state_file: an SQLite file of this watcher alone, made if there is none.
            delivery: which side to err on when the watcher is killed; see above.
            pace: bounds of the time between two looks.
            wait_for_machine: do not fail if the machine cannot be reached at first; for services.
            clock, sleep: for tests: this computer's time, and what waits.

        Raises:
            ConfigurationError: no such type of event, or a state file that is in use or something else. While
                iterating: it cannot be written, or belongs to another machine.
            EosConnectError: the very first look failed (raised while iterating); later failures are outages.

        Example:
            >>> with Machine.from_env() as machine:
            ...     for event in machine.watch():
            ...         print(event.kind, event.job.result)
            ...         break
            job_discovered Pending

        Source: ``GET /jobs/current``, ``/jobs/last``, ``/jobs``, ``/layers/{jobId}``, ``/info/state``,
        ``/software/userMessages``.
        """
        from eosconnect.watching.synchronous.watcher import Watcher

        return Watcher(
            self._connection,
            only=only,
            severity=severity,
            language=language,
            state_file=state_file,
            delivery=delivery,
            pace=pace,
            wait_for_machine=wait_for_machine,
            clock=clock,
            sleep=sleep,
        )

    @cached_property
    def parts(self) -> Parts:
        """Parts of jobs, and how long each was exposed."""
        from eosconnect.resources.synchronous.parts import Parts

        return Parts(self._connection)

    @cached_property
    def images(self) -> LayerImages:
        """Layer images of the monitoring systems."""
        from eosconnect.resources.synchronous.images import LayerImages

        return LayerImages(self._connection)

    @cached_property
    def indications(self) -> Indications:
        """Places where image analysis suspects an irregularity."""
        from eosconnect.resources.synchronous.indications import Indications

        return Indications(self._connection)

    @cached_property
    def part_statistics(self) -> PartStatistics:
        """Grey values of parts, layer by layer."""
        from eosconnect.resources.synchronous.part_statistics import PartStatistics

        return PartStatistics(self._connection)

    @cached_property
    def exposure(self) -> Exposure:
        """Lasers and scanners."""
        from eosconnect.resources.synchronous.exposure import Exposure

        return Exposure(self._connection)

    @cached_property
    def module_versions(self) -> ModuleVersions:
        """What the machine is made of."""
        from eosconnect.resources.synchronous.module_versions import ModuleVersions

        return ModuleVersions(self._connection)

    @cached_property
    def reports(self) -> Reports:
        """PDF reports about jobs."""
        from eosconnect.resources.synchronous.reports import Reports

        return Reports(self._connection)

    @cached_property
    def tasks(self) -> Tasks:
        """What the machine can build."""
        from eosconnect.resources.synchronous.tasks import Tasks

        return Tasks(self._connection)

    @cached_property
    def maintenance(self) -> Maintenance:
        """Licenses and certificate."""
        from eosconnect.resources.synchronous.maintenance import Maintenance

        return Maintenance(self._connection)

    @cached_property
    def diagnostics(self) -> Diagnostics:
        """Logs and OPC UA server."""
        from eosconnect.resources.synchronous.diagnostics import Diagnostics

        return Diagnostics(self._connection)

    @cached_property
    def software(self) -> Software:
        """Control system and versions."""
        from eosconnect.resources.synchronous.software import Software

        return Software(self._connection)

    def supports(self, what: str) -> bool:
        """Whether this machine has something, as far as its model and the document say; what they leave open is a yes.

        Args:
            what: an area (``"images"``, ``"tasks"``), an operation (``"list_job_states"``), or a data point
                (``"exposure.laser.temperature"``).

        Raises:
            ConfigurationError: it names nothing in the document.

        Source: ``GET /info``, and ``/filterSystem/moduleVersions`` where the filter system matters.

        Example:
            >>> with Machine.from_env() as machine:
            ...     print(machine.supports("images"))
            True
        """
        return self._support.supports(what)

    def clock_offset(self) -> timedelta | None:
        """The machine's clock minus this computer's, to about a second; ``None`` where the machine does not tell.

        Warns when it is two minutes or more: job ids and all times of the machine carry its clock.

        Source: the ``Date`` header of ``GET /info/hostName``.
        """
        return self._support.clock_offset()

    @cached_property
    def _support(self) -> Support:
        from eosconnect.resources.synchronous.support import Support

        return Support(self._connection)

    def request(
        self, method: str, path: str, *, params: dict[str, Any] | None = None, json: Any = None
    ) -> http.Response:
        """Any request with this machine's token, trust and retry: for what the SDK has no method for.

        Args:
            method: ``"GET"`` and so on; only GET is repeated after a failure.
            path: ``"/jobs"`` is taken below the negotiated ``/api/vX.Y``; paths that begin with ``/api/`` or ``/auth/``
                as they are.

        Returns:
            The answer as it came, whatever its status.

        Example:
            >>> with Machine.from_env() as machine:
            ...     response = machine.request("GET", "/info/brand")
            >>> response.json()
            'EOS'
        """
        return self._connection.request(method, path, params=params, json=json)

    def close(self) -> None:
        """Close the connections. Closing twice is fine."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._connection!r}>"
