"""Which definitions can be answered with the codes that are held."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.rulebook import phenotypes
from openpcn.rulebook.synthetic_codes import synthetic_codes
from openpcn.workflows.population.asking import catalogue_and_codes
from openpcn.workflows.population.codebook import CodeBook
from openpcn.workflows.population.codelists import add_codelist
from openpcn.workflows.population.partitions import write_partition
from tests.workflows.population.records import tables


def records(folder: Path, *, synthetic: bool) -> Path:
    """One practice, with the codes of diabetes and one of an ICD-10 category."""
    folder.mkdir()
    book = CodeBook(folder)
    book.numbers([*synthetic_codes("DM_COD"), ("icd10", "I219", "Heart attack")])
    book.keep()
    about = {"source": "test", "extracted_on": None, "synthetic": synthetic}
    write_partition(folder, "Z90001", tables(2), **about)
    return folder


def test_invented_records_have_invented_codes(tmp_path: Path) -> None:
    catalogue, codes = catalogue_and_codes(records(tmp_path / "r", synthetic=True))
    assert len(catalogue.definitions) == len(phenotypes.catalogue().definitions)
    assert len(codes["DM_COD"]) == len(synthetic_codes("DM_COD"))


def test_without_lists_only_what_needs_none_can_be_answered(tmp_path: Path) -> None:
    real = records(tmp_path / "r", synthetic=False)
    catalogue, _ = catalogue_and_codes(real, state=tmp_path)
    names = {one.name for one in catalogue.definitions}
    assert "qof_diabetes" not in names
    assert "cohort_care_home" not in names or catalogue.named["cohort_care_home"].clusters == set()
    with pytest.raises(NotRight, match="no such cluster is loaded"):
        catalogue_and_codes(real, ["qof_diabetes"], state=tmp_path)


def test_a_list_that_is_added_makes_its_definitions_answerable(tmp_path: Path) -> None:
    real = records(tmp_path / "r", synthetic=False)
    for cluster in phenotypes.catalogue().named["qof_diabetes"].clusters:
        place = tmp_path / f"{cluster}.csv"
        lines = [f"{code},x" for _, code, _ in synthetic_codes(cluster)]
        place.write_text("\n".join(["code,term", *lines]) + "\n")
        add_codelist(place, cluster=cluster, state=tmp_path, source="", on=date(2026, 1, 1))
    _, codes = catalogue_and_codes(real, ["qof_diabetes"], state=tmp_path)
    assert len(codes["DM_COD"]) == len(synthetic_codes("DM_COD"))


def test_nothing_answerable_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = phenotypes.catalogue().only(["qof_diabetes"])
    monkeypatch.setattr(phenotypes, "catalogue", lambda: some)
    with pytest.raises(NotPossible, match="No list of codes is loaded"):
        catalogue_and_codes(records(tmp_path / "r", synthetic=False), state=tmp_path)
