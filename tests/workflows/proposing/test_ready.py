"""The planner is compiled while a checkout is set up, before there are settings or a state."""

from __future__ import annotations

import os
import subprocess
import sys


def test_the_planner_is_compiled_where_no_settings_are_named() -> None:
    around = {key: value for key, value in os.environ.items() if not key.startswith("OPENPCN_")}
    for name in ("DJANGO_SETTINGS_MODULE", "NUMBA_CACHE_DIR"):
        around.pop(name, None)
    asked = [sys.executable, "-m", "openpcn.workflows.proposing.ready"]
    told = subprocess.run(asked, capture_output=True, text=True, env=around, check=False)
    assert (told.returncode, told.stderr) == (0, "")
