"""A kept copy goes back whole or not at all, and what was there before is kept."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from openpcn.domains.accounts.models import Account
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.workflows import upkeep
from openpcn.workflows.upkeep import copying, sqlite, versions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy in which there is one account, called sue."""
    Account.objects.create(username="sue")
    place = tmp_path / "kept.openpcn"
    upkeep.back_up(place)
    return place


@pytest.fixture
def own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where SQLite is used: a database file that a restore may replace."""
    if connection.vendor != "sqlite":
        return Path()
    place = tmp_path / "openpcn.sqlite3"
    with closing(sqlite3.connect(place)) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(place))
    monkeypatch.setattr(connection, "close", lambda: None)
    return place


def names(own_file: Path) -> set[str]:
    if connection.vendor != "sqlite":
        return set(Account.objects.values_list("username", flat=True))
    with closing(sqlite3.connect(own_file)) as opened:
        return {name for (name,) in opened.execute("SELECT username FROM accounts_account")}


def test_a_copy_says_what_it_holds_and_only_its_owner_may_read_it(copy: Path) -> None:
    assert copy.stat().st_mode & 0o777 == 0o600
    manifest = copying.read_manifest(copy)
    assert manifest["rows"]["accounts_account"] == 1
    assert manifest["database"] == connection.vendor
    assert "accounts 0001_initial" in manifest["migrations"]
    assert settings.SECRET_KEY.encode() not in copy.read_bytes()


def test_an_existing_file_is_not_overwritten(copy: Path) -> None:
    with pytest.raises(NotPossible, match="exists already"):
        upkeep.back_up(copy)


def test_a_folder_that_is_not_there_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="could not be written"):
        upkeep.back_up(tmp_path / "none" / "kept.openpcn")
    assert list(Path(settings.STATE).glob("copying-*")) == []


def test_a_copy_goes_back_and_what_was_there_is_kept(copy: Path, own_file: Path) -> None:
    Account.objects.create(username="tom")
    _, before = upkeep.restore(copy)
    assert names(own_file) == {"sue"}
    assert copying.read_manifest(before)["rows"]["accounts_account"] == 2
    if connection.vendor == "postgresql":
        Account.objects.create(username="ann")  # the counters of keys go on after what came back


def test_a_file_that_is_no_copy_changes_nothing(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sue")
    with pytest.raises(NotRight, match="is not a copy"):
        upkeep.restore(letter)
    with pytest.raises(NotPossible, match="There is no file"):
        upkeep.restore(tmp_path / "none")


def test_a_damaged_copy_changes_nothing(copy: Path, own_file: Path) -> None:
    whole = bytearray(copy.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 200] = bytes(200)
    copy.write_bytes(whole)
    Account.objects.create(username="tom")
    with pytest.raises(NotRight):
        upkeep.restore(copy)
    assert Account.objects.count() == 2


def test_a_copy_cut_short_changes_nothing(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-500])
    with pytest.raises(NotRight, match="Nothing was changed"):
        upkeep.restore(copy)


def rewritten(copy: Path, **changes: object) -> Path:
    changed = copy.with_name("changed.openpcn")
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == copying.MANIFEST:
                content = json.dumps(json.loads(content) | changes).encode()
            new.writestr(name, content)
    return changed


def test_a_copy_with_fewer_rows_than_it_says_changes_nothing(copy: Path, own_file: Path) -> None:
    rows = copying.read_manifest(copy)["rows"] | {"accounts_account": 7}
    with pytest.raises(NotRight, match="does not hold what it says"):
        upkeep.restore(rewritten(copy, rows=rows))
    assert names(own_file) == {"sue"}


def test_a_copy_of_another_kind_of_database_is_refused(copy: Path) -> None:
    with pytest.raises(NotPossible, match="was made from oracle"):
        upkeep.restore(rewritten(copy, database="oracle"))


def test_a_copy_of_a_newer_version_is_refused(copy: Path) -> None:
    migrations = [*copying.read_manifest(copy)["migrations"], "registry 9999_later"]
    with pytest.raises(NotPossible, match="does not know registry 9999_later"):
        upkeep.restore(rewritten(copy, migrations=migrations))


def test_a_database_of_a_newer_version_is_left_alone() -> None:
    with pytest.raises(NotPossible, match="The database is of a newer version"):
        versions.refuse_newer({"jobs 9999_later"}, {"jobs 0001"}, "The database")


def test_a_database_of_this_version_is_not_touched() -> None:
    assert upkeep.upgrade() == ()


def test_a_database_in_use_is_not_replaced(tmp_path: Path) -> None:
    used = tmp_path / "used.sqlite3"
    with closing(sqlite3.connect(used)) as site:
        site.execute("PRAGMA journal_mode=WAL")
        site.execute("CREATE TABLE t (x)")
        site.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotPossible, match="Stop `openpcn up`"):
            sqlite.held_alone(used)
