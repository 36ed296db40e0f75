"""The planner's inner loops, compiled once and kept for every later process.

`python -m openpcn.workflows.proposing.ready` does it when a checkout is set up.
"""

from __future__ import annotations

import os
from pathlib import Path

from openpcn.engines.formation import proposing
from openpcn.kernel.points import Point


def get_ready() -> None:
    """Compile the planner, or take it from where it is kept, before any time is counted."""
    keep_compiled()
    from openpcn.engines.formation.proposing.facts import Candidate, Limits, Wish
    from openpcn.engines.formation.proposing.planning import propose_area

    near = {"a": {"b"}, "b": {"a", "c"}, "c": {"b"}}
    toy = [
        Candidate(
            code=code,
            registered_patients=2,
            point=Point(easting=1000 * at, northing=0),
            area="A",
            current_network="N",
        )
        for at, code in enumerate(near)
    ]
    wish = Wish(smallest=2, largest=4, neighbours=near, count=2)
    propose_area(toy, wish, limits=Limits(seconds=1.0))


def keep_compiled() -> None:
    """Where nothing can be written beside the program, keep it in the state folder."""
    beside = Path(proposing.__file__).parent
    if "NUMBA_CACHE_DIR" in os.environ or os.access(beside, os.W_OK):
        return
    from django.conf import settings

    folder = Path(settings.STATE) / "compiled"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    if os.access(folder, os.W_OK):
        os.environ["NUMBA_CACHE_DIR"] = str(folder)


if __name__ == "__main__":
    get_ready()
