"""Addresses of the register of agreements."""

from __future__ import annotations

from django.urls import path

from openpcn.web.agreements import covering, deeds, reading, writing

urlpatterns = [
    path("agreements/", reading.register, name="agreements"),
    path("agreements/register.csv", reading.register_csv, name="agreements-csv"),
    path("agreements/new/", writing.new, name="agreement-new"),
    path("agreements/cover/", covering.new, name="agreement-cover"),
    path("agreements/cover/<int:number>/end/", covering.end, name="agreement-cover-end"),
    path("agreements/cover/<int:number>/out/", covering.out, name="agreement-cover-out"),
    path("agreements/<int:number>/", reading.one, name="agreement"),
    path("agreements/<int:number>/terms/", writing.terms, name="agreement-terms"),
    path("agreements/<int:number>/edition/", writing.edition, name="agreement-edition"),
    path("agreements/<int:number>/withdraw/", writing.withdraw, name="agreement-withdraw"),
    path("agreements/<int:number>/back/", writing.back, name="agreement-back"),
    path("agreements/<int:number>/members/", deeds.members, name="agreement-members"),
    path("agreements/<int:number>/party/", deeds.party, name="agreement-party"),
    path("agreements/<int:number>/leave/", deeds.leave, name="agreement-leave"),
    path("agreements/<int:number>/party-out/", deeds.party_out, name="agreement-party-out"),
    path("agreements/<int:number>/sign/", deeds.sign, name="agreement-sign"),
    path("agreements/<int:number>/unsign/", deeds.unsign, name="agreement-unsign"),
    path("agreements/<int:number>/schedule/", deeds.schedule, name="agreement-schedule"),
    path("agreements/<int:number>/share/", deeds.share, name="agreement-share"),
    path("agreements/<int:number>/unshare/", deeds.unshare, name="agreement-unshare"),
]
