"""A user's own definitions are tried one by one, and stand beside those that are shipped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.rulebook.clusters import is_own
from openpcn.rulebook.phenotypes import phenotypes
from openpcn.rulebook.synthetic_codes import synthetic_codes
from openpcn.workflows.population.asking import catalogue_and_codes
from openpcn.workflows.population.codebook import read_codes
from openpcn.workflows.population.codelists import (
    add_codelist,
    held_contents,
    remove_codelist,
    states_of_clusters,
)
from openpcn.workflows.population.generate import generate
from openpcn.workflows.population.own_definitions import (
    add_own,
    catalogue_with,
    held_called,
    held_phenotypes,
    own_definitions,
    remove_own,
)
from openpcn.workflows.population.running import run_population


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


OWN_CODES = [code for _, code, _ in synthetic_codes("AST_COD")][:2]


def a_list(folder: Path, *codes: str) -> Path:
    place = folder / "falls.csv"
    place.write_text("code,term\n" + "".join(f"{code},x\n" for code in codes))
    return place


def own_cluster(state: Path, *codes: str, cluster: str = "OWN_CALLS") -> None:
    add_codelist(
        a_list(state, *(codes or OWN_CODES)),
        cluster=cluster,
        state=state,
        source="Minutes of 3 April",
        on=date(2026, 4, 3),
        system="snomed",
        meaning="Calls about asthma",
    )


def test_a_definition_may_name_a_cluster_of_ones_own_once_its_list_is_kept(tmp_path: Path) -> None:
    text = definition("call_asthma", cluster="OWN_CALLS").replace("AST_COD", "OWN_CALLS")
    state = own(tmp_path, call_asthma=text)
    assert "names OWN_CALLS, a cluster of your own that has no list" in findings(state).popitem()[1]

    own_cluster(state)
    assert findings(state) == {}
    [one] = own_definitions(state).used
    assert "OWN_CALLS" in one.definition.clusters
    remove_codelist("OWN_CALLS", state)
    assert [*findings(state)] == ["call_asthma.toml"]
    with pytest.raises(NotFound, match="No list is kept for 'OWN_CALLS'"):
        remove_codelist("OWN_CALLS", state)


def test_records_are_asked_for_the_codes_of_a_cluster_of_ones_own(tmp_path: Path) -> None:
    text = definition("call_asthma", cluster="OWN_CALLS").replace("AST_COD", "OWN_CALLS")
    text = text.replace('any = ["register", "coded"]', 'any = ["coded"]')
    text = text.replace('[steps.register]\nuses = "qof_asthma"\n\n', "")
    state, records = own(tmp_path, call_asthma=text), tmp_path / "records"
    generate(people=600, out=records, only=("Z90001", "Z90002"))
    own_cluster(state)
    catalogue, codes = catalogue_and_codes(
        records, ["call_asthma"], state=state, own=own_definitions(state).used
    )
    held = read_codes(records)
    assert {held[number][1] for number in codes["OWN_CALLS"]} == set(OWN_CODES)
    out = tmp_path / "answers"
    run_population(records, catalogue, codes, as_at=date(2026, 10, 1), out=out)
    rows = pq.read_table(out / "counts.parquet").to_pylist()
    assert sum(row["number"] for row in rows if row["definition"] == "call_asthma") > 0


def test_a_cluster_of_ones_own_is_linted_described_and_pinned(tmp_path: Path) -> None:
    with pytest.raises(NotRight, match="check digit"):
        own_cluster(tmp_path, OWN_CODES[0][:-1] + "0123456789"[(int(OWN_CODES[0][-1]) + 1) % 10])
    with pytest.raises(NotRight, match="of which nothing is known yet"):
        add_codelist(
            a_list(tmp_path, *OWN_CODES),
            cluster="OWN_CALLS",
            state=tmp_path,
            source="",
            on=date(2026, 4, 3),
        )
    own_cluster(tmp_path)
    add_codelist(
        a_list(tmp_path, OWN_CODES[0]),
        cluster="OWN_CALLS",
        state=tmp_path,
        source="Again",
        on=date(2026, 5, 3),
    )
    [state] = [one for one in states_of_clusters(tmp_path) if one.cluster == "OWN_CALLS"]
    assert (state.system, state.meaning, state.published) == ("snomed", "Calls about asthma", "")
    assert held_contents(tmp_path)["OWN_CALLS"] == {("snomed", OWN_CODES[0])}
    (tmp_path / "codelists" / "OWN_CALLS.csv").write_text("code\n")
    with pytest.raises(NotRight, match="its hash is another"):
        held_contents(tmp_path)


def test_what_is_shipped_is_not_described_otherwise(tmp_path: Path) -> None:
    with pytest.raises(NotRight, match="AST_COD is shipped"):
        own_cluster(tmp_path, cluster="AST_COD")
    with pytest.raises(NotFound, match="One of your own begins with OWN_"):
        own_cluster(tmp_path, cluster="NO_SUCH_COD")


def test_no_definition_that_is_shipped_names_a_cluster_of_ones_own() -> None:
    assert not [*filter(is_own, catalogue_with(()).clusters)]
