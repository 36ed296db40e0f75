"""A definition that is not as it should be is refused, with the place of everything wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openpcn.engines.population import tree
from openpcn.engines.population.windows import Last, Since
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.rulebook.phenotypes import catalogue, phenotypes, read_folder
from openpcn.rulebook.phenotypes.reading import read_phenotype

ABOUT = """
name = "own"
title = "Own"
kind = "flag"
words = "Has it."
family = "own"
version = 1
authority = "Ourselves"
status = "derived"
note = "Invented."
"""
SOURCE = """
[source]
title = "A paper"
clause = "Page 1"
checked_on = 2026-11-22
"""
STEPS = """
[steps.coded]
recorded = ["DM_COD"]
"""
VIGNETTES = """
[[vignettes]]
kind = "positive"
words = "Recorded last year"
as_at = 2026-03-31
answer = true
born = 1960-05-01
events = [{ on = 2025-01-01, cluster = "DM_COD" }]

[[vignettes]]
kind = "negative"
words = "Not recorded"
as_at = 2026-03-31
answer = false
born = 1960-05-01

[[vignettes]]
kind = "stays"
words = "Recorded long ago"
as_at = 2026-03-31
answer = true
born = 1960-05-01
events = [{ on = [1999-01-01, 2001-01-01], cluster = "DM_COD" }]

[[vignettes]]
kind = "boundary"
words = "Recorded on the day"
as_at = 2026-03-31
answer = true
day_before = false
born = 1960-05-01
events = [{ on = 2026-03-31, cluster = "DM_COD" }]
"""
FLAG = 'answer = "coded"\n'
WHOLE = ABOUT + FLAG + SOURCE + STEPS + VIGNETTES


def read(text: str, tables: dict[str, str] | None = None) -> tree.Rule:
    found = tables or {}
    return read_phenotype(
        text, file="own.toml", read_table=lambda name: found.get(name, "")
    ).definition.rule


def refusal(text: str, tables: dict[str, str] | None = None) -> str:
    with pytest.raises(NotRight) as caught:
        read(text, tables)
    return caught.value.message


def of_steps(steps: str, answer: str = "it") -> str:
    return f'{ABOUT}answer = "{answer}"\n{SOURCE}{steps}{VIGNETTES}'


def step(lines: str) -> str:
    return of_steps(f"[steps.it]\n{lines}\n")


def of_kind(kind: str, answer: str, steps: str = "") -> str:
    return ABOUT.replace("flag", kind) + answer + SOURCE + steps + VIGNETTES


def test_a_definition_that_is_right_is_read() -> None:
    assert read(WHOLE) == tree.Recorded(clusters=("DM_COD",))


def test_everything_wrong_with_the_head_is_said_together() -> None:
    text = WHOLE.replace('title = "Own"\n', "colour = 3\n").replace("version = 1", 'version = "1"')

    said = refusal(text)
    for part in ("colour is not known", "title is missing", "version is text, not a whole number"):
        assert part in said
    assert said.startswith("own.toml is not as it should be: ")


def test_source_name_and_status_are_checked_together() -> None:
    text = (
        WHOLE.replace('clause = "Page 1"', "clause = 1")
        .replace('name = "own"', 'name = "other"')
        .replace('"derived"', '"sure"')
    )

    said = refusal(text)
    for part in (
        "[source] clause is a whole number, not text",
        "name is other, and the file is called own.toml",
        "status 'sure' is none of verified,",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WHOLE.replace('kind = "flag"', 'kind = "yes"', 1), "kind 'yes' is none of flag, score"),
        (WHOLE.replace('kind = "flag"\n', "", 1), "kind 'None' is none of"),
        (WHOLE.replace("= 1", "=", 1), "cannot be read as TOML"),
        (WHOLE.replace(FLAG, ""), "answer is missing"),
        (WHOLE.replace(FLAG, 'answer = "gone"\n'), "the answer asks for step gone"),
        (WHOLE + "\n[more]\nx = 1\n", "more stands after the vignettes"),
        (ABOUT + FLAG + SOURCE + STEPS, "there are no vignettes"),
    ],
)
def test_a_file_that_is_no_definition_says_why(text: str, said: str) -> None:
    assert said in refusal(text)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('recorded = ["DM_COD"]\nuses = "x"', "needs one operator and has recorded and uses"),
        ("within = { months = 1 }", "needs one operator and has none"),
        ('recorded = "DM_COD"', "recorded is text, not a list"),
        ('recorded = ["DM_COD"]\nsize = 3', "size is not known"),
        ("recorded = []", "recorded is not a list of names"),
        ("recorded = [3]", "recorded is not a list of names"),
        ('recorded = ["DM_COD", "DM_COD"]', "recorded has a name twice"),
        ('recorded = ["NO_COD"]', "recorded has NO_COD, which we do not know"),
        ('unresolved = ["DM_COD"]', "resolved_by is missing"),
        ('unresolved = ["DM_COD"]\nresolved_by = ["X"]', "resolved_by has X, which"),
        ('recorded = ["DM_COD"]\nat_least = 0', "at_least is one or more"),
        ('recorded = ["DM_COD"]\ncounting = "weeks"', "counting 'weeks' is none of days, codes"),
        ('recorded = ["DM_COD"]\nwithin = { years = 1 }', "within: years is not known"),
        ('recorded = ["DM_COD"]\nwithin = {}', "within: say months, or days, or since"),
        ('recorded = ["DM_COD"]\nwithin = { months = 0 }', "within: numbers are one or more"),
        (
            'recorded = ["DM_COD"]\nwithin = { days = 3, skipping_months = 1 }',
            "within: only months can skip months",
        ),
        ("arrived = { years = 1 }", "within: years is not known"),
        ('value_of = ["BP_COD"]', "value_of needs one of below, at_most, at_least, above"),
        ('value_of = ["BP_COD"]\nbelow = 1\nabove = 2', "value_of needs one of"),
        ('value_of = ["BP_COD"]\nbelow = 1.2345', "below has more than three decimals"),
        ('contacts = ["pub"]\nwithin = { months = 1 }', "contacts has pub, which we do not know"),
        ('is = "tall"', "is 'tall' is none of care_home"),
        ('one_of = "sex"\nvalues = []', "values is not a list of names"),
        ('between = "age_years"', "needs lowest or highest"),
        ('between = "age_years"\nlowest = 5\nhighest = 4', "lowest is above highest"),
        ('all = ["it"]', "steps lead in a circle: it → it"),
        ('not = "gone"', "[steps.it] asks for step gone, which is missing"),
        ('some = ["it"]', "number is missing"),
        ("all = []", "all is not a list of names"),
    ],
)
def test_a_step_that_is_wrong_says_where_and_why(lines: str, said: str) -> None:
    message = refusal(step(lines))
    assert said in message


def test_steps_that_lead_in_a_longer_circle_are_named() -> None:
    steps = '[steps.it]\nall = ["a"]\n[steps.a]\nnot = "b"\n[steps.b]\nany = ["a"]\n'

    assert "steps lead in a circle: a → b → a" in refusal(of_steps(steps))


def test_a_step_that_nothing_uses_and_one_that_is_no_table_are_refused() -> None:
    assert "[steps.spare] is used by nothing" in refusal(
        WHOLE.replace(STEPS, STEPS + '[steps.spare]\nrecorded = ["BP_COD"]\n')
    )
    assert "[steps.it] is not a table" in refusal(of_steps("[steps]\nit = 3\n"))


@pytest.mark.parametrize(
    ("lines", "flag"),
    [
        (
            'recorded = ["DM_COD"]\nwithin = { days = 90 }\nat_least = 2\ncounting = "codes"',
            tree.Recorded(clusters=("DM_COD",), window=Last(days=90), at_least=2, counting="codes"),
        ),
        (
            'first_recorded = ["DM_COD"]\nwithin = { since = 2006-04-01 }',
            tree.FirstRecorded(clusters=("DM_COD",), window=Since(on=date(2006, 4, 1))),
        ),
        (
            'value_of = ["BP_COD"]\nat_most = -2.5\nwhich = "any"',
            tree.Value(clusters=("BP_COD",), compare="at_most", thousandths=-2500, which="any"),
        ),
        (
            'nights = ["ip_emergency"]\nwithin = { months = 12 }\nat_least = 14',
            tree.Nights(settings=("ip_emergency",), window=Last(months=12), at_least=14),
        ),
        (
            'discontinuous = ["gp"]\nwithin = { months = 12 }\nbelow_percent = 50\nfewest = 3',
            tree.Discontinuous(settings=("gp",), window=Last(months=12), below_percent=50),
        ),
        ('is = "care_home"', tree.Is(trait="care_home")),
        ('known = "language"', tree.Known(label="language")),
        ("arrived = { months = 24 }", tree.Arrived(window=Last(months=24))),
        ('scores = "x"\nhighest = 3', tree.Scores(definition="x", highest=3)),
        ('falls = "x"\nlabels = ["low"]', tree.Falls(definition="x", labels=("low",))),
    ],
)
def test_operators_become_the_engine_s_own(lines: str, flag: tree.Flag) -> None:
    assert read(step(lines)) == flag


def test_steps_are_joined_by_their_names() -> None:
    steps = (
        '[steps.it]\nsome = ["a", "b"]\nnumber = 2\n'
        '[steps.a]\nnone = ["c"]\n[steps.b]\nany = ["c", "d"]\n'
        '[steps.c]\nuses = "x"\n[steps.d]\nall = ["e"]\n[steps.e]\nnot = "c"\n'
    )
    c = tree.Uses(definition="x")

    assert read(of_steps(steps)) == tree.AtLeast(
        number=2,
        of=(
            tree.Not(of=tree.AnyOf(of=(c,))),
            tree.AnyOf(of=(c, tree.All(of=(tree.Not(of=c),)))),
        ),
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("", "a score needs one of sum, count or weights"),
        ("count = []\n", "count is not a list of definitions"),
        ("count = [3]\n", "count is not a list of definitions"),
        ("sum = []\n", "sum is empty"),
        ("sum = [{ weight = 1.5, uses = 'x' }]\n", "sum 1: weight is a number, not a whole number"),
        ("sum = [{ weight = 1 }]\n", "sum 1: say when (a step) or uses (a definition)"),
        ("sum = [{ weight = 1, when = 'gone' }]\n", "the answer asks for step gone"),
        ("weights = {}\n", "weights: file is missing"),
        ("weights = { file = 'x.csv', within = {} }\n", "weights: within: say months"),
        ("weights = { file = 'gone.csv' }\n", "gone.csv has no rows with cluster and weight"),
        ("weights = { file = 'bad.csv' }\n", "weights: bad.csv says NO_COD,1"),
        ("weights = { file = 'bad.csv' }\n", "weights: bad.csv says DM_COD,1.5"),
    ],
)
def test_a_score_that_is_wrong_says_why(answer: str, said: str) -> None:
    tables = {"bad.csv": "cluster,weight\nNO_COD,1\nDM_COD,1.5\nHYP_COD,2\n"}

    assert said in refusal(of_kind("score", answer), tables)


@pytest.mark.parametrize(
    ("kind", "answer", "said"),
    [
        ("band", "score = 'x'\n", "bands is missing"),
        ("band", "score = 'x'\nbands = []\n", "bands is empty"),
        ("band", "score = 'x'\nbands = [{ starts_at = 1 }]\n", "bands 1: label is missing"),
        ("segment", "segments = [3]\notherwise = 'rest'\n", "segments 1: this is a whole number"),
        (
            "segment",
            "segments = [{ label = 'a', when = 'b', uses = 'c' }]\notherwise = 'rest'\n",
            "segments 1: say when (a step) or uses (a definition)",
        ),
    ],
)
def test_bands_and_segments_that_are_wrong_say_why(kind: str, answer: str, said: str) -> None:
    assert said in refusal(of_kind(kind, answer))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("born = 1960-05-01", "born = 1960-05-02", "vignette 1: born is the first of a month"),
        ('kind = "stays"', 'kind = "other"', "vignette 3: kind 'other' is none of positive"),
        ('kind = "stays"', 'kind = "positive"', "there is no fourth (resolved or lapsed"),
        ('kind = "negative"', 'kind = "positive"', "a positive vignette does not answer with no"),
        ('words = "Recorded long ago"\n', "", "vignette 3: words is missing"),
        ("day_before = false\n", "", "a boundary has day_before or day_after"),
        ("day_before = false", "day_before = true", "a boundary has day_before or day_after"),
        ("answer = false", "answer = 0", "vignette 2: a flag does not answer with 0"),
        ('"DM_COD" }]', '"NO_COD" }]', "vignette 1: event 1: there is no cluster NO_COD"),
        ("on = 2025-01-01", "on = 3", "event 1: on is a whole number, not a date or a list"),
        ("on = [1999-01-01, 2001", "on = [1, 2001", "event 1: on has something but dates"),
        (
            "born = 1960-05-01",
            'born = 1960-05-01\nencounters = [{ on = 2025-01-01, setting = "pub" }]',
            "encounter 1: there is no setting pub",
        ),
        (
            "born = 1960-05-01",
            "born = 1960-05-01\nencounters = [3]",
            "encounter 1: this is a whole number, not a table",
        ),
    ],
)
def test_a_vignette_that_is_wrong_says_which_and_why(old: str, new: str, said: str) -> None:
    assert old in WHOLE
    assert said in refusal(WHOLE.replace(old, new, 1) if "DM_COD" in old else replaced(old, new))


def replaced(old: str, new: str) -> str:
    head, vignettes = WHOLE.split("[[vignettes]]", 1)
    return f"{head}[[vignettes]]{vignettes.replace(old, new, 1)}"


def a_folder(place: Path, **files: str) -> Path:
    (place / "room").mkdir()
    for name, text in files.items():
        (place / "room" / f"{name}.toml").write_text(text, encoding="utf-8")
    return place


def test_a_user_s_own_definitions_are_read_and_tried(tmp_path: Path) -> None:
    other = WHOLE.replace('name = "own"', 'name = "other"').replace(
        'recorded = ["DM_COD"]', 'uses = "own"'
    )
    folder = a_folder(tmp_path, own=WHOLE, other=other)

    assert [one.name for one in read_folder(folder, beside=phenotypes())] == ["other", "own"]


def test_a_definition_of_which_a_vignette_fails_is_refused(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, own=WHOLE.replace("on = 2025-01-01", "on = 2027-01-01"))

    with pytest.raises(NotRight) as caught:
        read_folder(folder)
    assert caught.value.message == (
        "own, the positive vignette (Recorded last year): on 2026-03-31 the answer should be yes, "
        "and the rule says no."
    )


def test_definitions_that_use_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    own = WHOLE.replace('recorded = ["DM_COD"]', 'uses = "other"')
    other = own.replace('name = "own"', 'name = "other"').replace('uses = "other"', 'uses = "own"')

    with pytest.raises(NotRight, match="in a circle: other → own → other"):
        read_folder(a_folder(tmp_path, own=own, other=other))


def test_weights_stand_in_a_table_beside_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text("cluster,weight\nDM_COD,2\n")
    vignettes = (
        VIGNETTES.replace("answer = true", "answer = 2")
        .replace("answer = false", "answer = 0")
        .replace("day_before = false", "day_before = 0")
    )
    text = (
        ABOUT.replace("flag", "score") + "weights = { file = 'points.csv' }\n" + SOURCE + vignettes
    )
    folder = a_folder(tmp_path, own=text)
    (folder / "room" / "points.csv").write_text("cluster,weight\nDM_COD,2\n")
    assert read_folder(folder)[0].vignettes[0].answer == 2

    (folder / "room" / "own.toml").write_text(text.replace("points.csv", "../outside.csv"))
    with pytest.raises(NotRight, match="has no rows"):
        read_folder(folder)


def test_a_folder_without_definitions_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="no definition"):
        read_folder(tmp_path)
    with pytest.raises(NotPossible, match="no definition"):
        read_folder(tmp_path / "nowhere")


def test_a_definition_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(WHOLE.replace("Has it", "Ménière").encode("cp1252"))

    with pytest.raises(NotRight, match="not a text in UTF-8"):
        read_folder(tmp_path)


def test_the_shipped_rules_are_one_catalogue() -> None:
    assert len(catalogue().definitions) == len(phenotypes())
