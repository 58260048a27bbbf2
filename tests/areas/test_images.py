"""Layer images: any range, each labelled right, fetched once, unpacked safely, or handed out without a disk."""

from __future__ import annotations

import json
import stat
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import attrs
import pytest
from PIL import Image

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import (
    BadRequestError,
    ConfigurationError,
    MachineUnreachableError,
    NotFoundError,
    NotSupportedOnMachineError,
    UnexpectedResponseError,
)
from eosconnect.models import ImageMetadata, ImageType, Job
from eosconnect.resources.asynchronous.images import MOST
from eosconnect.simulator import Fault, Simulator
from eosconnect.simulator.world.monitoring import images as true_images
from tests.simulated import connection_settings

POWDER_BED = "PowderBedAfterExposure"
OT = "ExposureOTIntegral"


def asked(simulator: Simulator, operation: str) -> list[tuple[int, int]]:
    """The ranges of layers that were asked for, in order."""
    return sorted(
        (int(request.query["startLayer"][0]), int(request.query["endLayer"][0]))
        for request in simulator.requests.of(operation)
    )


def stored(simulator: Simulator, job: Job, kind: str, first: int, last: int) -> list[int | None]:
    """The layers of which the machine has an image; its cameras lose some."""
    now = simulator.world.ticks()
    true_job = simulator.world.find_job(job.id, now)
    assert true_job is not None
    return [image.layer for image in true_images(true_job, [kind], first, last, now)]


@pytest.fixture(autouse=True)
def forget_requests(own_simulator: Simulator) -> None:
    own_simulator.requests.clear()


# Metadata


def test_metadata_of_a_range_over_several_pages(own_simulator: Simulator, own_machine: Machine, built: Job) -> None:
    images = own_machine.images.list(built, types=[POWDER_BED, OT], first=11, last=310).to_list()
    assert {image.image_type for image in images} == {
        ImageType.POWDER_BED_AFTER_EXPOSURE,
        ImageType.EXPOSURE_OT_INTEGRAL,
    }
    for kind in (POWDER_BED, OT):
        layers = [image.layer for image in images if image.image_type == kind]
        assert sorted(filter(None, layers)) == list(range(11, 311))
    assert all(image.taken_at is not None and image.taken_at.utcoffset() is not None for image in images)


async def test_without_an_end_the_job_is_asked_how_far_it_came(
    own_async_machine: AsyncMachine, own_simulator: Simulator, built: Job
) -> None:
    assert built.layer_count is not None
    first = built.layer_count - 3
    layers = [image.layer async for image in own_async_machine.images.list(built.id, types=POWDER_BED, first=first)]
    assert layers == list(range(first, built.layer_count + 1))
    assert len(own_simulator.requests.of("get_job")) == 1


@pytest.mark.parametrize(("first", "last"), [(0, None), (-1, 3), (5, 4)])
def test_ranges_that_are_none_are_refused_before_sending(
    own_machine: Machine, built: Job, own_simulator: Simulator, tmp_path: Path, first: int, last: int | None
) -> None:
    with pytest.raises(ConfigurationError, match="layers count from 1"):
        own_machine.images.list(built, types=POWDER_BED, first=first, last=last)
    with pytest.raises(ConfigurationError, match="layers count from 1"):
        own_machine.images.download(built, tmp_path, types=POWDER_BED, first=first, last=last)
    assert not own_simulator.requests


@pytest.mark.parametrize("types", ["PowderBed", [], ["ExposureOTIntegral", "Selfie"]])
def test_unknown_types_are_refused_with_those_that_exist(own_machine: Machine, built: Job, types: list[str]) -> None:
    with pytest.raises(ConfigurationError, match="PowderBedAfterExposure"):
        own_machine.images.list(built, types=types)


def test_nothing_there_is_an_empty_list(own_machine: Machine, built: Job) -> None:
    assert own_machine.images.list(built, types=POWDER_BED, first=90_000, last=90_010).to_list() == []


def test_a_machine_without_images_says_so(polymer_machine: Machine, tmp_path: Path) -> None:
    job = polymer_machine.jobs.latest()
    assert job is not None
    with pytest.raises(NotSupportedOnMachineError, match="EOS P 396 has no layer image metadata"):
        polymer_machine.images.list(job, types=POWDER_BED, last=3).to_list()
    with pytest.raises(NotSupportedOnMachineError, match="EOS P 396 has no layer image metadata"):
        polymer_machine.images.download(job, tmp_path, types=POWDER_BED, last=3)


# Files


def test_files_are_named_by_layer_and_are_what_they_say(own_machine: Machine, built: Job, tmp_path: Path) -> None:
    files = own_machine.images.download(built, tmp_path, types=[OT, POWDER_BED], first=9, last=11, file_type="png")
    assert [file.name for file in files] == [
        f"{layer:06d}_{kind}.png" for kind in (OT, POWDER_BED) for layer in (9, 10, 11)
    ]
    assert sorted(tmp_path.iterdir()) == sorted(files), "nothing else is left"
    for file in files:
        with Image.open(file) as image:
            assert image.format == "PNG"


def test_a_range_beyond_the_limit_of_a_request_is_complete(
    own_machine: Machine, own_simulator: Simulator, built: Job, tmp_path: Path
) -> None:
    last = MOST + 3  # images; the cameras lose none of these
    told: list[tuple[int, int | None]] = []
    files = own_machine.images.download(
        built, tmp_path, types=POWDER_BED, last=last, progress=lambda done, total: told.append((done, total))
    )
    there = stored(own_simulator, built, POWDER_BED, 1, last)
    assert len(there) > MOST
    assert [int(file.name[:6]) for file in files] == there
    assert all(file.is_file() for file in files)
    assert told[0] == (0, len(there))
    assert told[-1] == (len(there), len(there))
    ranges = asked(own_simulator, "download_layer_images")
    assert [layer for first, end in ranges for layer in range(first, end + 1) if layer in there] == there
    assert len(ranges) == 2, "200 in the first request"
    assert ranges[0] == (1, MOST)


def test_a_second_call_fetches_only_what_is_missing(
    own_machine: Machine, own_simulator: Simulator, built: Job, tmp_path: Path
) -> None:
    first = own_machine.images.download(built, tmp_path, types=POWDER_BED, last=30)
    contents = {file: file.read_bytes() for file in first}
    for layer in (3, 4, 17):
        first[layer - 1].unlink()
    own_simulator.requests.clear()
    told: list[tuple[int, int | None]] = []
    second = own_machine.images.download(
        built, tmp_path, types=POWDER_BED, last=32, progress=lambda done, total: told.append((done, total))
    )
    assert asked(own_simulator, "download_layer_images") == [(3, 4), (17, 17), (31, 32)]
    assert {file: file.read_bytes() for file in second[:30]} == contents
    assert told[0] == (27, 32)
    assert told[-1] == (32, 32)
    own_simulator.requests.clear()
    assert own_machine.images.download(built, tmp_path, types=POWDER_BED, last=32) == second
    assert not own_simulator.requests.of("download_layer_images")


async def test_after_an_interruption_the_same_call_goes_on(
    own_simulator: Simulator, built: Job, tmp_path: Path, pauses: list[float]
) -> None:
    types = [POWDER_BED, OT]  # a request for each
    own_simulator.faults.add(Fault(operation="download_layer_images", after=1, times=None, reset_at=0.5))
    async with AsyncMachine(**connection_settings(own_simulator), max_concurrency=1) as machine:
        with pytest.raises(MachineUnreachableError):
            await machine.images.download(built, tmp_path, types=types, last=5)
        left = sorted(file.name for file in tmp_path.iterdir())
        assert left == [f"{layer:06d}_{POWDER_BED}.jpeg" for layer in range(1, 6)], "the first request's, and no more"
        own_simulator.faults.clear()
        own_simulator.requests.clear()
        files = await machine.images.download(built, tmp_path, types=types, last=5)
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert len(files) == 10
    (again,) = own_simulator.requests.of("download_layer_images")
    assert list(again.query["types"]) == [OT]


def test_a_monitoring_system_that_cannot_be_asked_is_an_error_unless_it_may_be_passed_over(
    own_machine: Machine, built: Job, tmp_path: Path
) -> None:
    missing = "PowderBedBeforeRecoating"
    with pytest.raises(BadRequestError, match="monitoring system"):
        own_machine.images.download(built, tmp_path, types=missing, last=3)
    assert own_machine.images.download(built, tmp_path, types=missing, last=3, strict=False) == ()
    files = own_machine.images.download(built, tmp_path, types=[missing, POWDER_BED], last=3, strict=False)
    assert len(files) == 3


def test_an_unknown_job_is_an_error(own_machine: Machine, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        own_machine.images.download("SI0_unknown", tmp_path, types=POWDER_BED)


# Archives that are not as expected


def told_images(count: int) -> Fault:
    metadata = [{"imageType": POWDER_BED, "layer": layer} for layer in range(1, count + 1)]
    return Fault(
        operation="get_layer_image_metadata",
        status=200,
        body=json.dumps({"jobId": "x", "imageMetadata": metadata}),
        content_type="application/json",
    )


def sent_images(*names: str, after: int = 0) -> Fault:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for number, name in enumerate(names):
            picture = BytesIO()
            Image.new("L", (8, 8), number).save(picture, "png")
            archive.writestr(name, picture.getvalue())
    return Fault(
        operation="download_layer_images",
        status=200,
        body=memory.getvalue(),
        content_type="application/zip",
        after=after,
    )


def grey_values(files: tuple[Path, ...]) -> list[int]:
    values = []
    for file in files:
        with Image.open(file) as image:
            values.append(int(image.getpixel((0, 0))))  # type: ignore[arg-type]  # one channel
    return values


@pytest.mark.parametrize(
    ("second", "first"),
    [
        ("../../0002.png", "/etc/0001.png"),
        ("C:\\Windows\\0002.png", "C:0001.png"),
        ("\\\\server\\share\\0002.png", "~/0001.png"),
        ("NUL/0002.png", "con.0001.png"),
        ("0002.png:stream", "0001.png. . ."),
    ],
    ids=["up and absolute", "drives", "other places", "devices", "streams and dots"],
)
def test_members_that_point_out_of_the_folder_are_saved_inside(
    own_machine: Machine, own_simulator: Simulator, built: Job, tmp_path: Path, second: str, first: str
) -> None:
    own_simulator.faults.add(told_images(2), sent_images(second, first))
    folder = tmp_path / "deep" / "images"
    files = own_machine.images.download(built, folder, types=POWDER_BED, last=2, file_type="png")
    assert [file.name for file in files] == [f"00000{layer}_{POWDER_BED}.png" for layer in (1, 2)]
    assert grey_values(files) == [1, 0], "by the layer in the name, not by place"
    assert sorted(file for file in tmp_path.rglob("*") if file.is_file()) == sorted(files)


def test_a_member_that_is_a_link_is_saved_as_a_file_and_leads_nowhere(
    own_machine: Machine, own_simulator: Simulator, built: Job, tmp_path: Path
) -> None:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        link = zipfile.ZipInfo("0001.png")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "../../outside")
    own_simulator.faults.add(told_images(1), attrs.evolve(sent_images("0001.png"), body=memory.getvalue()))
    (tmp_path / "outside").write_bytes(b"untouched")
    (file,) = own_machine.images.download(built, tmp_path / "deep" / "images", types=POWDER_BED, last=1)
    assert not file.is_symlink()
    assert file.read_bytes() == b"../../outside"
    assert (tmp_path / "outside").read_bytes() == b"untouched"


def test_members_whose_names_differ_in_case_only_become_two_files(
    own_machine: Machine, own_simulator: Simulator, built: Job, tmp_path: Path
) -> None:
    twice = [{"imageType": POWDER_BED, "layer": 1, "timeStamp": f"2026-11-02T08:{minute}:00Z"} for minute in (15, 30)]
    metadata = attrs.evolve(told_images(1), body=json.dumps({"imageMetadata": twice}))
    own_simulator.faults.add(metadata, sent_images("IMAGE_0001.PNG", "image_0001.png"))
    files = own_machine.images.download(built, tmp_path, types=POWDER_BED, last=1, file_type="png")
    assert len({file.name.casefold() for file in files}) == 2
    assert grey_values(files) == [0, 1]


def test_an_image_that_would_unpack_to_an_absurd_size_is_refused(
    own_machine: Machine, own_simulator: Simulator, built: Job
) -> None:
    picture = BytesIO()
    Image.new("L", (8, 8)).save(picture, "tiff")
    tags = {name: struct.pack("<HHI", tag, 4, 1) for name, tag in {"width": 256, "length": 257}.items()}
    bomb = picture.getvalue()
    for tag in tags.values():
        assert tag in bomb
        place = bomb.index(tag) + len(tag)
        bomb = bomb[:place] + struct.pack("<I", 60_000) + bomb[place + 4 :]
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("0001.tiff", bomb)
    own_simulator.faults.add(told_images(1), attrs.evolve(sent_images("0001.tiff"), body=memory.getvalue()))
    with pytest.raises(UnexpectedResponseError, match="more than any machine sends"):
        list(own_machine.images.iterate(built, types=POWDER_BED, last=1, file_type="tiff"))


def test_where_the_names_do_not_tell_the_layer_it_is_asked_for_alone(
    own_machine: Machine, own_simulator: Simulator, built: Job, tmp_path: Path
) -> None:
    own_simulator.faults.add(
        told_images(3),
        sent_images("a.png", "b.png", "c.png"),  # 1 to 3
        sent_images("x.png", after=1),  # 1
        sent_images("p.png", "q.png", after=2),  # 2 to 3
        sent_images("y.png", after=3),  # 2
        sent_images("z.png", after=4),  # 3
    )
    files = own_machine.images.download(built, tmp_path, types=POWDER_BED, last=3, file_type="png")
    assert len(files) == 3
    assert asked(own_simulator, "download_layer_images") == [(1, 1), (1, 3), (2, 2), (2, 3), (3, 3)]


def test_an_image_that_is_listed_but_not_sent_is_an_error(
    own_machine: Machine, own_simulator: Simulator, built: Job, tmp_path: Path
) -> None:
    own_simulator.faults.add(told_images(1), sent_images())
    with pytest.raises(UnexpectedResponseError, match="another number of them"):
        own_machine.images.download(built, tmp_path, types=POWDER_BED, last=1)
    assert list(tmp_path.iterdir()) == []


def test_two_images_of_a_layer_have_two_names(
    own_machine: Machine, own_simulator: Simulator, built: Job, tmp_path: Path
) -> None:
    twice = [
        {"imageType": POWDER_BED, "layer": 1, "timeStamp": "2026-11-02T08:30:00Z"},
        {"imageType": POWDER_BED, "layer": 1, "timeStamp": "2026-11-02T08:15:00Z"},
    ]
    own_simulator.faults.add(
        Fault(
            operation="get_layer_image_metadata",
            status=200,
            body=json.dumps({"imageMetadata": twice}),
            content_type="application/json",
        ),
        sent_images("0001.png", "0001_again.png"),
    )
    files = own_machine.images.download(built, tmp_path, types=POWDER_BED, last=1, file_type="png")
    assert [file.name for file in files] == [f"000001_{POWDER_BED}.png", f"000001_{POWDER_BED}_2.png"]


# Without a disk


def test_images_come_with_their_metadata_in_order(
    own_machine: Machine, own_simulator: Simulator, built: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pairs = list(own_machine.images.iterate(built, types=[POWDER_BED, OT], first=5, last=30, file_type="tiff"))
    assert [(metadata.image_type, metadata.layer) for metadata, _ in pairs] == [
        (kind, layer) for kind in (POWDER_BED, OT) for layer in range(5, 31)
    ]
    assert {image.format for _, image in pairs} == {"TIFF"}
    assert list(tmp_path.iterdir()) == []
    assert all(last - first < 8 for first, last in asked(own_simulator, "download_layer_images"))


def test_iterated_images_are_those_that_are_downloaded(own_machine: Machine, built: Job, tmp_path: Path) -> None:
    files = own_machine.images.download(built, tmp_path, types=POWDER_BED, first=100, last=103, file_type="png")
    for file, (_, image) in zip(
        files,
        own_machine.images.iterate(built, types=POWDER_BED, first=100, last=103, file_type="png"),
        strict=True,
    ):
        with Image.open(file) as saved:
            assert saved.tobytes() == image.tobytes()


async def test_who_leaves_early_fetches_no_more(
    own_async_machine: AsyncMachine, own_simulator: Simulator, built: Job
) -> None:
    images = own_async_machine.images.iterate(built, types=POWDER_BED, last=400)
    metadata: ImageMetadata
    async for metadata, _ in images:
        assert metadata.layer == 1
        break
    await images.aclose()  # type: ignore[attr-defined]  # a generator is what it is
    assert len(own_simulator.requests.of("download_layer_images")) <= 5


def test_what_is_no_image_is_an_unexpected_answer(own_machine: Machine, own_simulator: Simulator, built: Job) -> None:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("0001.png", b"not a picture")
    own_simulator.faults.add(
        told_images(1),
        Fault(operation="download_layer_images", status=200, body=memory.getvalue(), content_type="application/zip"),
    )
    with pytest.raises(UnexpectedResponseError, match="no image"):
        list(own_machine.images.iterate(built, types=POWDER_BED, last=1))
