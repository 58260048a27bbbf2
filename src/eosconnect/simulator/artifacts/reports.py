"""The three reports about a job that has ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from eosconnect.simulator.artifacts.layer_images import encoded
from eosconnect.simulator.artifacts.pdf import Chart, Content, Facts, Heading, Picture, Rows, pdf
from eosconnect.simulator.world import DATA_POINTS, Job, World
from eosconnect.simulator.world.indications import CATEGORIES, indications
from eosconnect.simulator.world.messages import Message
from eosconnect.simulator.world.monitoring import category_of, images
from eosconnect.simulator.world.noise import Floats
from eosconnect.simulator.world.part_exposure import part_course, progress_of
from eosconnect.simulator.world.sections import sections_of
from eosconnect.simulator.world.ticks import SECOND, Ints, to_datetime

__all__ = ["event_report", "job_report", "parts_report"]

_INSTANTS = 60
_CHARTED = ("processChamber.temperature", "processChamber.o2ConcentrationTop", "buildingPlatform.temperature")


def event_report(world: World, job: Job, now: int) -> bytes:
    """Everything that the machine told during the job."""
    found = _messages(world, job, now)
    counts = Counter(message.wording.severity for message in found)
    contents: list[Content] = [
        _about(world, job, now),
        Heading("Number of events"),
        Facts([(severity, str(counts[severity])) for severity in ("Info", "Warning", "Error", "FatalError")]),
        Heading("Events"),
        _events(found),
    ]
    return pdf("Event report", _subtitle(world, job), contents)


def job_report(world: World, job: Job, now: int) -> bytes:
    """The whole job: times, signals, events, parts and what the monitoring systems have found."""
    grave = [message for message in _messages(world, job, now) if message.wording.severity != "Info"]
    contents: list[Content] = [_about(world, job, now), Heading("Durations"), _durations(job)]
    if job.readable:
        contents += [Heading("Layers"), *_layer_charts(job), Heading("Signals"), *_signals(world, job)]
    contents += [Heading("Warnings and errors"), _events(grave)]
    if job.readable:
        contents += [Heading("Parts"), _part_table(job, range(len(job.design.parts)), now)]
        contents += [Heading("Monitoring"), _findings(job, now), *_last_image(job, now)]
    return pdf("Job quality report", _subtitle(world, job), contents)


def parts_report(world: World, job: Job, part_ids: Sequence[int], now: int) -> bytes:
    """Some parts of the job."""
    rows = [part_id - 1 for part_id in dict.fromkeys(part_ids)]
    course = part_course(job.design)
    layers = np.arange(1, course.exposed.shape[1] + 1)
    curves = [
        (job.design.parts[row].name, *_thinned(layers, course.exposed[row] / SECOND)) for row in rows if job.readable
    ]
    contents: list[Content] = [_about(world, job, now), Heading("Parts"), _part_table(job, rows, now)]
    charts = [Chart("Exposure per layer in s", "layer", curves[i : i + 4]) for i in range(0, len(curves), 4)]
    if charts:
        contents += [Heading("Exposure"), *charts]
    return pdf("Parts report", _subtitle(world, job), contents)


def _subtitle(world: World, job: Job) -> str:
    return f"{world.profile.model} {world.serial_number}, job {job.id}"


def _moment(ticks: int) -> str:
    return f"{to_datetime(ticks):%Y-%m-%d %H:%M:%S} UTC"


def _length(ticks: int) -> str:
    minutes, seconds = divmod(round(ticks / SECOND), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


def _about(world: World, job: Job, now: int) -> Facts:
    design, built = job.design, job.layers_built(now)
    return Facts(
        [
            ("Task", design.task),
            ("Order", design.order_id),
            ("Starter", design.starter),
            ("Material", design.material.name),
            ("Material set", design.material_set),
            ("Started", _moment(job.start)),
            ("Ended", _moment(job.end)),
            ("Result", job.result(now)),
            ("Layers", f"{built} of {design.layers}"),
            ("Height", f"{job.height(built):g} of {job.height(design.layers):g} mm"),
            ("Layer thickness", f"{design.thickness:g} mm"),
            ("Inert gas", design.material.gas or "none"),
        ]
    )


def _durations(job: Job) -> Facts:
    timeline = job.timeline
    return Facts(
        [
            ("Whole job", _length(job.end - job.start)),
            ("Preparation", _length(int(timeline.begin[0]))),
            ("Layers", _length(int(timeline.end[-1] - timeline.begin[0]))),
            ("Exposure", _length(timeline.spent("Exposure", timeline.duration))),
            ("Recoating", _length(timeline.spent("Recoating", timeline.duration))),
            ("Heating", _length(timeline.spent("Heating", timeline.duration))),
            ("Interruptions", _length(timeline.spent("Interrupt", timeline.duration))),
            ("After the layers", _length(timeline.duration - int(timeline.end[-1]))),
        ]
    )


def _thinned(x: Ints, y: Floats, most: int = 240) -> tuple[Floats, Floats]:
    """At most so many points, evenly chosen."""
    chosen = np.unique(np.linspace(0, len(x) - 1, min(most, len(x))).astype(int))
    return np.asarray(x[chosen], dtype=np.float64), y[chosen]


def _layer_charts(job: Job) -> Iterator[Chart]:
    timeline = job.timeline
    layers = np.arange(1, timeline.layers + 1)
    begin, end = timeline.operations["Exposure"]
    yield Chart("Exposure per layer in s", "layer", [("Exposure", *_thinned(layers, (end - begin) / SECOND))])
    yield Chart("Cross-section in mm²", "layer", [("Section", *_thinned(layers, timeline.section))])


def _signals(world: World, job: Job) -> Iterator[Chart]:
    for key in _CHARTED:
        point = DATA_POINTS[key]
        if not point.is_on(world.profile):
            continue
        hours = np.linspace(0.0, (job.end - job.start - SECOND) / 3600.0 / SECOND, _INSTANTS)
        values = [
            float(world.series.latest(job, point, 0, job.start + round(hour * 3600.0 * SECOND)).values[0])
            for hour in hours.tolist()
        ]
        yield Chart(f"{point.name} in {point.unit}", "hours since the start", [(point.name, hours, np.array(values))])


def _messages(world: World, job: Job, now: int) -> list[Message]:
    return [message for message in world.messages(now) if message.job is not None and message.job.id == job.id]


def _events(messages: Sequence[Message]) -> Rows:
    return Rows(
        ["Time", "Severity", "Layer", "Id", "Message"],
        [
            [
                _moment(message.at).removesuffix(" UTC"),
                message.wording.severity,
                "" if message.layer is None else str(message.layer),
                message.wording.id,
                message.wording.text("en", message.values),
            ]
            for message in messages
        ]
        or [["", "", "", "", "None"]],
        (0.19, 0.11, 0.08, 0.1, 0.52),
    )


def _part_table(job: Job, rows: Sequence[int], now: int) -> Rows:
    sections, course = sections_of(job.design), part_course(job.design)
    table = []
    for row in rows:
        part, progress, section = job.design.parts[row], progress_of(job, row, now), sections[row]
        table.append(
            [
                str(part.id),
                part.name,
                progress.status,
                f"{2 * section.half_width:.1f} x {2 * section.half_depth:.1f} mm",
                f"{int((course.exposed[row] > 0).sum())} of {int(course.last[row])}",
                "not complete" if progress.volume is None else f"{progress.volume / 1000.0:.2f} cm³",
                "not complete" if progress.exposed is None else _length(progress.exposed),
            ]
        )
    head = ["Id", "Name", "Status", "Size", "Layers", "Volume", "Exposure"]
    return Rows(head, table, (0.05, 0.25, 0.11, 0.18, 0.15, 0.14, 0.12))


def _findings(job: Job, now: int) -> Facts:
    """How many indications there are."""
    counts = [(category, Counter(found.type for found in indications(job, category, now))) for category in CATEGORIES]
    return Facts(
        [
            (category, ", ".join(f"{number} {kind}" for kind, number in sorted(count.items())) or "no indications")
            for category, count in counts
        ]
    )


def _last_image(job: Job, now: int) -> Iterator[Picture]:
    """The powder bed as it was seen last."""
    first = max(job.layers - 10, 1)
    taken = images(job, ["PowderBedAfterExposure"], first, job.layers, now)
    if taken:
        own = [found for found in indications(job, category_of(taken[-1].type), now) if found.layer == taken[-1].layer]
        yield Picture(encoded(taken[-1], own, "jpeg"), f"Powder bed after the exposure of layer {taken[-1].layer}")
