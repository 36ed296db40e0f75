"""What the tests need from npm: the accessibility checker, and a browser where there is none."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

from building.assets import PACKAGE_FILES, npm_packages
from building.node import throw_away_node
from building.places import TEST_ASSETS, fingerprint, is_stamped, leave_stamp, tell

DEBIANS = Path("/usr/bin/chromium")
UNPACKED = TEST_ASSETS / "chromium"
ARCHIVES = ("al2023.tar.br", "fonts.tar.br", "swiftshader.tar.br")
# Debian's Python 3.11.2 has no filters yet; what is unpacked was checked against the lock.
SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/fonts-cache</cachedir></fontconfig>
"""
UNPACK = """
const fs = require("fs"), zlib = require("zlib");
fs.createReadStream(process.argv[1]).pipe(zlib.createBrotliDecompress()).pipe(process.stdout);
"""


def set_up_tests() -> None:
    """Make the accessibility checker and a browser be there; nothing where they are."""
    wants_browser = not has_browser()
    mark = fingerprint(*PACKAGE_FILES, Path(__file__)) + ("+browser" if wants_browser else "")
    stamp = TEST_ASSETS / ".stamp"
    if is_stamped(stamp, mark) or (not wants_browser and is_stamped(stamp, mark + "+browser")):
        return
    tell("Fetching the accessibility checker" + (" and a browser" if wants_browser else ""))
    options = () if wants_browser else ("--omit=optional",)
    with throw_away_node() as node, npm_packages(node, *options) as modules:
        shutil.rmtree(TEST_ASSETS, ignore_errors=True)
        TEST_ASSETS.mkdir(parents=True)
        shutil.copy(modules / "axe-core" / "axe.min.js", TEST_ASSETS)
        if wants_browser:
            unpack_browser(node, modules / "@sparticuz" / "chromium" / "bin")
    leave_stamp(stamp, mark)


def has_browser() -> bool:
    """Whether this machine has a browser that the tests would take before ours."""
    named = os.environ.get("CHROMIUM")
    return bool(named and Path(named).is_file()) or DEBIANS.is_file()


def unpack_browser(node: Path, source: Path) -> None:
    """Unpack the browser with the libraries and fonts it brings."""
    UNPACKED.mkdir()
    program = UNPACKED / "chromium"
    program.write_bytes(unpacked(node, source / "chromium.br"))
    program.chmod(0o755)
    for name in ARCHIVES:
        with tarfile.open(fileobj=io.BytesIO(unpacked(node, source / name))) as archive:
            archive.extractall(UNPACKED, **SAFELY)
    (UNPACKED / "fonts.conf").write_text(FONTS.format(folder=UNPACKED))


def unpacked(node: Path, file: Path) -> bytes:
    """The bytes of a brotli file; Python has no reader of its own, node has."""
    return subprocess.run([node, "-e", UNPACK, file], capture_output=True, check=True).stdout
