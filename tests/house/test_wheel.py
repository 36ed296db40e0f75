"""A wheel carries everything: assets, templates, rules, glossary; and serves where it is put."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support.postgres import free_port

CHECKOUT = Path(__file__).resolve().parents[2]
CARRIED = (
    "openpcn/GLOSSARY.md",
    "openpcn/web/static/openpcn/site.css",
    "openpcn/web/static/vendor/nhsuk/nhsuk-frontend.min.css",
    "openpcn/web/static/vendor/nhsuk/nhsuk-frontend.min.js",
    "openpcn/web/static/vendor/leaflet/leaflet-src.esm.js",
    "openpcn/web/static/vendor/source-sans/SourceSans3-Regular.ttf",
    "openpcn/web/templates/base.html",
    "openpcn/domains/accounts/permissions.toml",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console program in an environment of its own, which borrows the dependencies of ours."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin" / "python"


@pytest.mark.slow
def test_a_wheel_carries_what_a_site_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert [name for name in CARRIED if name not in names] == []
    tables = {str(file.relative_to(CHECKOUT / "src")) for file in CHECKOUT.glob("src/**/*.toml")}
    assert tables <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests")]


@pytest.mark.slow
def test_an_installed_wheel_serves_from_its_own_files(program: Path, tmp_path: Path) -> None:
    port = free_port()
    around = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }
    process = subprocess.Popen(
        [program, "-m", "openpcn.cli.main", "up", "--port", str(port)],
        cwd=tmp_path,
        env=around,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("OpenPCN is at")
        page = read(port, "/glossary/")
        assert "Adjusted population" in page
        for asset in set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page)):
            assert len(read(port, asset)) > 100
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert (tmp_path / "data" / "openpcn" / "openpcn.sqlite3").exists()
    place = subprocess.run(
        [program, "-c", "import openpcn; print(openpcn.__file__)"],
        cwd=tmp_path,
        env=around,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(program.parents[1]) in place.stdout


def read(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        assert answer.status == 200
        return str(answer.read().decode())
