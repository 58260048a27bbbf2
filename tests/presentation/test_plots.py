"""Plots show what is there, with units and zones, and nothing overlaps or is cut off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import combinations
from typing import Any

import pytest
from matplotlib import dates, pyplot
from matplotlib.figure import Figure

from eosconnect import AsyncMachine, Machine, compare
from eosconnect.errors import ConfigurationError, NotFoundError
from eosconnect.models import Job, JobDetail, JobTimeline, Layer, MachineState, UserMessage
from eosconnect.models.time_in_state import time_in_state
from eosconnect.presentation.plots import style, timeline
from eosconnect.presentation.plots.states import COLOURS

pytestmark = pytest.mark.usefixtures("headless")

START = datetime(2026, 11, 2, 8, tzinfo=UTC)
KEYS = ["processChamber.o2ConcentrationTop", "processChamber.temperature"]


@pytest.fixture
def failed(machine: Machine) -> Job:
    job = machine.jobs.latest(result="Failed")
    assert job is not None
    return job


def iso(minutes: float) -> str:
    return (START + timedelta(minutes=minutes)).isoformat()


def built(*, messages: int = 0, interrupted: bool = True) -> JobTimeline:
    """Three layers of ten minutes; the second was interrupted for eight of them."""
    layers = []
    for index in range(3):
        begin = 10 * index
        operations = [("Exposure", begin, begin + 1), ("Recoating", begin + 1, begin + 1.5)]
        if interrupted and index == 1:
            operations.append(("Interrupt", begin + 2, begin + 10))
        durations = [
            {"operationType": name, "startTime": iso(first), "endTime": iso(last)} for name, first, last in operations
        ]
        content = {"index": index + 1, "timeStarted": iso(begin), "timeEnded": iso(begin + 10), "durations": durations}
        layers.append(Layer.from_json(content))
    told = [
        UserMessage.from_json(
            {"severity": "Warning", "timeRaised": iso(number), "message": f"Message {number}", "layerIndex": 1}
        )
        for number in range(messages)
    ]
    job = JobDetail.from_json(
        {"id": "SI1716-1", "task": "Gear", "timeStarted": iso(0), "timeEnded": iso(30), "result": "Failed"}
    )
    return JobTimeline(machine="si1716", job=job, layers=tuple(layers), messages=tuple(told))


def words(figure: Figure) -> list[str]:
    artists = [text for axes in figure.axes for text in axes.texts]
    return [text.get_text() for text in artists]


def nothing_overlaps(figure: Figure) -> None:
    """No tick label, title or legend of one axes lies over another, or beyond the edge of the figure."""
    figure.savefig(BytesIO(), format="png")
    renderer: Any = figure.canvas.get_renderer()
    edge = figure.bbox
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            drawn = [tick.label1 for tick in axis._update_ticks()]
            boxes = [label.get_window_extent(renderer) for label in drawn if label.get_text() and label.get_visible()]
            assert not [(one, other) for one, other in combinations(boxes, 2) if one.overlaps(other)]
        titles = [axes.title, axes._left_title, axes._right_title, axes.xaxis.label, axes.yaxis.label]
        for text in titles:
            if text.get_text() and text.get_visible():
                box = text.get_window_extent(renderer)
                assert box.x0 >= edge.x0 - 1, text.get_text()
                assert box.x1 <= edge.x1 + 1, text.get_text()
                assert box.y0 >= edge.y0 - 1, text.get_text()
                assert box.y1 <= edge.y1 + 1, text.get_text()
    headings = [
        text.get_window_extent(renderer)
        for axes in figure.axes
        for text in (axes._left_title, axes._right_title, axes.xaxis.label)
        if text.get_text()
    ]
    assert not [pair for pair in combinations(headings, 2) if pair[0].overlaps(pair[1])]


def test_a_timeline_shows_layers_interruptions_and_messages(machine: Machine, failed: Job) -> None:
    read = machine.jobs.timeline(failed)
    assert [layer.index for layer in read.layers] == list(range(1, (failed.layer_count or 0) + 1))
    assert [message.raised_at for message in read.messages] == sorted(
        message.raised_at for message in read.messages if message.raised_at
    )
    (stop,) = read.interruptions
    assert (stop.layer_index, stop.duration > timedelta(minutes=20)) == (429, True)
    figure = read.plot()
    pins, bars = figure.axes
    assert [text.get_text() for text in pins.texts][1:] == ["1", "2", "3"]
    (lines,) = bars.texts
    assert "Warning: layer 393, The oxygen concentration" in lines.get_text()
    assert bars.get_ylabel() == "Time per layer (s)"
    assert bars.get_xlabel() == "Time (UTC), 2026-10-29 to 2026-10-30"
    (legend,) = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["exposure", "recoating", "other", "interrupted"]
    nothing_overlaps(figure)


async def test_a_timeline_is_read_by_asynchronous_programs_too(async_machine: AsyncMachine) -> None:
    job = await async_machine.jobs.latest(result="Failed")
    assert job is not None
    assert len((await async_machine.jobs.timeline(job)).interruptions) == 1


def test_what_interrupted_a_layer_is_not_its_time(machine: Machine) -> None:
    bars = built().plot().axes[1]
    heights = [float(area.get_paths()[0].vertices[:, 1].max()) for area in bars.collections[:3]]
    assert heights == [60.0, 90.0, 600.0]  # exposure, recoating on it, and the rest on it: the whole of a layer
    shade = bars.patches[0].get_window_extent()
    first, last = (
        bars.transData.transform((dates.date2num(START + timedelta(minutes=minute)), 0))[0] for minute in (12, 20)
    )
    assert (round(shade.x0), round(shade.x1)) == (round(first), round(last))


@pytest.mark.parametrize("messages", [0, 3, timeline.TOLD, 30])
def test_messages_are_told_in_words_as_far_as_there_is_room(messages: int) -> None:
    figure = built(messages=messages).plot()
    told = [text for axes in figure.axes[1:] for text in axes.texts]
    lines = told[0].get_text().splitlines() if told else []
    assert len(lines) == min(messages, timeline.TOLD) + (messages > timeline.TOLD)
    if messages > timeline.TOLD:
        assert lines[-1] == f"and {messages - timeline.TOLD} more"
    nothing_overlaps(figure)


def test_pins_that_are_close_stand_above_each_other() -> None:
    pins = built(messages=3).plot().axes[0]
    heights = [float(text.get_position()[1]) for text in pins.texts[1:]]
    assert heights == sorted(set(heights)) or len(set(heights)) == 1
    close = JobTimeline(
        machine="m",
        job=built().job,
        layers=built().layers,
        messages=tuple(
            UserMessage.from_json({"severity": "Error", "timeRaised": iso(second / 60), "message": "x"})
            for second in range(3)
        ),
    )
    close_pins = close.plot().axes[0]
    assert len({text.get_position()[1] for text in close_pins.texts[1:]}) == 3


@pytest.mark.parametrize("layers", [0, 1])
def test_a_timeline_of_next_to_nothing_is_drawn(layers: int) -> None:
    job = JobDetail.from_json({"id": "SI1716-1"})
    content = {"index": 1, "timeStarted": iso(0)}
    read = JobTimeline(machine="si1716", job=job, layers=tuple(Layer.from_json(content) for _ in range(layers)))
    figure = read.plot()
    assert ("no layers" in words(figure)) == (layers == 0)
    assert read.interruptions == ()
    assert read.interrupted == timedelta()


def test_the_zone_of_a_time_axis_is_named_and_kept(machine: Machine) -> None:
    bars = built().plot(tz="Europe/Berlin").axes[1]
    assert bars.get_xlabel() == "Time (Europe/Berlin), 2026-11-02"
    bars.figure.canvas.draw()
    ticks = [label.get_text() for label in bars.get_xticklabels()]
    assert "09:00" in ticks  # eight o'clock in UTC


def test_an_interruption_that_goes_on_ends_where_the_knowledge_does() -> None:
    content = {"index": 1, "durations": [{"operationType": "Interrupt", "startTime": iso(5)}]}
    job = JobDetail.from_json({"id": "a", "timeStarted": iso(0)})
    message = UserMessage.from_json({"timeRaised": iso(9)})
    read = JobTimeline(machine="m", job=job, layers=(Layer.from_json(content),), messages=(message,))
    assert read.interrupted == timedelta(minutes=4)
    assert read.plot() is not None


def test_several_sensors_over_layers_have_a_panel_each(machine: Machine, failed: Job) -> None:
    told: list[tuple[int, int]] = []
    figure = machine.sensors.plot(failed, KEYS, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)
    assert [axes.get_ylabel() for axes in figure.axes] == ["%", "°C"]
    assert [axes.get_title(loc="left") for axes in figure.axes] == [
        "Process chamber oxygen concentration, top",
        "Process chamber temperature",
    ]
    assert figure.axes[-1].get_xlabel() == "Layer"
    frame = machine.sensors.frame(failed, KEYS, align="layer")
    drawn = figure.axes[0].lines[0]
    expected = frame.set_index("layer_index")[f"{KEYS[0]}.mean"].dropna()
    means = dict(zip(drawn.get_xdata(), drawn.get_ydata(), strict=True))
    assert means[429] == pytest.approx(expected[429])
    nothing_overlaps(figure)


def test_a_sensor_that_the_machine_lacks_is_said_in_its_panel(machine: Machine, failed: Job) -> None:
    figure = machine.sensors.plot(failed, [KEYS[0], "processChamber.pressureAbsolute"])
    assert words(figure) == ["this machine does not have it"]
    assert len(figure.axes) == 2


def test_a_job_or_sensor_that_does_not_exist_is_an_error(machine: Machine, failed: Job) -> None:
    with pytest.raises(NotFoundError):
        machine.sensors.plot("no-such-job", KEYS)
    with pytest.raises(NotFoundError):
        machine.jobs.timeline("no-such-job")
    with pytest.raises(ConfigurationError, match="did you mean"):
        machine.sensors.plot(failed, "processChamber.temprature")


def test_states_are_ribbons_whose_pieces_cover_the_window(machine: Machine) -> None:
    spent = machine.state.time_in_state(after="2026-10-20", before="2026-10-31")
    assert spent.spans[0].started_at == spent.after
    assert spent.spans[-1].ended_at == spent.before
    assert all(one.ended_at == other.started_at for one, other in zip(spent.spans, spent.spans[1:], strict=False))
    running = sum(
        (span.duration for span in spent.spans if span.state and span.state.machine_state == "Running"), timedelta()
    )
    assert running == spent.machine_state["Running"]
    figure = spent.plot()
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["Machine", "Job", "Error", "Maintenance"]
    legends = [[text.get_text() for text in axes.get_legend().get_texts()] for axes in figure.axes]
    assert f"Running  {spent.share('Running'):.1%}" in legends[0]
    nothing_overlaps(figure)


def test_time_of_which_nothing_is_known_is_hatched() -> None:
    off = MachineState.from_json({"machineState": "Running", "timestamp": iso(30), "isEnabled": False})
    spent = time_in_state([off], START, START + timedelta(hours=1))
    assert [span.state for span in spent.spans] == [None, None]
    assert spent.unknown == timedelta(hours=1)
    ribbon = spent.plot().axes[0]
    assert [text.get_text() for text in ribbon.get_legend().get_texts()] == ["unknown  100.0%"]
    assert ribbon.collections[0].get_hatch()


def test_a_state_that_is_not_in_the_document_has_a_colour_of_its_own() -> None:
    states = [
        MachineState.from_json({"machineState": name, "timestamp": iso(10 * number)})
        for number, name in enumerate(["Running", "Dreaming", "Sleeping"])
    ]
    ribbon = time_in_state(states, START, START + timedelta(minutes=30)).plot().axes[0]
    colours = {tuple(bars.get_facecolor()[0]) for bars in ribbon.collections}
    assert len(colours) == 3
    assert "Dreaming" not in COLOURS


def test_two_jobs_over_layers(machine: Machine, failed: Job) -> None:
    good = machine.jobs.latest(result="Successful")
    assert good is not None
    comparison = compare([failed, good], machine=machine, sensors=KEYS)
    figure = comparison.plot()
    assert figure.axes[-1].get_xlabel() == "Layer"
    assert {axes.get_ylabel() for axes in figure.axes} == {"%", "°C"}
    nothing_overlaps(figure)


def test_a_figure_is_known_to_pyplot_but_jupyter_does_not_show_it_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = built().plot()
    assert pyplot.fignum_exists(figure.number)
    monkeypatch.setattr("matplotlib.get_backend", lambda: "module://matplotlib_inline.backend_inline")
    count = len(pyplot.get_fignums())
    built().plot()
    assert len(pyplot.get_fignums()) == count


def test_text_is_readable_on_white() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for colour in (style.INK, style.QUIET, style.BAD):
        assert 1.05 / (luminance(colour) + 0.05) >= 4.5
