"""Wording of the register of evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.engines.evidence.claims import Claim
from openpcn.engines.evidence.disputes import Dispute
from openpcn.kernel.when import in_words
from openpcn.rulebook.statuses import Status
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Cell, Column, Link, Row, Table, count, words
from openpcn.workflows.evidence.register import Origin, Register, anchor, disputed

TO_CHECK = (Status.PARTIAL, Status.RECALLED, Status.VERIFIED_CODE, Status.NOT_FOUND)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One contradiction, as the page shows it."""

    anchor: str
    sentence: str
    table: Table


def disputes_of(register: Register) -> tuple[Shown, ...]:
    """Every contradiction."""
    return tuple(
        Shown(anchor=anchor(one), sentence=one.sentence, table=dispute_table(one))
        for one in register.disputes
    )


def dispute_table(dispute: Dispute) -> Table:
    """What each source says, the smallest number first."""
    return Table(
        id=f"{anchor(dispute)}-table",
        caption=dispute.sentence,
        caption_hidden=True,
        columns=(
            Column(label=_("Number")),
            Column(label=_("What is said")),
            Column(label=_("Source"), is_minor=True),
            Column(label=_("Status")),
        ),
        rows=tuple(
            Row(
                cells=(
                    number(one),
                    words(one.words),
                    words(one.source, href=one.url, second=one.place),
                    sure(one),
                )
            )
            for one in dispute.claims
        ),
    )


def number(claim: Claim) -> Cell:
    """The number with its unit."""
    return Cell(value=float(claim.value), text=claim.written, second=claim.unit)


def sure(claim: Claim) -> Cell:
    """How sure it is that the source says so."""
    return words(Status(claim.status).words)


def origins_table(register: Register, dates: Dates) -> Table:
    """A row for each origin."""
    return Table(
        id="origins",
        caption=_("Where the numbers stand"),
        caption_hidden=True,
        columns=(
            Column(label=_("Origin")),
            Column(label=_("Numbers"), is_number=True),
            Column(label=_("Checked"), is_number=True),
            Column(label=_("To be checked"), is_number=True),
            Column(label=_("Sources conflict"), is_number=True),
        ),
        rows=tuple(origin_row(one, dates) for one in register.origins),
    )


def origin_row(one: Origin, dates: Dates) -> Row:
    """One origin, with a link to its numbers."""
    href = dates.link(reverse("evidence-origin", args=[one.slug]))
    in_dispute = sum(claim.id in disputed() for claim in one.claims)
    return Row(
        cells=(
            words(one.title, href=href),
            count(len(one.claims)),
            count(one.count(Status.VERIFIED, Status.DERIVED)),
            count(one.count(*TO_CHECK)),
            count(in_dispute),
        )
    )


def numbers_table(
    claims: Iterable[Claim],
    caption: str,
    dates: Dates,
    *,
    csv_href: str = "",
    xlsx_href: str = "",
) -> Table:
    """A row for each number."""
    return Table(
        id="numbers",
        caption=caption,
        caption_hidden=True,
        columns=(
            Column(label=_("What")),
            Column(label=_("Number"), is_number=True),
            Column(label=_("Unit"), is_minor=True),
            Column(label=_("Time")),
            Column(label=_("What is said"), is_minor=True),
            Column(label=_("Source")),
            Column(label=_("Status")),
            Column(label=_("Checked on"), is_minor=True),
        ),
        rows=tuple(number_row(one, dates) for one in claims),
        csv_href=csv_href,
        links=(Link(text=_("Excel"), href=xlsx_href),) if xlsx_href else (),
    )


def number_row(claim: Claim, dates: Dates) -> Row:
    """One number; where it is disputed, the range and a link to the dispute."""
    dispute = disputed().get(claim.id)
    href = f"{dates.link(reverse('evidence'))}#{anchor(dispute)}" if dispute else ""
    said = _("Disputed: %(range)s") % {"range": dispute.range} if dispute else ""
    return Row(
        cells=(
            words(claim.of, second=claim.about),
            Cell(value=float(claim.value), text=claim.written),
            words(claim.unit),
            words(claim.when),
            words(claim.words),
            words(claim.source, href=claim.url, second=claim.place),
            words(Status(claim.status).words, href=href, second=said),
            Cell(value=claim.checked_on, text=in_words(claim.checked_on)),
        )
    )
