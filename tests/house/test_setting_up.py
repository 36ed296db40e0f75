"""The set-up leaves out what it should, and does nothing twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from building import assets, checks, packages, places

CHECKOUT = Path(__file__).resolve().parents[2]


def test_fonts_of_other_hosts_are_taken_out_of_a_style_sheet() -> None:
    style = (
        "a{b:c}@font-face{font-family:F;src:url(https://assets.example/f.woff2)}"
        '@font-face{src:url("//x.example/f")}@font-face{src:url(here.woff2)}d{e:f}'
    )
    assert assets.without_remote_fonts(style) == "a{b:c}@font-face{src:url(here.woff2)}d{e:f}"


def test_the_style_sheets_in_place_name_no_other_host() -> None:
    sheets = list(places.VENDOR.glob("*/*.css"))
    assert sheets
    for sheet in sheets:
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", sheet.read_text())


def test_pointers_to_source_maps_are_taken_out() -> None:
    assert assets.without_source_map("x()\n//# sourceMappingURL=x.js.map") == "x()\n"
    assert assets.without_source_map("a{}/*# sourceMappingURL=a.css.map */") == "a{}"


def test_a_step_is_done_again_when_its_lock_changes(tmp_path: Path) -> None:
    lock, stamp = tmp_path / "lock", tmp_path / "deep" / "stamp"
    lock.write_text("one")
    places.leave_stamp(stamp, places.fingerprint(lock))
    assert places.is_stamped(stamp, places.fingerprint(lock))
    lock.write_text("two")
    assert not places.is_stamped(stamp, places.fingerprint(lock))


def test_a_program_that_ends_badly_stops_the_set_up_with_what_it_said() -> None:
    with pytest.raises(places.Stopped, match="no room"):
        places.run(["sh", "-c", "echo no room; exit 3"])


def test_pips_settings_for_indexes_are_handed_to_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"index-url": "file:///mirror/simple", "cert": "/etc/some.pem"}
    for name in ("UV_DEFAULT_INDEX", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(packages, "pip_settings", lambda: told)
    around = packages.surroundings()
    assert around["UV_DEFAULT_INDEX"] == "file:///mirror/simple"
    assert around["SSL_CERT_FILE"] == "/etc/some.pem"


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_a_hash(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (CHECKOUT / name).read_text().strip())
    assert len(entries) > 20
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_is_tested_is_what_is_served() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^(\S+==\S+)", (CHECKOUT / name).read_text(), re.MULTILINE))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_the_checks_find_a_path_of_one_machine() -> None:
    assert checks.WORDS_OF_A_MACHINE.search("open('/home" + "/sue/data')")
    assert checks.WORDS_OF_A_MACHINE.search("see /wo" + "rk/main")
    assert not checks.WORDS_OF_A_MACHINE.search("network/main and a/wo" + "rk/b")


def test_the_checks_find_an_address_in_a_lock() -> None:
    assert checks.AN_ADDRESS.search("--index-url https://mirror.example/simple")
    assert checks.locks()[0]
