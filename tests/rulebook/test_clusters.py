"""Clusters are described, and their synthetic codes cannot be real."""

from __future__ import annotations

import re

import pytest

from openpcn.kernel.clinical_codes import is_synthetic, trouble_with
from openpcn.kernel.errors import NotFound, NotRight
from openpcn.rulebook.clusters import cluster_called, clusters, publications, read_clusters
from openpcn.rulebook.statuses import Status
from openpcn.rulebook.synthetic_codes import synthetic_codes

PUBLISHED = """
[publications.none]
title = "No list"
keeper = "The user"
copy = "Make one."
"""
ONE = (
    'X_COD = { system = "snomed", kind = "diagnosis", meaning = "X", '
    'published = "none", status = "derived" }'
)


def test_every_cluster_says_who_publishes_its_contents() -> None:
    assert {cluster.published for cluster in clusters().values()} == set(publications())
    assert cluster_called("AST_COD").status == Status.VERIFIED


def test_an_icd10_category_is_named_after_its_codes() -> None:
    categories = [cluster for cluster in clusters().values() if cluster.begins]

    assert len(categories) == 109
    assert all(cluster.name == f"ICD10_{cluster.begins}" for cluster in categories)


def test_an_unknown_cluster_is_refused_with_the_way_to_the_names() -> None:
    with pytest.raises(NotFound, match="NO_COD"):
        cluster_called("NO_COD")


def test_everything_wrong_with_a_cluster_file_is_said_at_once() -> None:
    text = f"""{PUBLISHED}
[publications.half]
title = "Half"
keeper = 3

[clusters]
{ONE}
A_COD = {{ system = "snomed", kind = "diagnosis", meaning = "A" }}
B_COD = {{ {ONE.split("{")[1].replace("snomed", "read").replace("none", "nowhere")}
C_COD = 7
"""
    with pytest.raises(NotRight) as caught:
        read_clusters(text)

    said = caught.value.message
    for part in (
        "[publications] half: copy is missing",
        "[publications] half: keeper is a whole number, not text",
        "[clusters] A_COD: published is missing",
        "[clusters] B_COD: system 'read' is none of snomed, dmd, icd10, local",
        "[clusters] B_COD: published 'nowhere' is none of none, half",
        "[clusters] C_COD: this is a whole number, not a table",
    ):
        assert part in said
    assert "X_COD" not in said


def test_a_cluster_file_that_is_right_is_read() -> None:
    read = read_clusters(f"{PUBLISHED}\n[clusters]\n{ONE}\n")

    assert read["X_COD"].name == "X_COD"
    assert not read["X_COD"].unit


def test_synthetic_codes_hold_their_check_digit_and_cannot_be_real() -> None:
    made = [code for name in clusters() for code in synthetic_codes(name)]

    assert len({code[:2] for code in made}) == len(made)
    for system, code, display in made:
        assert trouble_with(system, code) == ""
        assert is_synthetic(system, code)
        assert display.startswith("Synthetic: ")


def test_synthetic_codes_never_change() -> None:
    first = synthetic_codes("AST_COD")

    assert first[0] == ("snomed", "916104780995", "Synthetic: Asthma (1)")
    assert len(synthetic_codes("ANYDRUG_COD")) == 24
    assert all(code.startswith("A04Z") for _, code, _ in synthetic_codes("ICD10_A04"))


def test_the_rulebook_ships_no_clinical_code() -> None:
    from openpcn.rulebook.reading import shipped

    assert not re.findall(r"\d{6,18}", shipped("clusters.toml"))
