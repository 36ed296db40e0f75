"""Addresses of services."""

from __future__ import annotations

from django.urls import path

from openpcn.web.services import reading, writing

HERE = "<subject:path>/<str:code>/services/"
ONE = f"{HERE}<slug:key>/"

urlpatterns = [
    path(HERE, reading.services, name="services"),
    path(f"{HERE}new/", writing.new, name="service-new"),
    path(ONE, reading.service, name="service"),
    path(f"{ONE}offer/", writing.offer, name="service-offer"),
    path(f"{ONE}end/", writing.end, name="service-end"),
    path(f"{ONE}out/", writing.out, name="service-out"),
    path(f"{ONE}back/", writing.back, name="service-back"),
    path(f"{ONE}correct/", writing.correct, name="service-correct"),
    path(f"{ONE}withdraw/", writing.withdraw, name="service-withdraw"),
    path("services/local/<int:number>/back/", writing.local_back, name="service-local-back"),
]
