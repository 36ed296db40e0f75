"""The page of one indicator: networks, funnel of practices, slope, and how it is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from openpcn.engines.indicators import Compared
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address, called, head_of
from openpcn.web.presenters.profiles.inequality import groups_table as slope_table
from openpcn.web.presenters.profiles.method import method
from openpcn.web.presenters.profiles.origins import origin_lines
from openpcn.web.presenters.profiles.over_time import over_time_section
from openpcn.web.presenters.profiles.sections import ProfileSection, held_on
from openpcn.web.presenters.profiles.standings import groups_table
from openpcn.web.presenters.words import month
from openpcn.workflows.profiles import indicator_pictures
from openpcn.workflows.profiles.periods import period
from openpcn.workflows.profiles.sayings import interval, shown
from openpcn.workflows.profiles.show_profile import IndicatorAnswer


def indicator_page(answer: IndicatorAnswer, dates: Dates) -> dict[str, Any]:
    """What the template is given."""
    page, one = answer.page, answer.indicator
    return {
        "head": head_of(
            page.subject,
            dates,
            current=f"population/indicators/{one.id}",
            title=one.title,
            whole=page.whole,
            members=page.members,
        ),
        "sections": [
            each
            for each in (
                here(answer, dates),
                networks(answer, dates),
                slope(answer, dates),
                over_time_section(
                    answer.over_time, name=name_of(answer), path=path_of(answer), dates=dates
                ),
                method(answer, timezone.localdate()),
                funnel(answer, dates),
            )
            if each is not None
        ],
        "provenance": origin_lines([answer.origin] if answer.origin else []),
    }


def path_of(answer: IndicatorAnswer) -> str:
    """The address of the page."""
    home = address(answer.page.subject.kind, answer.page.subject.code)
    return f"{home}population/indicators/{answer.indicator.id}/"


def name_of(answer: IndicatorAnswer) -> str:
    """What the organisation goes by on its page."""
    return called(answer.page.subject.organisation, answer.page.whole)


def period_of(answer: IndicatorAnswer) -> str:
    """The period of its figures."""
    found = answer.counted
    return period(found.starts_on, found.ends_on) if found else ""


def here(answer: IndicatorAnswer, dates: Dates) -> ProfileSection:
    """The value of the area in one sentence, or when it is held."""
    one, mine = answer.indicator, answer.standing
    if answer.not_held is not None or mine is None:
        ends_on = answer.not_held.ends_on if answer.not_held else None
        said, link = held_on(path_of(answer), ends_on, dates, first=answer.first)
        return ProfileSection(
            id="here",
            heading=name_of(answer),
            lines=(one.why_it_matters,),
            empty=(_("Not held for this date.") + " " + said,),
            links=(link,) if link else (),
        )
    return ProfileSection(
        id="here",
        heading=sentence(answer),
        lines=(one.why_it_matters, beside(answer)),
    )


def sentence(answer: IndicatorAnswer) -> str:
    """The value with its interval."""
    one, mine = answer.indicator, answer.standing
    if mine is None or mine.value is None:
        return _("%(name)s: not shown, %(why)s") % {
            "name": name_of(answer),
            "why": mine.why_not if mine else "",
        }
    return _("%(name)s: %(value)s (%(interval)s), %(period)s") % {
        "name": name_of(answer),
        "value": shown(one, mine.value.value),
        "interval": interval(one, mine.value.low, mine.value.high),
        "period": period_of(answer),
    }


def beside(answer: IndicatorAnswer) -> str:
    """The comparison in words."""
    one, mine = answer.indicator, answer.standing
    if mine is None or mine.everyone is None or mine.how is Compared.NOT_COMPARED:
        return ""
    said = {
        Compared.HIGHER: _("higher than %(called)s, %(value)s"),
        Compared.LOWER: _("lower than %(called)s, %(value)s"),
        Compared.SIMILAR: _("not clearly different from %(called)s, %(value)s"),
    }[mine.how] % {"called": mine.everyone_called, "value": shown(one, mine.everyone)}
    peers = (
        " " + _("The peer in the middle has %(value)s.") % {"value": shown(one, mine.peers_median)}
        if mine.peers
        else ""
    )
    return _("This is %(said)s.") % {"said": said} + peers + f" {answer.peers.rule}"


def evidence(answer: IndicatorAnswer) -> dict[str, str]:
    """The figure as a need takes it along: what it is, how it is known, and from where."""
    one = answer.indicator
    return {
        "title": f"{one.title}, {name_of(answer)}"[:200],
        "evidence": " ".join(each for each in (f"{sentence(answer)}.", beside(answer)) if each),
        "source": f"{one.source.title}, {period_of(answer)}; {path_of(answer)}"[:300],
    }


def networks(answer: IndicatorAnswer, dates: Dates) -> ProfileSection | None:
    """The networks of the system with intervals."""
    values = [one for one in answer.networks if one.standing.value]
    if len(values) < 2:
        return None
    chart = indicator_pictures.groups(
        [(one.name, one.standing) for one in values],
        id_="dots-networks",
        noun=_("network"),
        beneath=f"{answer.indicator.title}, {answer.indicator.shown_as}, {_('networks of')} "
        f"{called_system(answer)}, {period_of(answer)}. {_('Interval dot plot.')}",
    )
    return ProfileSection(
        id="networks",
        heading=_("Networks"),
        tables=(
            groups_table(
                answer.networks,
                path_of(answer),
                dates,
                id_="networks",
                caption=_("Networks"),
                label=_("Network"),
            ),
        ),
        chart=chart,
    )


def called_system(answer: IndicatorAnswer) -> str:
    """The system whose networks and practices are shown."""
    system = answer.page.subject.system
    return called(system) if system else name_of(answer)


def funnel(answer: IndicatorAnswer, dates: Dates) -> ProfileSection | None:
    """The practices of the system in the funnel."""
    found = answer.funnel
    if found is None:
        return None
    is_system = answer.page.subject.kind == "icb"
    chosen = set() if is_system else {one.code for one in answer.page.members}
    link: Callable[[str], str] = dates.link
    chart = indicator_pictures.funnel(
        found,
        {one.code: one.name for one in answer.practices},
        chosen,
        where=called_system(answer),
        period=period_of(answer),
        chosen_words=name_of(answer),
        link=link,
    )
    notes = [found.method, found.spread_method, found.sources]
    if found.left_out:
        notes.insert(
            0,
            _("%(count)s practices with fewer than %(least)s in the denominator are left out.")
            % {"count": found.left_out, "least": answer.indicator.smallest_denominator},
        )
    return ProfileSection(
        id="practices",
        heading=_("Practices"),
        tables=(
            groups_table(
                [one for one in answer.practices if one.code in found.counts],
                path_of(answer),
                dates,
                id_="practices",
                caption=_("Practices"),
                label=_("Practice"),
            ),
        ),
        chart=chart,
        notes=tuple(note for note in notes if note),
        is_wide=True,
    )


def slope(answer: IndicatorAnswer, dates: Dates) -> ProfileSection | None:
    """The slope over the practices of the system."""
    found, on = answer.gradient, answer.homes.on
    if found is None or on is None:
        return None
    chart = indicator_pictures.slope(
        found,
        where=called_system(answer),
        period=period_of(answer),
        edition=f"{answer.homes.edition}, {month(on)}",
    )
    later = (
        (_("Practices are ordered by where patients lived in %(month)s, the first day held.")
         % {"month": month(on)},)
        if on > dates.as_at
        else ()
    )  # fmt: skip
    return ProfileSection(
        id="inequality",
        heading=_("Inequality"),
        tables=(slope_table(found, dates.link(path_of(answer), format="csv", of="inequality")),),
        chart=chart,
        notes=(
            *later,
            found.inequality.slope.method.words,
            ratio_words(found.relative, found.relative_low, found.relative_high),
        ),
    )


def ratio_words(value: float | None, low: float | None, high: float | None) -> str:
    """The relative index in a sentence."""
    if value is None or low is None or high is None:
        return _("The relative index cannot be worked out: the least deprived end is too low.")
    return _("Relative index of inequality: %(value)s (%(low)s to %(high)s).") % {
        "value": f"{value:.2f}",
        "low": f"{low:.2f}",
        "high": f"{high:.2f}",
    }
