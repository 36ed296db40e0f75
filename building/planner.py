"""The planner's inner loops, compiled before anybody asks for a plan."""

from __future__ import annotations

from building.packages import mark_of
from building.places import CHECKOUT, PYTHON, VENV, fingerprint, is_stamped, leave_stamp, run, tell

LOOPS = CHECKOUT / "src" / "openpcn" / "engines" / "formation" / "proposing"


def set_up_planner() -> None:
    """Have the loops compiled; nothing where they are."""
    stamp = VENV / ".planner-stamp"
    mark = mark_of("run") + fingerprint(*sorted(LOOPS.glob("*.py")))
    if is_stamped(stamp, mark):
        return
    tell("Compiling the planner")
    run([PYTHON, "-m", "openpcn.workflows.proposing.ready"])
    leave_stamp(stamp, mark)
