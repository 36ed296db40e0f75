"""What a structure shows, in sentences: its title, what is beneath it, its note."""

from __future__ import annotations

from openpcn.kernel.names import as_written
from openpcn.kernel.wording import capitalised, counted, listed, percent, spelled
from openpcn.workflows.drawings.facts import IN_WORDS, Band
from openpcn.workflows.drawings.structure_facts import (
    Comparison,
    Move,
    Structure,
)
from openpcn.workflows.drawings.text import short_name


def title_of(shown: Structure | Comparison) -> str:
    """What the picture shows, as a sentence."""
    if isinstance(shown, Structure):
        places = [place for place in shown.places if not place.is_outside]
        networks = counted(len(shown.networks), "network")
        return f"{networks} in {_spelled(len(places), 'place')}"
    parts = []
    if shown.moves:
        verb = "changes" if len(shown.moves) == 1 else "change"
        parts.append(f"{_spelled(len(shown.moves), 'practice')} {verb} network")
    for found, verb in ((shown.opened, "open"), (shown.closed, "close")):
        if found:
            said = verb + "s" if len(found) == 1 else verb
            parts.append(f"{_spelled(len(found), 'practice')} {said}")
    if not parts:
        return "No practice changes network"
    return capitalised(f"{listed(parts)}; {_changed(shown)}")


def _changed(shown: Comparison) -> str:
    changed = [_spelled(shown.changed_networks, "network")]
    if shown.changed_places:
        changed.append(_spelled(shown.changed_places, "place"))
    verb = "changes" if changed == ["one network"] else "change"
    return f"{' and '.join(changed)} {verb}"


def _spelled(number: int, noun: str) -> str:
    return f"{spelled(number)} {noun if number == 1 else noun + 's'}"


def lead_of(shown: Structure | Comparison, *, is_future: bool) -> str:
    """The sentences beneath the title."""
    if isinstance(shown, Structure):
        return _outside_band(shown)
    if not shown.moves:
        return ""
    moved = sum(move.practice.patients or 0 for move in shown.moves)
    whole = shown.now.patients or 0
    share = f", {percent(moved / whole, 1)} of the system" if whole else ""
    said = [f"{counted(moved, 'patient')}{share}."]
    if len(shown.moves) == 1:
        said = [_told(shown.moves[0], is_future), *said, _sizes(shown)]
    return " ".join(filter(None, said))


def _outside_band(shown: Structure) -> str:
    bands = [network.band for network in shown.networks]
    below, above = bands.count(Band.BELOW), bands.count(Band.ABOVE)
    if not below and not above:
        return "All networks whose size is known are inside 30,000 to 50,000."
    return (
        f"{capitalised(spelled(below))} below 30,000 and {spelled(above)} above 50,000; "
        f"{spelled(bands.count(Band.INSIDE))} inside."
    )


def _told(move: Move, is_future: bool) -> str:
    leave, join = ("would leave", "join") if is_future else ("left", "joined")
    return (
        f"{as_written(move.practice.name)} {leave} {short_name(move.old.name)} "
        f"and {join} {short_name(move.new.name)}."
    )


def _sizes(shown: Comparison) -> str:
    changed = [network for network in shown.then.networks if network.is_changed]
    if len(changed) == 2 and all(network.band is Band.INSIDE for network in changed):
        return "Both networks are inside 30,000 to 50,000."
    return " ".join(
        f"{short_name(network.name)} is {IN_WORDS[network.band]}." for network in changed
    )


def note_of(shown: Structure | Comparison) -> str:
    """How networks come to stand in places, and who stands in none."""
    last = shown.then if isinstance(shown, Comparison) else shown
    outside = next((place for place in last.places if place.is_outside), None)
    said = "A network is drawn in the place with most of its patients."
    if outside is None:
        return said
    patients = "" if outside.patients is None else f" ({counted(outside.patients, 'patient')})"
    include = "includes" if last.practices == 1 else "include"
    return (
        f"{said} {counted(last.practices, 'practice')} {include} {spelled(outside.practices)} "
        f"outside any network{patients}, counted in the system and in no place."
    )
