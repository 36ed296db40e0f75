"""Members as tables: places and networks of a system, practices of a network."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from openpcn.domains.registry.queries.structure import NetworkAnswer, PracticeAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address, called
from openpcn.web.presenters.key_facts import not_held
from openpcn.web.presenters.lives import covers
from openpcn.web.presenters.tables import Cell, Column, Link, Row, Table, count, per_cent, words
from openpcn.web.presenters.words import month, signed
from openpcn.workflows.facts.show_facts import Coverage
from openpcn.workflows.land.residence import Share
from openpcn.workflows.pages.show_overview import Overview
from openpcn.workflows.reviewing.system import LARGEST, SMALLEST
from openpcn.workflows.structure.show_changes import Growth


def since_label(growth: Growth | None) -> str:
    """The heading of the column of changes."""
    return _("Since %(month)s") % {"month": month(growth.since)} if growth else _("Since before")


def growth_note(page: Overview) -> str:
    """Whose lists the column of changes compares."""
    if page.growth is None:
        return ""
    return _("%(since)s: the lists of its present practices, held on both days.") % {
        "since": since_label(page.growth)
    }


def deprived_note(page: Overview) -> str:
    """Of how many patients the shares by where they live are."""
    said = covers(page)
    return f"{_('Most deprived fifth')}: {said[0].lower()}{said[1:]}" if said else ""


def grown(growth: Growth | None) -> Cell:
    """A change of a list."""
    value = growth.patients if growth else None
    return Cell(value=value, text=signed(value) if growth else _("not held"))


def practices_table(page: Overview, dates: Dates, *, full: bool = False) -> Table:
    """The practices of a network (or place) with their lists and how they changed."""
    base = address(page.subject.kind, page.subject.code)
    columns = [
        Column(label=_("Practice")),
        *([Column(label=_("Code"), is_minor=True), Column(label=_("Network"))] if full else []),
        Column(label=_("Patients"), is_number=True),
        *(
            [Column(label=_("Aged 65 or over"), unit="%", is_number=True, is_minor=True)]
            if full
            else []
        ),
        *(
            [Column(label=_("Most deprived fifth"), unit="%", is_number=True, is_minor=True)]
            if full
            else []
        ),
        Column(label=since_label(page.growth), is_number=True, is_minor=full),
    ]
    return Table(
        id="practices",
        caption=_("Practices"),
        columns=tuple(columns),
        rows=tuple(practice_row(one, page, dates, full=full) for one in by_size(page.members)),
        total=practices_total(page, full=full),
        note=growth_note(page),
        csv_href=dates.link(f"{base}practices/", format="csv"),
        links=(Link(text=_("All members"), href=dates.link(f"{base}practices/")),)
        if not full
        else (),
    )


def by_size(members: tuple[PracticeAnswer, ...]) -> list[PracticeAnswer]:
    """The largest list first; those without one last."""
    return sorted(members, key=lambda one: (-(one.patients or -1), one.name))


def practice_row(one: PracticeAnswer, page: Overview, dates: Dates, *, full: bool) -> Row:
    """One practice."""
    place = page.whole.ground.place_names.get(one.place_code or "", "")
    second = " · ".join(part for part in (one.code, place) if part)
    cells = [
        Cell(
            value=as_written(one.name),
            text=as_written(one.name),
            href=dates.link(address("practice", one.code)),
            second=place if full else second,
        )
    ]
    if full:
        cells += [words(one.code), network_cell(one, dates)]
    cells.append(count(one.patients, missing=_("not held")))
    if full:
        cells.append(share_cell(page.whole.ground.aged.get(one.code)))
        cells.append(share_cell(page.whole.ground.residence.deprived.get(one.code)))
    return Row(cells=(*cells, grown(page.growth_of.get(one.code))))


def network_cell(one: PracticeAnswer, dates: Dates) -> Cell:
    """The network of a practice, or that it is in none."""
    if not one.network_code:
        return words(_("in no network"))
    name = as_written(one.network_name or one.network_code)
    return words(name, href=dates.link(address("network", one.network_code)))


def share_cell(share: Share | None, covered: Coverage | None = None) -> Cell:
    """A share in per cent, and of how many of the patients where that is of too few."""
    value = share.value if share else None
    if value is None:
        return Cell(value=None, text=_("not held"))
    cell = per_cent(value, percent(value, 1))
    if covered is None or covered.is_certain:
        return cell
    return replace(cell, second=_("of %(share)s of it") % {"share": percent(covered.share)})


def practices_total(page: Overview, *, full: bool) -> tuple[Cell, ...]:
    """The sum of the lists."""
    name = called(page.subject.organisation, page.whole)
    middle = (words(""), words("")) if full else ()
    after = (share_cell(page.facts.aged), share_cell(page.facts.deprived)) if full else ()
    patients = count(page.facts.patients, missing=not_held())
    return (words(name), *middle, patients, *after, grown(page.growth))


def networks_table(page: Overview, dates: Dates) -> Table:
    """The networks of a system or place, each against 30,000 to 50,000."""
    base = address(page.subject.kind, page.subject.code)
    return Table(
        id="networks",
        caption=_("Networks"),
        columns=(
            Column(label=_("Network")),
            Column(label=_("Place"), is_minor=True),
            Column(label=_("Practices"), is_number=True, is_minor=True),
            Column(label=_("Patients"), is_number=True),
            Column(label=_("Against 30,000 to 50,000")),
            Column(label=_("Aged 65 or over"), unit="%", is_number=True, is_minor=True),
            Column(label=_("Most deprived fifth"), unit="%", is_number=True, is_minor=True),
            Column(label=present_label(page.growth), is_number=True, is_minor=True),
        ),
        rows=tuple(network_row(one, page, dates) for one in page.networks),
        total=networks_total(page),
        note=" ".join(part for part in (growth_note(page), deprived_note(page)) if part),
        csv_href=dates.link(f"{base}practices/", format="csv", of="networks"),
        links=(Link(text=_("All practices"), href=dates.link(f"{base}practices/")),),
    )


def present_label(growth: Growth | None) -> str:
    """The same for networks, whose practices may have been others."""
    return _("%(since)s, its present practices") % {"since": since_label(growth)}


def networks_total(page: Overview) -> tuple[Cell, ...]:
    """The networks together: those at home here, with all their practices."""
    sizes = [one.patients for one in page.networks if one.patients is not None]
    name = called(page.subject.organisation, page.whole)
    return (
        words(_("Networks that lie mostly in %(name)s") % {"name": name}),
        words(""),
        count(sum(one.practices for one in page.networks)),
        count(sum(sizes) if sizes else None, missing=_("not held")),
        *(words(""),) * 4,
    )


def network_row(one: NetworkAnswer, page: Overview, dates: Dates) -> Row:
    """One network."""
    members = [p for p in page.whole.practices if p.network_code == one.code]
    facts = page.whole.of_network(one.code, members)
    name = as_written(one.name)
    places = page.whole.ground.place_names
    where = places.get(one.place_code or "", "")
    return Row(
        cells=(
            words(
                name,
                href=dates.link(address("network", one.code)),
                second=one.code,
                code=one.code,
            ),
            Cell(
                value=where,
                text=where,
                second=_("practices in %(count)s places") % {"count": one.places}
                if one.places > 1
                else "",
            ),
            count(one.practices),
            count(one.patients, missing=_("not held")),
            band_cell(one),
            share_cell(facts.aged),
            share_cell(facts.deprived, page.whole.coverage(members)),
            grown(page.growth_of.get(one.code)),
        )
    )


def band_cell(one: NetworkAnswer) -> Cell:
    """Inside, or by how much outside, and whether a reason is written down."""
    if one.patients is None:
        return words(_("not known"))
    if SMALLEST <= one.patients <= LARGEST:
        return words(_("inside"))
    reason = _("written rationale held") if one.has_rationale else ""
    if one.patients < SMALLEST:
        text = _("▽ %(number)s below") % {"number": f"{SMALLEST - one.patients:,}"}
    else:
        text = _("△ %(number)s above") % {"number": f"{one.patients - LARGEST:,}"}
    return words(text, second=reason)


def places_table(page: Overview, dates: Dates) -> Table:
    """The places of a system."""
    return Table(
        id="places",
        caption=_("Places"),
        columns=(
            Column(label=_("Place")),
            Column(label=_("Networks"), is_number=True),
            Column(label=_("Practices"), is_number=True, is_minor=True),
            Column(label=_("Patients"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(
                        page.whole.ground.place_names.get(one.code, one.name),
                        href=dates.link(address(one.kind, one.code)),
                        second=one.code,
                    ),
                    count(one.networks),
                    count(one.practices),
                    count(one.patients, missing=_("not held")),
                )
            )
            for one in page.places
        ),
        note=_(
            "No places are held here, so sub-ICB locations stand for them. A network belongs to "
            "the place with most of its patients."
        )
        if any(one.kind == "sub_icb" for one in page.places)
        else _("A network belongs to the place with most of its patients."),
    )
