"""How an indicator is worked out: what is counted, its keeper, its review and its source."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from openpcn.kernel.when import in_words
from openpcn.rulebook.indicators import Indicator
from openpcn.web.presenters.profiles.sections import ProfileSection
from openpcn.web.presenters.profiles.standings import how_words
from openpcn.web.presenters.tables import Column, Row, Table, words
from openpcn.workflows.profiles.show_profile import IndicatorAnswer


def review_words(one: Indicator, today: date) -> str:
    """The day of the next review; one that has passed is marked."""
    day = in_words(one.review_by)
    return _("%(day)s: overdue") % {"day": day} if one.review_by < today else day


def method(answer: IndicatorAnswer, today: date) -> ProfileSection:
    """What is counted, by whom it is kept, and by which method the interval is made."""
    one = answer.indicator
    rows = [
        (_("Direction"), direction_words(one)),
        (_("Smallest denominator shown"), str(one.smallest_denominator)),
        (_("Owner"), one.owner),
        (_("Reviewed"), in_words(one.reviewed_on)),
        (_("Next review by"), review_words(one, today)),
        (_("Source"), f"{one.source.title}; {one.source.clause}"),
        (_("Read it at"), one.source.url),
        (_("Checked on"), in_words(one.source.checked_on)),
    ]
    if way := (answer.counted.way if answer.counted else one.measured[0]):
        rows = [
            (_("Numerator"), way.numerator.name),
            (_("Denominator"), way.denominator.name),
            (_("Published as"), way.kind),
            *rows,
        ]
    if answer.standing and answer.standing.value:
        said = answer.standing.value.estimate.method
        rows.append((_("Interval"), f"{said.words} {said.source}."))
        rows.append((_("Compared"), how_words(answer.standing.how)))
    table = Table(
        id="method-table",
        caption=_("How it is worked out"),
        caption_hidden=True,
        columns=(Column(label=_("What")), Column(label=_("How"))),
        rows=tuple(
            Row(cells=(words(name), words(text, href=text if text == one.source.url else "")))
            for name, text in rows
        ),
    )
    return ProfileSection(
        id="method", heading=_("How it is worked out"), tables=(table,), is_wide=True
    )


def direction_words(one: Indicator) -> str:
    """Whether more is better."""
    return {
        "higher": _("Higher is better"),
        "lower": _("Lower is better"),
        "neither": _("Neither higher nor lower is better in itself"),
    }[one.direction]
