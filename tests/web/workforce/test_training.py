"""Training places, local schemes and declarations: forms, who may, versions, files."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.staffing.models import Award, Declaration, LocalScheme, TrainingPlace, Vacancy
from openpcn.domains.staffing.queries.training import local_schemes
from openpcn.kernel.when import When
from tests.domains.world import county
from tests.support.visiting import dated, signed_in

pytestmark = pytest.mark.django_db
LIST, ON = "/networks/U90001/people/training/", "as_at=2026-10-01"


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


def place(**more: str) -> dict[str, str]:
    said = {"kind": "placement_offered", "profession": "nurse", "title": "Student nurses",
            "people": "2", "owner": "Ada Example", "note": "",
            **dated("starts_on", "2026-09-01")}  # fmt: skip
    return said | more


def scheme(**more: str) -> dict[str, str]:
    said = {"kind": "recruitment", "name": "Golden hello", "rule": "GPs new to the city",
            "budget": "£30,000", **dated("starts_on", "2026-04-01")}  # fmt: skip
    return said | more


def award(pounds: str, **more: str) -> dict[str, str]:
    said = {"recipient": "z90001", "pounds": pounds, "reason": "One salaried GP",
            **dated("on", "2026-06-01")}  # fmt: skip
    return said | more


def test_a_place_is_recorded_mended_ended_and_taken_back(manager: Client) -> None:
    assert manager.post("/training/new/U90001/", place()).status_code == 302
    first = TrainingPlace.objects.get().pk
    assert "Student nurses" in body(manager, f"/training/places/{first}/")
    mended = place(people="3", **dated("ends_on", "2026-12-31"))
    assert manager.post(f"/training/places/{first}/", mended).status_code == 302
    second = TrainingPlace.objects.get(known_until__isnull=True)
    assert (second.people, TrainingPlace.objects.count()) == (3, 2)
    assert "Student nurses" in body(manager, f"{LIST}?{ON}")
    assert "Student nurses" not in body(manager, f"{LIST}?as_at=2027-02-01")
    gone = manager.post(f"/training/places/{second.pk}/", {"do": "withdraw"})
    assert gone.status_code == 302
    assert "None is recorded" in body(manager, f"{LIST}?{ON}")
    assert manager.get(f"/training/places/{second.pk}/").status_code == 404
    assert AuditEvent.objects.filter(action="withdrew a training place").exists()


def test_everybody_reads_the_list_and_only_some_its_owner(manager: Client) -> None:
    manager.post("/training/new/U90001/", place())
    public = body(Client(), f"{LIST}?{ON}")
    assert "Student nurses" in public
    assert "Ada Example" not in public
    assert "Record a place" not in public
    assert "Ada Example" in body(manager, f"{LIST}?{ON}")
    assert "Student nurses" in body(Client(), f"/systems/Q91/people/training/?{ON}")
    lines = body(manager, f"{LIST}?{ON}&format=csv&of=places").splitlines()
    assert "Ada Example" in lines[1]
    assert manager.get(f"{LIST}?{ON}&format=xlsx").status_code == 200


def test_a_place_that_is_sought_stands_beside_what_the_system_offers_for_it(
    manager: Client, lead: Client
) -> None:
    autumn = dated("starts_on", "2026-10-05") | dated("ends_on", "2026-12-18")
    sought = place(kind="placement_sought", title="Second-year nurses", people="3") | autumn
    assert manager.post("/training/new/U90001/", sought).status_code == 302
    assert "nothing is offered for 3 of 3 people" in body(manager, f"{LIST}?{ON}")
    offers = (
        place(title="Ward link", people="1", owner="Bea Example"),
        place(title="November only", **dated("starts_on", "2026-11-02")),
        place(title="For pharmacists", profession="pharmacist"),
    )
    for offer in offers:
        assert lead.post("/training/new/U90002/", offer).status_code == 302
    text = " ".join(body(manager, f"{LIST}?{ON}").split())
    assert "nothing is offered for 2 of 3 people" in text
    assert "Ward link" in text
    assert "For some of the days only: November only" in text
    assert "For pharmacists" not in text
    assert "Bea Example" not in text, "the owner is told to who may read contacts there"
    theirs = body(lead, f"/networks/U90002/people/training/?{ON}")
    assert "sought by nobody yet" in theirs
    lines = body(manager, f"{LIST}?{ON}&format=csv&of=matches").splitlines()
    assert lines[1].startswith("Second-year nurses,Nurse or student nurse,")
    assert "Ward link" in body(lead, f"/systems/Q91/people/training/?{ON}")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "wish"}, "Choose a kind"),
        ({"profession": "smith"}, "Choose for whom it is"),
        ({"title": " "}, "Enter a title"),
        ({"people": "0"}, "A place for 0 people cannot be"),
        ({"people": "1.4"}, "Enter a whole number"),
        (dated("ends_on", "2026-01-01"), "before it starts"),
    ],
)
def test_a_place_that_cannot_be_is_said_beside_its_field(
    manager: Client, said: dict[str, str], words: str
) -> None:
    answer = manager.post("/training/new/U90001/", place(**said))
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not TrainingPlace.objects.exists()


def test_others_are_refused_and_strangers_asked_to_sign_in(manager: Client) -> None:
    assert Client().get("/training/new/U90001/").status_code == 302
    assert manager.get("/training/new/U90002/").status_code == 403
    assert manager.get("/training/schemes/new/U90001/").status_code == 403


def test_a_workforce_lead_records_in_the_whole_system_and_approves_no_claims() -> None:
    workforce = signed_in("workforce", ("workforce_lead", "Q91"))
    assert workforce.post("/training/new/U90002/", place()).status_code == 302
    assert workforce.post("/training/schemes/new/Q91/", scheme()).status_code == 302
    assert "Ada Example" in body(workforce, f"/systems/Q91/people/training/?{ON}")
    assert workforce.get("/systems/Q91/claims/").status_code == 403


def test_a_scheme_gives_to_organisations_within_its_budget(lead: Client) -> None:
    assert lead.post("/training/schemes/new/Q91/", scheme()).status_code == 302
    page = f"/training/schemes/{LocalScheme.objects.get().pk}/"
    assert lead.post(page, award("20,000")).status_code == 302
    over = lead.post(page, award("10,000.01"))
    assert over.status_code == 400
    assert "of which £10,000.00 is left" in over.content.decode()
    tomorrow = award("1", **dated("on", f"{timezone.localdate() + timedelta(days=1)}"))
    assert "has not come yet" in lead.post(page, tomorrow).content.decode()
    text = body(Client(), f"{LIST}?{ON}")
    assert "Golden hello" in text
    assert "£20,000.00" in text
    assert "Alder Surgery" in text
    assert "£0.00" in body(Client(), f"/networks/U90002/people/training/?{ON}")
    lead.post(page, {"do": "take-back", "award": str(Award.objects.get().pk)})
    assert Award.objects.get().known_until is not None
    assert lead.post(page, {"do": "withdraw"}).status_code == 302
    assert "Golden hello" not in body(Client(), f"{LIST}?{ON}")


def test_a_scheme_with_recipients_ends_and_is_not_taken_back(lead: Client) -> None:
    lead.post("/training/schemes/new/Q91/", scheme(budget=""))
    page = f"/training/schemes/{LocalScheme.objects.get().pk}/"
    lead.post(page, award("1,000,000"))
    assert "no limit of its own" in body(lead, page)
    assert "has recipients" in lead.post(page, {"do": "withdraw"}).content.decode()
    early = lead.post(page, {"do": "end", **dated("ends_on", "2026-05-01")})
    assert "of a day outside 1 April 2026 to 1 May 2026" in early.content.decode()
    before = timezone.now()
    assert lead.post(page, {"do": "end", **dated("ends_on", "2026-06-30")}).status_code == 302
    late = lead.post(page, award("1", **dated("on", "2026-07-01")))
    assert "does not run on" in late.content.decode()
    number = LocalScheme.objects.get(first__isnull=True).pk
    assert "30 June 2026" in body(lead, f"{LIST}?{ON}")
    when = When(as_at=date(2026, 10, 1), as_known=before)
    (known,) = local_schemes(None, about="Q91", when=when)
    assert (known.id, known.ends_on, known.awarded) == (number, None, Decimal(1_000_000))
    assert "30" in lead.get(f"{page}change/").content.decode()
    small = lead.post(f"{page}change/", scheme(budget="999,999"))
    assert "£1,000,000.00 has been given" in small.content.decode()
    changed = scheme(budget="2,000,000", name="Golden welcome")
    assert lead.post(f"{page}change/", changed).status_code == 302
    assert "Golden welcome" in body(lead, page)
    (now,) = local_schemes(None, about="Q91", when=When(as_at=date(2026, 10, 1)))
    assert (now.id, now.ends_on, now.awarded) == (number, None, Decimal(1_000_000))
    later = award("1", **dated("on", "2026-07-01"))
    assert lead.post(page, later).status_code == 302
    assert lead.get(f"/training/schemes/{number + 1}/").status_code == 404


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "magic"}, "Choose a kind"),
        ({"budget": "lots"}, "Enter a number, such as 1,250.50"),
        ({"budget": "-5"}, "is no amount of pounds"),
    ],
)
def test_a_scheme_that_cannot_be_is_said(lead: Client, said: dict[str, str], words: str) -> None:
    answer = lead.post("/training/schemes/new/Q91/", scheme(**said))
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_hours_and_interests_of_a_role_are_recorded_and_read(manager: Client) -> None:
    from openpcn.domains.registry.models import RoleHolding

    role = RoleHolding.objects.get().pk
    page = f"/training/roles/{role}/"
    since = dated("starts_on", "2026-04-01")
    for hours in ("9.25", "11"):
        time = {"kind": "time", "hours": hours, "words": "", **since}
        assert manager.post(page, time).status_code == 302
    interest = {"kind": "interest", "hours": "", "words": "Owns the premises", **since}
    assert manager.post(page, interest).status_code == 302
    text = body(manager, f"/networks/U90001/people/?{ON}")
    assert "11 hours a week; Owns the premises" in text
    assert "Owns the premises" not in body(Client(), f"/networks/U90001/people/?{ON}")
    standing = Declaration.objects.get(kind="interest").pk
    manager.post(page, {"do": "take-back", "declaration": str(standing)})
    assert "Owns the premises" not in body(manager, page)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "time", "hours": "80"}, "at most 60"),
        ({"kind": "time", "hours": "-1"}, "above 0"),
        ({"kind": "interest", "hours": "", "words": ""}, "The interest is empty"),
        ({"kind": "secret", "hours": ""}, "Choose time or an interest"),
    ],
)
def test_a_declaration_that_cannot_be_is_said(
    manager: Client, said: dict[str, str], words: str
) -> None:
    from openpcn.domains.registry.models import RoleHolding

    page = f"/training/roles/{RoleHolding.objects.get().pk}/"
    answer = manager.post(page, {"words": "", **said, **dated("starts_on", "2026-04-01")})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert manager.get("/training/roles/999999/").status_code == 404


def vacancy(**more: str) -> dict[str, str]:
    said = {"role": "salaried", "posts": "2", "fte": "1.6", **dated("starts_on", "2026-07-01")}
    return said | more


def test_vacancies_are_told_by_role_with_shares_that_add_up(manager: Client, lead: Client) -> None:
    people = f"/networks/U90001/people/?{ON}"
    assert "which does not say that there is none" in body(manager, people)
    assert manager.post("/vacancies/new/U90001/", vacancy()).status_code == 302
    lead.post("/vacancies/new/Z90001/", vacancy(role="phlebotomist", posts="1", fte="0.5"))
    text = body(Client(), people)
    assert "Shares are of the 3 posts listed" in text
    assert "67%" in text
    assert "33%" in text
    lines = body(Client(), f"{people}&format=csv&of=vacancies").splitlines()
    assert [line.split(",")[:3] for line in lines[1:]] == [
        ["Salaried GP", "2", "66.7"],
        ["Phlebotomist", "1", "33.3"],
    ]


def test_a_vacancy_is_filled_or_taken_back(manager: Client) -> None:
    manager.post("/vacancies/new/U90001/", vacancy())
    number = Vacancy.objects.get().pk
    page = f"/vacancies/{number}/"
    assert "Salaried GP" in body(manager, page)
    early = manager.post(page, dated("ends_on", "2026-01-01"))
    assert "before it starts" in early.content.decode()
    assert manager.post(page, dated("ends_on", "2026-09-15")).status_code == 302
    assert "Each vacancy" not in body(manager, f"/networks/U90001/people/?{ON}")
    assert "Each vacancy" in body(manager, "/networks/U90001/people/?as_at=2026-09-15")
    standing = Vacancy.objects.get(known_until__isnull=True).pk
    assert manager.post(f"/vacancies/{standing}/", {"do": "withdraw"}).status_code == 302
    assert "Each vacancy" not in body(manager, "/networks/U90001/people/?as_at=2026-09-15")
    assert manager.get(page).status_code == 404


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"role": "wizard"}, "Choose a role"),
        ({"posts": "0"}, "0 posts cannot be"),
        ({"fte": "2.4"}, "at most one for each post"),
        ({"fte": "-1"}, "not above 0"),
    ],
)
def test_a_vacancy_that_cannot_be_is_said(
    manager: Client, said: dict[str, str], words: str
) -> None:
    answer = manager.post("/vacancies/new/U90001/", vacancy(**said))
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_recorded_training_practices_are_counted(manager: Client) -> None:
    manager.post("/training/new/U90001/", place(kind="training_practice"))
    assert "Recorded for this date" in body(Client(), f"/networks/U90001/people/?{ON}")
