"""Addresses of staff and claims."""

from __future__ import annotations

from django.urls import path

from openpcn.web.claims import claim, evidence, paid, staff, staff_acts, told, waiting, years

STAFF, CLAIMS = "networks/<str:code>/staff/", "networks/<str:code>/claims/"

urlpatterns = [
    path(STAFF, staff.staff, name="staff"),
    path(f"{STAFF}staff.csv", staff.as_csv, name="staff-csv"),
    path(f"{STAFF}new/", staff_acts.new, name="staff-new"),
    path(f"{STAFF}spreadsheet/", staff_acts.spreadsheet, name="staff-spreadsheet"),
    path(f"{STAFF}spreadsheet/headings.csv", staff_acts.headings, name="staff-headings"),
    path(f"{STAFF}<int:number>/", staff.one, name="staff-one"),
    path(f"{STAFF}<int:number>/change/", staff_acts.change, name="staff-change"),
    path(f"{STAFF}<int:number>/correct/", staff_acts.correct, name="staff-correct"),
    path(f"{STAFF}<int:number>/end/", staff_acts.end, name="staff-end"),
    path(f"{STAFF}<int:number>/hand-over/", staff_acts.hand_over, name="staff-hand-over"),
    path(f"{STAFF}<int:number>/withdraw/", staff_acts.withdraw, name="staff-withdraw"),
    path("systems/<str:code>/claims/", waiting.waiting, name="claims-waiting"),
    path(CLAIMS, years.claims, name="claims"),
    path(f"{CLAIMS}paid/", paid.remittances, name="claims-paid"),
    path(f"{CLAIMS}paid/<int:number>/withdraw/", paid.withdraw, name="claims-paid-withdraw"),
    path(f"{CLAIMS}paid/<int:number>/explain/", paid.explain, name="claims-paid-explain"),
    path(f"{CLAIMS}told/", told.told, name="claims-told"),
    path(
        f"{CLAIMS}told/2019/<int:number>/withdraw/",
        told.withdraw_2019,
        name="claims-baseline-withdraw",
    ),
    path(f"{CLAIMS}told/<int:number>/withdraw/", told.withdraw, name="claims-told-withdraw"),
    path(f"{CLAIMS}evidence/<int:number>/", evidence.download, name="claim-evidence"),
    path(
        f"{CLAIMS}evidence/<int:number>/withdraw/",
        evidence.withdraw,
        name="claim-evidence-withdraw",
    ),
    path(f"{CLAIMS}<str:month>/", claim.sheet, name="claim"),
    path(f"{CLAIMS}<str:month>/claim.csv", claim.as_csv, name="claim-csv"),
    path(f"{CLAIMS}<str:month>/claim.xlsx", claim.as_xlsx, name="claim-xlsx"),
    path(f"{CLAIMS}<str:month>/submit/", claim.submit, name="claim-submit"),
    path(f"{CLAIMS}<str:month>/move/", claim.move, name="claim-move"),
    path(f"{CLAIMS}<str:month>/evidence/", evidence.attach, name="claim-attach"),
]
