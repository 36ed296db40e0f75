"""The paper of 2016: every contradiction is found, and nothing that agrees is accused."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from openpcn.engines.workforce.paper import Vacancies
from openpcn.engines.workforce.recompute import Kind, recompute, rounded
from openpcn.rulebook.workforce_paper import leicester_2016

CASES = Path(__file__).parents[2] / "cases" / "workforce" / "leicester_2016.toml"


def test_every_contradiction_of_the_paper_is_found_with_its_kind() -> None:
    wanted = tomllib.loads(CASES.read_text(encoding="utf-8"))["difference"]
    found = [
        {
            "page": one.page,
            "table": one.table,
            "row": one.row,
            "figure": one.figure,
            "theirs": int(one.theirs),
            "ours": int(one.ours),
            "kind": one.kind.value,
        }
        for one in recompute(leicester_2016())
        if one.kind is not Kind.AGREES
    ]
    assert found == wanted


def test_figures_that_follow_agree() -> None:
    rows = recompute(leicester_2016())
    agreeing = [one for one in rows if one.kind is Kind.AGREES]
    assert len(rows) == 40
    assert all(one.difference == 0 for one in agreeing)
    assert {"North East", "Central", "South", "North West"} <= {one.row for one in agreeing}
    assert all(one.kind.words for one in rows)


def test_a_mended_paper_agrees_throughout() -> None:
    paper = leicester_2016()
    counts = tuple(
        replace(one, number={"practices": 60, "several GPs": 54}.get(one.of, one.number))
        for one in paper.counts
    )
    groups = tuple(replace(one, average_list=None, patients_each=None) for one in paper.groups)
    whole = replace(
        paper,
        counts=counts,
        groups=groups,
        total=replace(paper.total, patients=391_860),
        vacancies=(Vacancies(name="X", rows=(("GP", 3, 75), ("Nurse", 1, 25), ("None", 0, None))),),
    )
    odd = [one for one in recompute(whole) if one.kind is not Kind.AGREES]
    assert [one.figure for one in odd] == ["Practices"]
    assert odd[0].ours == 0


def test_papers_round_half_up() -> None:
    assert rounded(Decimal("2.5")) == 3
    assert rounded(Decimal("0.385"), 2) == Decimal("0.39")
