"""The population page of a system, place, network or practice."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from openpcn.kernel.when import in_words
from openpcn.kernel.wording import capitalised, grouped, percent, spelled
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address, called, head_of
from openpcn.web.presenters.overview import notice
from openpcn.web.presenters.population import ages_section, ages_table, area_sections
from openpcn.web.presenters.profiles.inequality import inequality_section
from openpcn.web.presenters.profiles.origins import origin_lines
from openpcn.web.presenters.profiles.quality import ratings_section, survey_section
from openpcn.web.presenters.profiles.sections import ProfileSection, held_on
from openpcn.web.presenters.profiles.standings import period_of, standings_table
from openpcn.web.presenters.provenance import provenance
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.web.presenters.words import month
from openpcn.workflows.profiles import indicator_pictures, pictures
from openpcn.workflows.profiles.deprivation import Tenths
from openpcn.workflows.profiles.show_profile import Profile


def profile_page(answer: Profile, dates: Dates) -> dict[str, Any]:
    """What the template of the population page is given."""
    page = answer.page
    return {
        "head": head_of(
            page.subject, dates, current="population", whole=page.whole, members=page.members
        ),
        "notice": notice(page, dates),
        "sections": [
            one
            for one in (
                ages(answer, dates),
                deprivation(answer, dates),
                registers(answer, dates),
                access(answer, dates),
                experience(answer, dates),
                survey_section(answer, dates),
                ratings_section(answer, dates),
                inequality_section(answer, dates),
                *area_sections(answer.population, dates),
            )
            if one is not None
        ],
        "provenance": [
            *provenance(page.sources, page.whole),
            *origin_lines([*answer.origins.values(), *answer.other_origins]),
        ],
    }


def name_of(answer: Profile) -> str:
    """What the organisation goes by on its page."""
    return called(answer.page.subject.organisation, answer.page.whole)


def base_of(answer: Profile) -> str:
    """Its home page."""
    return address(answer.page.subject.kind, answer.page.subject.code)


def ages(answer: Profile, dates: Dates) -> Section:
    """The pyramid beside its table."""
    plain = ages_section(answer.population, dates)
    held = answer.population
    if not held.ages or held.ages_on is None:
        return plain
    chart = pictures.pyramid(
        name_of(answer), held.ages, answer.everyone_by_age, day=in_words(held.ages_on)
    )
    table = ages_table(held, dates, everyone=answer.everyone_by_age)
    return ProfileSection(id=plain.id, heading=_("Ages"), tables=(table,), chart=chart)


def deprivation(answer: Profile, dates: Dates) -> Section:
    """Patients by tenth of deprivation of where they live."""
    heading, found, on = _("Deprivation"), answer.tenths, answer.homes.on
    if found is None or on is None or not answer.homes.edition or not found.known:
        return ProfileSection(
            id="deprivation",
            heading=heading,
            empty=(
                _("Where patients live, or the Indices of Deprivation for it, is not held."),
                _(
                    "It shows how many patients live in the most deprived areas. It needs patients "
                    "by practice and LSOA (NHS England) and the Indices for the same LSOAs."
                ),
            ),
        )
    chart = pictures.tenths(name_of(answer), found, edition=answer.homes.edition, when=month(on))
    return ProfileSection(
        id="deprivation",
        heading=heading,
        tables=(tenths_table(answer, found, dates),),
        chart=chart,
        notes=tuple(part for part in (later_words(answer, dates), covered(answer, found)) if part),
    )


def later_words(answer: Profile, dates: Dates) -> str:
    """Where the registrations are of a day after the page's."""
    on = answer.homes.on
    if on is None or on <= dates.as_at:
        return ""
    return _(
        "Where patients lived is held from %(month)s on, after the date of this page; it changes "
        "slowly."
    ) % {"month": month(on)}


def covered(answer: Profile, found: Tenths) -> str:
    """Of how many patients it is known."""
    lists = answer.page.facts.patients
    said = _("Of %(held)s patients in the registrations by area, %(known)s live in a ranked area.")
    words_ = said % {
        "held": grouped(found.known + found.without_rank),
        "known": grouped(found.known),
    }
    if not lists:
        return words_
    return words_ + " " + _("The lists hold %(lists)s patients.") % {"lists": grouped(lists)}


def tenths_table(answer: Profile, found: Tenths, dates: Dates) -> Table:
    """Ten rows."""
    return Table(
        id="deprivation-table",
        caption=_("Patients by deprivation of where they live"),
        caption_hidden=True,
        columns=(
            Column(label=_("Tenth of England's areas")),
            Column(label=_("Patients"), is_number=True),
            Column(label=_("Share"), unit="%", is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(tenth_words(at)),
                    count(patients),
                    Cell(
                        value=round(100 * patients / found.known, 2),
                        text=percent(patients / found.known, 1),
                    ),
                )
            )
            for at, patients in enumerate(found.patients, start=1)
        ),
        csv_href=dates.link(f"{base_of(answer)}population/", format="csv", of="deprivation"),
    )


def tenth_words(number: int) -> str:
    """1, most deprived; 2; …; 10, least deprived."""
    return {1: _("1, most deprived"), 10: _("10, least deprived")}.get(number, str(number))


def registers(answer: Profile, dates: Dates) -> ProfileSection:
    """QOF registers against England and peers."""
    return indicators_section(
        answer,
        dates,
        group="register",
        heading=_("Illness: QOF registers"),
        noun=_("register"),
        kind=_("Share of patients of the age the register is for"),
        why=_(
            "Practices count patients with long-term conditions on registers of the Quality and "
            "Outcomes Framework. Each is divided by the patients of the age that it is for."
        ),
    )


def access(answer: Profile, dates: Dates) -> ProfileSection:
    """Appointments and online requests."""
    return indicators_section(
        answer,
        dates,
        group="access",
        heading=_("Access"),
        noun=_("measure"),
        kind=_("Appointments and online requests"),
        why=_(
            "Appointments as practice systems record them, and requests through online "
            "consultation systems. Recording differs between practices, and one person can have "
            "several, so intervals are narrower than they should be."
        ),
    )


def experience(answer: Profile, dates: Dates) -> ProfileSection | None:
    """The survey by practice, where it is held at all."""
    missing = [one for one in answer.not_held if one.group == "experience"]
    if not answer.of("experience") and any(one.ends_on is None for one in missing):
        return None
    return indicators_section(
        answer,
        dates,
        group="experience",
        heading=_("Experience"),
        noun=_("question"),
        kind=_("Share of answers, weighted"),
        why=_("What patients of these practices answered in the GP Patient Survey."),
    )


def indicators_section(
    answer: Profile, dates: Dates, *, group: str, heading: str, noun: str, kind: str, why: str
) -> ProfileSection:
    """Indicators of one group: chart, table, what is not held."""
    held = answer.of(group)
    missing = [
        (held_on(f"{base_of(answer)}population/", one.ends_on, dates, first=answer.first), one)
        for one in answer.not_held
        if one.group == group
    ]
    lines = tuple(
        f"{not_held_words([each.title for each in one.indicators])} {said}"
        for (said, _link), one in missing
    )
    links = tuple(dict.fromkeys(link for (_said, link), _one in missing if link is not None))
    if not held:
        return ProfileSection(id=group, heading=heading, lines=(why,), empty=lines, links=links)
    chart = indicator_pictures.dots(
        name_of(answer),
        held,
        id_=f"dots-{group}",
        noun=noun,
        beneath=f"{kind}, {name_of(answer)}, {period_of(held)}. "
        + _("Interval dot plot, on a scale of ratios."),
    )
    table = standings_table(held, base_of(answer), dates, id_=group, caption=heading)
    peers = (answer.peers.rule,) if any(one.peers for one in held) else ()
    return ProfileSection(
        id=group,
        heading=heading,
        lines=(why,),
        tables=(table,),
        chart=chart,
        notes=(*peers, *lines),
        links=links,
    )


def not_held_words(titles: list[str]) -> str:
    """Which indicators are not held for the date; many are counted."""
    if len(titles) > 3:
        said = _("%(count)s others are not held for this date.")
        return capitalised(said % {"count": spelled(len(titles))})
    names = ", ".join(titles)
    return capitalised(_("%(names)s: not held for this date.") % {"names": names})
