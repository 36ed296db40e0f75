"""Where the entries of the directory come from, as the table at the foot of its pages."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openpcn.domains.community.queries.feeds import FORMAT
from openpcn.domains.registry.queries.datasets import DatasetAnswer, datasets
from openpcn.kernel.when import When, in_words
from openpcn.web.presenters.provenance import Line
from openpcn.web.presenters.words import written
from openpcn.workflows.facts.show_sources import newest


def sources_of(when: When) -> list[Line]:
    """A line for each published list that counts, each feed, and what people recorded."""
    lists = (
        ("edispensary", _("Pharmacies"), _("Open and closed by the days that the list gives")),
        ("libraries", _("Libraries"), _("Closed ones with the year of closing")),
        ("schools", _("Schools"), _("Closed from the day of the first list without them")),
    )
    held = datasets(as_known=when.as_known)
    found = [(newest(held, (name,), when.as_at), *words) for name, *words in lists]
    lines = [line(one, figure, rule) for one, figure, rule in found if one is not None]
    feeds = {
        one.title: one
        for one in sorted((one for one in held if one.format == FORMAT), key=lambda one: one.id)
        if one.period_on and one.period_on <= when.as_at
    }
    rule = _("New, changed and closed as the feed lists them")
    lines += [line(one, _("Services of a feed"), rule) for one in feeds.values()]
    return [*lines, recorded()]


def line(one: DatasetAnswer, figure: str, rule: str) -> Line:
    """A list or feed."""
    return Line(
        figure=figure,
        source=", ".join(filter(None, (one.title, one.publisher))),
        period=written(one.period_on),
        rule=rule,
        loaded=in_words(one.known_from.date()),
        licence=one.licence,
    )


def recorded() -> Line:
    """What people recorded one by one or in a spreadsheet."""
    return Line(
        figure=_("All other entries"),
        source=_("Recorded by people in OpenPCN"),
        period=_("as each entry says"),
        rule=_("Due to be checked half a year after somebody vouched for it"),
        loaded="",
        licence="",
    )
