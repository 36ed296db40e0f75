"""Wording of Data and quality: files, joins and findings as tables and sentences."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openpcn.domains.registry.queries.datasets import DatasetAnswer, FindingAnswer
from openpcn.kernel.names import in_text
from openpcn.kernel.when import in_words
from openpcn.web.dates import LONDON, Dates
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.load_files.catalogue import meaning_of

SEVERITIES = {"act": "gap", "check": "check", "note": "note"}
SHOWN = 200
"""Findings of one kind on a page; the CSV has all."""
MONTH = re.compile(r"\b(20\d\d)-(0[1-9]|1[0-2])\b(?!-)")
DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b")


@dataclass(frozen=True, kw_only=True)
class FindingGroup:
    """All findings of one kind; those about a file have no count worth showing."""

    heading: str
    count: int
    detail: str
    next_step: str
    severity: str
    href: str


def grouped(findings: Iterable[FindingAnswer], dates: Dates) -> tuple[FindingGroup, ...]:
    """Findings by kind, the gravest first, then the most frequent."""
    kinds: dict[str, list[FindingAnswer]] = {}
    for finding in findings:
        kinds.setdefault(finding.code, []).append(finding)
    groups = [_group(code, held, dates) for code, held in kinds.items()]
    return tuple(sorted(groups, key=lambda group: (group.severity, -group.count)))


def _group(code: str, held: list[FindingAnswer], dates: Dates) -> FindingGroup:
    meaning = meaning_of(code)
    example = in_text(held[0].message)
    return FindingGroup(
        heading=meaning.heading,
        count=len(held),
        detail=example if len(held) == 1 else _("For example: %(one)s") % {"one": example},
        next_step=held[0].next_step or meaning.next_step,
        severity=held[0].severity or meaning.severity,
        href=dates.link(reverse("data-findings", args=[code])),
    )


def findings_table(code: str, findings: Iterable[FindingAnswer], dates: Dates) -> Table:
    """Every finding of a kind."""
    return Table(
        id="findings",
        caption=_("Table of findings"),
        caption_hidden=True,
        columns=(
            Column(label=_("What")),
            Column(label=_("About")),
            Column(label=_("File and line"), is_minor=True),
        ),
        rows=tuple(Row(cells=_finding_cells(finding)) for finding in findings),
        csv_href=dates.link(reverse("data-findings-csv"), code=code),
    )


def _finding_cells(finding: FindingAnswer) -> tuple[Cell, ...]:
    where = finding.file_name or _("all files together")
    if finding.line:
        where = _("%(file)s, line %(line)s") % {"file": where, "line": f"{finding.line:,}"}
    return words(in_text(finding.message)), words(finding.subject_code), words(where)


def files_table(datasets: Iterable[DatasetAnswer], dates: Dates) -> Table:
    """Every file that counts."""
    return Table(
        id="files",
        caption=_("Table of files"),
        caption_hidden=True,
        columns=(
            Column(label=_("What it is")),
            Column(label=_("Period")),
            Column(label=_("Rows read"), is_number=True),
            Column(label=_("Kept"), is_number=True),
            Column(label=_("Rejected"), is_number=True),
            Column(label=_("Loaded"), is_minor=True),
            Column(label=_("Publisher and licence"), is_minor=True),
        ),
        rows=tuple(Row(cells=_file_cells(each, dates)) for each in datasets),
        csv_href=dates.link(reverse("data-files-csv")),
    )


def _file_cells(each: DatasetAnswer, dates: Dates) -> tuple[Cell, ...]:
    href = dates.link(reverse("data-load", args=[each.id]))
    return (
        words(each.title, href=href, second=each.file_name),
        Cell(value=each.period_on, text=period(each)),
        count(each.rows_read),
        count(each.rows_kept),
        count(each.rows_rejected),
        Cell(value=day_of(each.known_from), text=in_words(day_of(each.known_from))),
        words(each.publisher, second=each.licence),
    )


def period(each: DatasetAnswer) -> str:
    """The day a file is about, and how that is known where the file does not say."""
    if each.period_on is None:
        return _("not stated")
    day = in_words(each.period_on)
    if each.period_basis == "name":
        return _("%(day)s, by the file's name") % {"day": day}
    if each.period_basis == "given":
        return _("%(day)s, as given when loading") % {"day": day}
    return day


def day_of(moment: datetime) -> date:
    """The day in London of a moment."""
    return timezone.localdate(moment, timezone=LONDON)


def with_months(text: str) -> str:
    """What a join is called, its days and months as people write them: 2026-09, September 2026."""
    text = DAY.sub(lambda found: in_words(date.fromisoformat(found[0])), text)
    return MONTH.sub(lambda found: f"{month_name[int(found[2])]} {found[1]}", text)


def joins_table(
    datasets: Iterable[DatasetAnswer], dates: Dates, *, main_only: bool = False
) -> Table:
    """How much of each file is found in the others; `main_only`: not of files of figures."""
    rows = []
    for each in datasets:
        if main_only and each.format.startswith("mapped:"):
            continue
        for join in each.joins.get("joins", ()):
            of = join["of"] or 1
            rows.append(
                Row(
                    cells=(
                        words(with_months(join["name"])),
                        count(join["matched"]),
                        count(join["of"]),
                        words(join["unit"]),
                        words(f"{join['matched'] / of:.2%}"),
                    )
                )
            )
    return Table(
        id="joins",
        caption=_("Table of joins"),
        caption_hidden=True,
        columns=(
            Column(label=_("What was matched")),
            Column(label=_("Found"), is_number=True),
            Column(label=_("Of"), is_number=True),
            Column(label=_("What is counted"), is_minor=True),
            Column(label=_("Share"), is_number=True),
        ),
        rows=tuple(rows),
        csv_href=dates.link(reverse("data-joins-csv")),
    )


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where one kind of figure comes from."""

    figure: str
    source: str
    period: str
    rule: str
    loaded: str
    licence: str


ORIGINS = (
    (
        "epraccur",
        "Practices, addresses, commissioners",
        "From the register; dates as it gives them",
    ),
    ("epcn", "Networks and their members, with dates", "Dates as published"),
    ("network-map", "Networks and their members, on a day", "Changes fall between two maps"),
    ("registered-totals", "Registered patients", "Newest list, not over 12 months old"),
    ("registered-by-age", "Ages of registered patients", "Newest list, not over 12 months old"),
    ("registered-by-area", "Where patients live", "By LSOA of residence"),
    ("practice-coordinates", "Where practices are", "Postcode centre; a coordinate file first"),
    ("postcodes", "Where postcodes are", "Used where no coordinate file names a practice"),
    ("boundaries", "Boundaries", "As published, generalised"),
    ("organisation-links", "Systems and regions", "As published"),
    ("area", "Which area lies in which", "As published, best fit where it says so"),
    ("neighbourhoods", "Neighbourhoods", "As loaded"),
    ("mapped:", "Other figures", "As published, through a mapping file"),
)


def origins(datasets: Iterable[DatasetAnswer]) -> tuple[Origin, ...]:
    """Where each figure comes from, by kind, the newest file of each title."""
    held = sorted(datasets, key=lambda each: each.period_on or date.min, reverse=True)
    found: list[Origin] = []
    for prefix, figure, rule in ORIGINS:
        for title in dict.fromkeys(e.title for e in held if e.format.startswith(prefix)):
            files = [e for e in held if e.title == title and e.format.startswith(prefix)]
            days = dict.fromkeys(in_words(e.period_on) for e in files if e.period_on)
            found.append(
                Origin(
                    figure=_(figure),
                    source=f"{title}, {files[0].publisher}",
                    period="; ".join(days) or _("not stated"),
                    rule=_(rule),
                    loaded=in_words(max(day_of(e.known_from) for e in files)),
                    licence=files[0].licence,
                )
            )
    return tuple(found)


def in_brief(datasets: list[DatasetAnswer], findings: int) -> str:
    """What is held, in one sentence."""
    files = ngettext("%(n)s file is loaded", "%(n)s files are loaded", len(datasets)) % {
        "n": f"{len(datasets):,}"
    }
    rows = sum(each.rows_kept for each in datasets)
    kept = _("%(n)s rows kept") % {"n": f"{rows:,}"}
    noted = ngettext("%(n)s finding", "%(n)s findings", findings) % {"n": f"{findings:,}"}
    return f"{files}: {kept}, {noted}."
