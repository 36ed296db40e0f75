#!/usr/bin/env python3
"""Everything that is done with a checkout, with nothing but Python 3.11 and pip.

python3 run.py                set everything up and serve the demonstration
python3 run.py test           run the whole suite, PostgreSQL and a browser included
python3 run.py check          check style, types, contracts and migrations; writes nothing
python3 run.py fix            put style right where a machine can
python3 run.py bench NAME     measure; no NAME lists what there is
python3 run.py soak NAME      run for long under load; no NAME lists what there is
python3 run.py docs           make the pages of docs/ in docs/_site/
python3 run.py lock           lock the dependencies again, from packages a week old

Serving takes --data FOLDER (published files instead of the demonstration), --port NUMBER,
--state FOLDER and --reset (begin again with an empty state folder).
"""

from __future__ import annotations

import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("OpenPCN needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

sys.path.insert(0, str(Path(__file__).resolve().parent))

from building import verbs
from building.places import Stopped

VERBS = {
    "serve": verbs.serve,
    "test": verbs.test,
    "check": verbs.check,
    "fix": verbs.fix,
    "bench": verbs.bench,
    "soak": verbs.soak,
    "docs": verbs.docs,
    "lock": verbs.lock,
}


def main() -> int:
    """Do what the first word says; serve where there is none."""
    words = sys.argv[1:]
    if words[:1] in (["--help"], ["-h"], ["help"]):
        print(__doc__)
        return 0
    verb = words.pop(0) if words and not words[0].startswith("-") else "serve"
    if verb not in VERBS:
        print(f"There is no verb {verb!r}.\n\n{__doc__}", file=sys.stderr)
        return 2
    try:
        return VERBS[verb](words)
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
