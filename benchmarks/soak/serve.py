"""Read the demonstration's pages for long, copy it meanwhile, and see that nothing grows or breaks.

python3 run.py soak serve [--minutes 10] [--readers 4]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import psutil

PAGES = (
    "/",
    "/find/?q=a",
    "/data/",
    "/glossary/",
    "/map/",
    "/structure/",
    "/api/networks",
    "/health",
)
PORT = 8765
COPY_EVERY = 30
MOST_GROWTH = 1.3


@dataclass
class Seen:
    """What the readers saw."""

    seconds: list[float] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)


def main() -> int:
    """Soak the site; 1 where a page broke or the memory grew by more than a third."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--readers", type=int, default=4)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="openpcn-soak-") as folder:
        site = start(Path(folder) / "state")
        try:
            return soak(site, Path(folder), asked.minutes * 60, asked.readers)
        finally:
            site.terminate()
            site.wait(30)


def openpcn(*words: str, state: Path) -> list[str]:
    """A command line of the console program."""
    return [sys.executable, "-m", "openpcn.cli.main", *words, "--state", str(state)]


def start(state: Path) -> subprocess.Popen[str]:
    """The site with its demonstration, once it answers."""
    words = openpcn("up", "--demo", "--port", str(PORT), state=state)
    site = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert site.stdout is not None
    if not site.stdout.readline().startswith("OpenPCN is at"):
        raise SystemExit("The site did not start.")
    return site


def soak(site: subprocess.Popen[str], folder: Path, seconds: float, readers: int) -> int:
    """Read and copy until the time is up, then say what was seen."""
    seen = Seen()
    threads = [threading.Thread(target=read, args=(seen, number)) for number in range(readers)]
    for thread in threads:
        thread.start()
    end, before, copies = time.monotonic() + seconds, 0, 0
    time.sleep(min(COPY_EVERY, seconds / 4))
    before = memory(site)
    while time.monotonic() < end:
        copies += 1
        copy = openpcn("backup", str(folder / f"{copies}.openpcn"), state=folder / "state")
        subprocess.run(copy, check=True, capture_output=True)
        (folder / f"{copies}.openpcn").unlink()
        time.sleep(max(0.0, min(COPY_EVERY, end - time.monotonic())))
    after = memory(site)
    seen.stop.set()
    for thread in threads:
        thread.join()
    return report(seen, before, after, copies)


def read(seen: Seen, number: int) -> None:
    """One reader, who goes from page to page."""
    while not seen.stop.is_set():
        path = PAGES[number % len(PAGES)]
        number += 1
        began = time.perf_counter()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=60) as answer:
                answer.read()
        except urllib.error.HTTPError as trouble:
            if trouble.code >= 500:
                seen.broken.append(f"{path}: {trouble.code}")
        except OSError as trouble:
            seen.broken.append(f"{path}: {trouble}")
        seen.seconds.append(time.perf_counter() - began)


def memory(site: subprocess.Popen[str]) -> int:
    """Bytes that the site and all its processes hold."""
    processes = [one := psutil.Process(site.pid), *one.children(recursive=True)]
    return sum(process.memory_info().rss for process in processes)


def report(seen: Seen, before: int, after: int, copies: int) -> int:
    """Say what was seen; 0 where all is well."""
    spread = statistics.quantiles(seen.seconds, n=20)
    print(f"{len(seen.seconds):,} pages read, {copies} copies made, {len(seen.broken)} broken")
    print(f"half within {spread[9] * 1000:.0f} ms, 19 of 20 within {spread[18] * 1000:.0f} ms")
    print(f"memory {before / 1e6:.0f} MB at first, {after / 1e6:.0f} MB at the end")
    for line in sorted(set(seen.broken)):
        print(line)
    return int(bool(seen.broken) or after > before * MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
