"""Archives from the machine: nothing escapes, nothing explodes, and every image is what it is said to be."""

from __future__ import annotations

import contextlib
import os
import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eosconnect.decisions.archives import IMAGES, TABLES, Limits, Member, check_members, members_by_layer
from eosconnect.errors import UnexpectedResponseError
from eosconnect.resources.unpacking import open_archive


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> BytesIO:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    memory.seek(0)
    return memory


def test_the_limits_leave_room_for_what_machines_send() -> None:
    check_members([Member(f"{number}.tiff", 50 * 1024**2) for number in range(200)], IMAGES)
    check_members([Member("part-statistics.csv", 200_000 * 1000)], TABLES)


@pytest.mark.parametrize(
    "members",
    [
        [Member("bomb.tiff", 4 * 1024**3)],
        [Member(f"{number}", 100 * 1024**2) for number in range(200)],
        [Member(f"{number}", 1) for number in range(100_000)],
    ],
    ids=["one large file", "much in all", "many files"],
)
def test_bombs_are_refused_by_what_they_say_of_themselves(members: list[Member]) -> None:
    with pytest.raises(UnexpectedResponseError, match="more than any machine sends; nothing was unpacked"):
        check_members(members, IMAGES)


def test_a_bomb_that_lies_about_its_size_does_not_unpack_to_more_than_it_says() -> None:
    memory = zipped({"image.tiff": bytes(20 * 1024**2)})
    content = memory.getvalue()
    # In the directory at the end, and in front of the file.
    lying = content.replace((20 * 1024**2).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != content
    with open_archive(BytesIO(lying), IMAGES) as archive, pytest.raises(UnexpectedResponseError, match="damaged"):
        archive.read(0)


def test_an_archive_over_the_limits_is_refused_before_anything_is_unpacked() -> None:
    memory = zipped({"large": bytes(2000)})
    with (
        pytest.raises(UnexpectedResponseError, match="nothing was unpacked"),
        open_archive(memory, Limits(members=5, member_size=1000, total_size=10_000)),
    ):
        pytest.fail("it was opened")


def test_archives_with_a_password_are_refused() -> None:
    with pytest.raises(UnexpectedResponseError, match="password"):
        check_members([Member("image.png", 100, encrypted=True)], IMAGES)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<!doctype html>"])
def test_what_is_no_archive_is_an_unexpected_answer(content: bytes) -> None:
    with pytest.raises(UnexpectedResponseError, match="damaged"), open_archive(BytesIO(content), IMAGES):
        pytest.fail("it was opened")


@pytest.mark.parametrize("place", [0.3, 0.6])
def test_a_flipped_bit_is_noticed(place: float) -> None:
    noise = random.Random(1).randbytes(5000)
    memory = zipped({"image.png": noise}, zipfile.ZIP_STORED)
    content = bytearray(memory.getvalue())
    content[int(place * len(content))] ^= 1
    with open_archive(BytesIO(content), IMAGES) as archive, pytest.raises(UnexpectedResponseError, match="damaged"):
        archive.read(0)


@given(
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)), min_size=1, max_size=4),
    st.floats(0, 1),
)
@example(zipfile.ZIP_BZIP2, [(0.2, b"\x01\x02")], 1.0)
@example(zipfile.ZIP_LZMA, [(0.2, b"\x01\x02")], 1.0)
@example(zipfile.ZIP_STORED, [(0.99, b"\xff\xff\xff\x7f")], 1.0)
@settings(max_examples=100)
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_whatever_is_damaged_the_archive_is_read_or_said_to_be_damaged(
    compression: int, changes: list[tuple[float, bytes]], kept: float
) -> None:
    content = bytearray(zipped({"images/1.png": bytes(range(256)) * 8, "2.png": b"two" * 50}, compression).getvalue())
    for place, change in changes:
        position = int(place * len(content))
        content[position : position + len(change)] = change
    del content[max(int(kept * len(content)), 1) :]
    with contextlib.suppress(UnexpectedResponseError), open_archive(BytesIO(content), IMAGES) as archive:
        for position in range(len(archive.names)):
            archive.read(position)


def test_a_disk_that_fails_while_an_archive_is_read_is_not_taken_for_damage(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError if os.name != "nt" else PermissionError), open_archive(tmp_path, IMAGES):
        pytest.fail("it was opened")


def test_folders_in_archives_are_no_files(tmp_path: Path) -> None:
    memory = zipped({"images/": b"", "images/1.png": b"one", "../../escape.png": b"two"})
    with open_archive(memory, IMAGES) as archive:
        assert archive.names == ["images/1.png", "../../escape.png"]
        assert archive.read(1) == b"two"


@given(st.lists(st.integers(1, 9999), min_size=2, max_size=20), st.randoms())
@pytest.mark.parametrize(
    "pattern",
    [
        "{layer}.jpeg",
        "PowderBed_{layer:06d}.png",
        "SI1716_20261102T0815{second:02d}_L{layer:05d}_AfterExposure.tiff",
        "{layer:04d}/OT_20261102.png",
        "2026-11-02/image-{layer}-of-4000.jpeg",
    ],
)
def test_members_are_matched_by_the_layer_in_their_names(
    pattern: str, layers: list[int], shuffling: random.Random
) -> None:
    layers = sorted(layers)
    order = list(range(len(layers)))
    shuffling.shuffle(order)
    names = [pattern.format(layer=layers[position], second=position) for position in order]
    found = members_by_layer(names, layers)
    assert found is not None
    assert sorted(found) == list(range(len(names)))
    assert [layers[order[position]] for position in found] == layers


@pytest.mark.parametrize(
    ("names", "layers"),
    [
        (["0.jpg", "1.jpg", "2.jpg"], [1, 2, 3]),
        (["1.jpg", "2.jpg"], [101, 102]),
        (["a.jpg", "b.jpg"], [1, 2]),
        (["1.jpg", "2.jpg"], [1, 2, 3]),
        ([], [1]),
    ],
)
def test_names_that_do_not_tell_the_layer_are_not_guessed_at(names: list[str], layers: list[int]) -> None:
    assert members_by_layer(names, layers) is None


def test_images_of_a_single_layer_need_no_numbers() -> None:
    assert members_by_layer(["first.jpg", "second.jpg"], [7, 7]) == [0, 1]
