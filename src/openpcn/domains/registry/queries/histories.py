"""Every dated relationship of an organisation, successions included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from openpcn.domains.registry.asking import as_day, ask, known, times, true_on
from openpcn.domains.registry.queries.details import code_join, name_join
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.vocabulary import Role
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True, slots=True)
class RelationshipAnswer:
    """What one organisation was to another, from a day to a day."""

    id: int
    subject_code: str
    subject_name: str
    subject_kind: str
    role: str
    role_words: str
    object_code: str
    object_name: str
    object_kind: str
    starts_on: date
    ends_on: date | None
    starts_after: date | None
    ends_before: date | None
    basis: str
    source: str


def history(code: str, *, as_known: datetime | None = None) -> list[RelationshipAnswer]:
    """All relationships that an organisation ever had, as far as is known, the oldest first."""
    return relationships_where(code, "1 = 1", when=When(as_at=date.max, as_known=as_known))


def relationships(code: str, *, when: When) -> list[RelationshipAnswer]:
    """The relationships that an organisation had on the day, either way round."""
    return relationships_where(code, true_on("r"), when=when)


def relationships_where(code: str, condition: str, *, when: When) -> list[RelationshipAnswer]:
    """Relationships r of an organisation that satisfy a condition."""
    itself = get_organisation(code, when=when)
    rows = ask(
        f"""SELECT r.id, sc.value, sn.name, s.kind, r.role, oc.value, obn.name, ob.kind,
            r.starts_on, r.ends_on, r.starts_after, r.ends_before, r.basis, d.title
        FROM registry_relationship r
        JOIN registry_organisation s ON s.id = r.subject_id
        JOIN registry_organisation ob ON ob.id = r.object_id
        {code_join("s.id", "sc")} {name_join("s.id", "sn", when)}
        {code_join("ob.id", "oc")} {name_join("ob.id", "obn", when)}
        LEFT JOIN registry_dataset d ON d.id = r.dataset_id
        WHERE (r.subject_id = %(itself)s OR r.object_id = %(itself)s)
          AND {known("r", when)} AND {condition}
        ORDER BY r.starts_on, r.id""",
        {"itself": itself.id} | times(when),
    )
    return [
        RelationshipAnswer(
            id=row[0],
            subject_code=row[1] or "",
            subject_name=row[2] or row[1] or "",
            subject_kind=row[3],
            role=row[4],
            role_words=str(Role(row[4]).label),
            object_code=row[5] or "",
            object_name=row[6] or row[5] or "",
            object_kind=row[7],
            starts_on=as_day(row[8]) or date.min,
            ends_on=as_day(row[9]),
            starts_after=as_day(row[10]),
            ends_before=as_day(row[11]),
            basis=row[12],
            source=row[13] or "",
        )
        for row in rows
    ]
