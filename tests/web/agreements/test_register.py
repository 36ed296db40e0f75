"""A network manager records agreements, practices sign them, and the register says who has not."""

from __future__ import annotations

import pytest
from django.test import Client

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.agreements.models import AgreementSignature, AgreementTerms, SharedData
from tests.domains.world import county
from tests.support.visiting import dated, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def manager() -> Client:
    return signed_in("manager", ("network_manager", "U90001"))


@pytest.fixture
def lead() -> Client:
    return signed_in("lead", ("primary_care_lead", "Q91"))


NETWORK = {
    "kind": "network",
    "about": "U90001",
    "title": "Network agreement 2024/25",
    "payee": "Z90001",
    "clinical_director": "Dr A Person",
    "kept_at": "Shared drive",
    **dated("starts_on", "2024-04-01"),
    **dated("sign_by", "2024-05-31"),
}
SIGNED = {"signs": "Z90001", "signed_by": "B Partner", "job_title": "Partner"} | dated(
    "signed_on", "2024-05-02"
)
AT = "?as_at=2024-06-30"


def begin(client: Client, **more: str) -> str:
    answer = client.post("/agreements/new/", NETWORK | more)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def body(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def done(client: Client, path: str, said: dict[str, str] | None = None) -> None:
    answer = client.post(path, said or {})
    assert answer.status_code == 302, answer.content.decode()


def test_from_an_empty_register_to_who_has_not_signed(manager: Client) -> None:
    assert "No agreement is recorded yet" in body(manager, "/agreements/")
    path = begin(manager)
    done(manager, f"{path}members/")
    done(manager, f"{path}sign/", SIGNED)
    done(
        manager,
        f"{path}schedule/",
        {"schedule": "4", "progress": "agreed", "schedule_words": "Minutes 3"}
        | dated("agreed_on", "2024-04-20"),
    )
    page = body(manager, path + AT)
    assert "Alder Surgery" in page
    assert "B Partner, Partner" in page
    assert "Agreed, 20 April 2024" in page
    register = body(manager, f"/agreements/{AT}")
    assert "Beech Surgery has not signed" in register
    assert "was due by 31 May 2024" in register
    assert "1 of 2" in register
    lines = manager.get(f"/agreements/register.csv{AT}").content.decode().splitlines()
    assert len(lines) == 3
    assert "Z90002,Core network practice,2024-04-01" in lines[2]
    assert "Recorded in OpenPCN" in lines[2]


def test_the_register_finds_where_it_contradicts_the_membership_and_the_contact_book(
    manager: Client, lead: Client
) -> None:
    signed_in("director", ("clinical_director", "U90001"))
    path = begin(manager)
    done(manager, f"{path}members/")
    told = body(manager, f"/agreements/{AT}")
    assert "no party" not in told
    assert "no member of the network" not in told
    assert "Two clinical directors: Dr A Person and Director" in told
    ours = begin(lead, about="U90002", clinical_director="")
    core = {"party_as": "core", **dated("party_starts_on", "2024-04-01")}
    done(lead, f"{ours}party/", core | {"organisation": "Z90001"})
    told = body(lead, f"/agreements/{AT}&within=Q91")
    assert "Alder Surgery is a party and no member of the network" in told
    assert "is a member of the network and no party" in told
    unknown = {"schedule": "77", "progress": "open", "schedule_words": ""}
    assert "Choose a schedule" in manager.post(f"{path}schedule/", unknown).content.decode()


def test_a_practice_signs_for_itself_and_for_nobody_else(manager: Client) -> None:
    path = begin(manager)
    done(manager, f"{path}members/")
    practice = signed_in("practice", ("practice_manager", "Z90001"))
    assert "Record a signature" in body(practice, path + AT)
    done(practice, f"{path}sign/", SIGNED)
    other = practice.post(f"{path}sign/", SIGNED | {"signs": "Z90002"})
    assert other.status_code == 400
    assert "Your account may not do this" in other.content.decode()
    again = practice.post(f"{path}sign/", SIGNED)
    assert "recorded already" in again.content.decode()
    signature = AgreementSignature.objects.get()
    done(practice, f"{path}unsign/", {"signature": str(signature.pk)})
    assert "0 of 2" in body(practice, f"/agreements/{AT}")
    assert practice.post("/agreements/new/", NETWORK).status_code == 403


def test_what_was_known_before_is_readable_and_taking_back_is_undone(manager: Client) -> None:
    path = begin(manager)
    number = path.strip("/").split("/")[-1]
    changed = NETWORK | {"title": "Network agreement, corrected"}
    assert "Network agreement 2024/25" in body(manager, f"{path}terms/")
    done(manager, f"{path}terms/", changed)
    assert "Network agreement, corrected" in body(manager, path)
    assert AgreementTerms.objects.filter(agreement_id=number).count() == 2
    answer = manager.post(f"{path}withdraw/")
    assert "Bring back" in answer.content.decode()
    assert manager.get(path).status_code == 404
    assert f'action="{path}back/' in body(manager, "/agreements/?within=U90001")
    done(manager, f"{path}back/")
    assert f'action="{path}back/' not in body(manager, "/agreements/?within=U90001")
    assert "Network agreement, corrected" in body(manager, path)
    assert manager.post(f"{path}back/").status_code == 409
    assert AuditEvent.objects.filter(action="brought back an agreement").exists()


def test_the_next_edition_keeps_the_parties_and_has_no_signature(manager: Client) -> None:
    path = begin(manager)
    done(manager, f"{path}members/")
    done(manager, f"{path}sign/", SIGNED)
    answer = manager.post(f"{path}edition/", dated("starts_on", "2025-04-01"))
    assert answer.status_code == 302, answer.content.decode()
    assert "31 March 2025" in body(manager, path)
    later = body(manager, f"{answer['Location']}?as_at=2025-04-02")
    assert "Edition 2" in later
    assert "Alder Surgery" in later
    assert "B Partner" not in later
    again = manager.post(f"{path}edition/", dated("starts_on", "2025-06-01"))
    assert "followed by another" in again.content.decode()


def test_a_network_has_one_network_agreement_on_a_day(manager: Client) -> None:
    begin(manager)
    answer = manager.post("/agreements/new/", NETWORK | {"title": "A second"})
    assert answer.status_code == 400
    assert "Begin its next edition" in answer.content.decode()
    begin(manager, kind="data_sharing", controllers="joint")


def test_what_is_shared_is_data_and_not_prose(manager: Client) -> None:
    path = begin(manager, kind="data_sharing", controllers="joint", title="Sharing")
    said = {
        "purpose": "enhanced_access",
        "access": "write",
        "category-appointments": "yes",
        "category-whole_record": "yes",
    }
    done(manager, f"{path}share/", said)
    page = body(manager, path + AT)
    assert "Extended hours and enhanced access" in page
    assert "Appointment book" in page
    assert "Schedules" not in page
    assert SharedData.objects.count() == 2
    done(manager, f"{path}unshare/", {"shared": str(SharedData.objects.first().pk)})  # type: ignore[union-attr]
    assert SharedData.objects.filter(known_until__isnull=True).count() == 1
    none = manager.post(f"{path}share/", {"purpose": "planning", "access": "read"})
    assert "Choose at least one category" in none.content.decode()


def test_parties_join_leave_and_are_taken_out(manager: Client) -> None:
    path = begin(manager)
    done(
        manager,
        f"{path}party/",
        {"organisation": "z90003", "party_as": "other"} | dated("party_starts_on", "2024-05-01"),
    )
    number = _party(manager, path)
    done(manager, f"{path}leave/", {"party": number} | dated("leave_on", "2024-05-31"))
    assert "Parties on other days: Cedar Surgery" in body(manager, path + AT)
    number = _party(manager, path + "?as_at=2024-05-15")
    done(manager, f"{path}party-out/", {"party": number})
    assert "Cedar" not in body(manager, path + AT)


def _party(client: Client, path: str) -> str:
    text = client.get(path).content.decode()
    return text.split('name="party"')[1].split('value="')[1].split('"')[0]


@pytest.mark.parametrize(
    ("where", "said", "says"),
    [
        ("sign/", {}, "Enter the name of who signed"),
        ("sign/", SIGNED | dated("signed_on", "2999-01-01"), "is not between"),
        ("sign/", SIGNED | {"signs": "Z90003"}, "is not a party"),
        ("party/", {"organisation": "U90002", "party_as": "core"}, "is not a practice"),
        ("party/", {"organisation": "Z90003", "party_as": "processor"}, "such a party"),
        ("party/", {"organisation": "NOWHERE", "party_as": "other"}, "NOWHERE"),
        ("schedule/", {"schedule": "1", "progress": "agreed"}, "An agreed schedule has a day"),
        ("share/", {"purpose": "planning", "access": "read"}, "Choose at least one"),
        ("leave/", {"party": "x"} | dated("leave_on", "2024-05-01"), "No such party"),
        ("edition/", dated("starts_on", "2024-01-01"), "Let the next one start on a later day"),
        ("terms/", NETWORK | {"title": ""}, "Enter a title"),
    ],
)
def test_what_is_refused_is_said_on_the_page(
    manager: Client, where: str, said: dict[str, str], says: str
) -> None:
    path = begin(manager)
    start = {} if "party_starts_on-day" in said else dated("party_starts_on", "2024-05-01")
    answer = manager.post(path + where, start | said)
    assert answer.status_code == 400
    assert says in " ".join(answer.content.decode().split())


def test_practices_in_no_network_are_covered_by_one(lead: Client, manager: Client) -> None:
    register = body(lead, "/agreements/?within=Q91")
    assert "Nobody is recorded as covering the patients of Hazel Surgery" in register
    said = {"practice": "z90006", "network": "u90001", "words": "Board of 3 May."}
    done(lead, "/agreements/cover/", said | dated("starts_on", "2024-05-01"))
    register = body(lead, "/agreements/?within=Q91")
    assert "Nobody is recorded" not in register
    assert "Board of 3 May." in register
    number = register.split("/agreements/cover/")[1].split("/")[0]
    twice = lead.post("/agreements/cover/", said | dated("starts_on", "2024-06-01"))
    assert "covered on these days already" in twice.content.decode()
    done(lead, f"/agreements/cover/{number}/end/", dated("ends_on", "2024-05-31"))
    assert "Nobody is recorded" in body(lead, "/agreements/?within=Q91")
    assert "Board of 3 May." in body(lead, "/agreements/?within=Q91&as_at=2024-05-20")
    assert manager.post("/agreements/cover/", said).status_code == 403
    assert manager.get(f"/agreements/cover/{number}/end/").status_code == 403


def test_cover_is_taken_back_and_not_given_to_a_practice_in_a_network(lead: Client) -> None:
    said = {"practice": "Z90001", "network": "U90002", "words": "x"} | dated(
        "starts_on", "2024-05-01"
    )
    answer = lead.post("/agreements/cover/", said)
    assert "is in a network on 1 May 2024" in answer.content.decode()
    done(lead, "/agreements/cover/", said | {"practice": "Z90006"})
    number = body(lead, "/agreements/?within=Q91").split("/agreements/cover/")[1].split("/")[0]
    done(lead, f"/agreements/cover/{number}/out/")
    assert "Nobody is recorded" in body(lead, "/agreements/?within=Q91")


def test_agreements_are_read_by_people_of_the_system(manager: Client) -> None:
    path = begin(manager)
    assert Client().get(path).status_code == 302
    nobody = signed_in("nobody")
    assert nobody.get(path).status_code == 404
    assert nobody.get("/agreements/").status_code == 403
    assert "You hold none here" in body(nobody, "/agreements/?within=U90001")
    assert "Network agreement 2024/25" in body(
        signed_in("councillor", ("councillor", "Q91")), "/agreements/"
    )
    assert "has not signed" not in body(signed_in("south", ("network_manager", "U90002")), path)
    outsider = signed_in("other", ("network_manager", "U90002"))
    assert outsider.get(f"{path}terms/").status_code == 403
