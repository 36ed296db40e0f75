"""Where an installation keeps everything that it knows."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]


def state_folder() -> Path:
    """The folder that OPENPCN_STATE names, else var/ in a checkout, else the user's data folder."""
    if named := os.environ.get("OPENPCN_STATE"):
        return Path(named).expanduser().resolve()
    if (CHECKOUT / "run.py").exists():
        return CHECKOUT / "var"
    base = os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))
    return Path(base) / "openpcn"
