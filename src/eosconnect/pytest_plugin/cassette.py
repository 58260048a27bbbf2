"""Cassettes: what a machine answered once, kept without secrets and names, and played back without the machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import attrs
import pytest

from eosconnect.decisions.file_names import file_name
from eosconnect.errors import ConfigurationError, LocalFileError
from eosconnect.presentation.extras import require
from eosconnect.pytest_plugin.cassette_file import CassetteFile
from eosconnect.pytest_plugin.environment import PLACEHOLDER_HOST, name_machine
from eosconnect.pytest_plugin.scrubbing import Scrubber
from eosconnect.settings import Settings
from eosconnect.settings.machines_file import MachinesFile
from eosconnect.transport.token_exchange import TOKEN_PATH

if TYPE_CHECKING:
    from eosconnect import Machine
    from eosconnect.models.machine_info import MachineInfo

__all__ = ["EosCassette", "cassette_of"]

#: Stand in the place of the real ones while a cassette is played.
CREDENTIALS: Final = {"client_id": "recorded-client", "client_secret": "recorded-secret"}

#: What can be searched for names; anything else is not recorded.
TEXTUAL: Final = re.compile(r"(text/.+|application/([\w.-]+\+)?(json|xml))(;.*)?", re.IGNORECASE)

#: Settings of the user's machine that hold while it is recorded.
TAKEN_OVER: Final = (
    *("client_id", "ca", "fingerprint", "insecure"),
    *("timeout", "retries", "max_concurrency", "max_rate", "proxy"),
)

Passed = Callable[[], bool]


@attrs.frozen
class EosCassette:
    """What a test is given: a machine that answers from the cassette, or is being recorded.

    Attributes:
        machine: the client.
        path: the file of the cassette.
        recording: whether the machine itself is asked.

    Example:
        >>> def test_the_last_failure(eos_cassette):
        ...     assert eos_cassette.machine.jobs.latest(result="Failed").layer_count == 429
    """

    machine: Machine
    path: Path
    recording: bool


@attrs.frozen(kw_only=True)
class Wanted:
    """What the markers of a test and the ini file say.

    Attributes:
        api_version, tz: as in ``Machine``; the same for recording and playing.
        scrub: further words to replace.
    """

    api_version: str | None = None
    tz: str | None = None
    scrub: tuple[str, ...] = attrs.field(default=(), converter=tuple)

    @classmethod
    def by(cls, request: pytest.FixtureRequest) -> Wanted:
        """Of a test, from the module's markers to the test's own."""
        arguments: dict[str, Any] = {"scrub": request.config.getini("eos_scrub")}
        for marker in reversed(list(request.node.iter_markers("eos_cassette"))):
            more = marker.kwargs.get("scrub", ())
            arguments |= {**marker.kwargs, "scrub": [*arguments["scrub"], *([more] if isinstance(more, str) else more)]}
        try:
            return cls(**arguments)
        except TypeError as error:
            raise ConfigurationError(str(error), hint="the marker takes api_version, tz and scrub") from None


@contextmanager
def cassette_of(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, passed: Passed
) -> Iterator[EosCassette]:
    """The cassette of a test, in the folder ``cassettes`` beside the test's file.

    Args:
        passed: whether the test has passed, asked when it has ended.
    """
    option = request.config.getoption
    try:
        require("vcr", extra="testing")
        path, wanted = path_of(request), Wanted.by(request)
        if option("--eos-record") or option("--eos-record-from"):
            cassette = recorded(path, wanted, settings_of(option("--eos-record-from")), monkeypatch, passed)
        else:
            cassette = played(path, wanted, monkeypatch, request.node.nodeid)
        with cassette as ready:
            yield ready
    except (ConfigurationError, LocalFileError) as error:
        raise pytest.fail.Exception(f"eos_cassette: {error}", pytrace=False) from None


def path_of(request: pytest.FixtureRequest) -> Path:
    """``cassettes/<test file>/<test>.yaml``; the names of parametrised tests become legal file names."""
    name = ".".join(filter(None, (getattr(request.cls, "__name__", None), request.node.name)))
    return request.path.parent / "cassettes" / request.path.stem / file_name(re.sub(r"[/\\]", "_", name) + ".yaml")


def settings_of(name: str | None) -> Settings:
    """The user's own machine, by its name in the machines file, or from the environment and ``.env``."""
    return MachinesFile.read().settings(name) if name else Settings.from_env()


@contextmanager
def recorded(
    path: Path, wanted: Wanted, settings: Settings, monkeypatch: pytest.MonkeyPatch, passed: Passed
) -> Iterator[EosCassette]:
    """Ask the machine, and write down what it answers if the test passes."""
    import vcr

    from eosconnect import Machine

    options: dict[str, Any] = {name: getattr(settings, name) for name in TAKEN_OVER}
    options["client_secret"] = settings.client_secret.reveal() if settings.client_secret else None
    options |= {"api_version": wanted.api_version, "tz": wanted.tz}
    with Machine(settings.origin, **options) as machine:
        scrubber = scrubber_for(settings, wanted, machine.info.get())
    file = CassetteFile(scrubber)
    recorder = vcr.VCR(
        record_mode=vcr.mode.ALL,
        before_record_request=only_reading(settings.host),
        before_record_response=only_texts,
        decode_compressed_response=True,
    )
    recorder.register_persister(file)
    name_machine(monkeypatch, {"host": settings.origin, **options})
    with recorder.use_cassette(str(path)), Machine(settings.origin, **options) as machine:
        yield EosCassette(machine, path, recording=True)
        file.complete = passed()


@contextmanager
def played(path: Path, wanted: Wanted, monkeypatch: pytest.MonkeyPatch, test: str) -> Iterator[EosCassette]:
    """Answer from the cassette; nothing goes out to the machine."""
    import vcr

    from eosconnect import Machine

    if not path.is_file():
        raise ConfigurationError(
            f"there is no cassette {path}", hint=f'record it from a machine of yours: pytest --eos-record "{test}"'
        )
    recorder = vcr.VCR(
        record_mode=vcr.mode.NONE,
        match_on=("method", "path", "query"),
        before_record_request=lambda request: request if request.host == PLACEHOLDER_HOST else None,
    )
    recorder.register_persister(CassetteFile())
    with recorder.use_cassette(str(path)) as cassette:
        with_token = any(request.path == TOKEN_PATH for request in cassette.requests)
        settings: dict[str, Any] = {**(CREDENTIALS if with_token else {}), "api_version": wanted.api_version}
        name_machine(monkeypatch, {"host": PLACEHOLDER_HOST, **settings})
        with Machine(PLACEHOLDER_HOST, **settings, tz=wanted.tz) as machine:
            yield EosCassette(machine, path, recording=False)


def scrubber_for(settings: Settings, wanted: Wanted, info: MachineInfo) -> Scrubber:
    """What is known before the first request of the test."""
    scrubber = Scrubber()
    if settings.client_secret is not None:
        scrubber.hide(settings.client_secret.reveal(), CREDENTIALS["client_secret"])
        scrubber.hide(settings.client_id or "", CREDENTIALS["client_id"])
    scrubber.hide(info.serial_number or "", "SERIAL1")
    scrubber.collect(info.raw)
    name = urlsplit(settings.origin).hostname or ""
    for host in (settings.host, name, *([name.partition(".")[0]] if re.search("[a-z]", name) else [])):
        scrubber.hide(host, PLACEHOLDER_HOST)
    for word in wanted.scrub:
        scrubber.hide(word, "scrubbed")
    return scrubber


def only_reading(host: str) -> Callable[[Any], Any]:
    """Records what goes to this host, and refuses what would change the machine before it is sent."""

    def checked(request: Any) -> Any:
        address = urlsplit(request.uri)
        if address.netloc.lower() != host:
            return None
        if request.method != "GET" and address.path != TOKEN_PATH:
            pytest.fail(
                f"eos_cassette: {request.method} {address.path} was not sent, because only reading is recorded\n"
                "  Hint: test what changes a machine, and reports, with eos_machine",
                pytrace=False,
            )
        return request

    return checked


def only_texts(response: dict[str, Any]) -> dict[str, Any]:
    """Refuses files: what is inside of them cannot be searched for names."""
    kind = next((values[0] for name, values in response["headers"].items() if name.lower() == "content-type"), "")
    if response["body"]["string"] and not TEXTUAL.fullmatch(kind):
        pytest.fail(
            f"eos_cassette: an answer of type {kind or 'unknown'} is not recorded, because the names in it cannot be "
            "replaced\n  Hint: test downloads with eos_machine",
            pytrace=False,
        )
    return response
