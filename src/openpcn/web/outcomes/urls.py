"""Addresses of outcomes."""

from __future__ import annotations

from django.urls import path

from openpcn.web.outcomes import cycling, maturing, reading, small, writing

AREA = "<networked:path>/<str:code>/outcomes/"
MATURITY = "<networked:path>/<str:code>/maturity/"
ONE = "outcomes/<int:number>/"

urlpatterns = [
    path(AREA, reading.outcomes, name="outcomes"),
    path(f"{AREA}outcomes.csv", reading.outcomes_csv, name="outcomes-csv"),
    path(f"{AREA}new/", writing.new, name="outcome-new"),
    path(MATURITY, maturing.maturity, name="maturity"),
    path(f"{MATURITY}maturity.csv", maturing.maturity_csv, name="maturity-csv"),
    path(f"{MATURITY}assess/", maturing.assess, name="maturity-assess"),
    path(f"{MATURITY}assess-out/", maturing.assess_out, name="maturity-assess-out"),
    path(f"{MATURITY}support/", maturing.support, name="maturity-support"),
    path(f"{MATURITY}support-out/", maturing.support_out, name="maturity-support-out"),
    path(ONE, reading.one, name="outcome"),
    path(f"{ONE}readings.csv", reading.readings_csv, name="outcome-csv"),
    path(f"{ONE}describe/", writing.describe, name="outcome-describe"),
    path(f"{ONE}withdraw/", writing.withdraw, name="outcome-withdraw"),
    path(f"{ONE}back/", writing.back, name="outcome-back"),
    path(f"{ONE}owner/", small.owner, name="outcome-owner"),
    path(f"{ONE}milestone/", small.milestone, name="outcome-milestone"),
    path(f"{ONE}milestone-out/", small.milestone_out, name="outcome-milestone-out"),
    path(f"{ONE}readings/", small.readings, name="outcome-readings"),
    path(f"{ONE}reading-out/", small.reading_out, name="outcome-reading-out"),
    path(f"{ONE}limits/", small.limits, name="outcome-limits"),
    path(f"{ONE}limits-out/", small.limits_out, name="outcome-limits-out"),
    path(f"{ONE}claim/", small.claim, name="outcome-claim"),
    path(f"{ONE}cycle/", cycling.begin, name="outcome-cycle"),
    path(f"{ONE}cycles/<int:cycle>/", cycling.change, name="outcome-cycle-change"),
    path(f"{ONE}cycle-end/", cycling.finish, name="outcome-cycle-end"),
    path(f"{ONE}cycle-out/", cycling.out, name="outcome-cycle-out"),
    path(f"{ONE}cycle-back/", cycling.back, name="outcome-cycle-back"),
    path(f"{ONE}claim-out/", small.claim_out, name="outcome-claim-out"),
]
