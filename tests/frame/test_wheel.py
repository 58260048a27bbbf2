"""The wheel is what users get: it is built, installed into a fresh environment and tried outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

TRIAL = """
import json, pathlib, sys
import eosconnect, eosconnect_api
from eosconnect import Machine
from eosconnect.simulator import Simulator

with Simulator() as simulator, Machine(
    simulator.host, client_id=simulator.client_id, client_secret=simulator.client_secret, ca=simulator.ca
) as machine:
    job = machine.jobs.latest(result="Failed")
    print(json.dumps({
        "version": eosconnect.__version__,
        "places": [eosconnect.__file__, eosconnect_api.__file__],
        "typed": [pathlib.Path(package.__file__).with_name("py.typed").exists() for package in (eosconnect, eosconnect_api)],
        "layers": len(machine.layers.list(job).to_list()),
        "expected": job.layer_count,
    }))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_both_packages_and_the_document_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"eosconnect/py.typed", "eosconnect_api/py.typed", "eosconnect/openapi/swagger.json"} <= set(names)
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"eosconnect", "eosconnect_api"}


def test_the_installed_wheel_does_the_main_job_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    # The packages of this environment are lent to the new one by a path file, so that nothing is downloaded again;
    # the SDK itself comes from the wheel, which stands before them.
    venv.create(environment, with_pip=False)
    (site,) = (
        environment.glob("lib/python*/site-packages") if os.name == "posix" else [environment / "Lib/site-packages"]
    )
    zipfile.ZipFile(wheel).extractall(site)
    lent = next(entry for entry in sys.path if entry.endswith("site-packages"))
    (site / "lent.pth").write_text(lent)
    python = environment / ("bin/python" if os.name == "posix" else "Scripts/python.exe")
    tried = subprocess.run([python, "-c", TRIAL], cwd=tmp_path, capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    result = json.loads(tried.stdout)
    assert all(str(site) in place for place in result["places"])
    assert result["typed"] == [True, True]
    assert result["layers"] == result["expected"] > 0
