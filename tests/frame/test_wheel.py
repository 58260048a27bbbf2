"""The wheel is what users get: it is built, installed into a fresh environment and tried outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from eosconnect import __version__

ROOT = Path(__file__).parents[2]

TRIAL = """
import json, pathlib, sys
from importlib.metadata import entry_points
import eosconnect, eosconnect_api
from eosconnect import Machine
from eosconnect.simulator import Simulator

packages = (eosconnect, eosconnect_api)
with Simulator() as simulator, Machine(
    simulator.host, client_id=simulator.client_id, client_secret=simulator.client_secret, ca=simulator.ca
) as machine:
    job = machine.jobs.latest(result="Failed")
    print(json.dumps({
        "version": eosconnect.__version__,
        "places": [place.__file__ for place in packages],
        "typed": [pathlib.Path(place.__file__).with_name("py.typed").exists() for place in packages],
        "plugin": [entry.value for entry in entry_points(group="pytest11", name="eosconnect")],
        "layers": len(machine.layers.list(job).to_list()),
        "expected": job.layer_count,
    }))
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_both_packages_and_the_document_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"eosconnect/py.typed", "eosconnect_api/py.typed", "eosconnect/openapi/swagger.json"} <= set(names)
    pages = {"index.html", "swagger.html", "page.css", "start.js"}
    assert {f"eosconnect/simulator/web/{page}" for page in pages} <= set(names)
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"eosconnect", "eosconnect_api"}


def installed(wheel: Path, folder: Path) -> Path:
    """A fresh environment with the wheel installed; the folder of its programs.

    The dependencies of this environment are lent to it by a path file, so that nothing is downloaded again.
    """
    venv.create(folder, with_pip=False)
    programs = folder / ("bin" if os.name == "posix" else "Scripts")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "--disable-pip-version-check"]
    options = ["--quiet", "--no-index", "--no-deps", "--no-compile"]  # compiled is what the trial imports
    subprocess.run([*pip, "install", *options, str(wheel)], check=True, capture_output=True)
    (site,) = folder.glob("lib/python*/site-packages") if os.name == "posix" else [folder / "Lib" / "site-packages"]
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return programs


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": ""})
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_installed_wheel_does_the_main_job_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    programs = installed(wheel, tmp_path / "environment")
    result = json.loads(run(programs / "python", "-c", TRIAL, cwd=tmp_path))
    assert all(str(programs.parent) in place for place in result["places"])
    assert result["typed"] == [True, True]
    assert result["plugin"][0] == "eosconnect.pytest_plugin"
    assert result["layers"] == result["expected"] > 0
    assert run(programs / "eosconnect", "--version", cwd=tmp_path).split() == ["eosconnect-sdk", __version__]
