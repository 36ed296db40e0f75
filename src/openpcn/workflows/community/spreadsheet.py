"""Many entries at once, from a spreadsheet in our layout: looked at first, then kept line by line.

An organisation's own entries leave in the same layout, are changed there, and come back: the code
of a line is then the number of its entry. Without a code, name and postcode tell which entry it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.actions.assets import (
    RECORD,
    describe_asset,
    record_asset,
    undo_last,
    withdraw_asset,
)
from openpcn.domains.community.queries.assets import AssetAnswer, kept_by
from openpcn.domains.community.saying import AssetSaid, PlaceSaid
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.areas import find_postcodes
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.kernel.errors import NotRight, OpenPCNError
from openpcn.kernel.plain_names import plain_name
from openpcn.kernel.when import When
from openpcn.sources.asset_layout import FORMATS, read_assets
from openpcn.sources.asset_rows import AssetRow
from openpcn.sources.recognise import recognise
from openpcn.sources.rows import Recognised, Tally
from openpcn.workflows.community.layout import cells_of, time_code
from openpcn.workflows.load_files.recording_assets import NotKept, said_in

MOST_LINES = 2_000


@dataclass(frozen=True, kw_only=True)
class Line:
    """What became of a line, or would become of it."""

    line: int
    name: str
    outcome: str
    """new, changed, same, or wrong."""
    told: str = ""
    """What changes, or what is not right."""
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a spreadsheet did, or would do."""

    lines: tuple[Line, ...]
    is_kept: bool

    def count(self, outcome: str) -> int:
        """How many lines ended so."""
        return Counter(one.outcome for one in self.lines)[outcome]

    def numbers(self, outcome: str) -> list[int]:
        """The entries of the lines that ended so."""
        return [one.number for one in self.lines if one.outcome == outcome]


@transaction.atomic
def take_spreadsheet(
    path: Path, *, name: str, keeper: str, keep: bool, by: Account, when: When
) -> Outcome:
    """Keep what is right of a spreadsheet; or only look, and leave everything as it was."""
    organisation = get_organisation(keeper, when=when)
    require(by, RECORD, organisation.id)
    tally = Tally()
    rows = rows_in(path, name, tally)
    held = list(kept_by(by, organisation.id, when=when))
    points = find_postcodes({row.postcode for row in rows if row.postcode})
    lines = [
        Line(line=one.line, name="", outcome="wrong", told=one.reason) for one in tally.rejected
    ]
    for row in rows:
        try:
            with transaction.atomic():
                said = of_people(said_in(row, points))
                lines.append(take(row, said, entry_of(row, held), organisation.code, by, when))
        except (NotKept, OpenPCNError) as problem:
            lines.append(Line(line=row.line, name=row.name, outcome="wrong", told=str(problem)))
    if not keep:
        transaction.set_rollback(True)
    return Outcome(lines=tuple(sorted(lines, key=lambda one: one.line)), is_kept=keep)


@transaction.atomic
def take_back_spreadsheet(*, new: Iterable[int], changed: Iterable[int], by: Account) -> int:
    """Take back what a spreadsheet did just now: entries that it added, and what it changed."""
    added, described = list(new), list(changed)
    for number in added:
        withdraw_asset(number, by=by)
    for number in described:
        undo_last(number, by=by)
    return len(added) + len(described)


def rows_in(path: Path, name: str, tally: Tally) -> list[AssetRow]:
    """The lines of a spreadsheet that can be read; NotRight where it is no such spreadsheet."""
    found = recognise(path, name=name)
    if not isinstance(found, Recognised) or found.format != FORMATS[0].id:
        raise NotRight(
            f"{name} is not in the layout of the directory.",
            next_step="It needs the columns name, kind, themes and languages. Begin with the "
            "empty spreadsheet of this page.",
        )
    rows = [row for row in read_assets(path, found, tally) if isinstance(row, AssetRow)]
    if len(rows) > MOST_LINES:
        raise NotRight(
            f"{name} has {len(rows):,} entries, and {MOST_LINES:,} are taken at once.",
            next_step="Part it into several files.",
        )
    return rows


def entry_of(row: AssetRow, held: Iterable[AssetAnswer]) -> AssetAnswer | None:
    """The entry that a line is about: by its number, else by name and postcode."""
    for one in held:
        if row.code == str(one.id) or row.code == key_of(one.said):
            return one
    return None


def key_of(said: AssetSaid) -> str:
    """Name and postcode, as a line without a code is called."""
    postcode = said.places[0].postcode if said.places else ""
    return f"{plain_name(said.name)}|{''.join(postcode.split())}"[:120]


def take(
    row: AssetRow,
    said: AssetSaid,
    held: AssetAnswer | None,
    keeper: str,
    by: Account,
    when: When,
) -> Line:
    """Record a line, or change the entry that it is about."""
    if held is None:
        number = record_asset(keeper=keeper, said=said, starts_on=when.as_at, by=by)
        return Line(line=row.line, name=row.name, outcome="new", number=number)
    changes = differences(cells_of(held.said), cells_of(said))
    if not changes:
        return Line(line=row.line, name=row.name, outcome="same", number=held.id)
    starts_on = max(when.as_at, held.starts_on)
    describe_asset(held.id, said=beside(said, held.said), starts_on=starts_on, by=by)
    return Line(line=row.line, name=row.name, outcome="changed", told=changes, number=held.id)


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """The columns that say something else, in words."""
    return "; ".join(
        f"{name}: {before[name] or 'nothing'} → {after[name] or 'nothing'}"
        for name in after
        if before[name] != after[name]
    )


def of_people(said: AssetSaid) -> AssetSaid:
    """What a person's spreadsheet says: its points are points that a person recorded."""
    places = tuple(
        replace(one, basis="recorded") if one.basis == "published" else one
        for one in said.places
        if one.postcode or one.address or one.easting is not None
    )
    return replace(said, places=places)


def beside(said: AssetSaid, held: AssetSaid) -> AssetSaid:
    """A line with what the layout does not speak of, as it was."""
    provider = said.provider
    if provider and held.provider and held.provider.name == provider.name:
        provider = replace(held.provider, charity_number=provider.charity_number)
    return replace(
        held,
        **{name: getattr(said, name) for name in SPOKEN_OF},
        provider=provider,
        places=(*map(place_beside, said.places, held.places or said.places), *held.places[1:]),
        times=(*said.times, *(one for one in held.times if not time_code(one))),
    )


def place_beside(said: PlaceSaid, held: PlaceSaid) -> PlaceSaid:
    """Where it is, with the point that was known where the postcode is the same."""
    same = replace(said, key=held.key, name=held.name, uprn=held.uprn)
    if said.basis == "recorded" or said.postcode != held.postcode:
        return same
    return replace(same, easting=held.easting, northing=held.northing, basis=held.basis)


SPOKEN_OF = (
    "name", "kind", "standing", "description", "tier", "phone", "email", "url", "eligibility",
    "youngest", "oldest", "cost", "fees", "step_free", "alert", "source_note", "languages",
    "themes",
)  # fmt: skip
