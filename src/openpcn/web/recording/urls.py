"""Addresses of the recording pages."""

from __future__ import annotations

from django.urls import path

from openpcn.web.recording import (
    account,
    contacts,
    futures,
    neighbourhoods,
    rationales,
    signing_in,
    successions,
)

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-in/code/", signing_in.code, name="sign-in-code"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/second-factor/", signing_in.second_factor, name="second-factor"),
    path("contacts/", contacts.book, name="contacts"),
    path("contacts/export.csv", contacts.export, name="contacts-export"),
    path("contacts/new/", contacts.new, name="contact-new"),
    path("contacts/<int:number>/cover/", contacts.cover, name="contact-cover"),
    path("contacts/<int:number>/end/", contacts.end, name="contact-end"),
    path("contacts/<int:number>/account/", contacts.give_account, name="contact-account"),
    path("futures/", futures.every, name="futures"),
    path("futures/new/", futures.new, name="future-new"),
    path("futures/<int:number>/", futures.one, name="future"),
    path("futures/<int:number>/change/", futures.change, name="future-change"),
    path("futures/<int:number>/state/", futures.move, name="future-state"),
    path("futures/<int:number>/share/", futures.share, name="future-share"),
    path("futures/<int:number>/withdraw/", futures.withdraw, name="future-withdraw"),
    path("neighbourhood-maps/", neighbourhoods.every, name="neighbourhood-maps"),
    path("neighbourhood-maps/new/", neighbourhoods.new, name="neighbourhood-map-new"),
    path("neighbourhood-maps/<int:number>/", neighbourhoods.one, name="neighbourhood-map"),
    path("neighbourhood-maps/<int:number>/draw/", neighbourhoods.draw, name="neighbourhood-draw"),
    path("neighbourhood-maps/<int:number>/act/", neighbourhoods.act, name="neighbourhood-act"),
    path("record/rationale/", rationales.choose, name="rationale"),
    path("record/rationale/<str:code>/", rationales.record, name="rationale-for"),
    path(
        "record/rationale/<str:code>/<int:number>/withdraw/",
        rationales.withdraw,
        name="rationale-withdraw",
    ),
    path("record/succession/", successions.succession, name="succession"),
    path("record/closure/", successions.closure, name="closure"),
    path("record/membership/", successions.membership, name="membership"),
]
