"""``eosconnect sensors``: the catalogue of data points, and what of it this machine has."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

import attrs
import typer
from rich.text import Text

from eosconnect.cli.inputs import close_to, completing
from eosconnect.cli.options import on_machine
from eosconnect.cli.plain import constant
from eosconnect.cli.session import Session
from eosconnect.cli.streams import counting
from eosconnect.cli.tables import Column
from eosconnect.errors import ConfigurationError, EosConnectError, NotFoundError

if TYPE_CHECKING:
    from eosconnect.decisions.data_points import DataPoint
    from eosconnect.resources.synchronous.sensor import LiveSensor, Sensor, TextSensor

    AnySensor = Sensor | LiveSensor | TextSensor

__all__ = ["sensors", "shown_number"]

MODELS: Final = (
    *("EOS M 290", "EOS M 300-4", "EOS M 400", "EOS M 400-4"),
    *("EOS P 396", "EOS P 500", "EOS P 770", "EOS P 810"),
)


@attrs.frozen(kw_only=True)
class ListedSensor:
    """One line of the catalogue.

    Attributes:
        key: as in ``machine.sensors[key]``, with the number of the laser or shutter if it was asked for.
        available: "yes" or "no" on this machine model, or the filter system that decides it.
        interval: seconds between two recorded values at least.
        value, timestamp: what was read with --current.
    """

    key: str
    label: str
    unit: str
    available: str
    recorded: bool
    layer_based: bool | None
    interval: float | None
    threshold: float | None
    numbered: str | None
    kind: str
    opc_ua: str | None
    mqtt: str | None
    explanation: str
    value: float | str | None = None
    timestamp: datetime | None = None


@on_machine
def sensors(
    session: Session,
    words: Annotated[
        list[str] | None,
        typer.Argument(help="Only those with all these words, such as 'temperature'.", show_default=False),
    ] = None,
    *,
    current: Annotated[bool, typer.Option("--current", help="Read what each of them measures now.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Also those that this machine model does not have.")] = False,
    model: Annotated[
        str | None,
        typer.Option(
            help="Of another model, such as 'EOS M 400-4', without asking a machine.",
            autocompletion=completing(MODELS),
            show_default=False,
        ),
    ] = None,
) -> None:
    """List the sensors and set points of the machine.

    With their units, how often they are recorded, and whether this machine model has them."""
    from eosconnect.decisions.data_points import DATA_POINTS

    found = [point for point in DATA_POINTS.values() if matches(point, words or [])]
    if model:
        if current:
            raise ConfigurationError("--current asks a machine, and --model does not", hint="leave one of them out")
        whose = known_model(model)
        listed = [listed_sensor(point, on_model(point, whose)) for point in found]
    else:
        whose = "this machine"
        here = session.machine.sensors.available()
        keys = {sensor.data_point.key for sensor in here}
        listed = [listed_sensor(point, "yes" if point.key in keys else "no") for point in found]
        if current:
            listed = with_values([sensor for sensor in here if sensor.data_point in found], listed)
    hidden = 0
    if session.on_screen and not all_:
        shown = [sensor for sensor in listed if sensor.available != "no"]
        hidden, listed = len(listed) - len(shown), shown
    fields: dict[str, Callable[[ListedSensor], object]] = {
        field.name: operator.attrgetter(field.name) for field in attrs.fields(ListedSensor)
    }
    if not model:
        fields = {"machine": constant(session.machine.host), **fields}
    session.rows(listed, columns(session, current=current), kind=ListedSensor, what="sensors", fields=fields, limit=0)
    if hidden:
        session.note(f"{hidden} more that {whose} does not have; --all shows them")


def known_model(told: str) -> str:
    for name in MODELS:
        if told.casefold().replace(" ", "") in (name.casefold().replace(" ", ""), name.casefold()[4:].replace(" ", "")):
            return name
    near = close_to(told, MODELS)
    raise ConfigurationError(
        f"{told!r} is not a machine model{f'; did you mean {near[0]}?' if near else ''}",
        hint=f"one of {', '.join(MODELS)}",
    )


def on_model(point: DataPoint, model: str) -> str:
    if model not in point.machines:
        return "no"
    return f"with {point.filter_system}" if point.filter_system else "yes"


def matches(point: DataPoint, words: Sequence[str]) -> bool:
    text = f"{point.key} {point.label}".casefold()
    return all(word.casefold().replace("_", "") in text for word in words)


def listed_sensor(point: DataPoint, available: str) -> ListedSensor:
    return ListedSensor(
        key=point.key,
        label=point.label,
        unit=point.unit,
        available=available,
        recorded=point.recorded,
        layer_based=point.layer_based,
        interval=point.interval,
        threshold=point.threshold,
        numbered=point.counted,
        kind=point.kind,
        opc_ua=point.opc_ua,
        mqtt=point.mqtt,
        explanation=point.explanation,
    )


def with_values(here: Sequence[AnySensor], listed: Iterable[ListedSensor]) -> list[ListedSensor]:
    """What each of them measures now; those that exist several times come once per laser or shutter."""
    lines = {sensor.key: sensor for sensor in listed}
    with counting("Reading sensors", total=len(here)) as counter:

        def read(sensor: AnySensor) -> ListedSensor | EosConnectError:
            line = lines[sensor.data_point.key]
            try:
                measured: Any = sensor.current()
            except NotFoundError:
                return attrs.evolve(line, key=sensor.key, available="no")
            except EosConnectError as error:
                return error
            finally:
                counter.add()
            value = getattr(measured, "value", measured)
            return attrs.evolve(line, key=sensor.key, value=value, timestamp=getattr(measured, "timestamp", None))

        with ThreadPoolExecutor(max_workers=4) as pool:  # as many as the machine is asked at once by default
            answers = list(pool.map(read, here))
    for answer in answers:
        if isinstance(answer, EosConnectError):
            raise answer
    measured = [answer for answer in answers if isinstance(answer, ListedSensor)]
    return [*measured, *(sensor for sensor in lines.values() if sensor.available == "no")]


def columns(session: Session, *, current: bool) -> Sequence[Column[ListedSensor]]:
    def availability(sensor: ListedSensor) -> Text:
        return Text(sensor.available, style={"yes": "good", "no": "bad"}.get(sensor.available, "warn"))

    value = (
        Column[ListedSensor]("now", lambda sensor: shown_value(sensor), right=True),
        Column[ListedSensor]("unit", lambda sensor: sensor.unit),
        Column[ListedSensor]("", lambda sensor: session.ago(sensor.timestamp), style="quiet", optional=3),
    )
    unit = (Column[ListedSensor]("unit", lambda sensor: sensor.unit),)
    return (
        Column("sensor", lambda sensor: Text(sensor.key, style="key")),
        *(value if current else unit),
        Column("recorded", recording, optional=4 if current else 0),
        Column("if changed by", change, right=True, optional=6),
        Column("here", availability, optional=2 if current else 0),
        Column("name", lambda sensor: sensor.label, style="quiet", optional=5),
    )


def shown_value(sensor: ListedSensor) -> str:
    if isinstance(sensor.value, str):
        return sensor.value
    if sensor.kind == "boolean" and sensor.value is not None:
        return "yes" if sensor.value else "no"
    return shown_number(sensor.value)


def shown_number(value: float | None) -> str:
    """A measured value with the digits that mean something."""
    if value is None or value != value:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100_000 else f"{value:.6g}"


def recording(sensor: ListedSensor) -> str:
    if not sensor.recorded:
        return "no"
    if sensor.layer_based:
        return "per layer"
    return "on change" if sensor.interval is None else f"every {sensor.interval:g} s"


def change(sensor: ListedSensor) -> str:
    return "" if sensor.threshold is None else f"{sensor.threshold:g} {sensor.unit}".rstrip()
