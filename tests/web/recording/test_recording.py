"""People sign in, record, and see what came of it, without a line of script."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from openpcn.domains.accounts import actions as accounts
from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.registry.loading import NamedArea, record_area_parts, record_areas
from openpcn.domains.registry.models import Future, Rationale, RoleHolding
from tests.domains.world import File, account, county, load
from tests.support.visiting import dated, signed_in

pytestmark = pytest.mark.django_db
PHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def lead() -> Client:
    return signed_in("lead", ("primary_care_lead", "Q91"))


def text_of(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


PAGES = (
    "/sign-in/",
    "/account/",
    "/contacts/",
    "/contacts/new/",
    "/futures/",
    "/futures/new/",
    "/neighbourhood-maps/",
    "/neighbourhood-maps/new/",
    "/record/rationale/",
    "/record/rationale/U90002/",
    "/record/succession/",
    "/record/closure/",
    "/record/membership/",
)
PUBLIC = {"/sign-in/", "/contacts/", "/futures/", "/neighbourhood-maps/"}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_for_who_may(path: str, lead: Client) -> None:
    response = lead.get(path)
    assert response.status_code == 200
    assert "<h1" in text_of(response)


@pytest.mark.parametrize("path", PAGES)
def test_recording_asks_strangers_to_sign_in_and_brings_them_back(path: str) -> None:
    response = Client().get(path)
    if path in PUBLIC:
        assert response.status_code == 200
    else:
        assert response.status_code == 302
        assert response["Location"] == f"/sign-in/?next={path.replace('/', '%2F')}"


BY_NUMBER = {"/contacts/1/cover/", "/contacts/1/end/"}


@pytest.mark.parametrize("path", sorted((set(PAGES) | BY_NUMBER) - PUBLIC - {"/account/"}))
def test_who_holds_no_role_is_told_so(path: str) -> None:
    assert signed_in("roleless").get(path).status_code == 403


def test_a_name_and_a_password_sign_in_and_lead_back() -> None:
    accounts.make_account(username="jo", password=PHRASE)
    client = Client()
    said = {"username": "jo", "password": PHRASE, "next": "/futures/"}
    response = client.post("/sign-in/", said)
    assert (response.status_code, response["Location"]) == (302, "/futures/")
    assert client.get("/account/").status_code == 200
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").status_code == 302
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(onward: str) -> None:
    accounts.make_account(username="jo", password=PHRASE)
    said = {"username": "jo", "password": PHRASE, "next": onward}
    assert Client().post("/sign-in/", said)["Location"] == "/account/"


def test_what_does_not_match_is_said_beside_the_field() -> None:
    response = Client().post("/sign-in/", {"username": "jo-two", "password": "wrong"})
    assert response.status_code == 400
    assert 'href="#username"' in text_of(response)
    assert "do not match" in text_of(response)
    assert "wrong" not in text_of(response)


def code_of(user: Account) -> str:
    device = TOTPDevice.objects.get(user=user)
    return f"{totp(device.bin_key):06}"


def test_an_administrator_sets_up_a_second_factor_and_then_signs_in_with_it() -> None:
    boss = accounts.make_first_administrator(username="boss", password=PHRASE)
    client = Client()
    said = {"username": "boss", "password": PHRASE}
    assert client.post("/sign-in/", said)["Location"] == "/account/second-factor/"
    assert client.get("/record/succession/")["Location"] == "/account/second-factor/"
    assert "otpauth" in text_of(client.get("/account/second-factor/"))
    assert client.post("/account/second-factor/", {"code": "12"}).status_code == 400
    assert client.post("/account/second-factor/", {"code": code_of(boss)}).status_code == 302
    assert client.get("/record/succession/").status_code == 200

    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0)
    fresh = Client()
    assert fresh.post("/sign-in/", said)["Location"] == "/sign-in/code/"
    assert fresh.get("/account/").status_code == 302, "a password alone is not enough"
    assert fresh.post("/sign-in/code/", {"code": "000000x"}).status_code == 400
    TOTPDevice.objects.update(throttling_failure_count=0)
    assert fresh.post("/sign-in/code/", {"code": code_of(boss)}).status_code == 302
    assert fresh.get("/record/succession/").status_code == 200


def test_a_code_without_a_password_leads_nowhere() -> None:
    assert Client().post("/sign-in/code/", {"code": "123456"})["Location"] == "/sign-in/"


def test_a_rationale_is_recorded_and_withdrawn(lead: Client) -> None:
    said = {"text": "A valley of its own.", "signed_by": "A Example"}
    said |= dated("signed_on", "2024-03-01") | dated("starts_on", "2024-04-01")
    assert lead.post("/record/rationale/U90002/", said).status_code == 302
    page = text_of(lead.get("/record/rationale/U90002/"))
    assert "A valley of its own." in page
    number = Rationale.objects.get().pk
    assert lead.post(f"/record/rationale/U90002/{number}/withdraw/").status_code == 302
    assert "A valley of its own." not in text_of(lead.get("/record/rationale/U90002/"))
    assert AuditEvent.objects.filter(action__contains="rationale").count() == 2


def test_networks_outside_the_band_are_offered_to_who_may_write_about_them(lead: Client) -> None:
    page = text_of(lead.get("/record/rationale/?as_at=2024-06-01"))
    assert "South PCN</a> (U90002)" in page
    assert "20,000 above 30,000 to 50,000; no rationale is held" in page
    assert "(U90001)" not in page
    other = signed_in("other", ("network_manager", "U90001"))
    assert "(U90002)" not in text_of(other.get("/record/rationale/?as_at=2024-06-01"))


def test_every_field_that_has_to_be_mended_is_named_and_what_was_written_stays(
    lead: Client,
) -> None:
    said = {"text": "Kept words", "signed_by": ""} | dated("starts_on", "2024-02-31")
    response = lead.post("/record/rationale/U90002/", said)
    page = text_of(response)
    assert response.status_code == 400
    assert "There is a problem" in page
    assert "Enter who signs" in page
    assert "a day that exists" in page
    assert 'href="#starts_on-day"' in page
    assert "Kept words" in page
    assert not Rationale.objects.exists()


def test_a_future_is_drafted_previewed_shared_and_published() -> None:
    manager = signed_in("manager", ("network_manager", "U90001"))
    said = {"title": "Option <B>", "owner": "u90001", "within": "Q91", "reason": ""}
    response = manager.post("/futures/new/", said | dated("effective_on", "2026-04-01"))
    number = Future.objects.get().pk
    assert response["Location"] == f"/futures/{number}/"
    change = {"practice": "Z90001", "network": "U90003"}
    assert manager.post(f"/futures/{number}/change/", change).status_code == 302
    page = text_of(manager.get(f"/futures/{number}/?as_at=2024-02-01"))
    assert "Option &lt;B&gt;" in page
    assert "60,000" in page, "West PCN would have 50,000 and 10,000"
    assert Client().get(f"/futures/{number}/").status_code == 404
    assert "Option" not in text_of(Client().get("/futures/"))
    assert manager.post(f"/futures/{number}/state/", {"state": "published"}).status_code == 400
    for state in ("under_engagement", "published"):
        assert manager.post(f"/futures/{number}/state/", {"state": state}).status_code == 302
    assert Client().get(f"/futures/{number}/").status_code == 200
    assert manager.post(f"/futures/{number}/change/", change).status_code == 400
    assert manager.post(f"/futures/{number}/withdraw/").status_code == 302
    assert Client().get(f"/futures/{number}/").status_code == 404


def test_a_future_says_what_it_would_newly_bring_and_leads_to_its_structure() -> None:
    manager = signed_in("manager", ("network_manager", "U90001"))
    form = text_of(manager.get("/futures/new/?as_at=2024-02-01"))
    assert '<option value="U90001">North PCN (U90001)</option>' in form
    assert '<option value="Q91">Example system (Q91)</option>' in form
    said = {"title": "Option B", "owner": "U90001", "within": "U90001"}
    manager.post("/futures/new/", said | dated("effective_on", "2026-04-01"))
    number = Future.objects.get().pk
    manager.post(f"/futures/{number}/change/", {"practice": "Z90002", "network": "none"})
    page = text_of(manager.get(f"/futures/{number}/?as_at=2024-02-01"))
    assert "North PCN would be 10,000, 20,000 patients below 30,000" in page
    assert "Beech Surgery is in no network" in page
    assert "leaves its network (joins none)" in page
    assert "Only people who may draft for North PCN can see it." in page
    assert "West PCN (U90003)</option>" in page, "any network of the system can be joined"
    [structure] = re.findall(r'href="(/structure/[^"]*future[^"]*)"', page)
    assert f"future={number}" in structure
    for address in (structure.replace("&amp;", "&"), "/networks/U90001/map/?as_at=2024-02-01"):
        assert manager.get(address).status_code == 200


def test_a_shared_future_is_read_by_those_named_and_changed_by_nobody_else() -> None:
    manager = signed_in("manager", ("network_manager", "U90001"))
    said = {"title": "Option B", "owner": "U90001", "within": "Q91"}
    manager.post("/futures/new/", said | dated("effective_on", "2026-04-01"))
    number = Future.objects.get().pk
    manager.post(f"/futures/{number}/share/", {"with": "U90002, U90003"})
    manager.post(f"/futures/{number}/state/", {"state": "shared"})
    guest = signed_in("guest", ("network_manager", "U90002"))
    page = text_of(guest.get(f"/futures/{number}/"))
    assert "Do not pass it on" in page
    assert "Move a practice" not in page
    change = {"practice": "Z90001", "network": "U90003"}
    assert guest.post(f"/futures/{number}/change/", change).status_code == 400
    outsider = signed_in("outsider", ("network_manager", "U90009"))
    assert outsider.get(f"/futures/{number}/").status_code == 404
    assert outsider.post(f"/futures/{number}/change/", change).status_code == 404


def test_the_contact_book_is_searched_covered_and_exported(lead: Client) -> None:
    said = {
        "organisation": "U90001",
        "role": "practice_manager",
        "person_name": "=Jo Example",
        "email": "jo@example.org",
        "phone": "+44 116 496 0000",
        "is_published": "yes",
    }
    assert lead.post("/contacts/new/", said | dated("starts_on", "2024-04-01")).status_code == 302
    number = RoleHolding.objects.get(person__name="=Jo Example").pk
    cover = {"person_name": "Kim Example"} | dated("starts_on", "2024-05-01")
    assert lead.post(f"/contacts/{number}/cover/", cover).status_code == 302
    page = text_of(lead.get("/contacts/?q=jo+north"))
    assert "covered by Kim Example" in page
    public = text_of(Client().get("/contacts/"))
    assert "Jo Example" in public
    assert ">Kim Example" not in public
    response = lead.get("/contacts/export.csv?within=Q91&role=practice_manager")
    rows = list(csv.DictReader(StringIO(response.content.decode())))
    assert response["Content-Type"].startswith("text/csv")
    assert {row["Name"] for row in rows} == {"'=Jo Example", "Kim Example"}
    assert {row["Phone"] for row in rows} == {"'+44 116 496 0000", ""}
    assert lead.post(f"/contacts/{number}/end/", dated("ends_on", "2024-06-30")).status_code == 302
    assert "Jo Example" not in text_of(lead.get("/contacts/?role=practice_manager&q=jo"))
    assert "Jo Example" in text_of(lead.get("/contacts/?q=jo&as_at=2024-06-30"))


def test_powerful_roles_are_not_given_on_this_page(lead: Client) -> None:
    said = {"organisation": "Q91", "role": "local_administrator", "person_name": "Lead"}
    response = lead.post("/contacts/new/", said | dated("starts_on", "2024-04-01"))
    assert response.status_code == 400
    assert "may not do this" in text_of(response)


def test_an_administrator_gives_a_role_and_an_account(lead: Client) -> None:
    boss = signed_in("boss", is_superuser=True)
    device = TOTPDevice.objects.create(user=Account.objects.get(username="boss"), confirmed=True)
    session = boss.session
    session["otp_device_id"] = device.persistent_id
    session.save()
    said = {"organisation": "U90001", "role": "network_manager", "person_name": "Jo Example"}
    assert boss.post("/contacts/new/", said | dated("starts_on", "2024-04-01")).status_code == 302
    path = f"/contacts/{RoleHolding.objects.get(person__name='Jo Example').pk}/account/"
    assert path in text_of(boss.get("/contacts/"))
    assert lead.get(path).status_code == 403
    weak = boss.post(path, {"username": "jo", "password": "short"})
    assert weak.status_code == 400
    assert boss.post(path, {"username": "jo", "password": PHRASE}).status_code == 302
    jo = Client()
    assert jo.post("/sign-in/", {"username": "jo", "password": PHRASE}).status_code == 302
    assert jo.get("/futures/new/").status_code == 200


def test_a_merger_and_a_closure_are_recorded(lead: Client) -> None:
    said = {"codes": "u90001 U90002", "successor": "U90003"} | dated("on", "2024-04-01")
    response = lead.post("/record/succession/", said)
    assert response.status_code == 302
    assert "U90001, U90002 succeeded by U90003" in text_of(lead.get(response["Location"]))
    again = lead.post("/record/succession/", said)
    assert again.status_code == 400
    assert "closed on 31 March 2024" in text_of(again)
    shut = {"code": "Z90006"} | dated("closed_on", "2024-06-30")
    assert lead.post("/record/closure/", shut).status_code == 302
    assert lead.post("/record/closure/", shut).status_code == 400


def test_a_practice_leaves_and_joins(lead: Client) -> None:
    joins = {"practice": "Z90001", "what": "joins", "network": "U90002"}
    response = lead.post("/record/membership/", joins | dated("on", "2024-04-01"))
    assert response.status_code == 400
    assert "is a core member of U90001" in text_of(response)
    leaves = {"practice": "Z90001", "what": "leaves", "network": ""}
    assert lead.post("/record/membership/", leaves | dated("on", "2024-03-31")).status_code == 302
    assert lead.post("/record/membership/", joins | dated("on", "2024-04-01")).status_code == 302


def test_neighbourhoods_are_drawn_by_ward_and_by_code(lead: Client) -> None:
    small = record_areas(
        "lsoa21", [NamedArea(f"E9300000{n}", f"Example 00{n}") for n in range(1, 5)]
    )
    ward = record_areas("ward25", [NamedArea("E95000001", "Mill ward")])
    parts = [(small["E93000001"], ward["E95000001"]), (small["E93000002"], ward["E95000001"])]
    record_area_parts(load(File()), parts)
    said = {"title": "Neighbourhoods 2026", "owner": "Q91"} | dated("starts_on", "2026-04-01")
    path = lead.post("/neighbourhood-maps/new/", said)["Location"]
    page = text_of(lead.get(f"{path}?kind=lsoa21&of=ward25:E95000001"))
    assert "Mill ward" in page
    assert "Example 002" in page
    assert "Example 003" not in page
    drawing = {"kind": "lsoa21", "name": "Old Town", "area": ["E93000001"], "codes": "E93000003"}
    assert lead.post(f"{path}draw/", drawing).status_code == 302
    assert "2 small areas" in text_of(lead.get(path))
    lead.post(f"{path}draw/", {"kind": "lsoa21", "name": "old town", "codes": "E93000004"})
    assert "3 small areas" in text_of(lead.get(path))
    assert lead.post(f"{path}draw/", drawing | {"replace": "yes"}).status_code == 302
    assert "2 small areas" in text_of(lead.get(path))
    clash = {"kind": "lsoa21", "name": "Mill", "codes": "E93000003"}
    response = lead.post(f"{path}draw/", clash)
    assert response.status_code == 400
    assert "E93000003 (Old Town)" in text_of(response)
    assert Client().get(path).status_code == 404
    assert lead.post(f"{path}act/", {"erase": "Old Town"}).status_code == 302
    assert "None is drawn yet" in text_of(lead.get(path))
    lead.post(f"{path}draw/", drawing)
    lead.post(f"{path}act/", {"with": "U90001"})
    lead.post(f"{path}act/", {"state": "under_engagement"})
    assert Client().get(path).status_code == 404
    lead.post(f"{path}act/", {"state": "published"})
    assert "Old Town" in text_of(Client().get(path))
    assert lead.post(f"{path}act/", {"withdraw": "yes"})["Location"] == "/neighbourhood-maps/"
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_recorded_without_the_site_s_own_token(path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(account("lead", ("primary_care_lead", "Q91")))
    before = AuditEvent.objects.count()
    assert client.post(path, {}).status_code in (403, 405)
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    ("address", "onto"),
    [
        ("/futures/7/change/", "/futures/7/"),
        ("/futures/7/state/", "/futures/7/"),
        ("/futures/7/share/", "/futures/7/"),
        ("/futures/7/withdraw/", "/futures/7/"),
        ("/neighbourhood-maps/7/draw/", "/neighbourhood-maps/7/"),
        ("/neighbourhood-maps/7/act/", "/neighbourhood-maps/7/"),
        ("/record/rationale/U90002/7/withdraw/", "/record/rationale/U90002/"),
    ],
)
def test_an_address_of_a_form_that_is_loaded_again_leads_to_its_page(
    address: str, onto: str, lead: Client
) -> None:
    response = lead.get(address)
    assert (response.status_code, response["Location"]) == (302, onto)
