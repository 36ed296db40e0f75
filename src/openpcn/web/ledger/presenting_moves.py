"""Words and tables of activity that moves out of hospital."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.engines.sharing.rules import pounds_of
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted
from openpcn.rulebook.levers import PER_CENT, levers
from openpcn.web.dates import Dates
from openpcn.web.ledger.cells import money
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count
from openpcn.web.presenters.tables import words as said
from openpcn.workflows.ledger.moves import Moves, MoveShown


def facts(found: Moves) -> list[dict[str, str]]:
    """The sums at the top."""
    return amounts(found.should, found.did, counted(len(found.moves), _("move")))


def facts_of_one(found: MoveShown) -> list[dict[str, str]]:
    """The sums of one move."""
    months = counted(found.followed.months, _("month counted"), _("months counted"))
    return amounts(found.followed.should, found.followed.did, months)


def amounts(should: int, did: int, note: str) -> list[dict[str, str]]:
    """What should follow, what did, the gap."""
    return [
        {"label": _("Should have followed"), "figure": pounds_of(should), "note": note},
        {"label": _("Has followed"), "figure": pounds_of(did), "note": _("in the ledger")},
        {
            "label": _("Gap"),
            "figure": pounds_of(should - did),
            "note": _("still to follow") if should > did else _("nothing is missing"),
        },
    ]


def moves_table(found: Moves, dates: Dates) -> Table:
    """One row for each move."""
    return Table(
        id="moves",
        caption=_("Services that move, and the money that follows"),
        columns=(
            Column(label=_("Service")),
            Column(label=_("To"), is_minor=True),
            Column(label=_("Moved"), is_number=True),
            Column(label=_("Of the baseline"), is_number=True, is_minor=True),
            Column(label=_("Aim"), is_number=True, is_minor=True),
            Column(label=_("Should follow"), is_number=True),
            Column(label=_("Has followed"), is_number=True, is_minor=True),
            Column(label=_("Gap"), is_number=True),
        ),
        rows=tuple(move_row(one, dates) for one in found.moves),
        total=(
            said(_("Together")), said(""), said(""), said(""), said(""),
            money(found.should), money(found.did), money(found.should - found.did),
        ),
    )  # fmt: skip


def move_row(one: MoveShown, dates: Dates) -> Row:
    """A move with a link to its page."""
    move, followed = one.move, one.followed
    return Row(
        cells=(
            said(
                move.service,
                href=dates.link(reverse("move", args=[move.about_code, move.id])),
                second=_("from %(provider)s, since %(day)s")
                % {"provider": move.from_provider, "day": in_words(move.starts_on)},
            ),
            said(
                as_written(move.receiver_name),
                second="" if move.about_id == move.receiver_id else as_written(move.about_name),
            ),
            count(followed.moved),
            part(followed.share_of_baseline, _("no month counted")),
            part(followed.aim, _("none published")),
            money(followed.should),
            money(followed.did),
            money(followed.gap),
        )
    )


def part(share: Fraction | None, missing: str) -> Cell:
    """A share of a whole."""
    if share is None:
        return Cell(value=None, text=missing)
    return Cell(value=round(float(share) * 100, 1), text=f"{float(share):.1%}")


def told(found: MoveShown) -> Iterator[tuple[str, str, str]]:
    """What was agreed and measured: name, words, and what stands beneath."""
    move, followed = found.move, found.followed
    ends = in_words(move.ends_on) if move.ends_on else _("no end agreed")
    yield _("From"), move.from_provider, ""
    yield _("To"), f"{as_written(move.receiver_name)} ({move.receiver_code})", ""
    yield _("Dates"), f"{in_words(move.starts_on)} – {ends}", ""
    yield _("Baseline"), _("%(n)s a year") % {"n": f"{move.baseline:,}"}, move.baseline_source
    yield (
        _("Unit price"),
        f"£{move.unit_price:,.2f} ({move.price_status_words.lower()})",
        move.price_source,
    )
    yield _("Share that follows"), f"{move.share_per_cent.normalize():f}%", _("as agreed")
    yield (
        _("Should have followed"),
        (
            f"{pounds_of(followed.should)} = {followed.moved:,} × £{move.unit_price:,.2f} × "
            f"{move.share_per_cent.normalize():f}%"
        ),
        "",
    )
    if followed.share_of_baseline is not None:
        yield (
            _("Moved so far"),
            f"{followed.moved:,}, {float(followed.share_of_baseline):.1%} "
            + _("of the baseline of as many months"),
            counted(followed.months, _("month counted"), _("months counted")),
        )
    if found.lever is not None and followed.aimed is not None:
        yield (
            _("Measured against"),
            _("“%(aim)s”: %(n)s in these months, had it been reached")
            % {"aim": found.lever.rule.words, "n": f"{float(followed.aimed):,.0f}"},
            f"{found.lever.rule.source.title}. {found.lever.rule.source.clause}",
        )


def months_table(found: MoveShown) -> Table:
    """Month by month."""
    return Table(
        id="months",
        caption=_("Activity that took place outside hospital"),
        columns=(
            Column(label=_("Month")),
            Column(label=_("Moved"), is_number=True),
            Column(label=_("Source"), is_minor=True),
        ),
        rows=tuple(
            Row(cells=(said(f"{one.month:%B %Y}"), count(one.moved), said(one.source)))
            for one in found.move.months
        ),
        total=(said(_("Together")), count(found.move.moved), said("")),
    )


def aims() -> list[tuple[str, str]]:
    """The published aims, with where they can be read."""
    return [
        (
            f"“{one.rule.words}” ({aim_words(one.rule.unit, one.part)})",
            f"{one.rule.source.title}. {one.rule.source.clause}. {one.rule.note}",
        )
        for one in levers().values()
    ]


def aim_words(unit: str, share: Fraction) -> str:
    """An aim as a figure."""
    if unit == PER_CENT:
        return f"{float(share):.0%}"
    return _("one in %(n)s") % {"n": share.denominator}
