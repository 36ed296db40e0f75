"""Services of an area: where patients get each, gaps, local ones, who may record, undo."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.services.models import LocalTerms, Offer
from openpcn.kernel.errors import NotRight
from openpcn.rulebook.reading import shipped
from openpcn.rulebook.services import FILE, national_services, read_services
from tests.domains.world import county
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
    said = {"practices": "Z90001", "way": "own", "by_code": "", "by_name": "",
            "source": "Letter of the practice", **dated("starts_on", "2026-04-01")}  # fmt: skip
    return said | more


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
    through = offer(practices="Z90002", way="practice", by_code="z90001")
    assert manager.post(f"{ONE}offer/?{ON}", through).status_code == 302
    page = body(Client(), f"{ONE}?{ON}")
    assert "Every practice’s patients have a way to it" in page
    assert "At another practice" in page
    assert "Alder Surgery" in page
    held = Offer.objects.order_by("id").last()
    assert held is not None
    ended = {"offer": str(held.pk), **dated("end_on", "2026-06-30")}
    assert manager.post(f"{ONE}end/?{ON}", ended).status_code == 302
    assert "Nothing recorded of 1 practice" in body(Client(), f"{ONE}?{ON}")
    assert "Every practice’s" in body(Client(), f"{ONE}?as_at=2026-05-01")
    first = Offer.objects.order_by("id").first()
    assert first is not None
    manager.post(f"{ONE}out/?{ON}", {"offer": str(first.pk)})
    assert "Nothing recorded of 2 practices" in body(manager, f"{ONE}?{ON}")
    manager.post(f"{ONE}back/?{ON}", {"offer": str(first.pk)})
    assert "Nothing recorded of 1 practice<" in body(manager, f"{ONE}?{ON}")
    assert AuditEvent.objects.filter(action="brought back an offer").count() == 1


def test_the_matrix_names_practices_in_a_network_and_counts_them_in_a_system(
    manager: Client,
) -> None:
    manager.post(f"{ONE}offer/?{ON}", offer(way="hub", by_name="Evening hub (invented)"))
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
        ({"practices": ""}, "at least one practice"),
        ({"practices": "Z99999"}, "Z99999"),
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
    assert "has an offer of this service on these days" in answer.content.decode()
    assert Offer.objects.count() == 1


def test_nobody_records_for_practices_of_another_network(manager: Client) -> None:
    assert Client().post(f"{ONE}offer/?{ON}", offer())["Location"].startswith("/sign-in/")
    other = f"/networks/U90002/services/minor_surgery/offer/?{ON}"
    assert manager.post(other, offer(practices="Z90003")).status_code in (400, 403)
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
