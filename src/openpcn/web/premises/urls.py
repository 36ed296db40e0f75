"""Addresses of premises."""

from __future__ import annotations

from django.urls import path

from openpcn.web.premises import bidding, reading, writing

SITE = "premises/sites/<int:number>/"
BID = "premises/bids/<int:number>/"

urlpatterns = [
    path("premises/", reading.premises, name="premises"),
    path("premises/sites.csv", reading.sites_csv, name="premises-csv"),
    path("premises/bids.csv", reading.bids_csv, name="premises-bids-csv"),
    path("premises/sites/new/", writing.new, name="site-new"),
    path(SITE, reading.site, name="site"),
    path(f"{SITE}describe/", writing.describe, name="site-describe"),
    path(f"{SITE}withdraw/", writing.withdraw, name="site-withdraw"),
    path(f"{SITE}back/", writing.back, name="site-back"),
    path(f"{SITE}room/", writing.room, name="site-room"),
    path(f"{SITE}room-out/", writing.room_out, name="site-room-out"),
    path(f"{SITE}use/", writing.use, name="site-use"),
    path(f"{SITE}use-end/", writing.use_end, name="site-use-end"),
    path(f"{SITE}use-out/", writing.use_out, name="site-use-out"),
    path(f"{SITE}bid/", bidding.new, name="bid-new"),
    path(BID, bidding.one, name="bid"),
    path(f"{BID}change/", bidding.change, name="bid-change"),
    path(f"{BID}stage/", bidding.stage, name="bid-stage"),
    path(f"{BID}score/", bidding.score, name="bid-score"),
    path(f"{BID}unscore/", bidding.unscore, name="bid-unscore"),
]
