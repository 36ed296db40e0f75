"""Files in our own layouts: organisations that no publisher lists, and who holds which role."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from openpcn.workflows.demonstration import layouts, names
from openpcn.workflows.demonstration.areas import ICB_CODE, PLACES, REGION_CODE
from openpcn.workflows.demonstration.history import (
    FIRST_DAY,
    ICB_DAY,
    MERGED_ON,
    VINTAGES,
    next_day,
)
from openpcn.workflows.demonstration.invention import Invention, chance

Line = list[object]
CCG_DAY = date(2013, 4, 1)
CCG_END = date(2022, 6, 30)
CCGS = (
    ("ZC1", f"NHS {names.CITY} City CCG"),
    ("ZC2", f"NHS West {names.COUNTY} CCG"),
    ("ZC3", f"NHS {names.COUNTY} Coast and Fens CCG"),
)
OTHERS = (
    ("ZF1", "federation", f"{names.CITY} GP Federation", "2015-04-01"),
    ("ZF2", "federation", f"{names.COUNTY} Coast GP Federation", "2016-10-01"),
    ("ZT1", "training_hub", f"{names.COUNTY} Primary Care Training Hub", "2018-04-01"),
    ("ZA1", "care_alliance", f"{names.COUNTY} Care Alliance", "2024-04-01"),
    ("ZR1", "provider", f"{names.COUNTY} Community Health NHS Trust", "2010-04-01"),
    ("ZR2", "provider", f"{names.CITY} Hospitals NHS Trust", "2000-04-01"),
    ("ZH1", "hub", f"{names.CITY} Minster Walk Hub", "2022-10-01"),
    ("ZV1", "voluntary", f"Voluntary Action {names.COUNTY}", "1998-04-01"),
    ("ZV2", "voluntary", "Lantern Lane Befriending", "2009-09-01"),
    ("ZV3", "voluntary", "Tide Road Food Bank", "2013-02-01"),
)


def organisations(invention: Invention) -> Iterator[Line]:
    """Former commissioners, federations, trusts, councils, charities and branch sites."""
    yield layouts.ORGANISATIONS
    for code, name in CCGS:
        yield [code, "sub_icb", name, "", CCG_DAY, CCG_END]
    for code, kind, name, since in OTHERS:
        yield [code, kind, name, "QX1 1AA", since, ""]
    for council in invention.areas.councils:
        kind = "City Council" if council.name == names.CITY else "District Council"
        yield [council.code, "local_authority", f"{council.name} {kind}", "", "1997-04-01", ""]
    for at in branches(invention):
        name = f"{invention.practices.names[at]} BRANCH"
        unit = invention.postcodes[-1 - at * 7]
        yield [f"{invention.practices.codes[at]}001", "branch", name, unit.postcode, FIRST_DAY, ""]


def relationships(invention: Invention) -> Iterator[Line]:
    """Who was part of what, who took over from whom, and who works with whom."""
    yield layouts.RELATIONSHIPS
    history, practices = invention.history, invention.practices
    for code, _ in CCGS:
        yield [code, "succeeded_by", ICB_CODE, ICB_DAY, ""]
        yield [code, "part_of", REGION_CODE, CCG_DAY, CCG_END]
    for at, code in enumerate(practices.codes):
        if at != history.opened:
            yield [code, "commissioned_by", CCGS[practices.place[at]][0], CCG_DAY, CCG_END]
    for code, at in zip(invention.networks.codes, invention.networks.place, strict=True):
        yield [code, "commissioned_by", CCGS[at][0], FIRST_DAY, CCG_END]
        yield [code, "member_of", "ZF2" if at == 2 else "ZF1", "2020-04-01", ""]
    merged, into = practices.codes[history.merged], practices.codes[history.merged_into]
    yield [merged, "succeeded_by", into, next_day(MERGED_ON), ""]
    for at in branches(invention):
        yield [f"{practices.codes[at]}001", "branch_of", practices.codes[at], FIRST_DAY, ""]
    for partner in ("ZF1", "ZF2", "ZR1", "ZV1"):
        yield [partner, "member_of", "ZA1", "2024-04-01", ""]
    yield ["ZH1", "provides_for", invention.networks.codes[0], "2022-10-01", ""]
    yield ["ZT1", "provides_for", ICB_CODE, ICB_DAY, ""]


def branches(invention: Invention) -> list[int]:
    """The twelve largest practices have a branch site."""
    return sorted(int(at) for at in np.argsort(invention.networks.sizes)[-12:])


def role_holders(invention: Invention) -> Iterator[Line]:
    """Clinical directors, managers and practice managers, past and present; a cover or two."""
    yield layouts.ROLE_HOLDERS
    people = iter(names.people(500, chance(invention.seed, "people")))
    yield from network_people(invention, people)
    for at, code in enumerate(invention.practices.codes):
        if invention.history.is_open(at, VINTAGES[-1]):
            contact = ["01632 " + str(960_000 + at), "", "no", "2021-04-01", ""]
            person = next(people)
            yield [code, "practice_manager", person, address(person, code), *contact]
    for place in PLACES:
        person = next(people)
        yield [place.code, "director", person, address(person, place.code),
               "01632 960900", "", "yes", ICB_DAY, ""]  # fmt: skip
    for organisation, role, is_published in (
        (ICB_CODE, "primary_care_lead", "yes"),
        (ICB_CODE, "data_manager", "no"),
        (ICB_CODE, "local_administrator", "no"),
        (ICB_CODE, "public_health_analyst", "no"),
        (PLACES[0].code, "director_of_public_health", "yes"),
        (PLACES[0].code, "neighbourhood_lead", "yes"),
        (invention.areas.councils[0].code, "councillor", "yes"),
        (ICB_CODE, "engagement_lead", "yes"),
    ):
        person = next(people)
        yield [organisation, role, person, address(person, organisation), "01632 960910", "",
               is_published, ICB_DAY, ""]  # fmt: skip
    for code in invention.networks.codes:
        person = next(people)
        yield [code, "ppg_member", person, address(person, code), "", "", "no", "2024-04-01", ""]
    for code in invention.networks.codes:
        person = next(people)
        yield [code, "link_worker", person, address(person, code), "", "", "no", "2022-04-01", ""]
    for role in ("workforce_lead", "healthwatch_officer"):
        person = next(people)
        yield [ICB_CODE, role, person, address(person, ICB_CODE), "01632 960910", "", "yes",
               ICB_DAY, ""]  # fmt: skip


def network_people(invention: Invention, people: Iterator[str]) -> Iterator[Line]:
    """Each network's clinical director and manager; every sixth has had another director."""
    for at, code in enumerate(invention.networks.codes):
        director, manager = next(people), next(people)
        since = "2019-07-01"
        if at % 6 == 2:
            former = next(people)
            yield [code, "clinical_director", former, address(former, code), "", "", "yes",
                   since, "2024-03-31"]  # fmt: skip
            since = "2024-04-01"
        contact = address(director, code)
        yield [code, "clinical_director", director, contact, "", "", "yes", since, ""]
        contact, phone = address(manager, code), f"01632 {960_800 + at}"
        is_published = "yes" if at % 2 else "no"
        yield [code, "network_manager", manager, contact, phone, "", is_published, "2020-01-06", ""]
        if at % 9 == 4:
            cover = next(people)
            yield [code, "clinical_director", cover, address(cover, code), "", director, "yes",
                   "2026-09-01", "2027-03-31"]  # fmt: skip


def address(person: str, code: str) -> str:
    """A mail address in a domain that cannot exist."""
    return f"{person.lower().replace(' ', '.')}@{code.lower()}.example"
