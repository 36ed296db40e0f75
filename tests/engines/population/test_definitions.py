"""What a catalogue refuses, and in which order it puts definitions."""

from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from openpcn.engines.population import tree
from openpcn.engines.population.definitions import Catalogue, Definition, Kind
from openpcn.kernel.errors import NotRight

EVER = tree.Recorded(clusters=("DM_COD",))
SCORE = tree.Sum(of=(tree.Weighted(weight=2, when=EVER),))


def named(name: str, rule: tree.Rule, kind: Kind = "flag") -> Definition:
    return Definition(name=name, title=name, kind=kind, rule=rule)


def using(name: str, *others: str) -> Definition:
    return named(name, tree.AnyOf(of=tuple(tree.Uses(definition=other) for other in others)))


def trouble(*definitions: Definition, clusters: set[str] | None = None) -> str:
    with pytest.raises(NotRight) as told:
        Catalogue.of(definitions, clusters=clusters)
    return str(told.value)


def test_each_definition_comes_after_those_it_uses() -> None:
    catalogue = Catalogue.of([using("a", "b", "c"), using("b", "c"), named("c", EVER)])
    assert [one.name for one in catalogue.definitions] == ["c", "b", "a"]
    assert catalogue.clusters == {"DM_COD"}


def test_some_definitions_bring_what_they_use_and_nothing_else() -> None:
    catalogue = Catalogue.of([using("a", "b"), named("b", EVER), named("c", EVER)])
    assert [one.name for one in catalogue.only(["a", "b"]).definitions] == ["b", "a"]
    with pytest.raises(NotRight, match="There is no definition called z"):
        catalogue.only(["z"])


def test_a_circle_is_told_by_its_names() -> None:
    assert trouble(using("x", "a"), using("a", "b"), using("b", "c"), using("c", "a")) == snapshot(
        "Definitions use each other in a circle: a → b → c → a. Take one of these uses away."
    )


def test_a_definition_that_uses_nothing_known_is_refused() -> None:
    assert trouble(using("a", "b")) == snapshot(
        "a uses b, and there is no such definition. Add it, or correct the name."
    )


def test_a_cluster_without_codes_is_refused() -> None:
    assert trouble(named("a", EVER), clusters={"AST_COD"}) == snapshot(
        "a asks for codes of DM_COD, and no such cluster is loaded. Load it with "
        "`openpcn population codes add`, or correct the name."
    )
    assert Catalogue.of([named("a", EVER)], clusters={"DM_COD"}).definitions


def test_a_name_that_is_there_twice_is_refused() -> None:
    assert "two definitions called a" in trouble(named("a", EVER), named("a", EVER))


def test_a_kind_that_is_not_its_rule_s_is_refused() -> None:
    assert trouble(named("a", EVER, "score")) == snapshot(
        "a says that it is a score, but its rule gives a flag. Call it a flag, or change the rule."
    )


def test_a_definition_is_used_only_as_what_it_is() -> None:
    assert "uses s as a flag, but it is a score" in trouble(
        using("a", "s"), named("s", SCORE, "score")
    )
    bands = tree.Bands(score="f", bands=(tree.Band(label="all"),))
    assert "uses f as a score" in trouble(named("f", EVER), named("b", bands, "band"))


def test_only_labels_that_there_are_can_be_asked_for() -> None:
    segments = tree.Segments(of=(tree.Segment(label="ill", when=EVER),), otherwise="well")
    falls = tree.Falls(definition="s", labels=("well", "unwell"))
    assert trouble(named("s", segments, "segment"), named("a", falls)) == snapshot(
        "a asks for unwell of s, which has only ill, well. Ask for labels that it has."
    )


@pytest.mark.parametrize(
    "starts", [(), (0,), (None, None), (None, 5, 5), (None, 5, 4), (None, 5, None)]
)
def test_bands_start_open_and_rise(starts: tuple[int | None, ...]) -> None:
    bands = tuple(tree.Band(label=f"b{n}", starts_at=at) for n, at in enumerate(starts))
    trouble(named("s", SCORE, "score"), named("b", tree.Bands(score="s", bands=bands), "band"))


def test_a_label_is_there_once() -> None:
    segments = tree.Segments(of=(tree.Segment(label="well", when=EVER),), otherwise="well")
    assert "has a label twice" in trouble(named("s", segments, "segment"))
