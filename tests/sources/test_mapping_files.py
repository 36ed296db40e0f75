"""Mistakes in mapping files, all named together."""

from __future__ import annotations

from pathlib import Path

import pytest

from openpcn.kernel.errors import NotRight
from openpcn.sources.mapped import SUPPLIED
from openpcn.sources.mapping_files import load_mapping_files
from tests.sources.test_mapped import FLU


def mistakes(folder: Path, **texts: str) -> str:
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    with pytest.raises(NotRight) as refused:
        load_mapping_files([folder])
    assert refused.value.next_step
    return refused.value.message


def test_our_own_mapping_files_are_right_and_their_measures_have_one_meaning() -> None:
    ids = [measure.id for each in load_mapping_files([SUPPLIED]) for measure in each.measures]
    assert len(ids) == len(set(ids)) > 30


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('id = "flu"', 'id = "Flu jabs"', "the id Flu jabs must be small letters"),
        ('licence = "Open Government Licence v3.0"', "", "flu.toml: licence is missing."),
        ('title = "Flu', 'colour = "red"\ntitle = "Flu', "flu.toml: colour is not a key"),
        ('note = "Invented."', "note = 5", "flu.toml: note must be a text."),
        ('kind = "practice"', 'kind = "dentist"', "flu.toml [subject]: the kind must be one of"),
        ('column = "Surgery"\n\n[period]', 'column = "Sur"\n\n[period]', "columns must hold Sur"),
        ('written_as = "%b %Y"', "", "flu.toml [period]: say in written_as how"),
        ('length = "month"', 'length = "week"', "the length must be one of day, month"),
        ('length = "month"', "", "give either length, or starts_on"),
        ('length = "month"', "starts_on = 2020-01-01", "give ends_on or until_replaced"),
        ('length = "month"', 'length = "month"\nin_name = "("', "is not a regular expression"),
        ('length = "month"', 'length = "month"\nin_name = "x"', "has no group in round brackets"),
        ('id = "flu-given"', 'id = "Flu given"', "flu.toml [measure 1]: the id must be"),
        ('id = "flu-stock"', 'id = "flu-given"', "two measures have the id flu-given"),
        ('column = "Given"', "", "[measure 1]: give either column, or columns"),
        ("least = 0", 'least = "0"', "flu.toml [measure 1]: least must be a number."),
        ('words = ["plenty"', 'add_up = true\nwords = ["plenty"', "words cannot be added up"),
        ('Given = ["Given (note 3)"]', 'Given = "x"', "[aliases]: Given must be a list"),
        ('is = ["TOTAL"]', 'is = "TOTAL"', "flu.toml [pass_over 1]: is must be a list of texts."),
        ('code = "by_hand"', "", "flu.toml [notice 1]: code is missing."),
    ],
)
def test_a_mistake_is_named_with_its_place(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    assert before in FLU
    assert said in mistakes(tmp_path, flu=FLU.replace(before, after, 1))


def test_mistakes_of_all_files_are_named_together(tmp_path: Path) -> None:
    said = mistakes(tmp_path, a=FLU, b=FLU, c="id = ", d=FLU.replace("unit", "unt"))
    assert "b.toml: the id flu is taken by another mapping file." in said
    assert "c.toml is not TOML" in said
    assert "d.toml [measure 1]: unit is missing." in said
    assert "d.toml [measure 2]: unt is not a key of a mapping file." in said


def test_the_example_in_the_guide_is_right(tmp_path: Path) -> None:
    guide = (SUPPLIED / "README.md").read_text("utf-8")
    example = guide.split("```toml\n")[1].split("```")[0]
    (tmp_path / "flu.toml").write_text(example, "utf-8")
    (mapping,) = load_mapping_files([tmp_path])
    assert mapping.measures[0].title == "Flu vaccinations given"
