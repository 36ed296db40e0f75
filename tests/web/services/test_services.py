"""Services of an area: where patients get each, gaps, local ones, who may record, undo."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.registry.vocabulary import Role
from openpcn.domains.services.models import LocalTerms, Offer
from openpcn.kernel.errors import NotRight
from openpcn.rulebook.reading import shipped
from openpcn.rulebook.services import FILE, national_services, read_services
from tests.domains.world import File, county, load
from tests.support.visiting import dated, signed_in

pytestmark = pytest.mark.django_db
HERE, ON = "/networks/U90001/services/", "as_at=2026-10-01"
ONE = f"{HERE}minor_surgery/"


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def manager() -> Client:
    return signed_in("manager", ("network_manager", "U90001"))


@pytest.fixture
def lead() -> Client:
    return signed_in("lead", ("primary_care_lead", "Q91"))


def body(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def offer(**more: str) -> dict[str, str]:
    said = {"practices-Z90001": "yes", "way": "own", "giver": "", "giver_other": "",
            "source": "Letter of the practice", **dated("starts_on", "2026-04-01")}  # fmt: skip
    return said | more


def of_second(**more: str) -> dict[str, str]:
    """The same of the other practice of the network."""
    return offer(**{"practices-Z90001": "", "practices-Z90002": "yes"}, **more)


def local(**more: str) -> dict[str, str]:
    said = {
        "local_title": "Leg ulcers",
        "local_words": "Dressings for people who can walk",
        "local_kind": "local",
        "local_tier": "three plus",
        "local_basis": "Contract 12 (invented)",
    }
    return said | dated("local_starts_on", "2026-04-01") | more


def test_a_gap_is_seen_filled_ended_and_taken_back(manager: Client) -> None:
    assert "Nothing recorded of 2 practices" in body(manager, f"{ONE}?{ON}")
    assert manager.post(f"{ONE}offer/?{ON}", offer()).status_code == 302
    through = of_second(way="practice", giver_other="z90001")
    assert manager.post(f"{ONE}offer/?{ON}", through).status_code == 302
    page = body(Client(), f"{ONE}?{ON}")
    assert "Every practice’s patients have a way to it" in page
    assert "At another practice" in page
    assert "Alder Surgery" in page
    held = Offer.objects.order_by("id").last()
    assert held is not None
    ended = {f"ends-{held.pk}": "yes", **dated("end_on", "2026-06-30")}
    assert manager.post(f"{ONE}end/?{ON}", ended).status_code == 302
    assert "Nothing recorded of 1 practice" in body(Client(), f"{ONE}?{ON}")
    assert "Every practice’s" in body(Client(), f"{ONE}?as_at=2026-05-01")
    first = Offer.objects.order_by("id").first()
    assert first is not None
    manager.post(f"{ONE}offers/{first.pk}/out/?{ON}")
    assert "Nothing recorded of 2 practices" in body(manager, f"{ONE}?{ON}")
    manager.post(f"{ONE}offers/{first.pk}/back/?{ON}")
    assert "Nothing recorded of 1 practice<" in body(manager, f"{ONE}?{ON}")
    assert AuditEvent.objects.filter(action="brought back an offer").count() == 1


def test_the_matrix_names_practices_in_a_network_and_counts_them_in_a_system(
    manager: Client,
) -> None:
    manager.post(f"{ONE}offer/?{ON}", offer(way="hub", giver_other="Evening hub (invented)"))
    page = body(Client(), f"{HERE}?{ON}")
    assert "At a hub" in page
    assert "Evening hub (invented)" in page
    system = f"/systems/Q91/services/?{ON}"
    assert "1 of 2" in body(Client(), system)
    assert Client().get(f"{system}&format=pdf").content.startswith(b"%PDF-")
    by_network = body(Client(), f"{system}&format=csv&of=networks").lstrip("\ufeff")
    (north,) = [one for one in csv.DictReader(io.StringIO(by_network)) if "North" in one["Network"]]
    assert (north["Minor surgery"], north["Essential services"]) == ("1", "0")
    rows = list(csv.reader(io.StringIO(body(Client(), f"{HERE}?{ON}&format=csv").lstrip("\ufeff"))))
    assert len(rows) == len(national_services()) + 1
    assert "Letter of the practice" in body(Client(), f"{ONE}?{ON}&format=csv")
    assert "Here" not in body(Client(), f"/practices/Z90002/services/?{ON}").split("<h2")[-1]


def test_a_local_service_is_recorded_corrected_taken_back_and_brought_back(lead: Client) -> None:
    where = "/systems/Q91/services/"
    answer = lead.post(f"{where}new/?{ON}", local())
    assert answer.status_code == 302
    one = answer["Location"].partition("?")[0]
    assert "Dressings for people who can walk" in body(Client(), f"{one}?{ON}")
    assert "Leg ulcers" in body(Client(), f"{HERE}?{ON}"), "a network is told of its system's"
    lead.post(f"{one}correct/?{ON}", local(local_title="Leg ulcer clinic"))
    assert "Leg ulcer clinic" in body(Client(), f"{one}?{ON}")
    lead.post(f"{one}withdraw/?{ON}")
    assert Client().get(f"{one}?{ON}").status_code == 404
    assert "Local services taken back (1)" in body(lead, f"{where}?{ON}")
    number = one.rstrip("/").rpartition("-")[2]
    assert lead.post(f"/services/local/{number}/back/?{ON}").status_code == 302
    assert "Leg ulcer clinic" in body(Client(), f"{one}?{ON}")
    assert LocalTerms.objects.count() == 3


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"way": "hub"}, "Who gives it"),
        ({"practices-Z90001": ""}, "at least one practice"),
        ({"way": "magic"}, "where they get it"),
        (dated("ends_on", "2026-03-01"), "before"),
        ({"source": " "}, "where it is known from"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_recorded(
    manager: Client, typed: dict[str, str], told: str
) -> None:
    answer = manager.post(f"{ONE}offer/?{ON}", offer(**typed))
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert Offer.objects.count() == 0


def test_a_second_offer_on_the_same_days_is_refused(manager: Client) -> None:
    manager.post(f"{ONE}offer/?{ON}", offer())
    answer = manager.post(f"{ONE}offer/?{ON}", offer(**dated("starts_on", "2026-05-01")))
    assert "has an offer of “Minor surgery” on these days" in answer.content.decode()
    assert Offer.objects.count() == 1


def test_nobody_records_for_practices_of_another_network(manager: Client) -> None:
    assert Client().post(f"{ONE}offer/?{ON}", offer())["Location"].startswith("/sign-in/")
    other = f"/networks/U90002/services/minor_surgery/offer/?{ON}"
    assert manager.post(other, offer(**{"practices-Z90003": "yes"})).status_code in (400, 403)
    assert manager.get(f"/systems/Q91/services/new/?{ON}").status_code == 403
    assert Offer.objects.count() == 0


def test_the_database_refuses_an_offer_of_others_that_says_not_whose(manager: Client) -> None:
    manager.post(f"{ONE}offer/?{ON}", offer())
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.update(way="hub")


def test_a_catalogue_that_is_not_as_it_should_be_is_refused_with_every_fault() -> None:
    text = (
        shipped(FILE).replace('kind = "core"', 'kind = "odd"', 1).replace('["S31"]', '["S99"]', 1)
    )
    with pytest.raises(NotRight, match=r"'odd' is none of .*'S99' is not described"):
        read_services(text)
    assert all(one.sources and one.words for one in national_services())


def test_who_gives_it_is_told_in_the_file_of_one_service(manager: Client) -> None:
    manager.post(f"{ONE}offer/?{ON}", offer(way="practice", giver="Z90002"))
    manager.post(f"{ONE}offer/?{ON}", of_second(way="hub", giver_other="Hub (invented)"))
    text = body(Client(), f"{ONE}?{ON}&format=csv&of=practices").lstrip("\ufeff")
    alder, beech = csv.DictReader(io.StringIO(text))
    assert (alder["Code"], alder["Given by"]) == ("Z90001", "Beech Surgery (Z90002)")
    assert (beech["Given by"], beech["From"]) == ("Hub (invented)", "2026-04-01")
    rows = list(
        csv.DictReader(
            io.StringIO(body(Client(), f"{HERE}?{ON}&format=csv&of=services").lstrip("\ufeff"))
        )
    )
    (surgery,) = [one for one in rows if one["Service"] == "Minor surgery"]
    assert surgery["Alder Surgery"] == "At another practice: Beech Surgery"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"giver": "Z90002"}, "Patients cannot get it at their own practice and from Z90002."),
        ({"giver_other": "A hub"}, "Patients cannot get it at their own practice and from A hub."),
        ({"way": "hub", "giver": "Z90002", "giver_other": "A hub"}, "Two are named, Z90002 and A"),
        ({"way": "practice", "giver": "U90001"}, "North PCN (U90001) is no practice."),
        ({"way": "network", "giver": "Z90002"}, "Beech Surgery (Z90002) is no network."),
        ({"way": "practice", "giver": "Z90001"}, "would send its patients to itself"),
        ({"way": "hub", "giver_other": "Z99999"}, "No organisation has the code Z99999."),
        ({"way": "hub", "giver_other": "x" * 201}, "Shorten this to 200 characters"),
    ],
)
def test_a_giver_that_does_not_fit_is_told_and_nothing_is_recorded(
    manager: Client, typed: dict[str, str], told: str
) -> None:
    answer = manager.post(f"{ONE}offer/?{ON}", offer(**typed))
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert Offer.objects.count() == 0


def test_ending_without_a_choice_says_what_to_choose(manager: Client) -> None:
    manager.post(f"{ONE}offer/?{ON}", offer())
    answer = manager.post(f"{ONE}end/?{ON}", dated("end_on", "2026-06-30"))
    assert answer.status_code == 400
    assert "Choose whose offers end" in answer.content.decode()
    assert "No such offer" not in answer.content.decode()


def test_practices_and_givers_are_chosen_by_name_and_gaps_are_ticked(manager: Client) -> None:
    manager.post(f"{ONE}offer/?{ON}", offer(way="hub", giver_other="Hub (invented)"))
    page = body(manager, f"{ONE}?{ON}")
    assert "Beech Surgery, Z90002" in page
    assert 'name="practices-Z90002" type="checkbox" value="yes" checked' in page
    assert 'name="practices-Z90001" type="checkbox" value="yes">' in page
    assert '<option value="U90001">North PCN</option>' in page
    assert '<option value="Hub (invented)">Hub (invented)</option>' in page


def test_two_services_of_one_place_have_not_the_same_title_on_the_same_days(lead: Client) -> None:
    where = "/systems/Q91/services/"
    first = lead.post(f"{where}new/?{ON}", local())["Location"].partition("?")[0]
    answer = lead.post(f"{where}new/?{ON}", local(local_title="LEG  ulcers"))
    assert answer.status_code == 400
    assert "“Leg ulcers” is in the catalogue already, from 1 April 2026" in answer.content.decode()
    lead.post(f"{first}correct/?{ON}", local(**dated("local_ends_on", "2026-12-31")))
    after = local(**dated("local_starts_on", "2027-01-01"))
    second = lead.post(f"{where}new/?{ON}", after)["Location"].partition("?")[0]
    answer = lead.post(f"{second}correct/?{ON}", local(**dated("local_starts_on", "2026-12-31")))
    assert answer.status_code == 400
    lead.post(f"{second}withdraw/?{ON}")
    lead.post(f"{first}correct/?{ON}", local())
    number = second.rstrip("/").rpartition("-")[2]
    answer = lead.post(f"/services/local/{number}/back/?{ON}")
    assert "is in the catalogue already" in answer.content.decode()


def test_a_system_page_is_narrow_with_one_number_for_each_network(manager: Client) -> None:
    manager.post(f"{ONE}offer/?{ON}", offer() | {"practices-Z90002": "yes"})
    page = body(Client(), f"/systems/Q91/services/?{ON}")
    table = page.partition("by network")[2].partition("</table>")[0]
    north = table.partition("North PCN")[2].partition("</tr>")[0]
    assert f"1 of {len(national_services())}" in north
    assert north.count('class="n m"') == len(national_services()), "left out where it is narrow"
    assert "On a narrow screen" in page


def test_an_empty_page_names_its_next_step_and_leads_on(manager: Client) -> None:
    page = body(manager, f"{HERE}?{ON}")
    assert "Nothing is recorded yet" in page
    assert "Begin with: Essential services" in page
    assert "/networks/U90001/plan/?" in page
    assert "Network managers, clinical directors" in body(Client(), f"{HERE}?{ON}")
    for path in ("/networks/U90001/", "/practices/Z90001/", "/systems/Q91/"):
        assert f"{path}services/" in body(Client(), f"{path}?{ON}"), path
        assert ": Services" in body(Client(), f"{path}services/?{ON}").partition("</title>")[0]


def test_on_paper_practices_and_gaps_are_named_in_rows(manager: Client) -> None:
    manager.post(f"{ONE}offer/?{ON}", offer(way="hub", giver_other="Hub (invented)"))
    paper = body(Client(), f"{HERE}?{ON}&format=html")
    row = paper.partition("Minor surgery")[2].partition("</tr>")[0]
    assert "At a hub: Hub (invented), for Alder Surgery" in row
    assert "Beech Surgery" in row
    system = body(Client(), f"/systems/Q91/services/?{ON}&format=html")
    north = system.partition("North PCN")[2].partition("</tr>")[0]
    assert "Minor surgery (1 of 2)" in north
    south = system.partition("South PCN")[2].partition("</tr>")[0]
    assert "all services, of every practice" in south


def test_the_same_is_said_of_several_services_at_once_or_of_none(manager: Client) -> None:
    assert "Where the same is so of other services" in body(manager, f"{ONE}?{ON}")
    also = {"also-childhood_immunisations": "yes", "also-essential": "yes"}
    manager.post(f"{ONE}offer/?{ON}", offer() | also)
    held = Offer.objects.values_list("service", flat=True)
    assert set(held) == {"minor_surgery", "childhood_immunisations", "essential"}
    answer = manager.post(f"{HERE}named_gp/offer/?{ON}", offer() | also).content.decode()
    assert "Alder Surgery has an offer of “Essential services” on these days" in answer
    assert Offer.objects.count() == 3


def test_the_gaps_of_a_network_or_of_a_system_are_ticked_together(lead: Client) -> None:
    where = "/systems/Q91/services/essential/"
    page = body(lead, f"{where}?{ON}")
    assert "All 2 of which nothing is recorded" in page
    assert "checked" not in page.partition("Practices</legend>")[2].partition("</fieldset>")[0]
    north = offer(**{"practices-Z90001": "", "practices-U90001": "yes"})
    assert lead.post(f"{where}offer/?{ON}", north).status_code == 302
    assert set(Offer.objects.values_list("practice__codes__value", flat=True)) == {
        "Z90001",
        "Z90002",
    }
    rest = offer(**{"practices-Z90001": "", "practices-Q91": "yes"})
    assert lead.post(f"{where}offer/?{ON}", rest).status_code == 302
    assert "Every practice’s patients have a way to it" in body(Client(), f"{where}?{ON}")


def test_a_network_whose_practices_lie_across_the_border_is_named_in_both_systems() -> None:
    file = File(period_on=date(2024, 2, 1)).detail("S92", "Next").detail("Q92", "Next system")
    file.dated("S92", Role.PART_OF, "Q92", "2015-04-01")
    file.detail("U90009", "BORDER PCN").dated("U90009", Role.COMMISSIONED_BY, "S92", "2019-07-01")
    file.detail("Z90009", "IVY SURGERY").dated("Z90009", Role.COMMISSIONED_BY, "S91", "2015-04-01")
    file.dated("Z90009", Role.CORE_MEMBER_OF, "U90009", "2019-07-01")
    load(file)
    for system in ("Q91", "Q92"):
        page = body(Client(), f"/systems/{system}/services/?{ON}&format=csv&of=networks")
        assert "Border PCN" in page
    assert "In no network" not in page
