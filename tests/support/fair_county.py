"""The invented county with payments, ages and deprivation, so that money can be set against need.

Of 2023/24: Cedar is behind its need; Fir's payments stand under other headings; Hazel has none.
Nobody's health score is held where nine in ten of Cedar's patients live.
"""

from __future__ import annotations

from openpcn.domains.evidence import loading as evidence
from openpcn.domains.registry import loading
from tests.domains.world import county, day, ident
from tests.support import land

LISTS = {"Z90001": 10_000, "Z90002": 20_000, "Z90003": 30_000, "Z90004": 40_000, "Z90005": 50_000}
WEIGHTED = {"Z90001": 9_000, "Z90002": 22_000, "Z90003": 30_000, "Z90004": 44_000, "Z90005": 50_000}
CORE = {"Z90001": 900_000, "Z90002": 2_200_000, "Z90003": 2_700_000, "Z90004": 4_400_000}
SCORES = {"E91000001": 2.0, "E91000002": 0.0, "E91000004": -1.0, "E91000005": 0.5, "E91000006": 0.0}
MEASURES = (
    *("registered-patients", "weighted-patients", "global-sum", "correction-factor"),
    *("pms-balance", "total", "premises", "drugs", "dispensing-fees", "prescribing-fees"),
)


def payments() -> None:
    """Two payments files; in the later one Fir is paid outside the core contract."""
    for name in MEASURES:
        measure(f"payments-{name}", "Payments")
    for year in (2022, 2023):
        file = land.landing()
        span = (day(f"{year}-04-01"), day(f"{year + 1}-03-31"))
        rows = [
            evidence.FigureRow(f"payments-{name}", "practice", code, "", *span, float(value), "")
            for code in LISTS
            for name, value in figures_of(code).items()
        ]
        evidence.record_figures(file.dataset_id, rows)


def figures_of(code: str) -> dict[str, float]:
    """A practice's row of a payments file."""
    core = CORE.get(code, 0)
    pms = 300_000 if code == "Z90005" else 0
    values = dict.fromkeys(MEASURES, 0.0) | {
        "registered-patients": LISTS[code],
        "weighted-patients": WEIGHTED[code],
        "global-sum": core,
        "pms-balance": pms,
        "premises": 50_000,
        "total": 6_000_000 if code == "Z90005" else core * 1.3 + 50_000,
    }
    return {name: value for name, value in values.items() if value or "patients" not in name}


def measure(name: str, source: str) -> None:
    """What a figure is."""
    evidence.record_measure(
        id=name, title=name, unit="", source=source, publisher="Nobody", licence="None"
    )


def ages() -> None:
    """The young with Alder, the old with Beech, both elsewhere."""
    rows = []
    for at, code in enumerate(LISTS):
        young, old = {0: (9, 1), 1: (1, 9)}.get(at, (5, 5))
        for sex in "FM":
            rows.append((ident(code), day("2024-01-01"), sex, 20, young * LISTS[code] // 20))
            rows.append((ident(code), day("2024-01-01"), sex, 70, old * LISTS[code] // 20))
    loading.record_lists_by_age(land.landing(), rows)


def deprivation() -> None:
    """Health scores of both editions; the later one's are ten times as far apart."""
    file = land.landing()
    for name, kind, start, times in (
        ("imd2019-domain-score", "lsoa11", "2019-09-26", 0.1),
        ("iod2025-domain-score", "lsoa21", "2025-10-30", 1.0),
    ):
        measure(name, "Indices")
        rows = [
            evidence.FigureRow(
                name, kind, code, "Health and disability", day(start), day("9999-12-31"),
                score * times, "",
            )
            for code, score in SCORES.items()
        ]  # fmt: skip
        evidence.record_figures(file.dataset_id, rows)


def made() -> None:
    """The whole of it."""
    county()
    land.points()
    land.areas_and_patients()
    land.unchanged_areas()
    payments()
    ages()
    deprivation()
