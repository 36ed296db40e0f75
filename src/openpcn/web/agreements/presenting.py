"""Words, rows and tags of the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openpcn.domains.agreements.queries.answers import AgreementAnswer
from openpcn.domains.agreements.vocabulary import Kind
from openpcn.kernel.contract_years import contract_year_of
from openpcn.kernel.exports import Cell
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.rulebook.obligations import Schedule, agreement_schedules
from openpcn.workflows.agreements.at_odds import AtOdds
from openpcn.workflows.agreements.show_register import Register, ends_soon

HEADINGS = (
    "Agreement",
    "Kind",
    "About",
    "Code of what it is about",
    "Edition",
    "From",
    "Until",
    "Nominated payee",
    "Clinical director",
    "Party",
    "Party code",
    "Party as",
    "Party from",
    "Party until",
    "Signed on",
    "Signed by",
    "Job title",
    "To be signed by",
)


def state_of(one: AgreementAnswer, day: date) -> tuple[str, str]:
    """How an agreement stands on the day, with the colour of its tag."""
    if one.ends_on is not None and one.ends_on < day:
        return _("Ended"), "grey"
    if one.starts_on > day:
        return _("To come"), "blue"
    if ends_soon(one, day):
        return _("Ends soon"), "orange"
    return (_("Not signed by all"), "yellow") if one.missing else (_("In force"), "green")


def days_of(one: AgreementAnswer) -> str:
    """From when until when."""
    start = in_words(one.starts_on)
    if one.ends_on is None:
        return _("from %(start)s") % {"start": start}
    return _("%(start)s to %(end)s") % {"start": start, "end": in_words(one.ends_on)}


def signed_words(one: AgreementAnswer) -> str:
    """How many parties have signed."""
    return _("%(n)s of %(all)s") % {
        "n": len(one.parties) - len(one.missing),
        "all": len(one.parties),
    }


def attention(register: Register, day: date) -> list[dict[str, str]]:
    """What in the register needs somebody, in order of consequence."""
    found = [
        {
            "what": _("%(party)s has not signed") % {"party": as_written(one.party.name)},
            "detail": _("%(title)s; %(due)s %(day)s.")
            % {
                "title": one.agreement.title,
                "due": _("was due by") if one.is_late else _("due by"),
                "day": in_words(one.due_on),
            },
            "number": str(one.agreement.id),
        }
        for one in register.missing
    ]
    found += [
        {
            "what": _("“%(title)s” ends in %(days)s")
            % {
                "title": one.title,
                "days": ngettext("%(n)s day", "%(n)s days", (one.ends_on - day).days)
                % {"n": (one.ends_on - day).days},
            },
            "detail": _("It ends on %(day)s, and no edition follows it.")
            % {"day": in_words(one.ends_on)},
            "number": str(one.id),
        }
        for one in register.ending
        if one.ends_on is not None
    ]
    found += [odd_words(one) for one in register.at_odds]
    if register.networks_without:
        n = len(register.networks_without)
        found.append(
            {
                "what": ngettext(
                    "No network agreement is held of %(n)s network",
                    "No network agreement is held of %(n)s networks",
                    n,
                )
                % {"n": n},
                "detail": ", ".join(as_written(one.name) for one in register.networks_without[:8])
                + (_(" and others.") if n > 8 else "."),
                "number": "",
            }
        )
    uncovered = [one for one in register.outside if one.cover is None]
    found += [
        {
            "what": _("Nobody is recorded as covering the patients of %(name)s")
            % {"name": as_written(one.practice.name)},
            "detail": _("It is in no network; the commissioner arranges cover."),
            "number": "",
        }
        for one in uncovered
    ]
    return found


def odd_words(one: AtOdds) -> dict[str, str]:
    """A contradiction between an agreement and another register."""
    told = {"name": as_written(one.name), "title": one.agreement.title, "other": one.other}
    what, detail = {
        "no_party": (
            _("%(name)s is a member of the network and no party"),
            _("%(title)s does not name it. Add it as a party, or mend the membership."),
        ),
        "not_member": (
            _("%(name)s is a party and no member of the network"),
            _("%(title)s names it as a core practice. Record that it leaves, or that it joins."),
        ),
        "director": (
            _("Two clinical directors: %(name)s and %(other)s"),
            _("%(title)s names the first, the contact book the second. Mend the wrong one."),
        ),
    }[one.what]
    return {"what": what % told, "detail": detail % told, "number": str(one.agreement.id)}


def schedules_of(one: AgreementAnswer) -> list[dict[str, Any]]:
    """Each schedule that the agreement has in its year, with how far it is."""
    year = contract_year_of(max(one.starts_on, date(2019, 7, 1)))
    held = {each.schedule: each for each in one.schedules}
    return [
        {"rule": rule, "held": held.get(rule.code), "status": rule.status.words}
        for rule in schedules_in(year)
    ]


def schedules_in(year: Any) -> list[Schedule]:
    """The schedules of a year."""
    return [rule for rule in agreement_schedules() if rule.from_year <= year]


def rows(register: Register) -> Iterator[tuple[Cell, ...]]:
    """One row for each party of each agreement."""
    for one in register.agreements:
        start: tuple[Cell, ...] = (
            one.title,
            one.kind_words,
            as_written(one.about_name),
            one.about_code,
            one.edition,
            one.starts_on,
            one.ends_on,
            as_written(one.payee_name) if one.kind == Kind.NETWORK else None,
            one.clinical_director,
        )
        if not one.parties:
            yield (*start, *([None] * 8), one.due_on)
        for each in one.parties:
            signed = each.signature
            yield (
                *start,
                as_written(each.name),
                each.code,
                each.party_words,
                each.starts_on,
                each.ends_on,
                signed.signed_on if signed else None,
                signed.signed_by if signed else None,
                signed.job_title if signed else None,
                one.due_on,
            )
