"""Money that follows activity is measured against what moved; networks stand beside each other."""

from __future__ import annotations

import pytest

from tests.support.visiting import dated
from tests.web.ledger.test_ledger import PAID, body, plain
from tests.web.ledger.world import People

pytestmark = pytest.mark.django_db

MOVES = "/networks/U90001/money/moves/"
AT = "?as_at=2024-09-30"
MOVE = {
    "service": "Follow-up of stable glaucoma",
    "lever": "follow_ups",
    "from_provider": "Example Hospitals",
    "receiver": "U90001",
    "baseline": "2,400",
    "baseline_source": "Hospital activity 2023/24",
    "unit_price": "£80.00",
    "price_status": "recorded",
    "price_source": "Letter of the board",
    "share_per_cent": "75",
    **dated("starts_on", "2024-04-01"),
}


def recorded(who: People) -> str:
    answer = who.manager.post(f"{MOVES}new/", MOVE)
    assert answer.status_code == 302, plain(answer)
    return str(answer["Location"])


def counted(who: People, path: str, month: str = "2024-04", moved: str = "50") -> None:
    said = {"month": month, "moved": moved, "activity_source": "Monthly return"}
    answer = who.manager.post(f"{path}activity/", said)
    assert answer.status_code == 302, plain(answer)


def test_from_a_move_to_what_should_follow_what_did_and_the_gap(who: People) -> None:
    assert "None is recorded" in body(who.manager, MOVES)
    path = recorded(who)
    assert "nothing is due to follow" in body(who.manager, path + AT)
    counted(who, path)
    counted(who, path, "2024-05", "90")
    counted(who, path, "2024-05", "70")
    page = body(who.manager, path + AT)
    assert "£7,200.00 = 120 × £80.00 × 75%" in page
    assert "120, 30.0% of the baseline of as many months" in page
    assert "133 in these months, had it been reached" in page
    number = path.rstrip("/").rsplit("/", 1)[1]
    paid = PAID | {"entitlement": f"moved:{number}", "amount": "5000", "month": "2024-05"}
    answer = who.lead.post("/networks/U90001/money/ledger/record/", paid)
    assert answer.status_code == 302, plain(answer)
    for where in (MOVES, "/places/P91/money/moves/", "/systems/Q91/money/moves/"):
        shown = body(who.councillor, where + AT)
        assert "£2,200.00" in shown, where
    rows = who.lead.get("/systems/Q91/money/moves.csv?as_at=2024-09-30&of=moves")
    assert "7200.0,5000.0,2200.0" in rows.content.decode()
    assert "£7,200.00" not in body(who.manager, f"{MOVES}?as_at=2024-04-30")
    entry = str(answer["Location"])
    undo = {"words": "Wrong", **dated("on", "2024-06-01")}
    assert "Reverse those entries first" in plain(who.manager.post(f"{path}withdraw/"))
    assert who.manager.post(entry, undo).status_code == 302
    assert "£7,200.00" in body(who.councillor, MOVES + AT)
    assert "taken back" in plain(who.manager.post(f"{path}withdraw/"))
    assert who.manager.get(path).status_code == 404
    assert who.manager.post(f"{path}back/").status_code == 302
    assert who.manager.post(f"{path}back/").status_code == 409
    assert "Follow-up of stable glaucoma" in body(who.manager, path)


def test_what_was_agreed_and_counted_is_corrected(who: People) -> None:
    path = recorded(who)
    counted(who, path)
    assert 'value="2400"' in body(who.manager, f"{path}change/")
    answer = who.manager.post(f"{path}change/", MOVE | {"share_per_cent": "50"})
    assert answer.status_code == 302, plain(answer)
    page = body(who.manager, path)
    assert "£2,000.00 = 50 × £80.00 × 50%" in page
    row = page.split('name="row" value="')[1].split('"')[0]
    assert who.manager.post(f"{path}activity/out/", {"row": row}).status_code == 302
    assert "No month is counted" in body(who.manager, path)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"baseline": "0"}, "more than nought"),
        ({"baseline": "-4"}, "Enter a whole number"),
        ({"unit_price": "0"}, "A price is more than nought"),
        ({"unit_price": "cheap"}, "Enter a number"),
        ({"share_per_cent": "101"}, "0 to 100 per cent"),
        ({"receiver": "NOWHERE"}, "NOWHERE"),
        ({"service": ""}, "Enter the service"),
        (dated("ends_on", "2023-01-01"), "before it starts"),
    ],
)
def test_a_move_that_cannot_be_is_said_on_the_page(
    who: People, more: dict[str, str], says: str
) -> None:
    answer = who.manager.post(f"{MOVES}new/", MOVE | more)
    assert answer.status_code == 400
    assert says in plain(answer)


@pytest.mark.parametrize(
    ("month", "moved", "says"),
    [
        ("2024-03", "5", "The move starts on 1 April 2024"),
        ("2031-01", "5", "Choose a month from then on that has begun"),
        ("spring", "5", "is not a month"),
        ("2024-05", "-5", "Enter a whole number"),
    ],
)
def test_a_month_that_cannot_be_counted_is_said(
    who: People, month: str, moved: str, says: str
) -> None:
    path = recorded(who)
    said = {"month": month, "moved": moved, "activity_source": "Return"}
    answer = who.manager.post(f"{path}activity/", said)
    assert answer.status_code == 400
    assert says in plain(answer)


def test_moves_are_read_in_their_system_and_recorded_by_few(who: People) -> None:
    path = recorded(who)
    assert who.nobody.get(path).status_code == 302
    assert "Correct what was agreed" not in body(who.councillor, path)
    assert who.councillor.post(f"{MOVES}new/", MOVE).status_code == 400
    assert who.councillor.post(f"{path}withdraw/").status_code == 400
    assert who.elsewhere.post(f"{path}activity/", {}).status_code == 400
    assert who.elsewhere.post("/networks/U90001/money/moves/new/", MOVE).status_code == 400
    of_board = MOVE | {"service": "Dermatology"}
    assert who.lead.post("/systems/Q91/money/moves/new/", of_board).status_code == 302
    assert "Dermatology" in body(who.manager, MOVES)
    assert "Dermatology" not in body(who.elsewhere, "/networks/U90002/money/moves/")


def test_networks_stand_beside_each_other_and_are_sorted_by_any_column(who: People) -> None:
    page = body(who.nobody, "/systems/Q91/money/together/?as_at=2024-09-30")
    assert "30,000" in page
    assert "not held" in page
    down = "/systems/Q91/money/together/?as_at=2024-09-30&by=patients&down=yes"
    assert body(who.nobody, down).index("South PCN") < body(who.nobody, down).index("North PCN")
    up = down.replace("&down=yes", "")
    assert body(who.nobody, up).index("North PCN") < body(who.nobody, up).index("South PCN")
    own = body(who.nobody, "/networks/U90001/money/together/?as_at=2024-09-30")
    assert '<tr class="chosen">' in own
    assert "need and fairness" in own
    rows = who.nobody.get("/places/P91/money/together.csv?as_at=2024-09-30").content.decode()
    lines = rows.splitlines()
    assert lines[0].startswith("Network,Code,Patients,Most deprived fifth (%)")
    assert lines[1].startswith("North PCN,U90001,30000,")
