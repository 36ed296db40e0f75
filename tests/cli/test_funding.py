"""A year's entitlements on the command line, from populations."""

from __future__ import annotations

import json

import pytest

from openpcn.cli.main import main
from openpcn.domains.evidence import loading as evidence
from tests.domains.world import File, county, day, load

WHOLE = ["--registered", "30,000", "--adjusted", "53477", "--weighted", "30000", "--beds", "200"]


def run(capsys: pytest.CaptureFixture[str], *words: str, verb: str = "statement") -> str:
    code: object = 0
    try:
        main(["funding", verb, *words])
    except SystemExit as left:
        code = left.code
    out, err = capsys.readouterr()
    return f"{code}: {err}" if code else out


def test_a_statement_for_reading(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "--year", "2024/25", *WHOLE)
    assert "Total of what is known" in told
    assert "£1,584,471.03" in told
    assert "Enhanced access: £426,479.08 = 53,477 adjusted × £7.975. Checked." in told
    assert "revised on 26 September 2024 from" in told
    assert "Investment and Impact Fund" in told


def test_a_statement_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(capsys, "--year", "2025/26", *WHOLE, "--json"))
    assert told["total"] == 1680725.02
    assert sum(round(line["amount"] * 100) for line in told["lines"]) == 168072502
    line = next(one for one in told["lines"] if one["entitlement"] == "Additional roles")
    assert (line["amount"], line["status"]) == (798930.0, "verified")
    assert line["working"] == "£798,930.00 = 30,000 weighted × £26.631"
    assert "Pulse" in line["source"]


def test_what_is_not_given_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "--year", "2026/27", "--weighted", "30000")
    assert "not known" in told
    assert "rate, neither is held" in told
    assert "rests on rates whose sources conflict" not in told
    whole = run(capsys, "--year", "2026/27", *WHOLE)
    assert "Not in the total, because a rate or a count is not held: care home premium." in whole
    assert "of the total rests on rates whose sources conflict: core payment" in whole


def test_a_total_for_programs_says_how_sure_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(capsys, "--year", "2026/27", *WHOLE, "--json"))
    assert told["total_status"] == "incomplete"
    assert sum(told["total_by_status"].values()) == pytest.approx(told["total"])
    assert "sources conflict" in " ".join(told["total_caveats"])
    nothing = json.loads(run(capsys, "--year", "2025/26", "--json"))
    assert (nothing["total"], nothing["total_status"]) == (None, "incomplete")
    early = run(capsys, "--year", "2025/26", *WHOLE, "--as-known", "2025-03-01")
    assert "Nothing of 2025/26 was known by 1 March 2025" in early
    assert "£0.00" not in early


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--year", "2018/19"], "4: There are no funding rules for 2018/19. Years we hold: 2019"),
        (["--year", "2025"], "5: “2025” is not a contract year."),
        (["--year", "2025/26", "--registered", "many"], "5: --registered is 'many'."),
        (["--year", "2025/26", "--beds", "-1"], "5: Care home beds cannot be -1."),
        (["--year", "2025/26", "--points", "59"], "5: 59 points are more than the 58"),
        (["--year", "2026/27", "--points", "5"], "4: No rule is held that pays points in 2026/27"),
        (["U90001", "--year", "2025/26", "--beds", "5"], "5: A network and typed populations"),
        (["U90001", "--year", "2025"], "5: “2025” is not a contract year."),
    ],
)
def test_trouble_says_what_to_do(
    capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert run(capsys, *words).startswith(says)


def test_points_that_were_told_are_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(capsys, "--year", "2025/26", "--points", "40", "--json"))
    line = next(one for one in told["lines"] if one["code"] == "investment_and_impact_fund")
    assert (line["amount"], line["working"]) == (7920.0, "£7,920.00 = 40 points × £198")
    assert line["status"] == "partial"


def loaded() -> None:
    """The county, with a weighted list of one practice of the north."""
    county()
    landing = load(File(period_on=day("2024-03-31")))
    evidence.record_measure(
        id="payments-weighted-patients",
        title="Weighted",
        unit="patients",
        source="Payments",
        publisher="Nobody",
        licence="None",
    )
    year = (day("2023-04-01"), day("2024-03-31"))
    evidence.record_figures(
        landing.dataset_id,
        [
            evidence.FigureRow(
                "payments-weighted-patients", "practice", code, "", *year, number, ""
            )
            for code, number in (("Z90001", 11_000.5), ("Z90002", 19_000.25), ("Z90003", 1.0))
        ],
    )


@pytest.mark.django_db
def test_the_statement_of_a_network(capsys: pytest.CaptureFixture[str]) -> None:
    loaded()
    told = run(capsys, "u90001", "--year", "2024/25")
    assert "Entitlements of North PCN (U90001) in 2024/25" in told
    assert "Core payment, registered part: £67,710.00 = 30,000 registered × £2.257." in told
    assert "Z90001    Alder Surgery" in told
    assert "£19,371.88 = 11,000.5 weighted × £1.761" in told
    assert "By each practice's published weighted list, 31 March 2024; rounded for each." in told
    answer = json.loads(run(capsys, "U90001", "--year", "2024/25", "--json"))
    assert answer["network"] == {"code": "U90001", "name": "North PCN"}
    assert [one["amount"] for one in answer["practices"]] == [19371.88, 33459.44]
    assert answer["is_demonstration"] is True
    south = json.loads(run(capsys, "U90002", "--year", "2024/25", "--json"))
    assert [one["amount"] for one in south["practices"]] == [1.76, None]


@pytest.mark.django_db
def test_rates_as_they_were_known_before_anything_was_loaded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    loaded()
    told = run(capsys, "U90001", "--year", "2024/25", "--as-known", "2024-06-01")
    assert "£66,540.00 = 30,000 registered × £2.218" in told
    assert "Nothing of the network was loaded by 1 June 2024: rates are as known then" in told
    assert "revised" not in told


@pytest.mark.django_db
def test_a_network_that_is_not_held(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "U99999", "--year", "2024/25").startswith("4: No Primary Care Network")


ONE, TWO = "registered=30000,adjusted=41000@2023/24", "registered=31000,adjusted=41000@2024/25"


def test_two_scenarios_compared(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, ONE, TWO, verb="compare")
    assert "First: 30,000 registered and 41,000 adjusted, 2023/24" in told
    assert "Enhanced access: rate: +£16,277.00, £7.578 to £7.975." in told
    assert "Lines that cannot be compared are not in the difference." in told
    plain = json.loads(run(capsys, ONE, TWO, "--json", verb="compare"))
    assert plain["difference"] == pytest.approx(
        plain["by_population"] + plain["by_rate"] + plain["by_rule"]
    )
    more = json.loads(run(capsys, ONE, TWO, ONE, "--json", verb="compare"))
    assert [one["difference"] for one in more["comparisons"]] == [plain["difference"], 0.0]


@pytest.mark.django_db
def test_a_network_compared_with_itself_grown(capsys: pytest.CaptureFixture[str]) -> None:
    loaded()
    told = run(capsys, "U90001", "U90001,registered=31000", "--year", "2024/25", verb="compare")
    assert "Second: North PCN (U90001), 2024/25, if 31,000 registered" in told
    assert "population: +£2,257.00, 30,000 to 31,000 registered" in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["U90001"], "5: “U90001” has no year."),
        ([ONE], "5: One side alone cannot be compared."),
        (["U1,U2@2024/25", ONE], "5: “U1,U2@2024/25” names two networks."),
        (["sheep=5@2024/25", ONE], "5: “sheep” is not counted."),
        (["beds=few@2024/25", ONE], "5: beds is 'few'."),
        (["@2024/25", ONE], "5: A side names a network or populations."),
    ],
)
def test_a_side_that_says_nothing_is_refused(
    capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert run(capsys, *words, verb="compare").startswith(says)
