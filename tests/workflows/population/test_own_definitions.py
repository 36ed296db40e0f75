"""A user's own definitions are tried one by one, and stand beside those that are shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.rulebook.phenotypes import phenotypes
from openpcn.workflows.population.own_definitions import (
    add_own,
    catalogue_with,
    held_called,
    held_phenotypes,
    own_definitions,
    remove_own,
)


def definition(
    name: str, *, uses: str = "qof_asthma", cluster: str = "AST_COD", negative: str = "false"
) -> str:
    """A definition of one's own: another one, and a code."""
    vignettes = [
        ("positive", "true", "2020-01-01", ""),
        ("negative", negative, "2027-01-01", ""),
        ("stays", "true", "2001-01-01", ""),
        ("boundary", "true", "2026-03-31", "day_before = false\n"),
    ]
    return f'''name = "{name}"
title = "Children with asthma to call"
kind = "flag"
words = "Asthma in the record, or the register."
family = "ours"
version = 1
authority = "Wharreldale PCN"
status = "derived"
note = ""
answer = "either"

[source]
title = "Minutes of the network"
clause = "3 April"
checked_on = 2026-04-03

[steps.register]
uses = "{uses}"

[steps.coded]
recorded = ["{cluster}"]

[steps.either]
any = ["register", "coded"]
''' + "".join(
        f'''
[[vignettes]]
kind = "{kind}"
words = "A code of {on}"
as_at = 2026-03-31
answer = {answer}
{more}born = 1999-01-01
events = [{{ on = {on}, cluster = "AST_COD" }}]
'''
        for kind, answer, on, more in vignettes
    )


def own(state: Path, **texts: str) -> Path:
    """A state folder with these definitions, by name."""
    folder = state / "definitions"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return state


def findings(state: Path) -> dict[str, str]:
    """File → why it is left out."""
    return {one.file: one.words for one in own_definitions(state).findings}


def test_without_any_only_those_that_are_shipped_are_held(tmp_path: Path) -> None:
    assert held_phenotypes(tmp_path) == phenotypes()


def test_a_definition_of_ones_own_stands_beside_those_that_are_shipped(tmp_path: Path) -> None:
    state = own(tmp_path, call_asthma=definition("call_asthma"))
    one = held_called("call_asthma", state)
    assert (one.definition.title, len(one.vignettes)) == ("Children with asthma to call", 4)
    assert held_called("qof_asthma", state).family == "qof"
    assert len(held_phenotypes(state)) == len(phenotypes()) + 1
    assert catalogue_with([one]).named["call_asthma"].uses == {"qof_asthma"}


def test_each_that_cannot_be_used_is_told_and_the_others_are_used(tmp_path: Path) -> None:
    state = own(
        tmp_path,
        good=definition("good"),
        round_a=definition("round_a", uses="round_b"),
        round_b=definition("round_b", uses="round_a"),
        uses_failing=definition("uses_failing", uses="failing"),
        uses_that=definition("uses_that", uses="uses_failing"),
        failing=definition("failing", cluster="DEM_COD"),
        no_cluster=definition("no_cluster", cluster="NO_SUCH_COD"),
        nowhere=definition("nowhere", uses="nothing"),
        qof_asthma=definition("qof_asthma", uses="qof_copd"),
        damaged="name = ",
    )
    (state / "definitions" / "notes.txt").write_text("not a definition")
    told = findings(state)

    assert [one.name for one in own_definitions(state).used] == ["good"]
    assert "in a circle: round_a → round_b → round_a" in told["round_a.toml"]
    assert "in a circle" in told["round_b.toml"]
    assert "NO_SUCH_COD" in told["no_cluster.toml"]
    assert "uses nothing, and there is no such definition" in told["nowhere.toml"]
    assert "the name of a definition that is shipped" in told["qof_asthma.toml"]
    assert "cannot be read as TOML" in told["damaged.toml"]
    assert "the answer should be yes, and the rule says no" in told["failing.toml"]
    assert "uses failing" in told["uses_failing.toml"]
    assert "uses_that.toml" in told
    assert len(told) == 9


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    state = own(tmp_path, mine=definition("mine", cluster="NO_SUCH_COD"))
    assert "mine.toml" in findings(state)
    own(tmp_path, mine=definition("mine"))
    assert findings(state) == {}


def test_what_uses_a_file_that_cannot_be_read_is_left_out_with_it(tmp_path: Path) -> None:
    state = own(tmp_path, damaged="name = ", after=definition("after", uses="damaged"))
    assert set(findings(state)) == {"after.toml", "damaged.toml"}


def test_one_is_added_after_its_vignettes_have_come_out(tmp_path: Path) -> None:
    given = own(tmp_path, mine=definition("mine"), bad=definition("bad", cluster="DEM_COD"))
    state = tmp_path / "state"
    assert add_own(given / "definitions" / "mine.toml", state).name == "mine"
    with pytest.raises(NotRight, match="the boundary vignette"):
        add_own(given / "definitions" / "bad.toml", state)
    assert [one.name for one in own_definitions(state).used] == ["mine"]
    remove_own("mine", state)
    assert own_definitions(state).used == ()
    for name in ("mine", "../mine"):
        with pytest.raises(NotFound, match="No definition of your own is called"):
            remove_own(name, state)


def test_where_none_can_be_kept_that_is_said(tmp_path: Path) -> None:
    given = own(tmp_path, mine=definition("mine"))
    (tmp_path / "state").write_text("a file")
    with pytest.raises(NotPossible, match="cannot be kept"):
        add_own(given / "definitions" / "mine.toml", tmp_path / "state")
    with pytest.raises(NotFound, match="There is no file"):
        add_own(given / "definitions" / "other.toml", tmp_path / "state")
