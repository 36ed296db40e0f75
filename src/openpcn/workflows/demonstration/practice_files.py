"""Files about practices and networks, in the layouts in which NHS England publishes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from openpcn.workflows.demonstration import layouts, names
from openpcn.workflows.demonstration.areas import (
    ICB_CODE,
    ICB_ONS_CODE,
    PLACES,
    REGION_CODE,
    REGION_ONS_CODE,
)
from openpcn.workflows.demonstration.history import (
    EPCN_DAY,
    FIRST_DAY,
    ICB_DAY,
    MERGED_ON,
    NETWORK_CLOSED_ON,
    OPENED_ON,
    PRACTICE_CLOSED_ON,
    RENAMED_BETWEEN,
    next_day,
)
from openpcn.workflows.demonstration.invention import Invention
from openpcn.workflows.demonstration.land import Ints
from openpcn.workflows.demonstration.lists import Vintage
from openpcn.workflows.demonstration.networks import NO_NETWORK
from openpcn.workflows.demonstration.published import BANDS

Line = list[object]
PUBLICATION = "GP_PRAC_PAT_LIST"
OLD_NAME = "FIVE BRIDGES PCN"
CLOSED_NETWORK = ("ZN0027", "THREE LANES PCN")
SUPPLIERS = ("Supplier A", "Supplier A", "Supplier B")


def compact(day: date | None) -> str:
    """A day as the ODS writes it: 20250331."""
    return f"{day:%Y%m%d}" if day else ""


def network_named(invention: Invention, network: int, on: date) -> tuple[str, str]:
    """Code and name of a network on a day; U, Unallocated where there is none."""
    if network == NO_NETWORK:
        return "U", "Unallocated"
    if network == invention.history.closed_network:
        return CLOSED_NETWORK
    is_old = network == invention.history.renamed and on < RENAMED_BETWEEN[1]
    name = OLD_NAME if is_old else invention.networks.names[network]
    return invention.networks.codes[network], name


def closed_on(invention: Invention, practice: int, on: date) -> date | None:
    """The day a practice closed, where that was known on a day."""
    history = invention.history
    day = {history.merged: MERGED_ON, history.closed: PRACTICE_CLOSED_ON}.get(practice)
    return day if day and day <= on else None


def epraccur(invention: Invention, on: date) -> Iterator[Line]:
    """The 27 columns of epraccur for every practice that had opened."""
    practices, history = invention.practices, invention.history
    for at, code in enumerate(practices.codes):
        opened = OPENED_ON if at == history.opened else date(1974 + at % 40, 4, 1)
        if opened > on:
            continue
        closed = closed_on(invention, at, on)
        place = PLACES[practices.place[at]].code
        street, town, county = practices.addresses[at]
        yield [
            code, practices.names[at], REGION_CODE, ICB_CODE, street, "", town, county, "",
            invention.postcode_of[at], compact(opened), compact(closed), "C" if closed else "A",
            "B", place, compact(max(opened, ICB_DAY)), compact(closed), practices.phones[at],
            "", "", "", "0", "", place, "", "4", "",
        ]  # fmt: skip


def network_rows(invention: Invention) -> Iterator[Line]:
    """The sheet of networks in ePCN, with the names of its day."""
    networks, practices = invention.networks, invention.practices
    for at in range(len(networks.codes) + 1):
        code, name = network_named(invention, at, EPCN_DAY)
        is_closed = at == invention.history.closed_network
        place = PLACES[0 if is_closed else networks.place[at]]
        central = int(np.flatnonzero(networks.network_of == (0 if is_closed else at))[0])
        street, town, county = practices.addresses[central]
        yield [
            code, name, place.code, place.name.upper(), compact(FIRST_DAY),
            compact(NETWORK_CLOSED_ON) if is_closed else "",
            practices.names[central], street, "", town, county, invention.postcode_of[central],
        ]  # fmt: skip


def member_rows(invention: Invention) -> Iterator[Line]:
    """The sheet of core partners in ePCN, as known on its day, with one hand-over on one day."""
    history, practices = invention.history, invention.practices
    for each in history.memberships:
        if each.starts_on > EPCN_DAY:
            continue
        ends_on = each.ends_on if each.ends_on and each.ends_on <= EPCN_DAY else None
        if ends_on and each.practice == history.handover:
            ends_on = next_day(ends_on)
        place = PLACES[practices.place[each.practice]]
        is_closed = each.network == history.closed_network
        of_network = PLACES[0 if is_closed else invention.networks.place[each.network]]
        yield [
            practices.codes[each.practice], practices.names[each.practice],
            place.code, place.name.upper(), *network_named(invention, each.network, EPCN_DAY),
            of_network.code, of_network.name.upper(), compact(each.starts_on),
            compact(ends_on) or None, place == of_network,
        ]  # fmt: skip


def network_map(invention: Invention, vintage: Vintage) -> Iterator[Line]:
    """Every practice with a list, its network, place, system and region on one day."""
    yield layouts.MAP
    for at in np.flatnonzero(vintage.totals):
        place = PLACES[invention.practices.place[at]]
        network = invention.history.network_on(int(at), vintage.on)
        yield [
            PUBLICATION, f"{vintage.on:%d%b%Y}", invention.practices.codes[at],
            invention.practices.names[at], invention.postcode_of[at],
            *network_named(invention, network, vintage.on),
            place.ons_code, place.code, place.name, ICB_ONS_CODE, ICB_CODE, names.ICB,
            REGION_ONS_CODE, REGION_CODE, names.REGION, SUPPLIERS[at % 3],
        ]  # fmt: skip


def list_totals(invention: Invention, on: date, totals: Ints) -> Iterator[Line]:
    """The list of every practice on one day."""
    yield layouts.TOTALS
    for at in np.flatnonzero(totals):
        place = PLACES[invention.practices.place[at]]
        yield [
            PUBLICATION, f"{on:%d%b%Y}".upper(), "GP", place.code, place.ons_code,
            invention.practices.codes[at], invention.postcode_of[at], "ALL", "ALL", totals[at],
        ]  # fmt: skip


def lists_by_age(invention: Invention, vintage: Vintage) -> Iterator[Line]:
    """Every list by sex and band, with the rows for all and for the system that are published."""
    yield layouts.BY_AGE
    system = vintage.by_age.sum(axis=0)
    yield from age_rows(vintage.on, ("ICB", ICB_CODE, ICB_ONS_CODE, ""), system)
    for at in np.flatnonzero(vintage.totals):
        of_practice = ("GP", invention.practices.codes[at], "", invention.postcode_of[at])
        yield from age_rows(vintage.on, of_practice, vintage.by_age[at])


def age_rows(on: date, organisation: tuple[str, ...], patients: Ints) -> Iterator[Line]:
    """All, and each sex and band, of one organisation."""
    start = [PUBLICATION, f"{on:%d%b%Y}".upper(), *organisation]
    yield [*start, "ALL", "ALL", patients.sum()]
    for sex, counts in zip(("FEMALE", "MALE"), patients, strict=True):
        yield [*start, sex, "ALL", counts.sum()]
        for first, count in zip(BANDS, counts, strict=True):
            yield [*start, sex, "95+" if first == 95 else f"{first}_{first + 4}", count]


def lists_by_area(invention: Invention, vintage: Vintage) -> Iterator[Line]:
    """Every list by small area of residence: of 2011 in the first vintage, of 2021 since."""
    yield layouts.BY_AREA
    is_old = vintage.on.year < 2023
    areas = invention.areas.lsoa11 if is_old else invention.areas.lsoa21
    codes = [*(area.code for area in areas), "NO2011" if is_old else "NO2021"]
    for at in np.flatnonzero(vintage.totals):
        counts: dict[str, int] = {}
        for code, count in zip(codes, vintage.by_area[:, at], strict=True):
            counts[code] = counts.get(code, 0) + int(count)
        start = [PUBLICATION, f"{vintage.on:%d%b%Y}".upper()]
        practice = [invention.practices.codes[at], invention.practices.names[at]]
        yield from ([*start, *practice, code, "ALL", n] for code, n in counts.items() if n)
