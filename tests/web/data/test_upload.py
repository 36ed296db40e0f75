"""A file comes in through the page: put aside, looked at, loaded by decision, and undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_otp.plugins.otp_totp.models import TOTPDevice

from openpcn.domains.accounts.actions import make_account
from openpcn.domains.registry.queries.datasets import datasets
from openpcn.workflows import work
from openpcn.workflows.load_files import uploads
from tests.workflows.loading.town import write_epraccur, write_map

PASSWORD = "moor-and-more-moor"


@pytest.fixture
def manager(client):
    """Someone who may load files, signed in with a second factor."""
    account = make_account(username="manager", password=PASSWORD, is_administrator=True)
    device = TOTPDevice.objects.create(user=account, name="telephone")
    client.force_login(account)
    session = client.session
    session["otp_device_id"] = device.persistent_id
    session.save()
    return account


@pytest.fixture(autouse=True)
def own_state(tmp_path, settings):
    """A state folder of its own for what is put aside."""
    settings.STATE = tmp_path / "state"
    return settings.STATE


@pytest.fixture(autouse=True)
def no_beats(monkeypatch):
    """Signs of life come from another connection, which a test's transaction would block."""
    monkeypatch.setattr(work, "BEAT", 3600.0)


def send(client, path: Path, **more: str):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post("/data/upload/", {"file": file, **more})


pytestmark = pytest.mark.django_db


def test_nobody_loads_without_signing_in(client):
    assert client.get("/data/upload/").status_code == 302


def test_an_account_without_the_role_may_not_load(client):
    client.force_login(make_account(username="visitor", password=PASSWORD))
    page = client.get("/data/upload/")
    assert page.status_code == 403
    assert "Your account may not do this" in page.text


def test_a_file_is_looked_at_before_it_is_loaded(client, manager, tmp_path):
    sent = send(client, write_map(tmp_path, date(2025, 3, 1)))
    waiting = client.get(sent.url)
    assert 'http-equiv="refresh"' in waiting.text
    assert work.work_once("worker")
    preview = client.get(sent.url).text
    assert "8 of 8 rows kept." in preview
    assert "Z99001 would be in U99001 from 1 March 2025." in preview
    assert "Nothing has been loaded yet." in preview
    assert datasets() == []


def test_a_preview_that_is_accepted_is_loaded_and_can_be_undone(client, manager, tmp_path):
    sent = send(client, write_map(tmp_path, date(2025, 3, 1)))
    work.work_once("worker")
    accepted = client.post(sent.url, {"load": "1"})
    work.work_once("worker")
    done = client.get(accepted.url).text
    [load] = datasets()
    assert f"/data/loads/{load.id}/" in done
    assert load.loaded_by
    assert not any(path.is_file() for path in uploads.quarantine().rglob("*"))
    assert "Take back this load" in client.get(f"/data/loads/{load.id}/").text
    client.post(f"/data/loads/{load.id}/undo/")
    assert datasets() == []


def test_a_preview_that_is_discarded_is_forgotten(client, manager, tmp_path):
    sent = send(client, write_map(tmp_path, date(2025, 3, 1)))
    work.work_once("worker")
    assert client.post(sent.url, {"discard": "1"}).status_code == 302
    assert not any(path.is_file() for path in uploads.quarantine().rglob("*"))
    late = client.post(sent.url, {"load": "1"})
    assert late.status_code == 409
    assert "is no longer put aside" in late.text


def test_an_unknown_file_offers_no_load(client, manager, tmp_path):
    odd = tmp_path / "odd.csv"
    odd.write_text("a,b\n1,2\n")
    sent = send(client, odd)
    work.work_once("worker")
    page = client.get(sent.url).text
    assert "is of no known format" in page
    assert "Load it" not in page


def test_the_period_counts_where_the_file_has_none(client, manager, tmp_path):
    path = write_epraccur(tmp_path, date(2025, 2, 18)).rename(tmp_path / "register.csv")
    sent = send(client, path, period="2025-01-31")
    work.work_once("worker")
    client.post(sent.url, {"load": "1"})
    work.work_once("worker")
    assert datasets()[0].period_on == date(2025, 1, 31)


def test_a_period_that_is_no_day_is_asked_for_again(client, manager, tmp_path):
    page = send(client, write_map(tmp_path, date(2025, 3, 1)), period="last March")
    assert page.status_code == 400
    assert "There is a problem" in page.text
    assert 'value="last March"' in page.text


def test_sending_nothing_asks_for_a_file(client, manager):
    page = client.post("/data/upload/", {})
    assert page.status_code == 400
    assert "Choose a file." in page.text


def test_a_file_that_is_too_large_is_refused_and_not_kept(client, manager, tmp_path, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 100)
    page = send(client, write_map(tmp_path, date(2025, 3, 1)))
    assert page.status_code == 400
    assert "is larger than" in page.text
    assert not any(path.is_file() for path in uploads.quarantine().rglob("*"))


def test_a_name_cannot_lead_out_of_the_place_where_files_wait():
    assert uploads.safe_name("../../etc/passwd") == "passwd"
    assert uploads.safe_name("..\\..\\boot.ini") == "boot.ini"
    assert uploads.safe_name("...") == "upload"


def test_a_state_folder_that_cannot_be_written_is_said_so(client, manager, tmp_path, settings):
    (tmp_path / "file").touch()
    settings.STATE = tmp_path / "file"
    page = send(client, write_map(tmp_path, date(2025, 3, 1)))
    assert page.status_code == 409
    assert "could not be put aside" in page.text


def test_work_that_breaks_ends_in_words_and_the_worker_goes_on(
    client, manager, tmp_path, monkeypatch, caplog
):
    def broken(*_args):
        raise ZeroDivisionError

    monkeypatch.setitem(work.KINDS, uploads.PREVIEW, broken)
    sent = send(client, write_map(tmp_path, date(2025, 3, 1)))
    assert work.work_once("worker")
    assert "our mistake" in client.get(sent.url).text
    assert not work.work_once("worker")
