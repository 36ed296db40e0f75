"""Ambitions from the first to the printed page: readings, limits, claims, hand-over, undo."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.outcomes.models import AmbitionDetail, Reading
from openpcn.domains.registry.actions.successions import succeed
from openpcn.domains.registry.models import Person, RoleHolding
from openpcn.kernel.when import When
from openpcn.workflows.outcomes.statements import outcome_statements
from tests.domains.world import account, county
from tests.support.visiting import dated, signed_in

pytestmark = pytest.mark.django_db

NORTH, SYSTEM = "/networks/U90001/outcomes/", "/systems/Q91/outcomes/"
THIS_YEAR = timezone.localdate().year


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def manager() -> Client:
    return signed_in("manager", ("network_manager", "U90001"))


@pytest.fixture
def lead() -> Client:
    return signed_in("lead", ("primary_care_lead", "Q91"))


def ambition(whose: str = "Manager", /, **more: str) -> dict[str, str]:
    return {
        "title": "Fewer appointments that nobody comes to",
        "why": "Time lost to others.",
        "measured_by": "readings",
        "unit": "per_cent",
        "better": "lower",
        "baseline": "6.0",
        "target": "4",
        "owner": Person.objects.get(name=whose).key.hex,
        "source": "Plan of the network, page 3",
        **dated("baseline_on", "2024-01-01"),
        **dated("target_on", f"{THIS_YEAR + 3}-03-31"),
        **dated("starts_on", "2024-01-01"),
    } | more


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return " ".join(answer.content.decode().split())


def sent(client: Client, path: str, said: dict[str, object] | None = None) -> str:
    answer = client.post(path, said or {})
    assert answer.status_code == 302, re.findall(
        r'error-message"[^<]*<.*?</span>([^<]*)', answer.content.decode()
    )
    return str(answer["Location"])


def refused(client: Client, path: str, said: dict[str, object]) -> str:
    answer = client.post(path, said)
    assert answer.status_code == 400
    return " ".join(answer.content.decode().split())


def lines(*values: str, month: int = 1, year: int = 2024) -> dict[str, str]:
    days = [f"1 {month + at} {year} {value}" for at, value in enumerate(values)]
    return {"lines": "\n".join(days), "reading_source": "Count of the practices"}


def test_from_no_ambition_to_the_printed_page(manager: Client) -> None:
    assert "No ambition is recorded here yet" in body(manager, NORTH)
    path = sent(manager, f"{NORTH}new/", ambition())
    assert "Nothing has been entered yet" in body(manager, path)
    sent(manager, f"{path}milestone/", {"milestone_value": "5"}
         | dated("milestone_on", "2025-01-01"))  # fmt: skip
    values = ("59 of 1,000", "61 of 1,000", "60 of 1,000", "5.8", "6.2%", "60/1000", "59 of 1000")
    sent(manager, f"{path}readings/", lines(*values))
    page = body(manager, path)
    assert "Fewer appointments that nobody comes to: varying as usual" in page
    assert "will not meet the target unless something changes" in page
    assert f"For the target of 31 March {THIS_YEAR + 3}: consistently failing" in page
    assert "59 of 1,000" in page
    assert "5.0% by 1 January 2025 to 4.0% by" in page
    assert "expected by then: 5.5%" in page
    assert "Trial limits from 7 readings" in page
    listed = body(manager, NORTH)
    assert "Behind its way" in listed
    text = manager.get(f"{NORTH}outcomes.csv").content.decode().splitlines()
    assert text[1].startswith("North PCN,U90001,Fewer appointments that nobody comes to,,Manager")
    rows = manager.get(f"{path}readings.csv").content.decode().splitlines()
    assert len(rows) == 8
    assert rows[1].startswith("Fewer appointments that nobody comes to,2024-01-01,5.9,per cent,")
    assert AuditEvent.objects.filter(action="entered a reading").count() == 7


def test_a_reading_is_corrected_taken_out_and_stays_as_it_was_known(manager: Client) -> None:
    path = sent(manager, f"{NORTH}new/", ambition())
    sent(manager, f"{path}readings/", lines("5.9", "6.1"))
    sent(manager, f"{path}readings/", lines("5.5"))
    assert "5.5%" in body(manager, path)
    assert Reading.objects.filter(known_until__isnull=False).count() == 1
    number = body(manager, path).split('name="reading" value="')[1].split('"')[0]
    sent(manager, f"{path}reading-out/", {"reading": number})
    assert Reading.objects.filter(known_until__isnull=True).count() == 1
    assert manager.get(f"{path}reading-out/")["Location"] == path


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"lines": "1 1 2024 1 of 3"}, "3 is too few to show a share of"),
        ({"lines": "1 1 2024 30 of 20"}, "30 of 20 is more than all"),
        ({"lines": "soon 4.2"}, "These lines cannot be read: soon 4.2"),
        ({"lines": "31 2 2024 4.2"}, "These lines cannot be read"),
        ({"lines": "1 1 2024 many"}, "These lines cannot be read"),
        ({"lines": "1 1 2024 4\n2024-01-01 5"}, "Two lines are of the same day"),
        ({"lines": "\n".join(["1 1 2024 4"] * 401)}, "401 lines are too many"),
        ({"lines": f"1 1 {THIS_YEAR + 1} 4"}, "has not come yet"),
        ({"lines": ""}, "Enter a reading on each line"),
        ({"lines": "1 1 2024 4", "reading_source": ""}, "Enter where the readings are from"),
    ],
)
def test_a_reading_that_cannot_be_shown_is_not_taken(
    manager: Client, said: dict[str, str], why: str
) -> None:
    path = sent(manager, f"{NORTH}new/", ambition())
    assert why in refused(manager, f"{path}readings/", {"reading_source": "Count"} | said)
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (dated("target_on", "2024-06-30"), "30 June 2024, is not in the future"),
        (dated("baseline_on", f"{THIS_YEAR - 9}-01-01"), "is not a span of up to 10 years"),
        ({"target": "7"}, "The target, 7, is not better than the baseline, 6"),
        ({"owner": ""}, "Enter the owner"),
        ({"owner": "nobody"}, "Nobody is named as the owner"),
        ({"measured_by": "indicator", "indicator": ""}, "Choose the indicator"),
        ({"title": "x" * 201}, "Shorten this to 200 characters"),
        ({"serves": "999"}, "No such ambition stands"),
    ],
)
def test_an_ambition_that_cannot_be_meant_is_not_recorded(
    manager: Client, said: dict[str, str], why: str
) -> None:
    assert why in refused(manager, f"{NORTH}new/", ambition(**said))
    assert not AmbitionDetail.objects.exists()


def test_who_has_left_owns_nothing_new_and_is_named_where_they_own(manager: Client) -> None:
    account("helper", ("clinical_director", "U90001"))
    path = sent(manager, f"{NORTH}new/", ambition("Helper"))
    assert "holds no role any more" not in body(manager, path)
    RoleHolding.objects.filter(person__name="Helper").update(ends_on=date(2024, 6, 30))
    assert "Helper owns it and holds no role any more: hand it over" in body(manager, path)
    plan = body(manager, "/networks/U90001/plan/")
    assert f'href="{path}"' in plan
    assert "Helper owns it and holds no role any more: hand it over" in plan
    why = refused(manager, f"{NORTH}new/", ambition("Helper"))
    assert "Helper holds no role here any more" in why
    helper, manager_key = (Person.objects.get(name=n).key.hex for n in ("Helper", "Manager"))
    assert "Helper holds no role" in refused(manager, f"{path}owner/", {"owner": helper})
    sent(manager, f"{path}owner/", {"owner": manager_key})
    assert "hand it over" not in body(manager, path)
    assert "Manager owns it already" in refused(manager, f"{path}owner/", {"owner": manager_key})


def evaluation(verdict: str = "benefit", **more: object) -> dict[str, object]:
    told = {
        "harm": "No harm was found.",
        "title": "Reminders by message",
        "plan_fingerprint": "abc",
        "comparison": 900,
        "findings": [
            {"outcome": "missed", "words": "Missed", "verdict": verdict, "sentence": "-12%."}
        ],
    } | more
    file = SimpleUploadedFile("evaluation.json", json.dumps(told).encode())
    return {"claim": "Reminders brought it about", "outcome": "missed", "evaluation": file}


def test_a_claim_of_effect_needs_an_evaluation_that_found_a_benefit(manager: Client) -> None:
    path = sent(manager, f"{NORTH}new/", ambition())
    bare = {key: value for key, value in evaluation().items() if key != "evaluation"}
    assert "does not say what brought it about" in refused(manager, f"{path}claim/", bare)
    for verdict in ("no change shown", "harm", "benefit in doubt"):
        why = refused(manager, f"{path}claim/", evaluation(verdict))
        assert "The evaluation does not support this. -12%." in why
    other = evaluation() | {"outcome": "visits"}
    assert "says nothing of “visits”" in refused(manager, f"{path}claim/", other)
    for wrong in ({"comparison": 0}, {"findings": []}, {"harm": ""}, {"findings": [{}]}):
        assert "This is no evaluation" in refused(manager, f"{path}claim/", evaluation(**wrong))
    file = SimpleUploadedFile("evaluation.json", b"before 12, after 8")
    other = evaluation() | {"evaluation": file}
    assert "it is no JSON" in refused(manager, f"{path}claim/", other)
    sent(manager, f"{path}claim/", evaluation())
    page = body(manager, path)
    assert "Reminders brought it about" in page
    assert "No harm was found." in page
    number = page.split('name="claim_number" value="')[1].split('"')[0]
    sent(manager, f"{path}claim-out/", {"claim_number": number})
    assert "No effect is claimed" in body(manager, path)
    assert manager.get(f"{path}claim/")["Location"] == path


def test_limits_begin_anew_from_a_step_and_where_the_vintage_changes(manager: Client) -> None:
    path = sent(manager, f"{NORTH}new/", ambition())
    sent(manager, f"{path}readings/", lines("5.9", "6.1", "6.0", "5.8", "6.2", "6.0"))
    step = {"limits_reason": "A new clinic"} | dated("limits_on", "2024-04-01")
    sent(manager, f"{path}limits/", step)
    assert "worked out anew from 1 April 2024: A new clinic" in body(manager, path)
    number = body(manager, path).split('name="step" value="')[1].split('"')[0]
    sent(manager, f"{path}limits-out/", {"step": number})
    assert "worked out anew" not in body(manager, path)
    sent(manager, f"{path}readings/", lines("3.0", month=7) | {"edition": "New coding"})
    page = body(manager, path)
    assert "of several vintages (not named, then New coding)" in page
    assert "anew from 1 July 2024: the data are of another vintage, New coding" in page


def test_ambitions_of_networks_stand_under_those_of_their_system(
    manager: Client, lead: Client
) -> None:
    wide = sent(lead, f"{SYSTEM}new/", ambition("Lead", title="Access that all can use"))
    number = wide.split("/")[2]
    path = sent(manager, f"{NORTH}new/", ambition(serves=number))
    assert "Access that all can use" in body(manager, NORTH)
    assert "serves the one above" in body(lead, SYSTEM)
    assert "Served by" in body(lead, wide)
    assert "Access that all can use" in body(manager, path)
    own = path.split("/")[2]
    circle = ambition("Lead", title="Access that all can use", serves=own)
    assert "serve each other in a circle" in refused(lead, f"{wide}describe/", circle)
    assert manager.post(f"{wide}withdraw/").status_code == 403
    assert lead.post(f"{wide}withdraw/").status_code == 409


def test_the_two_headlines_are_never_added(lead: Client) -> None:
    for title, lever, baseline, target, latest in (
        ("Fewer outpatients", "outpatients", "10000", "7000", "8800"),
        ("Fewer follow-ups", "follow_ups", "6000", "4000", "5100"),
    ):
        said = ambition("Lead", title=title, lever=lever, unit="number", baseline=baseline,
                        target=target)  # fmt: skip
        path = sent(lead, f"{SYSTEM}new/", said)
        sent(lead, f"{path}readings/", lines(latest))
    page = body(lead, SYSTEM)
    for told in ("1,200 fewer", "900 fewer", "300 fewer", "3,000 fewer", "2,000 fewer"):
        assert told in page
    assert "2,100 fewer" not in page
    assert "the two are never added" in page


def test_a_network_that_merged_keeps_its_readings_and_says_who_goes_on(
    manager: Client, lead: Client
) -> None:
    path = sent(manager, f"{NORTH}new/", ambition())
    sent(manager, f"{path}readings/", lines("5.9", "6.1", "6.0"))
    succeed(codes=["U90001"], successor="U90002", on=date(2024, 7, 1),
            by=account("boss", ("primary_care_lead", "Q91")))  # fmt: skip
    page = body(lead, "/networks/U90002/outcomes/")
    assert "closed on 30 June 2024: its readings stay with it" in page
    assert "closed on" not in body(lead, f"{NORTH}?as_at=2024-06-30")
    offered = body(lead, f"/networks/U90002/outcomes/new/?from={path.split('/')[2]}")
    assert 'value="Fewer appointments that nobody comes to"' in offered
    new = sent(lead, "/networks/U90002/outcomes/new/", ambition("Lead"))
    assert "Nothing has been entered yet" in body(lead, new)


def test_an_ambition_is_changed_from_a_day_taken_back_and_brought_back(manager: Client) -> None:
    path = sent(manager, f"{NORTH}new/", ambition())
    assert 'value="Fewer appointments that nobody comes to"' in body(manager, f"{path}describe/")
    later = ambition(target="3") | dated("starts_on", "2025-04-01")
    sent(manager, f"{path}describe/", later)
    assert "to 3.0% by" in body(manager, path)
    assert "to 4.0% by" in body(manager, f"{path}?as_at=2024-06-01")
    assert "Bring back" in manager.post(f"{path}withdraw/").content.decode()
    assert manager.get(path).status_code == 404
    assert f'action="{path}back/' in body(manager, NORTH)
    sent(manager, f"{path}back/")
    assert "to 3.0% by" in body(manager, path)
    assert manager.post(f"{path}back/").status_code == 409


def test_whoever_has_no_role_in_the_system_reads_nothing(manager: Client) -> None:
    path = sent(manager, f"{NORTH}new/", ambition())
    stranger = signed_in("stranger")
    for address in (NORTH, path, f"{NORTH}outcomes.csv", f"{path}readings.csv"):
        assert stranger.get(address).status_code in (403, 404)
        assert Client().get(address).status_code == 302
    councillor = signed_in("councillor", ("councillor", "Q91"))
    assert "Record an ambition" not in body(councillor, NORTH)
    assert councillor.post(f"{NORTH}new/", ambition()).status_code == 403
    assert councillor.post(f"{path}withdraw/").status_code == 403


def test_a_practice_has_no_ambition_of_its_own(lead: Client) -> None:
    said = ambition("Lead")
    answer = lead.post("/networks/Z90001/outcomes/new/", said)
    assert answer.status_code == 404


def test_a_report_takes_the_statements_of_a_network(manager: Client) -> None:
    path = sent(manager, f"{NORTH}new/", ambition())
    sent(manager, f"{path}readings/", lines(*["6.0", "6.2"] * 6))
    sent(manager, f"{path}claim/", evaluation())
    (one,) = outcome_statements("U90001", when=When(as_at=timezone.localdate()))
    assert (one.title, one.owner, one.latest, one.latest_on) == (
        "Fewer appointments that nobody comes to", "Manager", 6.2, date(2024, 12, 1),
    )  # fmt: skip
    assert one.standing == "Behind its way"
    assert one.variation.startswith("Ordinary variation")
    assert one.assurance.startswith("Consistently failing")
    assert one.caution == ""
    assert one.claims == ("Reminders brought it about -12%. No harm was found.",)
    assert outcome_statements("U90002", when=When(as_at=timezone.localdate())) == ()


def test_an_ambition_by_an_indicator_takes_its_unit_and_no_readings(lead: Client) -> None:
    said = ambition("Lead", measured_by="indicator", indicator="appointments-not-attended",
                    unit="number")  # fmt: skip
    path = sent(lead, f"{SYSTEM}new/", said)
    page = body(lead, path)
    assert "Appointments not attended: no period is held that can be shown" in page
    assert AmbitionDetail.objects.get().unit == "per_cent"
    why = refused(lead, f"{path}readings/", lines("5"))
    assert "measured by a published indicator" in why
    worse = said | {"better": "higher", "target": "8"}
    assert "lower is better, says the rulebook" in refused(lead, f"{path}describe/", worse)


def test_a_change_is_tried_in_a_cycle_and_what_was_learnt_is_shared(
    manager: Client, lead: Client
) -> None:
    path = sent(manager, f"{NORTH}new/", ambition())
    assert "Nothing was tried yet" in body(manager, path)
    sent(manager, f"{path}readings/", lines("6.0", "5.9", "5.6"))
    begun = {
        "aim": "Do reminders by message help?",
        "change": "One practice sends a message the day before.",
        "cycle_owner": Person.objects.get(name="Manager").key.hex,
    } | dated("cycle_starts_on", "2024-02-01")
    why = refused(manager, f"{path}cycle/", begun | {"cycle_owner": ""})
    assert "Enter who tries it" in why
    sent(manager, f"{path}cycle/", begun)
    page = body(manager, path)
    assert "Still being tried" in page
    assert "2 readings while it was tried, the last 5.6%; the one before it 6.0%" in page.replace(
        "two readings", "2 readings"
    )
    which = {"cycle": page.split('name="cycle" value="')[1].split('"')[0]}
    learnt = which | {"learning": "Half had no number on record.", "decided": "adapted"}
    early = learnt | dated("cycle_ends_on", "2024-01-01")
    assert "before it starts" in refused(manager, f"{path}cycle-end/", early)
    undecided = learnt | {"decided": ""} | dated("cycle_ends_on", "2024-03-31")
    assert "Choose what became of it" in refused(manager, f"{path}cycle-end/", undecided)
    later = learnt | dated("cycle_ends_on", f"{THIS_YEAR + 1}-01-01")
    assert "has not come yet" in refused(manager, f"{path}cycle-end/", later)
    sent(manager, f"{path}cycle-end/", learnt | dated("cycle_ends_on", "2024-03-31"))
    assert "Still being tried" in body(manager, f"{path}?as_at=2024-03-30")
    assert "Half had no number on record." in body(lead, SYSTEM)
    sent(manager, f"{path}cycle-out/", which)
    assert "Cycles taken back (1)" in body(manager, path)
    assert "No such cycle stands" in refused(manager, f"{path}cycle-out/", which)
    sent(manager, f"{path}cycle-back/", which)
    assert "Adapted, and tried again" in body(manager, path)
    assert "This cycle stands" in refused(manager, f"{path}cycle-back/", which)
    assert "No such cycle stands" in refused(manager, f"{path}cycle-back/", {"cycle": "999"})


def test_where_nothing_is_loaded_variation_says_what_would_be_here(manager: Client) -> None:
    for area in ("/systems/Q91/", "/networks/U90003/"):
        page = body(manager, f"{area}variation/")
        assert "Nothing can be compared here on this day" in page
