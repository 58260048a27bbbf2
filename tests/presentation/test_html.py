"""What notebooks show: escaped, readable on any ground, without pandas, and without asking a machine for everything."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any, get_type_hints

import attrs
import numpy as np
import pytest

import eosconnect.models
from eosconnect import AsyncMachine, Machine, compare
from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.models import BuildRecord, Job, JobDetail, Layer, Listing, MachineState, Model, UserMessage
from eosconnect.presentation.html.elements import STYLE, rows, text
from eosconnect.presentation.html.lists import ROWS
from eosconnect.presentation.units import UNITS, WITHOUT_UNIT
from eosconnect.resources.synchronous.pager import REQUESTS
from eosconnect.series import SensorSeries
from eosconnect.simulator import Simulator
from tests.simulated import connection_settings

EVIL = "<script>alert('x')</script>&\"quoted\""


class Parsed(HTMLParser):
    """Elements that are opened must be closed, in their order."""

    VOID = frozenset({"br", "path", "meta"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and data.strip():
            self.texts.append(data)


def shown(value: Any) -> Parsed:
    html = value._repr_html_()
    if not isinstance(value, BuildRecord):  # which is a page of its own
        assert html.startswith('<div class="eosconnect">')  # one mechanism for all others
    parsed = Parsed(html)
    assert not {"script", "iframe", "img", "link"} & set(parsed.tags)
    assert not [name for name, _ in parsed.attributes if name.startswith("on") or name in ("src", "href")]
    return parsed


def series(values: list[float], **settings: Any) -> SensorSeries:
    times = np.datetime64("2026-11-02T08:00") + np.arange(len(values)) * np.timedelta64(1, "m")
    columns = {"timestamps": times, "layer_index": [1] * len(values), "is_in_job": [True] * len(values)}
    return SensorSeries(**{"name": "processChamber.temperature", "unit": "°C", "values": values, **columns, **settings})


HOSTILE: list[Callable[[], Any]] = [
    lambda: Job(id=EVIL, task=EVIL, material=EVIL),
    lambda: JobDetail.from_json({"id": EVIL, "moduleVersions": [{"name": EVIL, "version": EVIL}], "starter": EVIL}),
    lambda: UserMessage(message=EVIL, additional_info=EVIL),
    lambda: MachineState.from_json({"machineState": EVIL, "comment": EVIL}),
    lambda: Listing([Job(id=EVIL)], kind=Job),
    lambda: series([1.0], name=EVIL, unit=EVIL, machine=EVIL, job_id=EVIL),
]


@pytest.mark.parametrize("build", HOSTILE)
def test_what_a_machine_tells_is_escaped(build: Callable[[], Any]) -> None:
    parsed = shown(build())
    assert EVIL in "".join(parsed.texts)


def all_of(machine: Machine) -> dict[str, Any]:
    job = machine.jobs.latest(result="Failed")
    assert job is not None
    keys = ["processChamber.temperature", "recoater.axisTorque"]
    return {
        "job": job,
        "job detail": machine.jobs.get(job),
        "jobs": machine.jobs.list(),
        "list of jobs": machine.jobs.list().to_list(),
        "layers": machine.layers.list(job),
        "layer": machine.layers.list(job).first(),
        "part": machine.parts.list(job).first(),
        "messages": machine.user_messages.list(job=job),
        "message": machine.user_messages.list(job=job).first(),
        "sensors": machine.sensors,
        "group": machine.sensors.process_chamber,
        "lasers": machine.sensors.exposure.laser[1],
        "sensor": machine.sensors.process_chamber.temperature,
        "live sensor": machine.sensors.ipc.memory.total,
        "text sensor": machine.sensors.inert_gas.gas_type,
        "series": machine.sensors.process_chamber.temperature.series(job),
        "state": machine.state.current(),
        "states": machine.state.history(after="2026-10-30"),
        "time in state": machine.state.time_in_state(after="2026-10-25", before="2026-10-31"),
        "timeline": machine.jobs.timeline(job),
        "build record": machine.jobs.build_record(job),
        "comparison": compare([job, job], machine=machine, sensors=keys),
        "machine info": machine.info.get(),
        "licenses": machine.maintenance.licenses(),
    }


@pytest.fixture(scope="module")
def everything(simulator: Simulator) -> Iterator[dict[str, Any]]:
    with Machine(**connection_settings(simulator)) as machine:
        yield all_of(machine)


def test_everything_that_people_hold_shows_itself(everything: dict[str, Any]) -> None:
    for name, value in everything.items():
        parsed = shown(value)
        assert "table" in parsed.tags, name
        assert len(parsed.texts) > 5, name


def test_a_view_takes_its_colours_from_its_surroundings(machine: Machine) -> None:
    assert not re.search(r"(?<![-\w])color:(?! inherit)", STYLE)
    backgrounds = re.findall(r"\.(\w+) \{ background: #", STYLE)
    assert set(backgrounds) == {"good", "bad", "warn", "busy"}  # dots, which stand out from both
    chart = series([1.0, 2.0])._repr_html_()
    assert "currentColor" in chart
    assert 'fill="#000' not in chart


def test_a_pager_shows_its_beginning_and_how_to_get_the_rest(machine: Machine, simulator: Simulator) -> None:
    assert machine.jobs.list().first() is not None  # from here on, versions and token are known
    mark = len(simulator.requests)
    parsed = shown(machine.jobs.list())
    assert len(simulator.requests) - mark == 1
    assert parsed.tags.count("tr") == ROWS + 1
    words = " ".join(parsed.texts)
    assert f"The first {ROWS}; there are more." in words
    assert ".to_list() or .to_pandas()" in words


def test_a_pager_that_is_short_says_that_this_is_all(machine: Machine) -> None:
    assert "That is all: 2 items." in shown(machine.jobs.list().options(max_items=2)).texts
    assert "There is none." in shown(machine.jobs.list(started_after="2026-11-02T15:00Z")).texts


def test_a_pager_does_not_read_on_and_on_for_what_its_filter_passes_over(simulator: Simulator) -> None:
    with Machine(**connection_settings(simulator)) as machine:
        job = machine.jobs.latest(result="Failed")
        assert job is not None
        # No value lies in this height, and the machine is not asked for heights that it would filter itself.
        nothing = machine.layers.list(job)
        nothing._keep = lambda layer: False
        few = nothing.options(page_size=20)
        mark = len(simulator.requests)
        words = " ".join(shown(few).texts)
        assert len(simulator.requests) - mark == REQUESTS
        assert "None among the first." in words


def test_a_pager_that_cannot_be_read_says_why_instead_of_raising(simulator: Simulator) -> None:
    with Machine(**connection_settings(simulator), retries=0) as machine:
        words = " ".join(shown(machine.layers.list("no-such-job")).texts)
    assert "It could not be read:" in words
    assert "no-such-job" in words


async def test_an_asynchronous_pager_asks_nothing_and_says_how_to_read_it(
    async_machine: AsyncMachine, simulator: Simulator
) -> None:
    mark = len(simulator.requests)
    words = " ".join(shown(async_machine.jobs.list()).texts)
    assert len(simulator.requests) == mark
    assert "await ....to_list()" in words


def test_sensors_show_themselves_without_asking_the_machine(machine: Machine, simulator: Simulator) -> None:
    mark = len(simulator.requests)
    parsed = shown(machine.sensors)
    assert parsed.tags.count("tr") == len(DATA_POINTS) + 1
    assert "exposure.laser[2].temperature" in shown(machine.sensors.exposure.laser[2]).texts
    words = shown(machine.sensors.process_chamber.o2_concentration_top).texts
    assert {"processChamber.o2ConcentrationTop", "every 0.5 s, change of 0.1 %"} <= set(words)
    assert len(simulator.requests) == mark


@pytest.mark.parametrize("point", DATA_POINTS.values(), ids=str)
def test_the_attribute_that_a_catalogue_names_leads_to_the_sensor(point: Any, machine: Machine) -> None:
    assert eval(f"machine.sensors.{point.attribute()}").data_point is point


def test_a_series_is_drawn_with_its_statistics() -> None:
    parsed = shown(series([1.5, np.nan, 4.5, 3.0]))
    assert "svg" in parsed.tags
    words = parsed.texts
    assert {"4", "1.5 °C", "4.5 °C", "3 °C", "Errors of the sensor"} <= set(words)
    assert "2026-11-02 08:03 UTC" in words
    (label,) = [value for name, value in parsed.attributes if name == "aria-label"]
    assert label == "from 1.5 to 4.5 °C"


@pytest.mark.parametrize("values", [[], [np.nan], [np.nan, np.nan]])
def test_a_series_without_values_is_shown_too(values: list[float]) -> None:
    parsed = shown(series(values))
    assert "svg" not in parsed.tags
    assert str(len(values)) in parsed.texts


def test_a_series_without_times_is_shown_too() -> None:
    parsed = shown(series([1.0, 2.0], timestamps=["NaT", "NaT"]))
    assert {"Lowest", "Highest"} <= set(parsed.texts)
    assert "Last" not in parsed.texts


def test_a_long_series_is_drawn_small_and_loses_no_peak() -> None:
    values = np.zeros(200_000)
    values[123_456] = 99.0
    html = series(list(values))._repr_html_()
    assert len(html) < 40_000
    (top,) = {float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", html) if float(y) < 20}
    assert top == 8.0  # the upper edge of the chart


def test_gaps_in_a_series_are_gaps_in_its_line() -> None:
    lines = re.search(r"<g fill=\"none\"[^>]*>(.*?)</g>", series([1.0, 2.0, np.nan, 3.0])._repr_html_())
    assert lines is not None
    assert lines[1].count("<path") == 2


def test_units_stand_with_the_numbers() -> None:
    layer = Layer.from_json({"index": 3, "endHeight": 0.12, "thickness": 0.04})
    assert {"0.12 mm", "0.04 mm"} <= set(shown(layer).texts)
    assert "End height (mm)" in shown(Listing([layer], kind=Layer)).texts


def test_every_number_of_every_model_has_a_unit_or_is_known_to_have_none() -> None:
    kinds = [value for name in eosconnect.models.__all__ if isinstance(value := getattr(eosconnect.models, name), type)]
    models = [kind for kind in kinds if issubclass(kind, Model)]
    fractions = {
        field.name
        for kind in models
        for field in attrs.fields(kind)
        if "float" in str(get_type_hints(kind)[field.name])
    }
    assert len(models) > 30
    assert sorted(fractions - set(UNITS) - WITHOUT_UNIT) == []


def test_columns_that_say_nothing_are_left_out() -> None:
    jobs = Listing([Job(id="a", task=""), Job(id="b", layer_count=0)], kind=Job)
    words = shown(jobs).texts
    assert {"ID", "Layer count", "0"} <= set(words)
    assert "Task" not in words


def test_a_long_list_says_how_long_it_is() -> None:
    jobs = Listing([Job(id=str(number)) for number in range(1, 26)], kind=Job)
    parsed = shown(jobs)
    assert parsed.tags.count("tr") == ROWS + 1
    assert "The first 10 of 25; .to_pandas() has all." in parsed.texts
    assert "0 items" in shown(Listing([], kind=Job)).texts


def test_times_are_in_utc_and_say_so() -> None:
    job = Job.from_json({"id": "a", "timeStarted": "2026-11-02T09:15:00+01:00"})
    assert {"2026-11-02 08:15:00", "Times are UTC."} <= set(shown(job).texts)
    assert text(datetime(2026, 11, 2, 8, 15, tzinfo=UTC)) == "2026-11-02 08:15:00"


def test_numbers_are_aligned_and_texts_are_not() -> None:
    table = Parsed(rows(("Name", "Count"), [("a", 1), ("b", None)]))
    assert table.attributes.count(("class", "number")) == 3  # the heading and two cells


def test_no_pandas_is_needed() -> None:
    program = """
import sys
sys.modules["pandas"] = None
from eosconnect.models import Job, Layer, Listing, MachineState
from eosconnect.series import SensorSeries
series = SensorSeries(name="x", unit="", timestamps=["2026-11-02"], values=[1.0], layer_index=[1], is_in_job=[True])
for value in (Job(id="a"), Listing([Layer(index=1)]), MachineState(), series):
    assert value._repr_html_().count("table") > 1
assert "matplotlib" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_reprs_of_a_terminal_stay_short(everything: dict[str, Any]) -> None:
    for name, value in everything.items():
        if name != "list of jobs":
            assert 10 < len(repr(value)) < 900, name


def test_a_list_that_was_read_is_a_list_with_a_table(machine: Machine) -> None:
    jobs = machine.jobs.list().options(max_items=3).to_list()
    assert isinstance(jobs, list)
    assert list(jobs) == list(machine.jobs.list().options(max_items=3))
    assert list(jobs.to_pandas()["id"]) == [job.id for job in jobs]
    assert set(jobs.to_pandas()["machine"]) == {machine.host}
