"""An environment with Spark: its packages and its Java, beside what .venv has.

PySpark is 400 MB and is asked for by one engine and its tests only, so .venv is without it.
"""

from __future__ import annotations

import sys

from building.packages import LOCKS, get_uv, surroundings
from building.places import BOOT, PYTHON, VENV, fingerprint, is_stamped, leave_stamp, run, tell

SPARK = BOOT / "spark"
SPARK_PYTHON = SPARK / "bin" / "python"


def set_up_spark() -> None:
    """Have the environment; nothing where it is."""
    mark = fingerprint(LOCKS["spark"]) + str(sys.version_info[:2]) + str(VENV)
    if is_stamped(SPARK / ".stamp", mark):
        return
    tell("Fetching Spark and its Java, for the tests of one engine")
    uv, around = get_uv(), surroundings()
    run([uv, "venv", "--clear", "--python", PYTHON, SPARK], env=around)
    # PySpark comes as source; what builds it is held to the same hashes.
    run(
        [uv, "pip", "install", "--python", SPARK_PYTHON, "--require-hashes"]
        + ["-r", LOCKS["spark"], "--build-constraints", LOCKS["spark"]],
        env=around,
    )
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    theirs = VENV / "lib" / version / "site-packages"
    borrowed = SPARK / "lib" / version / "site-packages" / "beside.pth"
    borrowed.write_text(f"import site; site.addsitedir({str(theirs)!r})\n")
    leave_stamp(SPARK / ".stamp", mark)
