"""A small invented world to ask questions of: made through the doors that files come in by."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry import loading
from openpcn.domains.registry.models import Organisation, Person, RoleHolding
from openpcn.domains.registry.vocabulary import Role
from openpcn.kernel.when import When

NUMBER = itertools.count(1)
EARLY = date(2015, 4, 1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def on(text: str) -> When:
    return When(as_at=day(text))


def organisation(code: str, kind: str) -> int:
    return loading.organisation_ids([code], kind=kind, create=True)[code]


@dataclass
class File:
    """One file as it would be loaded."""

    period_on: date | None = None
    is_complete: bool = False
    is_demonstration: bool = True
    details: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)
    links: list[tuple[str, str, str | None, bool, date, date | None]] = field(default_factory=list)
    totals: list[tuple[str, date, int]] = field(default_factory=list)

    def dated(
        self, subject: str, role: str, whole: str, start: str, end: str | None = None
    ) -> File:
        self.links.append((subject, role, whole, False, day(start), day(end) if end else None))
        return self

    def snapshot(self, subject: str, role: str, whole: str | None, at: str) -> File:
        self.links.append((subject, role, whole, True, day(at), None))
        return self

    def detail(self, code: str, name: str, **more: object) -> File:
        self.details.append((code, name, more))
        return self

    def total(self, practice: str, at: str, patients: int) -> File:
        self.totals.append((practice, day(at), patients))
        return self


KINDS = {
    "Z": "practice",
    "U": "network",
    "P": "place",
    "S": "sub_icb",
    "Q": "icb",
    "Y": "region",
    "F": "federation",
}


def ident(code: str) -> int:
    """Our id of an invented code, whose first letter tells its kind."""
    return organisation(code, KINDS[code[0]])


@transaction.atomic
def load(file: File) -> loading.Landing:
    number = next(NUMBER)
    landing = loading.open_dataset(
        format="test",
        title=f"File {number}",
        file_name=f"file-{number}.csv",
        fingerprint=f"{number}",
        publisher="Nobody",
        licence="None",
        period_on=file.period_on,
        period_basis="content",
        is_complete=file.is_complete,
        is_demonstration=file.is_demonstration,
    )
    loading.record_details(
        landing,
        [loading.Detail(ident(code), name, **more) for code, name, more in file.details],  # type: ignore[arg-type]
    )
    for role in {link[1] for link in file.links}:
        loading.record_statements(
            landing,
            role,
            [
                loading.LinkStatement(
                    ident(subject), ident(whole) if whole else None, snapshot, start, end, line
                )
                for line, (subject, of, whole, snapshot, start, end) in enumerate(file.links, 2)
                if of == role
            ],
        )
        loading.settle_role(role, None, at=landing.at)
    if file.details:
        loading.settle_memberships(at=landing.at)
    if file.totals:
        loading.record_list_totals(
            landing, [(ident(practice), at, n) for practice, at, n in file.totals]
        )
    return landing


CORE, COMMISSIONED, PART = Role.CORE_MEMBER_OF, Role.COMMISSIONED_BY, Role.PART_OF


def county(*, with_places: bool = True) -> None:
    """Six practices in three networks, two places, one system and its region."""
    file = File(period_on=day("2024-01-01"))
    for code, name in (
        ("Z90001", "ALDER SURGERY"),
        ("Z90002", "BEECH SURGERY"),
        ("Z90003", "CEDAR SURGERY"),
        ("Z90004", "ELM SURGERY"),
        ("Z90005", "FIR SURGERY"),
        ("Z90006", "HAZEL SURGERY"),
    ):
        file.detail(code, name, postcode="ZZ1 1ZZ", opened_on=EARLY)
        file.dated(code, COMMISSIONED, "S91", "2015-04-01")
    for code, name in (("U90001", "NORTH PCN"), ("U90002", "SOUTH PCN"), ("U90003", "WEST PCN")):
        file.detail(code, name, opened_on=day("2019-07-01"))
        file.dated(code, COMMISSIONED, "S91", "2019-07-01")
    file.detail("S91", "Sub-ICB location").detail("Q91", "Example system").detail("Y91", "Region")
    file.dated("S91", PART, "Q91", "2015-04-01").dated("Q91", PART, "Y91", "2015-04-01")
    for practice, network in (
        ("Z90001", "U90001"),
        ("Z90002", "U90001"),
        ("Z90003", "U90002"),
        ("Z90004", "U90002"),
        ("Z90005", "U90003"),
    ):
        file.dated(practice, CORE, network, "2019-07-01")
    if with_places:
        file.detail("P91", "Town").detail("P92", "Country")
        file.dated("P91", PART, "Q91", "2015-04-01").dated("P92", PART, "Q91", "2015-04-01")
        for practice in ("Z90001", "Z90002", "Z90003"):
            file.dated(practice, PART, "P91", "2015-04-01")
        for practice in ("Z90004", "Z90005"):
            file.dated(practice, PART, "P92", "2015-04-01")
    for number, practice in enumerate(("Z90001", "Z90002", "Z90003", "Z90004", "Z90005"), 1):
        file.total(practice, "2024-01-01", 10_000 * number)
    load(file)


def account(name: str, *roles: tuple[str, str], **more: object) -> Account:
    """Somebody who can sign in and holds roles: (role, organisation code)."""
    made = Account.objects.create(username=name, **more)
    person = Person.objects.create(name=name.title(), account=made)
    for role, code in roles:
        RoleHolding.objects.create(
            person=person,
            organisation_id=ident(code),
            role=role,
            starts_on=EARLY,
            known_from="2020-01-01T00:00:00Z",
        )
    return made


def code_of(pk: int) -> str:
    return Organisation.objects.get(id=pk).codes.get().value


def pairs(rows: Iterable[object]) -> list[tuple[str, str]]:
    return [(row.practice_code, row.network_code) for row in rows]  # type: ignore[attr-defined]
