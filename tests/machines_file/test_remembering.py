"""Writing the machines file keeps what people wrote into it, at once, and for its owner only."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from eosconnect.cli.remembering import make_default, remember, remove
from eosconnect.errors import ConfigurationError
from eosconnect.settings.machines_file import MachinesFile

BY_HAND = """# our plant

[machines.M290-03]  # left of the door
host = "si1716"
# quality's own
client_id = "quality"
client_secret = "correct horse"
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "folder" / "machines.toml"
    monkeypatch.setenv("EOSCONNECT_MACHINES_FILE", str(file))
    return file


@pytest.fixture
def by_hand(path: Path) -> Path:
    path.parent.mkdir()
    path.write_text(BY_HAND)
    path.chmod(0o600)
    return path


def test_folder_and_file_are_made_for_the_owner_only(path: Path) -> None:
    remember(MachinesFile.read(), "m", {"host": "si1716"})
    assert MachinesFile.read().settings("m").host == "si1716"
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o077 == 0


def test_comments_and_other_machines_stay(by_hand: Path) -> None:
    remember(MachinesFile.read(), "M400-01", {"host": "si1717"})
    remember(MachinesFile.read(), "M290-03", {"tz": "Europe/Berlin"})
    text = by_hand.read_text()
    for line in BY_HAND.splitlines():
        assert line in text
    assert MachinesFile.read().settings("M400-01").host == "si1717"
    assert str(MachinesFile.read().settings("M290-03").tz) == "Europe/Berlin"


def test_a_setting_is_changed_and_taken_away(by_hand: Path) -> None:
    remember(MachinesFile.read(), "M290-03", {"host": "si1718", "client_id": None, "client_secret": None})
    settings = MachinesFile.read().settings("M290-03")
    assert (settings.host, settings.client_id) == ("si1718", None)
    assert "correct horse" not in by_hand.read_text()


def test_names_that_toml_has_to_quote(path: Path) -> None:
    for name in ("M 290 / 3", "10.0.0.7:8443", "Ü", 'the "old" one'):
        remember(MachinesFile.read(), name, {"host": "si1716"})
        assert MachinesFile.read().settings(name).host == "si1716"


def test_the_default_comes_and_goes(by_hand: Path) -> None:
    remember(MachinesFile.read(), "M400-01", {"host": "si1717"})
    assert MachinesFile.read().default is None
    make_default(MachinesFile.read(), "M400-01")
    assert MachinesFile.read().default == "M400-01"
    make_default(MachinesFile.read(), "M290-03")
    assert MachinesFile.read().default == "M290-03"
    remove(MachinesFile.read(), "M290-03")
    assert list(MachinesFile.read().entries) == ["M400-01"]
    assert MachinesFile.read().default == "M400-01"  # as the only one


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "elsewhere.toml")
    remember(MachinesFile.read(), "m", {"host": "si1716"})
    assert path.is_symlink()
    assert "si1716" in (tmp_path / "elsewhere.toml").read_text()


def test_a_place_that_cannot_be_written_is_told(path: Path) -> None:
    path.parent.write_text("a file where the folder should be")
    with pytest.raises(ConfigurationError, match=r"cannot be (written|read)"):
        remember(MachinesFile.read(path.parent / "machines.toml"), "m", {"host": "si1716"})


def test_nothing_half_written_is_left_behind(by_hand: Path) -> None:
    remember(MachinesFile.read(), "m", {"host": "si1716"})
    assert [entry.name for entry in by_hand.parent.iterdir()] == ["machines.toml"]
