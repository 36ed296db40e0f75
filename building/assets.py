"""Style sheets, scripts and fonts of others: npm through a throw-away node, beside our own."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from building.places import (
    BOOT,
    CHECKOUT,
    VENDOR,
    fingerprint,
    is_stamped,
    run,
    tell,
)

PACKAGE_FILES = (CHECKOUT / "package.json", CHECKOUT / "package-lock.json")
REMOTE_FONT = re.compile(r"@font-face\s*\{[^}]*url\(\s*[\"']?(?:https?:)?//[^}]*\}")
LEAFLET = ("leaflet.css", "leaflet-src.esm.js", "images")
NHSUK = ("nhsuk-frontend.min.css", "nhsuk-frontend.min.js", "assets")
FONTS = ("SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf")


def mark() -> str:
    """What the stamp of complete assets says."""
    return fingerprint(*PACKAGE_FILES, Path(__file__))


def set_up_assets() -> None:
    """Make the assets of the site be there; nothing where they are."""
    if is_stamped(VENDOR / ".stamp", mark()):
        return
    from building.node import throw_away_node

    with throw_away_node() as node:
        copy_assets(node)


def copy_assets(node: Path) -> None:
    """Fetch with npm and put the site's style sheets and scripts in place."""
    tell("Fetching style sheets and scripts")
    with npm_packages(node, "--omit=dev", "--omit=optional") as modules:
        put_in_place(modules)


@contextmanager
def npm_packages(node: Path, *options: str) -> Iterator[Path]:
    """The locked npm packages in a folder that is deleted afterwards; none of their scripts run."""
    BOOT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BOOT, prefix="npm-") as made:
        folder = Path(made)
        for file in PACKAGE_FILES:
            shutil.copy(file, folder)
        npm = node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        run(
            [node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *options]
            + ["--fetch-retries=1", "--loglevel=error"],
            cwd=folder,
            env=surroundings(node, folder),
        )
        yield folder / "node_modules"


def surroundings(node: Path, folder: Path) -> dict[str, str]:
    """The environment for npm: the machine's certificates, and a cache that is deleted too."""
    return os.environ | {
        "PATH": os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)]),
        "NODE_USE_SYSTEM_CA": "1",
        "npm_config_cache": str(folder / "cache"),
        "npm_config_update_notifier": "false",
    }


def put_in_place(modules: Path) -> None:
    """Copy what the site uses out of `modules`, without fonts that another host would serve."""
    unfinished = VENDOR.with_name("vendor.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    copy(modules / "nhsuk-frontend" / "dist" / "nhsuk", NHSUK, unfinished / "nhsuk")
    copy(modules / "leaflet" / "dist", LEAFLET, unfinished / "leaflet")
    copy(modules / "source-sans" / "TTF", FONTS, unfinished / "source-sans")
    shutil.copy(modules / "source-sans" / "LICENSE.md", unfinished / "source-sans")
    style = unfinished / "nhsuk" / "nhsuk-frontend.min.css"
    text = without_remote_fonts(style.read_text(encoding="utf-8"))
    style.write_text(text.replace("url(/assets/", "url(assets/"), encoding="utf-8")
    for file in (*unfinished.glob("*/*.css"), *unfinished.glob("*/*.js")):
        file.write_text(without_source_map(file.read_text(encoding="utf-8")), encoding="utf-8")
    (unfinished / ".stamp").write_text(mark())
    shutil.rmtree(VENDOR, ignore_errors=True)
    unfinished.replace(VENDOR)


def copy(source: Path, names: tuple[str, ...], target: Path) -> None:
    """Copy files and folders by name."""
    target.mkdir(parents=True)
    for name in names:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        else:
            shutil.copy(source / name, target)


def without_remote_fonts(style: str) -> str:
    """A style sheet without its rules for fonts on other hosts; the next font named is used."""
    return REMOTE_FONT.sub("", style)


def without_source_map(text: str) -> str:
    """A file without its pointer to a source map that we do not ship."""
    return re.sub(r"(//|/\*)# sourceMappingURL=\S+(\s*\*/)?", "", text)
