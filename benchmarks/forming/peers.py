"""Asks a peer for a plan: in an environment of its own, in a fresh process, part by part."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.forming.instances import Instance, Neighbours, Practice
from benchmarks.forming.judging import Band
from benchmarks.forming.mending import Ground
from benchmarks.forming.running import Run, run_measured
from benchmarks.forming.telling import KEPT, say
from building.packages import get_uv, surroundings
from building.places import CHECKOUT, fingerprint, is_stamped, leave_stamp, run

SCRIPTS = CHECKOUT / "benchmarks" / "formation_peers"
PLACES = KEPT / "peers"
PATIENCE, STARTING = 2.0, 30.0
"""A peer that does not look at the time is ended after twice as much, and what starting takes."""


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A tool, its script and the file of its versions."""

    name: str
    script: str
    packages: str
    way: str = ""
    """Passed to the script: how it is to be used."""
    is_helped: bool = False
    """Told of distance, which it does not know of itself."""

    @property
    def python(self) -> Path:
        """The Python of its environment."""
        return PLACES / self.packages / "bin" / "python"

    @property
    def version(self) -> str:
        """The pinned version of the tool itself."""
        lines = (SCRIPTS / f"{self.packages}.txt").read_text(encoding="utf-8").split()
        names = ("pymetis", "gerrychain", "spopt")
        return next(line for line in lines if line.partition("==")[0] in names)


PEERS = (
    Peer(name="METIS", script="metis.py", packages="metis", way="plain"),
    Peer(name="spopt MaxP", script="maxp.py", packages="maxp"),
    Peer(name="GerryChain trees", script="recom.py", packages="recom", way="plain"),
    Peer(
        name="METIS, best of 20, short edges heavy",
        script="metis.py",
        packages="metis",
        is_helped=True,
    ),
    Peer(
        name="GerryChain ReCom towards less distance",
        script="recom.py",
        packages="recom",
        is_helped=True,
    ),
)
"""As their manuals have them; and told of distance, as somebody would who knew what we measure."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Practices of one area that are connected without those above the band."""

    codes: tuple[str, ...]
    practices: tuple[Practice, ...]
    near: tuple[tuple[int, ...], ...]
    networks: int

    def asked(self) -> dict[str, Any]:
        """As a peer reads it."""
        return {
            "patients": [p.patients for p in self.practices],
            "x": [p.easting / 1000 for p in self.practices],
            "y": [p.northing / 1000 for p in self.practices],
            "near": self.near,
            "networks": self.networks,
        }

    def ground(self, band: Band) -> Ground:
        """As the mending reads it."""
        far = [[p.patients * p.km_to(hub) for hub in self.practices] for p in self.practices]
        return Ground(
            patients=[p.patients for p in self.practices], far=far, near=self.near, band=band
        )


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A peer's plan, or why there is none."""

    group_of: Mapping[int, list[int]]
    """Of each part that it divided."""
    why: str
    run: Run


def parts_of(
    instance: Instance, near: Neighbours, count_of: Mapping[str, int], band: Band
) -> list[Part]:
    """Each area without what stands alone, in connected parts that share the area's networks.

    An area's number goes to its parts by patients: one each at least, then by largest remainder.
    """
    parts = []
    for area, everyone in instance.areas.items():
        inside = {p.code: p for p in everyone if p.patients <= band.largest}
        groups = connected_parts(inside, near)
        lists = [sum(inside[code].patients for code in group) for group in groups]
        shares = shared_out(count_of[area] - (len(everyone) - len(inside)), lists)
        for group, networks in zip(groups, shares, strict=True):
            number = {code: i for i, code in enumerate(group)}
            parts.append(
                Part(
                    codes=tuple(group),
                    practices=tuple(inside[code] for code in group),
                    near=tuple(
                        tuple(sorted(number[u] for u in near[code] if u in number))
                        for code in group
                    ),
                    networks=networks,
                )
            )
    return parts


def connected_parts(inside: Mapping[str, Practice], near: Neighbours) -> list[list[str]]:
    """The practices in groups that neighbours connect."""
    left, groups = set(inside), []
    while left:
        queue = [min(left)]
        left.discard(queue[0])
        group = []
        while queue:
            group.append(queue.pop())
            new = near[group[-1]] & left
            left -= new
            queue += new
        groups.append(sorted(group))
    return sorted(groups)


def shared_out(networks: int, lists: list[int]) -> list[int]:
    """So many networks over parts of these sizes."""
    shares = [1 for _ in lists]
    for _ in range(networks - len(lists)):
        most = max(range(len(lists)), key=lambda i: lists[i] / (shares[i] + 0.5))
        shares[most] += 1
    return shares


def set_up(peer: Peer) -> None:
    """Its environment, made where it is not there yet."""
    versions = SCRIPTS / f"{peer.packages}.txt"
    stamp, mark = PLACES / f"{peer.packages}.stamp", fingerprint(versions)
    if is_stamped(stamp, mark) and peer.python.exists():
        return
    say(f"setting up {peer.version}")
    uv = get_uv()
    run([uv, "venv", "--clear", "--python", "3.11", PLACES / peer.packages], env=surroundings())
    run(
        [uv, "pip", "install", "--python", peer.python, "-r", versions],
        env=surroundings(),
        cwd=CHECKOUT,
    )
    leave_stamp(stamp, mark)


def ask(
    peer: Peer, parts: list[Part], band: Band, *, seed: int, seconds: float, keep_plans: bool
) -> Answered:
    """Its plan of every part with more than one network; ended some time after `seconds`."""
    asked = [i for i, part in enumerate(parts) if part.networks > 1]
    question = {
        "seed": seed,
        "seconds": seconds,
        "smallest": band.smallest,
        "largest": band.largest,
        "parts": [parts[i].asked() for i in asked],
    }
    given = json.dumps(question)
    limit = round(seconds * PATIENCE + STARTING)
    ran = run_kept(peer, given) if keep_plans else None
    ran = ran or keep_run(peer, given, run_peer(peer, given, limit))
    answers = [json.loads(line) for line in ran.out.splitlines() if line.startswith("{")]
    group_of = {i: [0] * len(part.codes) for i, part in enumerate(parts) if part.networks == 1}
    group_of |= {asked[a["part"]]: a["group_of"] for a in answers if "group_of" in a}
    why = "; ".join(sorted({a["why"] for a in answers if "why" in a}))[:200]
    if ran.was_ended:
        why = f"not done within {limit} s of processor"
    elif ran.code:
        why = ran.err[-200:]
    return Answered(group_of=group_of, why=why, run=ran)


def run_peer(peer: Peer, given: str, limit: int) -> Run:
    """In a fresh process of its environment, with one thread."""
    words = [peer.python, "-W", "ignore", SCRIPTS / peer.script, *([peer.way] if peer.way else [])]
    return run_measured(words, given=given, cpu_seconds=limit)


def file_of(peer: Peer, given: str) -> Path:
    """Where its answer to this question is kept."""
    digest = hashlib.sha256(given.encode())
    for file in ("asking.py", peer.script, f"{peer.packages}.txt"):
        digest.update((SCRIPTS / file).read_bytes())
    digest.update(peer.way.encode())
    return PLACES / "answers" / f"{digest.hexdigest()[:20]}.json"


def keep_run(peer: Peer, given: str, ran: Run) -> Run:
    """Keep it for a run that may use the peers' plans of last time."""
    file = file_of(peer, given)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({name: getattr(ran, name) for name in Run.__annotations__}))
    return ran


def run_kept(peer: Peer, given: str) -> Run | None:
    """The run of last time, with the time that it took then."""
    file = file_of(peer, given)
    return Run(**json.loads(file.read_text())) if file.is_file() else None


def versions() -> str:
    """Of the tools."""
    return ", ".join(dict.fromkeys(peer.version for peer in PEERS))
