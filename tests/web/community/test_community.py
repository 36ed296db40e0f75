"""The community of the demonstration, as a link worker, a manager and the public see it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from openpcn.domains.accounts.models import Account
from openpcn.domains.community.models import Asset, AssetVersion
from tests.support.visiting import client_of, dated

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> Client:
    return client_of(Account.objects.get(username="demo-link-worker"))


@pytest.fixture
def councillor() -> Client:
    return client_of(Account.objects.get(username="demo-councillor"))


def body(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[-2_000:]
    return " ".join(answer.content.decode().split())


def sent(client: Client, path: str, said: dict[str, str] | None = None) -> str:
    answer = client.post(path, said or {})
    assert answer.status_code == 302, answer.content.decode()[-3_000:]
    return str(answer["Location"])


def number_of(name: str) -> int:
    found = AssetVersion.objects.filter(name=name, known_until__isnull=True)
    return int(found.values_list("asset_id", flat=True).latest("id"))


ENTRY = {
    "keeper": "ZN0001",
    "name": "Tea and <script>alert(1)</script> Talk",
    "kind": "group",
    "description": "<img src=x onerror=alert(1)> Tea at ten.",
    "theme-loneliness": "yes",
    "tier": "support",
    "postcode": "qx2 1jy",
    "step_free": "yes",
    "times": "MO WE 10:00-12:00\n1SA 9.30-11:00",
    "languages": "English, Gujarati",
    "cost": "free",
    "organisation": "Talkers CIO",
    "charity_number": "1999950",
    "owner_email": "talk@talkers.example",
    "standing": "active",
    "publication": "published",
    "source": "Rang the organiser",
    **dated("starts_on", "2026-05-01"),
}


def test_from_an_empty_form_to_the_printed_leaflet_with_undo(worker: Client) -> None:
    path = sent(worker, "/community/new/", ENTRY)
    page = body(worker, path)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert "onerror=alert(1)&gt;" in page
    assert "Monday and Wednesday, 10:00 to 12:00" in page
    assert "the first Saturday of the month, 09:30 to 11:00" in page
    assert "Lantern Hill PCN" in page
    assert "Never checked" in page
    sent(worker, f"{path}describe/", ENTRY | {"confirmed": "yes"})
    assert "Right as it stands" in body(worker, path)
    form = body(worker, f"{path}describe/")
    assert "MO WE 10:00-12:00" in form
    sent(worker, f"{path}describe/", ENTRY | {"name": "Tea and Talk"})
    assert "Tea and Talk" in body(Client(), path)
    sent(worker, f"{path}undo/")
    assert "&lt;script&gt;" in body(Client(), path)
    found = re.search(r"/neighbourhoods/(\w+)/community/", body(Client(), path))
    assert found
    asked = f"?within=ZQ1&theme=loneliness&where={found[1]}&language=gu&time=morning"
    leaflet = body(Client(), f"/community/find/{asked}&leaflet=yes")
    assert "&lt;script&gt;alert(1)" in leaflet
    sent(worker, f"{path}publish/", {"publication": "draft"})
    assert "No such entry" in body(Client(), path, 404)
    assert "Taken back" in worker.post(f"{path}withdraw/").content.decode()
    sent(worker, f"{path}back/")
    assert "Draft: people of its system only" in body(worker, path)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"times": "MO 12:00-10:00"}, "ends before it begins"),
        ({"times": "Mondays"}, "is not a time"),
        ({"times": "MO 25:00-26:00"}, "There is no such time"),
        ({"languages": "Klingonese"}, "is no language that we know"),
        ({"postcode": "LEICESTER"}, "is no postcode"),
        ({"website": "javascript:alert(1)"}, "no address of a page"),
        ({"email": "nobody"}, "Enter an address such as"),
        ({"youngest": "old"}, "Enter an age in years"),
        ({"easting": "4"}, "Enter both metres east and north"),
        ({"easting": "x", "northing": "9"}, "Enter metres on the National Grid"),
        ({"charity_number": "abc"}, "is no charity number"),
        ({"oldest": "11", "youngest": "18"}, "The oldest age is below the youngest"),
    ],
)
def test_a_form_that_has_to_be_mended_says_so_and_keeps_what_was_typed(
    worker: Client, said: dict[str, str], problem: str
) -> None:
    before = Asset.objects.count()
    answer = worker.post("/community/new/", ENTRY | said)
    assert answer.status_code == 400
    assert problem in answer.content.decode()
    assert f'href="#{next(iter(said))}' in answer.content.decode()
    assert "Rang the organiser" in answer.content.decode()
    assert Asset.objects.count() == before


def test_a_postcode_that_is_not_known_is_told_and_a_point_of_its_own_counts(
    worker: Client,
) -> None:
    path = sent(worker, "/community/new/", ENTRY | {"postcode": "QX99 9ZZ"})
    assert "the postcode QX99 9ZZ is not held" in body(worker, path)
    own = {"postcode": "", "easting": "450000", "northing": "300000"}
    path = sent(worker, "/community/new/", ENTRY | own)
    assert "a point that a person recorded" in body(worker, path)
    assert "450000" in body(worker, f"{path}describe/")


def test_a_page_of_a_network_shows_gaps_map_and_table(worker: Client) -> None:
    page = body(worker, "/networks/ZN0001/community/")
    gaps, offers = page.split("What there is", 1)
    assert "Stopping smoking, in Polish, weekday evening" in gaps
    assert "Pharmacy or appliance contractor" in offers
    assert "stand nowhere on the map" in offers
    assert "Working with them" in page
    assert "Working with them" not in body(Client(), "/networks/ZN0001/community/")
    one = body(Client(), "/networks/ZN0001/community/?kind=library")
    assert "1 entry: library 1" in one
    sources = one.split("Where each figure comes from")[1]
    assert "Recorded by people in OpenPCN" in sources
    assert "1 October 2026" in sources


def test_the_directory_filters_pages_and_leaves_as_a_file() -> None:
    page = body(Client(), "/community/?theme=dementia&time=afternoon")
    assert "Memory Café" in page
    assert "1 entry" in page
    assert "Nothing in the directory fits" in body(Client(), "/community/?q=zzzz")
    lines = Client().get("/community.csv?theme=dementia").content.decode().splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("Memory Café,Self-help or social group,")
    assert "Lantern Hill" in lines[1]
    for bad in ("kind=circus", "page=0", "page=99", "theme=x"):
        assert Client().get(f"/community/?{bad}").status_code in (400, 404)


def test_three_steps_lead_to_what_fits_and_a_need_without_an_offer_is_written_down(
    worker: Client,
) -> None:
    assert "What does somebody need?" in body(worker, "/community/find/")
    second = body(worker, "/community/find/?within=ZQ1&theme=new_arrivals")
    assert "Never the address of a person" in second
    step = "/community/find/?within=ZQ1&theme=new_arrivals&where=ZNB01&language=ur"
    assert "It must be step-free" in body(worker, step)
    assert "Nothing in the directory fits this" in body(worker, f"{step}&time=evening")
    assert "Anywhere" in second
    said = {
        "keeper": "ZN0001",
        "theme": "new_arrivals",
        "language": "ur",
        "part_of_day": "evening",
        "source": "Heard in a meeting",
        **dated("starts_on", "2026-10-01"),
    }
    path = sent(worker, "/community/needs/new/", said)
    assert "This is a gap" in body(Client(), path)
    assert "in Urdu, weekday evening" in body(Client(), "/networks/ZN0001/community/")
    changed = sent(worker, f"{path}change/", said | {"language": "", "part_of_day": ""})
    assert "Hello English" in body(Client(), changed)
    sent(worker, f"{changed}end/", dated("need_ends_on", "2026-10-02"))
    assert "No such need" in body(Client(), changed, 404)


def test_stale_entries_are_listed_with_whom_to_ask_and_left_in_peace_once_asked(
    worker: Client,
) -> None:
    at = "as_at=2026-11-01&area=networks/ZN0001"
    page = body(worker, f"/community/due/?{at}")
    assert "Memory Café" in page
    assert "memory@vellmouth.example" in page
    assert "Lantern Lane Befriending" not in page
    lines = worker.get(f"/community/due.csv?{at}").content.decode().splitlines()
    assert any("memory@vellmouth.example" in line for line in lines)
    worker.post("/community/due/?area=networks/ZN0001")
    again = body(worker, "/community/due/?area=networks/ZN0001")
    assert " 0 are to be asked now" in again
    worker.post("/community/due/?area=networks/ZN0001", {"deed": "not_asked"})
    after = body(worker, "/community/due/?area=networks/ZN0001")
    assert " 0 are to be asked now" not in after
    assert "take it back" not in after


def test_one_charity_under_four_names_is_brought_together_and_parted(worker: Client) -> None:
    page = body(worker, "/community/double/")
    assert "4 entries" in page
    first, second = (
        number_of("St Brannoc's Community Café"),
        number_of("Saint Brannocs Community Cafe CIO"),
    )
    said = {"deed": "merge", "entry": str(second), "other": str(first), "because": "Same name"}
    sent(worker, "/community/double/", said)
    assert "3 entries" in body(worker, "/community/double/")
    assert "and is read there" in body(worker, f"/community/{second}/")
    name: Any = Account.objects.get(username="demo-link-worker").get_full_name()
    assert f"is read here: Same name ({name}, " in body(worker, f"/community/{first}/")
    sent(worker, f"/community/{second}/part/")
    sent(worker, "/community/double/", said | {"deed": "apart"})
    assert "4 entries" in body(worker, "/community/double/")
    others = re.search(rf'name="entry" value="{second}">.*?name="others" value="([\d ]+)"', page)
    assert others
    sent(worker, "/community/double/", said | {"deed": "keep", "others": others[1]})
    assert "St Brannoc" not in body(worker, "/community/double/")
    assert body(worker, f"/community/{second}/").count("is read here:") == 3
    assert "and is read there" in body(Client(), f"/community/{first}/")


def test_a_network_plans_with_an_asset_and_sees_what_is_overdue(worker: Client) -> None:
    number = number_of("Men's Shed")
    said = {
        "network": "ZN0001",
        "stage": "in_touch",
        "lead": "Manager",
        "next_step": "Visit the shed",
        **dated("next_step_on", "2026-06-01"),
        **dated("engaged_on", "2026-05-01"),
    }
    sent(worker, f"/community/{number}/engage/", said)
    plan = body(worker, "/networks/ZN0001/community/plan/?as_at=2026-11-01")
    assert plan.index("Visit the shed") < plan.index("Memory Café")
    assert "overdue" in plan
    assert "Visit the shed" in worker.get("/networks/ZN0001/community/plan.csv").content.decode()
    assert "Visit the shed" not in body(Client(), f"/community/{number}/")
    assert Client().get("/networks/ZN0001/community/plan/").status_code == 302


def test_custody_and_a_split_stand_on_the_page_for_everybody() -> None:
    page = body(Client(), f"/community/{number_of('Harbour Advice and Jobs')}/")
    assert "Voluntary Action Vellshire, from 1 September 2026" in page
    assert "Vellmouth City Council, from 1 April 2025 until 31 August 2026" in page
    assert "Harbour Jobs Club" in page
    assert "It came from" in body(Client(), f"/community/{number_of('Harbour Jobs Club')}/")


def test_small_forms_record_and_take_out_again(worker: Client) -> None:
    number = number_of("Talk and Knit")
    base = f"/community/{number}/"
    check = {"checked_as": "no_answer", "asked": "organiser", **dated("checked_on", "2026-10-20")}
    sent(worker, f"{base}check/", check)
    assert "Nobody answered (organiser)" in body(worker, base)
    sent(worker, f"{base}hand-over/", {"steward": "Parish", **dated("custody_on", "2026-01-01")})
    follow = {"became_as": "joined", "successor": str(number_of("Men's Shed"))}
    sent(worker, f"{base}follow/", follow | dated("became_on", "2026-02-01"))
    page = body(worker, base)
    for name, deed in (
        ("check", "check-out"),
        ("custody", "hand-over-out"),
        ("became", "follow-out"),
    ):
        found = re.search(rf'name="{name}" value="(\d+)"', page)
        assert found
        sent(worker, f"{base}{deed}/", {name: found[1]})
    after = body(worker, base)
    assert "Parish" not in after
    assert worker.post(f"{base}follow/", follow | {"successor": "x"}).status_code == 400


@pytest.mark.parametrize(
    "path",
    ["/community/new/", "/community/due/", "/community/double/", "/community/needs/new/"],
)
def test_who_has_no_role_for_it_is_refused(councillor: Client, path: str) -> None:
    assert councillor.get(path).status_code == 403
    assert Client().get(path)["Location"].startswith("/sign-in/")


def test_the_public_cannot_change_an_entry_and_sees_no_names_of_staff(
    councillor: Client, worker: Client
) -> None:
    base = f"/community/{number_of('Memory Café')}/"
    assert councillor.post(f"{base}withdraw/").status_code == 403
    assert councillor.post(f"{base}right/").status_code in (400, 403)
    name: Any = Account.objects.get(username="demo-link-worker").get_full_name()
    assert name in body(worker, base)
    assert name not in body(Client(), base)


def test_a_neighbourhood_a_place_and_the_system_have_a_community_too() -> None:
    for path in ("/neighbourhoods/ZNB01/", "/places/ZP1/", "/systems/ZQ1/"):
        assert "What there is" in body(Client(), f"{path}community/")
    assert Client().get("/systems/ZQ1/community.csv").status_code == 200
    assert Client().get("/practices/Z00001/community/").status_code == 404


def test_a_link_worker_flags_an_entry_of_anybody_and_it_is_due_until_it_is_right(
    worker: Client, councillor: Client
) -> None:
    number = number_of("Memory Café")
    base = f"/community/{number}/"
    sent(worker, f"{base}right/")
    assert "may no longer be right" not in body(Client(), base)
    said = {"flag": "It meets on Fridays now"}
    assert councillor.post(f"{base}flag/", said).status_code in (400, 403)
    assert "Enter what is not right" in worker.post(f"{base}flag/").content.decode()
    sent(worker, f"{base}flag/", said)
    public = body(Client(), base)
    assert "something in it is not right" in public
    assert "Fridays" not in public
    assert "It meets on Fridays now" in body(worker, base)
    due = body(worker, "/community/due/")
    assert due.index("Memory Café") < due.index("Never checked")
    found = body(
        worker, "/community/find/?within=ZQ1&theme=dementia&where=anywhere&time=&language="
    )
    assert "Ring first.</strong> Flagged on" in found
    assert f'/community/{number}/#flag-it"' in found
    sent(worker, f"{base}right/")
    assert "something in it is not right" not in body(Client(), base)


def test_a_flag_on_a_published_list_is_looked_after_and_taken_out_again(worker: Client) -> None:
    page = body(worker, "/community/?kind=pharmacy")
    number = re.findall(r'href="/community/(\d+)/"', page)[0]
    sent(worker, f"/community/{number}/flag/", {"flag": "Closed at noon"})
    assert f'href="/community/{number}/"' in body(worker, "/community/due/")
    mine = re.search(r'name="check" value="(\d+)"', body(worker, f"/community/{number}/"))
    assert mine
    sent(worker, f"/community/{number}/check-out/", {"check": mine[1]})
    assert f'href="/community/{number}/"' not in body(worker, "/community/due/")


def test_what_does_not_tell_is_offered_apart_and_a_leaflet_has_what_was_ticked(
    worker: Client,
) -> None:
    befriending, walk = number_of("Lantern Lane Befriending"), number_of("Friday Harbour Walk")
    asked = "/community/find/?within=ZQ1&theme=loneliness&where=ZN0001&language=pl&time=evening"
    page = body(worker, asked)
    assert "Loneliness and company, Lantern Hill PCN, Polish" in page
    sure, perhaps = page.split("May fit: ask first")
    assert "Lantern Lane Befriending" not in sure
    assert "Ask first about its times." in perhaps
    assert "Friday Harbour Walk" not in page
    leaflet = body(Client(), f"{asked}&leaflet=yes&on={befriending}&on={walk}")
    assert "Lantern Lane Befriending" in leaflet
    assert "Friday Harbour Walk" not in leaflet
    assert "May fit: ask first" not in leaflet


def test_the_page_of_a_network_leads_to_what_is_near_it() -> None:
    from_area = body(Client(), "/networks/ZN0001/community/")
    assert "/community/find/?within=ZQ1&amp;where=ZN0001" in from_area
    second = body(Client(), "/community/find/?within=ZQ1&theme=loneliness&where=ZN0001")
    assert '<option value="ZN0001" selected>Lantern Hill PCN</option>' in second
    assert "Where, and in which language?" in body(
        Client(), "/community/find/?within=ZQ1&theme=loneliness&where=nowhere&language="
    )
