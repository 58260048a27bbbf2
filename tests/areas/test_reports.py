"""Reports: a PDF file, or an error that says which of three things is in the way."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest
from pypdf import PdfReader

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import BadRequestError, ConfigurationError, LicenseMissingError, NotFoundError
from eosconnect.models import Job
from eosconnect.simulator import Fault, Simulator


@pytest.mark.parametrize("kind", ["job", "events"])
def test_a_report_is_a_pdf_file(own_machine: Machine, small_job: Job, tmp_path: Path, kind: str) -> None:
    file = getattr(own_machine.reports, kind)(small_job, tmp_path / "reports")
    assert file.parent == tmp_path / "reports"
    assert file.suffix == ".pdf"
    assert file.read_bytes().startswith(b"%PDF-")


async def test_a_parts_report_names_its_parts(
    own_async_machine: AsyncMachine, own_simulator: Simulator, small_job: Job, tmp_path: Path
) -> None:
    parts = await own_async_machine.parts.list(small_job).options(max_items=3).to_list()
    names = [PureWindowsPath(part.file_path or "").stem for part in parts]
    by_object = await own_async_machine.reports.parts(small_job, tmp_path / "objects.pdf", parts[:2])
    by_id = await own_async_machine.reports.parts(small_job, tmp_path / "ids.pdf", [parts[0].id, parts[2].id])
    for file, chosen in ((by_object, {names[0], names[1]}), (by_id, {names[0], names[2]})):
        text = "".join(page.extract_text() for page in PdfReader(file).pages)
        assert {name for name in names if name in text} == chosen


def test_a_parts_report_without_parts_is_refused_before_sending(
    own_machine: Machine, own_simulator: Simulator, small_job: Job, tmp_path: Path
) -> None:
    before = len(own_simulator.requests)
    with pytest.raises(ConfigurationError, match="needs parts"):
        own_machine.reports.parts(small_job, tmp_path / "none.pdf", [])
    assert len(own_simulator.requests) == before


def test_a_running_job_an_unknown_job_and_a_missing_license_are_told_apart(
    own_machine: Machine, own_simulator: Simulator, small_job: Job, tmp_path: Path
) -> None:
    running = own_machine.jobs.current()
    assert running is not None
    target = tmp_path / "report.pdf"
    with pytest.raises(BadRequestError, match="a job that has ended"):
        own_machine.reports.job(running, target)
    with pytest.raises(NotFoundError, match="no such job"):
        own_machine.reports.job("SI0_unknown", target)
    own_simulator.requests.clear()
    own_simulator.faults.add(Fault(operation="create_job_report", status=503, times=None))
    with pytest.raises(LicenseMissingError, match="40001"):
        own_machine.reports.job(small_job, target)
    assert len(own_simulator.requests.of("create_job_report")) == 1, "a license does not come by asking again"
    assert not target.exists()


def test_a_report_whose_transfer_breaks_is_asked_for_again(
    own_machine: Machine, own_simulator: Simulator, small_job: Job, tmp_path: Path
) -> None:
    own_simulator.faults.add(Fault(operation="create_event_report", reset_at=0.5))
    file = own_machine.reports.events(small_job, tmp_path)
    assert file.read_bytes().rstrip().endswith(b"%%EOF")
