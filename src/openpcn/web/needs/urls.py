"""Addresses of need summaries."""

from __future__ import annotations

from django.urls import path

from openpcn.web.needs import ranking, signing, writing

urlpatterns = [
    path("needs/", writing.every, name="need-summaries"),
    path("needs/new/", writing.new, name="need-summary-new"),
    path("needs/<int:number>/", writing.one, name="need-summary"),
    path("needs/<int:number>/words/", writing.words, name="need-summary-words"),
    path("needs/<int:number>/edition/", writing.edition, name="need-summary-edition"),
    path("needs/<int:number>/needs.csv", writing.export, name="need-summary-export"),
    path("needs/<int:number>/summary.<slug:form>", writing.as_paper, name="need-paper"),
    path("needs/<int:number>/needs/new/", ranking.new, name="need-new"),
    path("needs/<int:number>/needs/<int:need>/", ranking.one, name="need"),
    path("needs/<int:number>/needs/<int:need>/out/", ranking.out, name="need-out"),
    path("needs/<int:number>/needs/<int:need>/back/", ranking.back, name="need-back"),
    path("needs/<int:number>/sign/", signing.sign, name="need-summary-sign"),
    path("needs/<int:number>/unsign/", signing.unsign, name="need-summary-unsign"),
    path("needs/<int:number>/told/", signing.told, name="need-summary-told"),
    path("needs/<int:number>/state/", signing.state, name="need-summary-state"),
    path("needs/<int:number>/share/", signing.share, name="need-summary-share"),
    path("needs/<int:number>/withdraw/", signing.withdraw, name="need-summary-withdraw"),
]
