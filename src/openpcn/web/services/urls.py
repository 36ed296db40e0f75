"""Addresses of services."""

from __future__ import annotations

from django.urls import path

from openpcn.web.services import offering, reading, writing

HERE = "<subject:path>/<str:code>/services/"
ONE = f"{HERE}<slug:key>/"
OFFER = f"{ONE}offers/<int:number>/"

urlpatterns = [
    path(HERE, reading.services, name="services"),
    path(f"{HERE}new/", writing.new, name="service-new"),
    path(ONE, reading.service, name="service"),
    path(f"{ONE}offer/", offering.offer, name="service-offer"),
    path(f"{ONE}end/", offering.end, name="service-end"),
    path(OFFER, offering.one, name="offer"),
    path(f"{OFFER}correct/", offering.correct, name="offer-correct"),
    path(f"{OFFER}end/", offering.end_one, name="offer-end"),
    path(f"{OFFER}reopen/", offering.reopen, name="offer-reopen"),
    path(f"{OFFER}out/", offering.out, name="offer-out"),
    path(f"{OFFER}back/", offering.back, name="offer-back"),
    path(f"{ONE}correct/", writing.correct, name="service-correct"),
    path(f"{ONE}withdraw/", writing.withdraw, name="service-withdraw"),
    path("services/local/<int:number>/back/", writing.local_back, name="service-local-back"),
]
