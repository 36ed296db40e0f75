"""A message to people in roles: written, reviewed, sent once, taken as files, answered."""

from __future__ import annotations

import csv
import io
import zipfile
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.test import Client

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.publishing.actions.messages import Recipient, claim_mail, send_message
from openpcn.domains.publishing.models import Delivery, Message
from openpcn.domains.publishing.queries.messages import get_message
from openpcn.domains.registry.models import Person, RoleHolding
from openpcn.domains.registry.permissions import NotAllowed
from openpcn.kernel.errors import NotFound
from openpcn.web.recording import choosing
from openpcn.workflows.messages import mailing
from openpcn.workflows.messages.recipients import recipients
from tests.domains import world
from tests.support.visiting import client_of, dated

pytestmark = pytest.mark.django_db
NOW = world.on("2026-06-01")
SAID = {
    "owner": "U90001",
    "role-clinical_director": "yes",
    "within": "Q91",
    "subject": "Evening hours in [organisation]",
    "text": "Dear [name], when do you open?",
    **dated("answer_by", "2026-12-01"),
}


def hold(name: str, code: str, email: str = "", role: str = "clinical_director", **more):
    return RoleHolding.objects.create(
        person=Person.objects.create(name=name),
        organisation_id=world.ident(code),
        role=role,
        starts_on=world.EARLY,
        email=email,
        is_published=True,
        known_from="2020-01-01T00:00:00Z",
        **more,
    )


@pytest.fixture
def directors(prepared) -> None:
    absent = hold("Absent Director", "U90002", "absent@south.example")
    hold("Cover Director", "U90002", "cover@south.example", covers_for=absent)
    hold("Same Person", "U90003", "both@west.example")
    hold("Other Person", "U90001", "Both@west.example")
    hold("Paper Only", "U90003")
    hold("A Manager", "U90003", "manager@west.example", role="network_manager")


@pytest.fixture
def writer(prepared) -> Client:
    return client_of(prepared.writer)


@pytest.fixture
def reviewer(prepared) -> Client:
    return client_of(prepared.reviewer)


def write(writer: Client, **more: str) -> str:
    answer = writer.post("/messages/new/", SAID | more)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def sent(writer: Client, reviewer: Client) -> str:
    path = write(writer)
    reviewer.post(f"{path}stage/", {"stage": "reviewed", "has_read": "yes"})
    reviewer.post(f"{path}send/")
    return path


def test_cover_gets_it_in_place_of_who_is_covered_and_one_address_gets_it_once(prepared, directors):
    found = recipients(prepared.writer, roles=["clinical_director"], within="Q91", when=NOW)
    names = {one.name for one in found}
    assert "Cover Director" in names
    assert "Absent Director" not in names
    assert "Other Person; Same Person" in names
    assert "A Manager" not in names
    alone = recipients(prepared.writer, roles=["clinical_director"], within="U90002", when=NOW)
    assert [one.role_words for one in alone] == ["Clinical director (covers for Absent Director)"]


def test_a_message_is_written_reviewed_and_sent_once_however_often_it_is_pressed(
    writer, reviewer, directors
):
    path = write(writer)
    page = writer.get(path).content.decode()
    assert "4 people would get it today" in page
    assert "Somebody else of your organisation" in page
    assert reviewer.post(f"{path}send/").status_code == 400
    assert writer.post(f"{path}stage/", {"stage": "reviewed"}).status_code == 400
    reviewer.post(f"{path}stage/", {"stage": "reviewed"})
    assert "Send to 4 recipients" in reviewer.get(path).content.decode()
    assert writer.post(f"{path}stage/", {"stage": "published"}).status_code == 400
    for client in (reviewer, reviewer, writer):
        client.post(f"{path}send/")
    assert Delivery.objects.count() == 4
    assert "0 of 4 have answered" in writer.get(path).content.decode()
    assert "1 message" not in writer.get("/messages/").content.decode()
    assert writer.post(f"{path}change/", SAID).status_code == 400


def test_a_message_to_2000_contacts_sent_twice_goes_to_each_once(prepared, writer, reviewer):
    path = write(writer)
    number = Message.objects.get().pk
    reviewer.post(f"{path}stage/", {"stage": "reviewed"})
    many = [
        Recipient(
            key=f"{n}@many.example",
            name=f"Person {n}",
            role_words="Clinical director",
            organisations=f"Network {n}",
            email=f"{n}@many.example",
        )
        for n in range(2_000)
    ]
    assert send_message(number, recipients=[*many, *many], by=prepared.reviewer) == 2_000
    assert send_message(number, recipients=many, by=prepared.reviewer) == 0
    assert Delivery.objects.count() == 2_000
    assert "The first 200 are shown" in writer.get(path).content.decode()


def test_it_leaves_as_mail_files_as_a_table_and_as_letters(writer, reviewer, directors):
    path = sent(writer, reviewer)
    files = zipfile.ZipFile(io.BytesIO(writer.get(f"{path}mail.zip").content))
    assert len(files.namelist()) == 2
    mails = [
        message_from_bytes(files.read(name), policy=policy.default) for name in files.namelist()
    ]
    mails.sort(key=lambda one: one["To"])
    assert mails[1]["To"] == "cover@south.example"
    assert mails[1]["Subject"] == "Evening hours in South PCN"
    assert mails[1]["X-Unsent"] == "1"
    text = mails[1].get_content()
    assert "Dear Cover Director, when do you open?" in text
    assert "Answer by 1 December 2026." in text
    rows = list(csv.DictReader(io.StringIO(writer.get(f"{path}recipients.csv").content.decode())))
    assert {row["Name"] for row in rows} >= {"Paper Only", "Cover Director"}
    letters = writer.get(f"{path}letters/").content.decode()
    assert letters.count('<article class="pcn-letter">') == 4


def test_a_name_that_looks_like_a_field_and_a_broken_address_do_no_harm(prepared, writer, reviewer):
    hold("[organisation] Smith", "U90003", "x@y.example\nBcc: all@y.example")
    path = sent(writer, reviewer)
    files = zipfile.ZipFile(io.BytesIO(writer.get(f"{path}mail.zip").content))
    assert files.namelist() == []
    assert "Dear [organisation] Smith," in writer.get(f"{path}letters/").content.decode()


def test_answers_are_marked_and_taken_back_and_who_has_not_answered_is_shown(
    writer, reviewer, directors
):
    path = sent(writer, reviewer)
    first = Delivery.objects.get(name="Cover Director")
    assert writer.post(f"{path}answer/", {"delivery": str(first.pk)}).status_code == 400
    said = {"delivery": str(first.pk), "answer": "On Mondays", **dated("answered_on", "2026-05-20")}
    writer.post(f"{path}answer/", said)
    page = writer.get(path).content.decode()
    assert "1 of 4 have answered" in page
    assert "On Mondays" in page
    waiting = writer.get(f"{path}?who=waiting").content.decode()
    assert '<th scope="row">Cover Director' not in waiting
    assert "Paper Only" in waiting
    writer.post(f"{path}unanswer/", {"delivery": str(first.pk)})
    assert "0 of 4 have answered" in writer.get(path).content.decode()
    assert writer.post(f"{path}answer/", said | {"delivery": "999"}).status_code == 400


def test_mail_leaves_only_where_the_installation_is_told_how_and_once_to_each(
    prepared, writer, reviewer, directors, settings
):
    path = sent(writer, reviewer)
    assert "sends no mail itself" in reviewer.get(path).content.decode()
    assert reviewer.post(f"{path}mail/").status_code == 400
    settings.SENDS_MAIL, settings.DEFAULT_FROM_EMAIL = True, "pcn@example.org"
    hold_back = Delivery.objects.filter(email="").count()
    assert "Mail the next 2 of 2" in reviewer.get(path).content.decode()
    for _press in range(2):
        reviewer.post(f"{path}mail/")
    assert sorted(one.to[0].lower() for one in mail.outbox) == [
        "both@west.example",
        "cover@south.example",
    ]
    assert mail.outbox[0].from_email == "pcn@example.org"
    kept = AuditEvent.objects.filter(action="mailed a message")
    assert [one.detail for one in kept] == [{"recipients": 2}]
    assert hold_back == 2
    assert not claim_mail(Delivery.objects.get(name="Cover Director").pk, by=prepared.reviewer)


def test_mail_that_is_not_taken_can_be_tried_again_and_says_so(
    prepared, writer, reviewer, directors, settings, monkeypatch
):
    path = sent(writer, reviewer)
    number = Message.objects.get().pk
    settings.SENDS_MAIL, settings.DEFAULT_FROM_EMAIL = True, "pcn@example.org"
    Delivery.objects.filter(name="Cover Director").update(email="nobody")

    def refused(self: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr(mailing.EmailMessage, "send", refused)
        assert mailing.mail_out(number, by=prepared.reviewer, when=NOW) == 0
    page = reviewer.get(path).content.decode()
    assert "ConnectionRefusedError" in page
    assert "The address is none." in page
    assert mailing.mail_out(number, by=prepared.reviewer, when=NOW) == 1


def test_who_writes_for_very_many_organisations_chooses_from_the_widest(prepared, monkeypatch):
    monkeypatch.setattr(choosing, "MANY", 1)
    lead = client_of(world.account("lead", ("primary_care_lead", "Q91")))
    page = lead.get("/messages/new/").content.decode()
    chosen = page.partition('<select class="nhsuk-select" id="owner"')[2].partition("</select>")[0]
    assert 'value="Q91"' in chosen
    assert "U90001" not in chosen


def test_a_message_for_nobody_is_refused(writer, reviewer):
    assert writer.post("/messages/new/", SAID | {"role-clinical_director": ""}).status_code == 400
    path = write(writer, **{"role-clinical_director": "", "role-director": "yes"})
    reviewer.post(f"{path}stage/", {"stage": "reviewed"})
    answer = reviewer.post(f"{path}send/")
    assert answer.status_code == 400
    assert "Nobody holds these roles today" in answer.content.decode()


def test_a_draft_is_changed_reviewed_again_and_withdrawn(writer, reviewer):
    path = write(writer)
    reviewer.post(f"{path}stage/", {"stage": "reviewed"})
    assert 'value="yes" checked' in writer.get(f"{path}change/").content.decode()
    writer.post(f"{path}change/", SAID | {"subject": "Other hours"})
    held = Message.objects.get()
    assert (held.subject, held.state) == ("Other hours", "draft")
    writer.post(f"{path}stage/", {"stage": "withdrawn", "note": "Not needed."})
    assert "Not needed." in writer.get(path).content.decode()


def test_nobody_else_reads_or_sends_it(prepared, writer, reviewer, directors):
    path = sent(writer, reviewer)
    number = Message.objects.get().pk
    stranger = world.account("stranger", ("network_manager", "U90002"))
    member = world.account("member", ("councillor", "U90001"))
    for address in ("", "mail.zip", "recipients.csv", "letters/"):
        assert client_of(stranger).get(f"{path}{address}").status_code == 404
        assert "/sign-in/" in Client().get(f"{path}{address}")["Location"]
    with pytest.raises(NotFound):
        get_message(None, number, when=NOW)
    with pytest.raises(NotFound):
        send_message(number, recipients=[], by=member)
    with pytest.raises(NotAllowed):
        claim_mail(Delivery.objects.first().pk, by=stranger)
    assert client_of(member).get("/messages/new/").status_code == 403
