"""Addresses of the ledger."""

from __future__ import annotations

from django.urls import path

from openpcn.web.ledger import (
    agreeing,
    moving,
    practices,
    reading,
    recording,
    sharing,
    spending,
    together,
)

BASE = "networks/<str:code>/money/ledger"
WITH = "<networked:path>/<str:code>/money"
MOVE = "moves/<str:code>/<int:number>"


urlpatterns = [
    path(f"{BASE}/", reading.ledger, name="ledger"),
    path(f"{BASE}.csv", reading.as_file, {"kind": "csv"}),
    path(f"{BASE}.xlsx", reading.as_file, {"kind": "xlsx"}),
    path(f"{BASE}/entries/<int:number>/", reading.entry, name="ledger-entry"),
    path(f"{BASE}/record/", recording.record, name="ledger-record"),
    path(f"{BASE}/record/file/", recording.take_file, name="ledger-file"),
    path(f"{BASE}/record/claims/", recording.bring, name="ledger-bring"),
    path(f"{BASE}/record/<int:number>/", recording.withdraw, name="ledger-file-withdraw"),
    path(f"{BASE}/share/", sharing.share, name="ledger-share"),
    path(f"{BASE}/spend/", spending.spend, name="ledger-spend"),
    path(f"{BASE}/spend/hand-over/", spending.hand_on, name="ledger-hand-over"),
    path(f"{BASE}/rules/", agreeing.rules, name="ledger-rules"),
    path(f"{BASE}/rules/new/", agreeing.new, name="ledger-rule-new"),
    path(f"{BASE}/rules/agree/", agreeing.agree, name="ledger-rule-agree"),
    path(f"{BASE}/rules/withdraw/", agreeing.withdraw, name="ledger-rule-withdraw"),
    path("practices/<str:code>/money/", practices.practice, name="practice-money"),
    path("practices/<str:code>/money/received.csv", practices.as_file, {"kind": "csv"}),
    path("practices/<str:code>/money/received.xlsx", practices.as_file, {"kind": "xlsx"}),
    path(f"{WITH}/moves/", moving.moves, name="moves"),
    path(f"{WITH}/moves.csv", moving.as_file),
    path(f"{WITH}/moves/new/", moving.new, name="move-new"),
    path(f"{WITH}/together/", together.together, name="together"),
    path(f"{WITH}/together.csv", together.as_csv),
    path(f"{MOVE}/", moving.one, name="move"),
    path(f"{MOVE}/change/", moving.change, name="move-change"),
    path(f"{MOVE}/withdraw/", moving.withdraw, name="move-withdraw"),
    path(f"{MOVE}/back/", moving.back, name="move-back"),
    path(f"{MOVE}/activity/", moving.activity, name="move-activity"),
    path(f"{MOVE}/activity/out/", moving.activity_out, name="move-activity-out"),
]
