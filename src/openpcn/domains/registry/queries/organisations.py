"""Who an organisation is, what it was called on a day, and where it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpcn.domains.registry.asking import Params, among, as_day, ask, known, times
from openpcn.domains.registry.nesting import beneath_sql
from openpcn.domains.registry.queries.details import (
    code_join,
    dates_join,
    is_open,
    name_join,
    register_join,
    shut_without_a_date,
)
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When, in_words


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationAnswer:
    """One organisation as it was on the day asked about."""

    id: int
    key: str
    kind: str
    code: str
    name: str
    address: str
    postcode: str
    phone: str
    status: str
    opened_on: date | None
    closed_on: date | None


def find_organisation(
    code: str, *, when: When, kind: str | None = None
) -> OrganisationAnswer | None:
    """The organisation of this code (or key, for a local body without one), if there is one."""
    params: Params = {"code": code.strip().upper(), "key": code.strip().replace("-", "").lower()}
    where = "o.id IN (SELECT organisation_id FROM registry_organisationcode WHERE value = %(code)s)"
    if len(params["key"]) == 32:
        where = f"({where} OR REPLACE(CAST(o.key AS text), '-', '') = %(key)s)"
    if kind is not None:
        params["kind"], where = kind, f"{where} AND o.kind = %(kind)s"
    if when.as_known is not None:
        where += f""" AND (n.id IS NOT NULL OR EXISTS (SELECT 1 FROM registry_relationship r
            WHERE (r.subject_id = o.id OR r.object_id = o.id) AND {known("r", when)}))"""
    answers = organisations_where(where, params, when=when)
    return answers[0] if answers else None


def get_organisation(code: str, *, when: When, kind: str | None = None) -> OrganisationAnswer:
    """The organisation of this code; NotFound says what to do where there is none."""
    answer = find_organisation(code, when=when, kind=kind)
    if answer is None:
        what = Kind(kind).label if kind else "organisation"
        if when.as_known is not None:
            raise NotFound(
                f"No {what} with the code {code.strip().upper()} was known here by "
                f"{in_words(when.as_known.date())}.",
                next_step="Leave out what was known, ask for a later day, or check the code.",
            )
        raise NotFound(
            f"No {what} with the code {code.strip().upper()} is held.",
            next_step="Check the code, search by name, or load a file that lists it.",
        )
    return answer


def organisations_of_kind(
    kind: str, *, when: When, within: str | None = None
) -> list[OrganisationAnswer]:
    """Every organisation of a kind that was open on the day, by name."""
    params: Params = {"kind": kind}
    where, before = f"o.kind = %(kind)s AND {is_open('o.id', 'e', when)}", ""
    if within is not None:
        params["root"] = get_organisation(within, when=when).id
        before = beneath_sql(when)
        where += " AND o.id IN (SELECT id FROM beneath)"
    return organisations_where(where, params, when=when, before=before)


def organisations_named(name: str, *, when: When) -> list[OrganisationAnswer]:
    """Organisations of exactly this name, in whichever letters it is written."""
    return organisations_where(
        "UPPER(n.name) = %(name)s", {"name": " ".join(name.upper().split())}, when=when
    )


def search_organisations(text: str, *, when: When, limit: int = 20) -> list[OrganisationAnswer]:
    """Organisations whose code, name or postcode holds every word of `text`, best first."""
    words = text.upper().split()[:6]
    if not words:
        return []
    params: Params = {"whole": text.strip().upper(), "start": f"{like(text.strip().upper())}%"}
    tests = []
    for number, word in enumerate(words):
        params[f"word{number}"] = f"%{like(word)}%"
        tests.append(f"UPPER(d.name) LIKE %(word{number})s ESCAPE '!'")
    params["squeezed"] = f"{like(''.join(words))}%"
    where = f"""(o.id IN (SELECT d.organisation_id FROM registry_organisationdetail d
            WHERE d.known_until IS NULL AND (({" AND ".join(tests)})
              OR REPLACE(UPPER(d.postcode), ' ', '') LIKE %(squeezed)s ESCAPE '!'))
        OR c.value LIKE %(squeezed)s ESCAPE '!')"""
    best = f"""CASE WHEN c.value = %(whole)s THEN 0 ELSE 1 END,
        CASE WHEN {is_open("o.id", "e", when)} THEN 0 ELSE 1 END,
        CASE WHEN UPPER(n.name) LIKE %(start)s ESCAPE '!' THEN 0 ELSE 1 END, n.name, c.value"""
    return organisations_where(where, params, when=when, order=f"{best} LIMIT {int(limit)}")


def organisations_by_id(ids: Collection[int], *, when: When) -> dict[int, OrganisationAnswer]:
    """Organisations by our own id."""
    params: Params = {}
    where = f"o.id IN {among('id', sorted(ids), params)}"
    return {answer.id: answer for answer in organisations_where(where, params, when=when)}


def organisations_where(
    where: str, params: Params, *, when: When, order: str = "n.name, c.value", before: str = ""
) -> list[OrganisationAnswer]:
    """Organisations that satisfy a condition on o (itself), c (code), n (name), e (dates)."""
    rows = ask(
        f"""{before}
        SELECT o.id, CAST(o.key AS text), o.kind, c.value, n.name,
               COALESCE(b.address, n.address), COALESCE(b.postcode, n.postcode),
               COALESCE(b.phone, n.phone), COALESCE(b.status, n.status),
               CASE WHEN b.status IN ('dormant', 'closed')
                   AND o.id IN ({shut_without_a_date(when)}) THEN 1 ELSE 0 END,
               e.opened_on, e.closed_on
        FROM registry_organisation o
        {code_join("o.id", "c")}
        {name_join("o.id", "n", when)}
        {register_join("o.id", "b", when)}
        {dates_join("o.id", "e", when)}
        WHERE {where} ORDER BY {order}""",
        params | times(when),
    )
    return [answer_from(row, when.as_at) for row in rows]


def answer_from(row: tuple[Any, ...], day: date) -> OrganisationAnswer:
    """One row of `organisations_where` as an answer."""
    number, key, kind, code, name, address, postcode, phone, status, shut, opened, closed = row
    return OrganisationAnswer(
        id=number,
        key=str(key).replace("-", ""),
        kind=kind,
        code=code or "",
        name=name or code or "",
        address=address or "",
        postcode=postcode or "",
        phone=phone or "",
        status=status_on(day, status or "", bool(shut), as_day(opened), as_day(closed)),
        opened_on=as_day(opened),
        closed_on=as_day(closed),
    )


def status_on(
    day: date, status: str, is_shut: bool, opened_on: date | None, closed_on: date | None
) -> str:
    """What an organisation was on the day: its dates, a list or a map outweigh a status."""
    if closed_on is not None:
        return "closed" if closed_on < day else "active"
    if opened_on is not None and day < opened_on:
        return "proposed"
    return "active" if status in ("dormant", "closed") and not is_shut else status


def existed(answer: OrganisationAnswer, day: date) -> str:
    """A sentence where the organisation was not open on the day; else nothing."""
    if answer.opened_on and day < answer.opened_on:
        return f"{answer.name} opened on {in_words(answer.opened_on)}."
    if answer.closed_on and day > answer.closed_on:
        return f"{answer.name} closed on {in_words(answer.closed_on)}."
    if answer.status in ("dormant", "closed"):
        return f"The register held for {in_words(day)} calls {answer.name} {answer.status}."
    return ""


def first_spoken_of(answer: OrganisationAnswer, *, when: When) -> date | None:
    """The day it opened, or else the first of which anything known tells something about it."""
    if answer.opened_on is not None:
        return answer.opened_on
    rows = ask(
        f"""SELECT MIN(t.day) FROM (
        SELECT MIN(d.starts_on) AS day FROM registry_organisationdetail d
            WHERE d.organisation_id = %(itself)s AND {known("d", when)}
        UNION ALL SELECT MIN(r.starts_on) FROM registry_relationship r
            WHERE r.subject_id = %(itself)s AND {known("r", when)}
        UNION ALL SELECT MIN(r.starts_on) FROM registry_relationship r
            WHERE r.object_id = %(itself)s AND {known("r", when)}
        UNION ALL SELECT MIN(l."on") FROM registry_registeredlist l
            WHERE l.practice_id = %(itself)s AND {known("l", when)}) t""",
        times(when) | {"itself": answer.id},
    )
    return as_day(rows[0][0])


def like(text: str) -> str:
    """Text for a LIKE pattern, with its own wildcards made plain."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
