"""Population: ages, and the overlap of registered patients with areas, beside residents."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openpcn.engines.geography.overlap import ELSEWHERE, NOT_KNOWN
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import capitalised, percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address, called
from openpcn.web.presenters.lives import covers, whole_words
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, per_cent, words
from openpcn.web.presenters.words import month
from openpcn.workflows.pages.show_population import AgeBand, AreaLine, Population
from openpcn.workflows.profiles.everyone import EveryAge
from openpcn.workflows.profiles.everyone import called as called_all

MOST = 20
"""Areas of one kind on the page."""


def ages_section(answer: Population, dates: Dates) -> Section:
    """Registered patients by age and sex."""
    heading = _("Registered patients by age and sex")
    if not answer.ages:
        return Section(
            id="ages",
            heading=heading,
            empty=(
                _("No list by age is held for this date."),
                _(
                    "NHS England publishes one each quarter (Patients registered at a GP practice, "
                    "five-year age bands). Whoever runs this service can load it."
                ),
            ),
        )
    line = _("Lists of %(day)s.") % {"day": in_words(answer.ages_on)} if answer.ages_on else ""
    return Section(id="ages", heading=heading, lines=(line,), tables=(ages_table(answer, dates),))


def ages_table(answer: Population, dates: Dates, *, everyone: EveryAge | None = None) -> Table:
    """Five-year bands, beside all patients held where those are more."""
    base = address(answer.page.subject.kind, answer.page.subject.code)
    total = sum(band.everyone for band in answer.ages) or 1
    whole = sum(everyone.patients.values()) if everyone else 0
    compared = everyone if everyone and whole > total else None
    other = (Column(label=title(compared), unit="%", is_number=True),) if compared else ()
    return Table(
        id="ages-table",
        caption=_("Registered patients by age and sex"),
        caption_hidden=True,
        columns=(
            Column(label=_("Age")),
            Column(label=_("Female"), is_number=True),
            Column(label=_("Male"), is_number=True),
            Column(label=_("All"), is_number=True),
            Column(label=_("Share"), unit="%", is_number=True),
            *other,
        ),
        rows=tuple(age_row(band, total, compared, whole) for band in answer.ages),
        total=(
            words(_("All ages")),
            count(sum(band.female for band in answer.ages)),
            count(sum(band.male for band in answer.ages)),
            count(sum(band.everyone for band in answer.ages)),
            *(words("100%") for _each in (True, *other)),
        ),
        csv_href=dates.link(f"{base}population/", format="csv", of="ages"),
    )


def title(everyone: EveryAge) -> str:
    """What all patients held are called, as a heading."""
    return capitalised(called_all(everyone.practices))


def band_words(age: int) -> str:
    """A five-year band."""
    return _("95 and over") if age >= 95 else _("%(a)s to %(b)s") % {"a": age, "b": age + 4}


def age_row(band: AgeBand, total: int, everyone: EveryAge | None, whole: int) -> Row:
    """One band."""
    text = band_words(band.age_from)
    share = band.everyone / total
    held = everyone.patients if everyone else {}
    others = sum(n for (_sex, age), n in held.items() if age == band.age_from)
    return Row(
        cells=(
            Cell(value=text, text=text.replace(" ", "\u00a0")),
            count(band.female),
            count(band.male),
            count(band.everyone),
            per_cent(share, percent(share, 1)),
            *((per_cent(others / whole, percent(others / whole, 1)),) if everyone else ()),
        )
    )


def area_sections(answer: Population, dates: Dates) -> list[Section]:
    """The overlap with neighbourhoods, councils and wards."""
    heading = _("Registered and resident")
    if not answer.areas:
        return [
            Section(
                id="lives",
                heading=heading,
                empty=(
                    _("Where patients live is not held for these practices."),
                    _(
                        "It shows how a network's patients overlap with neighbourhoods and wards. "
                        "NHS England publishes it each quarter (patients by practice and LSOA)."
                    ),
                ),
            )
        ]
    name = called(answer.page.subject.organisation, answer.page.whole)
    lines = (
        _(
            "A network is a list of registered patients; a neighbourhood, ward or "
            "council is a piece of land with residents. They are counted by different "
            "bodies, stand side by side here, and are never added."
        ),
        _(
            "Read across: of the patients of %(name)s, how many live in the area; of all "
            "registered patients who live there, how many are with %(name)s."
        )
        % {"name": name},
    )
    tables = tuple(
        area_table(whole, found, answer, dates, most=MOST) for whole, found in answer.areas.items()
    )
    return [Section(id="lives", heading=heading, lines=lines, tables=tables)]


def area_table(
    whole: str,
    lines: tuple[AreaLine, ...],
    answer: Population,
    dates: Dates,
    *,
    most: int | None = None,
) -> Table:
    """One kind of area, both ways; on a page the areas with most of the patients."""
    caption, label = whole_words(whole)
    on = answer.page.whole.ground.residence.on
    base = address(answer.page.subject.kind, answer.page.subject.code)
    when = month(on) if on else ""
    note = _("Registered: %(month)s, patients of the practices in the file.") % {"month": when}
    if answer.residents_on:
        note += " " + _("Residents: Census of %(day)s.") % {"day": in_words(answer.residents_on)}
    else:
        note += " " + _("Residents of these areas are not held.")
    note = " ".join(part for part in (note, covers(answer.page)) if part)
    if most is not None and len(lines) > most:
        note += " " + _("The first %(shown)s of %(all)s areas; the CSV has all.") % {
            "shown": most,
            "all": len(lines),
        }
    if whole != "council" and answer.page.whole.ground.residence.area_kind == "lsoa11":
        note += " " + _(
            "LSOAs of 2011 are placed by the published changes to 2021; one that was "
            "split between two areas counts as elsewhere."
        )
    return Table(
        id=f"area-{whole}",
        caption=caption,
        columns=(
            Column(label=label),
            Column(label=_("Its patients living there"), is_number=True),
            Column(label=_("Share of its list"), unit="%", is_number=True),
            Column(label=_("All registered living there"), is_number=True, is_minor=True),
            Column(label=_("Its share of them"), unit="%", is_number=True),
            Column(label=_("Residents"), is_number=True, is_minor=True),
        ),
        rows=tuple(area_row(whole, line, dates) for line in lines[:most]),
        note=note,
        csv_href=dates.link(f"{base}population/", format="csv", of=whole),
    )


def area_row(whole: str, line: AreaLine, dates: Dates) -> Row:
    """One area."""
    remainder = {ELSEWHERE: _("Elsewhere, or no area held"), NOT_KNOWN: _("Residence not known")}
    name = remainder.get(line.code) or line.name or line.code
    is_area = line.code not in remainder
    href = f"/neighbourhoods/{line.code}/" if whole == "neighbourhood" and is_area else ""
    back = line.share_of_registered
    return Row(
        cells=(
            words(name, href=dates.link(href) if href else "", code=line.code if is_area else ""),
            count(line.patients),
            per_cent(line.share_of_list, percent(line.share_of_list)),
            count(line.registered, missing="" if not is_area else _("not held")),
            Cell(
                value=None if back is None else round(100 * back, 1),
                text=("" if not is_area else _("not held")) if back is None else percent(back),
            ),
            count(line.residents, missing="" if not is_area else _("not held")),
        )
    )


def population_table(answer: Population, dates: Dates, of: str) -> Table:
    """The table that a download asks for."""
    if of in answer.areas:
        return area_table(of, answer.areas[of], answer, dates)
    return ages_table(answer, dates)
