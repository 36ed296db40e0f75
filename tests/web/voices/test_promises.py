"""You said, we did: what people said is decided, promised, kept or not, and groups say so."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from openpcn.domains.engagement.models import ThemeDetail
from openpcn.domains.engagement.queries.promises import themes
from openpcn.kernel.when import When
from tests.domains.world import ident
from tests.web.voices.test_consultations import Clock
from tests.web.voices.test_groups import FROM, GROUP, body, day, sent, signed_in

pytestmark = pytest.mark.django_db

SAID = {
    "owner": "U90001",
    "said": "The telephones are busy at eight.",
    "heard_at": "Meeting of the group",
    "people": "14",
    **day("heard_on", "2026-02-02"),
}
PROMISE = {
    "promise": "A second line from Monday to Friday.",
    "promised_by": "Network manager",
    **day("due_on", "2026-06-30"),
    **day("decided_on", "2026-03-01"),
}
PAGE = "/networks/U90001/promises/"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def manager(clock: Clock) -> Client:
    return signed_in("manager", ("network_manager", "U90001"))


@pytest.fixture
def member(manager: Client) -> Client:
    """A member of a group that speaks for the patients of the network's practices."""
    group = sent(manager, "/voices/groups/new/", GROUP)
    sent(manager, f"{group}reach/", {"organisation": "U90001"} | FROM)
    return signed_in("member", ("ppg_member", "U90001"))


def test_from_what_was_said_to_a_promise_kept_and_what_the_group_says(
    manager: Client, member: Client, clock: Clock
) -> None:
    assert "Nothing is recorded yet" in body(Client(), PAGE)
    theme = sent(member, "/voices/themes/new/", SAID)
    assert "Not decided yet" in body(Client(), PAGE)
    early = member.post(
        f"{theme}group/", {"says": "kept", "group_words": "Yes"} | day("on", "2026-03-02")
    )
    assert "Nothing is promised yet" in early.content.decode()
    sent(manager, f"{theme}promise/", PROMISE)
    assert "Promised" in body(Client(), PAGE)
    clock.turn_to("2026-07-10")
    assert "Overdue since 30 June 2026" in body(Client(), PAGE)
    done = {"did": "The line is open.", **day("done_on", "2026-07-05")}
    assert "has not come yet" in manager.post(
        f"{theme}kept/", done | day("done_on", "2026-08-01")
    ).content.decode()  # fmt: skip
    sent(manager, f"{theme}kept/", done)
    page = body(Client(), PAGE)
    assert "Kept, 5 days late" in page
    assert "The line is open. (5 July 2026)" in page
    shown = body(member, theme)
    group = shown.split('<option value="')[1].split('"')[0]
    words = {"group": group, "says": "partly", "group_words": "Not on Fridays"}
    sent(member, f"{theme}group/", words | day("on", "2026-07-09"))
    assert "Partly kept." in body(Client(), PAGE)
    sent(member, f"{theme}group/", words | {"says": "not_kept"} | day("on", "2026-07-10"))
    assert "Partly kept." not in body(Client(), PAGE)
    row = Client().get("/networks/U90001/promises.csv").content.decode().splitlines()[1]
    assert "Friends of Alder: Not kept. Not on Fridays" in row
    number = body(member, theme).split('name="view" value="')[1].split('"')[0]
    sent(member, f"{theme}group-out/", {"view": number})
    assert "Not on Fridays" not in body(Client(), PAGE)
    again = member.post(f"{theme}group-out/", {"view": number})
    assert "No group of yours" in again.content.decode()


def test_a_promise_not_kept_and_a_refusal_stay_with_their_reasons(manager: Client) -> None:
    theme = sent(manager, "/voices/themes/new/", SAID)
    no = {"declined": "A night service", **day("declined_on", "2026-03-01")}
    assert "Enter the reason" in manager.post(f"{theme}decline/", no).content.decode()
    sent(manager, f"{theme}decline/", no | {"reason": "Nobody is free at night."})
    assert "We will not do this" in body(Client(), PAGE)
    sent(manager, f"{theme}undo/")
    sent(manager, f"{theme}promise/", PROMISE)
    assert "From “Promised”" in manager.post(
        f"{theme}decline/", no | {"reason": "No"}
    ).content.decode()  # fmt: skip
    sent(manager, f"{theme}not-kept/", {"not_kept": "The money went elsewhere."})
    page = body(Client(), PAGE)
    assert "Promise not kept" in page
    assert "The money went elsewhere." in page
    assert manager.post(f"{theme}withdraw/").status_code == 409
    sent(manager, f"{theme}undo/")
    sent(manager, f"{theme}promise/", PROMISE | {"promised_by": "Clinical director"})
    assert "Clinical director" in body(Client(), theme)
    sent(manager, f"{theme}undo/")
    assert ThemeDetail.objects.get(known_until=None).promise == ""
    sent(manager, f"{theme}withdraw/")
    assert Client().get(theme).status_code == 404


def test_what_was_said_is_corrected_and_details_of_a_person_are_refused(manager: Client) -> None:
    theme = sent(manager, "/voices/themes/new/", SAID)
    assert "The telephones are busy" in body(manager, f"{theme}said/")
    sent(manager, f"{theme}said/", SAID | {"said": "The lines are busy."})
    assert "The lines are busy." in body(Client(), theme)
    for told in ({"said": "Mrs Example, 0116 496 0123, waited"}, {"people": "0"}):
        refused = manager.post(f"{theme}said/", SAID | told)
        assert refused.status_code == 400
    promised = manager.post(f"{theme}promise/", PROMISE | {"promise": "Ring 0116 496 0123"})
    assert "has what looks like: telephone number" in promised.content.decode()


def test_what_was_taken_out_of_what_people_said_is_not_read_as_known_earlier(
    manager: Client,
) -> None:
    named = SAID | {"said": "Ana waits at the steep ramp.", "heard_at": "At Ana's"}
    corrected, mistaken = (sent(manager, "/voices/themes/new/", named) for _ in range(2))
    sent(manager, f"{corrected}promise/", PROMISE)
    earlier = When(as_at=date(2026, 4, 20), as_known=timezone.now())
    clean = SAID | {"said": "The ramp is steep.", "heard_at": "A meeting"}
    sent(manager, f"{corrected}said/", clean)
    sent(manager, f"{mistaken}withdraw/")
    (found,) = themes(None, [ident("U90001")], when=earlier)
    assert (found.said, found.heard_at) == ("The ramp is steep.", "A meeting")
    assert found.promise == PROMISE["promise"]


def test_groups_speak_only_where_they_reach(manager: Client, member: Client) -> None:
    theme = sent(manager, "/voices/themes/new/", SAID)
    sent(manager, f"{theme}promise/", PROMISE)
    words = {"group": "999", "says": "kept", "group_words": "Yes", **day("on", "2026-03-02")}
    assert "You do not speak for this group" in member.post(
        f"{theme}group/", words
    ).content.decode()  # fmt: skip
    stranger = signed_in("stranger", ("ppg_member", "U90002"))
    assert "Say for your group" not in body(stranger, theme)
    for where in ("promise/", "kept/", "undo/", "withdraw/", "said/"):
        assert stranger.post(theme + where, PROMISE | SAID).status_code in (400, 403)
        assert member.post(theme + where, PROMISE | SAID).status_code in (400, 403)
    assert stranger.post("/voices/themes/new/", SAID).status_code == 400
    assert Client().get("/voices/themes/new/").status_code == 302
    reader = signed_in("reader", ("councillor", "Q91"))
    assert reader.get("/voices/themes/new/").status_code == 403
    assert "Promised" in body(reader, "/systems/Q91/promises/")


def test_healthwatch_speaks_for_itself_and_no_patient_group_for_it(
    manager: Client, member: Client
) -> None:
    said = GROUP | {"kind": "healthwatch", "name": "Healthwatch of Alder"}
    group = sent(manager, "/voices/groups/new/", said)
    sent(manager, f"{group}reach/", {"organisation": "U90001"} | FROM)
    theme = sent(manager, "/voices/themes/new/", SAID)
    sent(manager, f"{theme}promise/", PROMISE)
    healthwatch = signed_in("healthwatch", ("healthwatch_officer", "Q91"))
    for who, own, other in (
        (healthwatch, "Healthwatch of Alder", "Friends of Alder"),
        (member, "Friends of Alder", "Healthwatch of Alder"),
    ):
        choices = body(who, theme).partition('name="group"')[2].partition("</select>")[0]
        assert own in choices
        assert other not in choices
    number = group.rstrip("/").rpartition("/")[2]
    words = {"group": number, "says": "partly", "group_words": "One line, not two."}
    assert member.post(f"{theme}group/", words | day("on", "2026-03-02")).status_code == 400
    sent(healthwatch, f"{theme}group/", words | day("on", "2026-03-02"))
    assert "One line, not two." in body(Client(), PAGE)
    sent(healthwatch, "/voices/themes/new/", SAID | {"said": "The ramp is steep."})
    assert healthwatch.get("/premises/?within=U90001").status_code == 403


def test_a_member_of_a_patient_group_reads_what_the_public_reads(member: Client) -> None:
    for path in ("/premises/?within=U90001", "/premises/sites.csv?within=U90001"):
        assert member.get(path).status_code == 403
    assert member.get("/voices/consultations/new/").status_code == 403
    assert "Friends of Alder" in body(member, "/networks/U90001/voices/")


def test_the_database_refuses_promises_without_owner_day_reason_or_deed(manager: Client) -> None:
    theme = sent(manager, "/voices/themes/new/", SAID)
    sent(manager, f"{theme}promise/", PROMISE)
    held = ThemeDetail.objects.filter(known_until=None)
    for wrong in (
        {"due_on": None},
        {"promised_by": ""},
        {"decision": "kept"},
        {"decision": "not_kept"},
        {"decision": "waiting"},
        {"did": "Something"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            held.update(**wrong)
