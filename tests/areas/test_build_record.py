"""The build record: everything that traceability asks for, as a model, a frame, JSON and a page."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pandas as pd
import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import ConfigurationError, LocalFileError, MachineUnreachableError, NotFoundError, ServerError
from eosconnect.models import BuildRecord, Job, JobDetail, JobResult, LaserPowerMeasurement, Part, UserMessage
from eosconnect.simulator import Fault, Simulator
from tests.simulated import NOW, connection_settings


class Page(HTMLParser):
    """The texts of a page, and whether its elements are closed in order."""

    EMPTY = frozenset({"meta", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


@pytest.fixture(scope="module")
def record(own_simulator: Simulator, built: Job) -> BuildRecord:
    with Machine(**connection_settings(own_simulator)) as machine:
        return machine.jobs.build_record(built)


def test_the_record_holds_what_the_areas_tell(own_machine: Machine, built: Job, record: BuildRecord) -> None:
    assert record.job == own_machine.jobs.get(built)
    assert record.info == own_machine.info.get()
    assert list(record.parts) == own_machine.parts.list(built).to_list()
    assert list(record.calibrations) == own_machine.exposure.calibrations(built).to_list()
    assert list(record.laser_power) == own_machine.exposure.laser_power_measurements(built).to_list()
    assert list(record.messages) == own_machine.user_messages.list(job=built).to_list()
    assert record.is_complete
    assert record.machine == own_machine.host


async def test_what_a_model_cannot_give_is_named_and_not_an_error(polymer_simulator: Simulator) -> None:
    async with AsyncMachine(**connection_settings(polymer_simulator)) as machine:
        job = await machine.jobs.latest(result="Successful")
        record = await machine.jobs.build_record(job)  # type: ignore[arg-type]  # there is one
    assert not record.is_complete
    assert "laser_power" in record.not_available
    assert record.parts
    assert "laser_power" in repr(record)
    assert "Not available" in record.to_html()


def test_an_unknown_job_is_an_error(own_machine: Machine) -> None:
    with pytest.raises(NotFoundError):
        own_machine.jobs.build_record("SI0_unknown")


@pytest.mark.parametrize("operation", ["list_parts", "list_user_messages", "list_calibrations"])
def test_a_failure_is_an_error_and_never_a_gap(
    own_machine: Machine, own_simulator: Simulator, built: Job, operation: str
) -> None:
    own_simulator.faults.add(Fault(operation=operation, status=500, times=None))
    with pytest.raises((ServerError, MachineUnreachableError)):
        own_machine.jobs.build_record(built)


# Forms


def test_the_frame_has_a_row_per_part(record: BuildRecord) -> None:
    frame = record.to_pandas()
    assert frame["part.id"].tolist() == [part.id for part in record.parts]
    assert frame["part.order_id"].tolist() == [part.order_id for part in record.parts]
    assert set(frame["job.id"]) == {record.job.id}
    assert record.job.material_details is not None
    assert set(frame["job.material_details.guid"]) == {record.job.material_details.guid}
    assert set(frame["serial_number"]) == {record.info.serial_number if record.info else None}
    assert set(frame["calibrations"]) == {len(record.calibrations)}
    for version in record.job.module_versions:
        assert set(frame[f"job.module_versions.{version.name}"]) == {version.version}
    assert frame["job.started_at"].dt.tz is not None
    assert record.to_pandas(tz=None)["job.started_at"].dt.tz is None


def test_a_job_without_parts_has_one_row_of_the_same_columns(record: BuildRecord) -> None:
    bare = BuildRecord(machine="si1716", read_at=NOW, job=JobDetail(id="SI1716-1"))
    frame = bare.to_pandas()
    assert len(frame) == 1
    assert pd.isna(frame["part.id"].iloc[0])
    both = pd.concat([record.to_pandas(), frame], ignore_index=True)
    assert len(both) == len(record.parts) + 1


def test_json_holds_all_fields_and_none_of_the_raw_answers(record: BuildRecord) -> None:
    data = json.loads(record.to_json())
    assert data["job"]["id"] == record.job.id
    assert data["job"]["starter"] == record.job.starter
    assert len(data["parts"]) == len(record.parts)
    assert data["messages"][0]["severity"] == str(record.messages[0].severity)
    assert datetime.fromisoformat(data["job"]["started_at"]) == record.job.started_at
    assert '"raw"' not in record.to_json()


def test_values_that_are_no_numbers_leave_the_json_readable() -> None:
    power = (LaserPowerMeasurement(output_power=float("nan"), input_power=float("inf")),)
    record = BuildRecord(machine="si1716", read_at=NOW, job=JobDetail(id="SI1716-1"), laser_power=power)
    measured = json.loads(record.to_json(), parse_constant=pytest.fail)["laser_power"][0]
    assert (measured["output_power"], measured["input_power"]) == ("NaN", "Infinity")


def test_the_page_reads_on_light_and_dark_backgrounds(record: BuildRecord) -> None:
    body = record._repr_html_()
    assert "color-scheme: light dark" in record.to_html()
    assert not re.search(r"(?<!-)\bcolor:|background: *#", body), "the reader's own colours, also in a notebook"


def test_the_page_marks_what_a_reader_looks_for(record: BuildRecord) -> None:
    assert '<span class="good">Successful</span>' in record.to_html()
    failed = attrs.evolve(record, job=attrs.evolve(record.job, result=JobResult.FAILED))
    assert '<span class="bad">Failed</span>' in failed.to_html()
    drift = max(abs((power.output_power or 0) / (power.input_power or 1) - 1) for power in record.laser_power)
    assert f"Output at most {drift:.1%} from the input." in record.to_html()


def test_the_page_shows_what_was_recorded(record: BuildRecord) -> None:
    page = Page(record.to_html())
    job = record.job
    assert job.material_details is not None
    for shown in (f"Build record {job.id}", job.starter, job.order_id, job.task, job.material_details.guid):
        assert shown in page.texts
    assert f"Parts ({len(record.parts)})" in page.texts
    assert f"Messages ({len(record.messages)})" in page.texts
    assert {str(message.message) for message in record.messages} <= set(page.texts)
    assert "script" not in page.tags
    assert not {name for name, _ in page.attributes} & {"src", "href", "onload", "onerror"}, "it stands alone"


def test_what_the_machine_tells_cannot_break_out_of_the_page() -> None:
    evil = '<script>alert("x")</script>&\'"'
    record = BuildRecord(
        machine=evil,
        read_at=NOW,
        job=JobDetail(id=evil, starter=evil, task=evil),
        parts=(Part(id=1, order_id=evil),),
        messages=(UserMessage(message=evil),),
        not_available={"laser_power": evil},
    )
    page = Page(record.to_html())
    assert "script" not in page.tags
    assert page.texts.count(evil) >= 4


def test_a_bare_record_is_a_page_too() -> None:
    page = Page(BuildRecord(machine="si1716", read_at=NOW, job=JobDetail(id="SI1716-1")).to_html())
    assert "Build record SI1716-1" in page.texts


def test_a_notebook_shows_the_page_without_its_frame(record: BuildRecord) -> None:
    body = record._repr_html_()
    assert body in record.to_html()
    assert "<html" not in body


@pytest.mark.parametrize("ending", ["html", "json", "csv"])
def test_it_is_saved_by_the_ending_of_the_name(record: BuildRecord, tmp_path: Path, ending: str) -> None:
    file = record.save(tmp_path / "records" / f"record.{ending}")
    if ending == "html":
        assert file.read_text(encoding="utf-8") == record.to_html()
    elif ending == "json":
        assert file.read_text(encoding="utf-8") == record.to_json()
    else:
        assert pd.read_csv(file)["part.id"].tolist() == [part.id for part in record.parts]
        assert file.read_bytes().startswith(b"\xef\xbb\xbf"), "for spreadsheets"


def test_other_endings_and_places_are_clear_errors(record: BuildRecord, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"record\.pdf"):
        record.save(tmp_path / "record.pdf")
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalFileError, match="cannot create the folder"):
        record.save(tmp_path / "file" / "record.json")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_keeps_the_record_that_was_there(
    record: BuildRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "record.json"
    target.write_text("the one before")
    path_open = Path.open
    monkeypatch.setattr(Path, "open", lambda path, mode: path_open(Path("/dev/full"), "wb"))
    with pytest.raises(LocalFileError, match="No space left"):
        record.save(target)
    monkeypatch.undo()
    assert target.read_text() == "the one before"


def test_times_are_of_this_moment(record: BuildRecord) -> None:
    assert abs((record.read_at - datetime.now(UTC)).total_seconds()) < 3600
