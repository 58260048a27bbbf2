"""Names of files that we choose are legal everywhere and stay in their folder."""

from __future__ import annotations

import string
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eosconnect.decisions.file_names import DEVICES, file_name, image_file_name


@given(st.text(max_size=400) | st.text(alphabet="./\\:CON~nul1 *?", max_size=30))
@example(". 0")
@example(" . .con . ")
def test_any_text_becomes_one_legal_component(text: str) -> None:
    name = file_name(text)
    assert name
    assert len(name.encode()) <= 255 - len(".12345678.part")
    assert not set(name) & set('<>:"/\\|?*')
    assert all(character.isprintable() for character in name)
    assert name == name.strip()
    assert not name.startswith(".")
    assert not name.endswith((".", " "))
    assert name.partition(".")[0].casefold() not in DEVICES
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name


@given(st.text(alphabet=string.ascii_letters + string.digits + "_-", min_size=1, max_size=60))
def test_ordinary_names_stay_as_they_are(stem: str) -> None:
    if stem.casefold() not in DEVICES:
        assert file_name(f"{stem}.zip") == f"{stem}.zip"


@pytest.mark.parametrize(
    ("proposed", "name"),
    [
        ("../../../etc/cron.d/evil", "evil"),
        ("C:\\Windows\\System32\\evil.dll", "evil.dll"),
        ("C:evil.txt", "C_evil.txt"),
        ("aux.h", "_aux.h"),
        ("COM¹", "_COM¹"),
        ("CONIN$", "_CONIN$"),
        ("nul .tar.gz", "_nul .tar.gz"),
        (". 0", "0"),
        (" .leading", "leading"),
        ("trailing. . .", "trailing"),
        (" . . ", "file"),
        ("report\x00.pdf", "report_.pdf"),
        ("rtl\u202egpj.exe", "rtl_gpj.exe"),
        ("a" * 300 + ".tiff", "a" * 195 + ".tiff"),
        ("", "file"),
        ("..", "file"),
    ],
)
def test_dangerous_names_are_tamed(proposed: str, name: str) -> None:
    assert file_name(proposed) == name


def test_images_sort_by_layer_then_type_whatever_their_number_of_digits() -> None:
    layers = [2, 10, 9999, 1, 123456]
    names = sorted(image_file_name(layer, "PowderBedAfterExposure", "jpeg") for layer in layers)
    assert [int(name.partition("_")[0]) for name in names] == sorted(layers)
    assert image_file_name(7, "../Sly\\Type", "png") == "000007_.._Sly_Type.png"
