"""Addresses of the pages on which people write for residents and role-holders."""

from __future__ import annotations

from django.urls import path

from openpcn.domains.publishing.vocabulary import Topic
from openpcn.web.publishing import reading, writing

TEXT = "texts/<int:number>/"

urlpatterns = [
    path("texts/", reading.every, name="texts"),
    *(
        path(f"texts/new/{topic}/", writing.new, {"topic": topic}, name=f"text-new-{topic}")
        for topic in Topic.values
    ),
    path(TEXT, reading.one, name="text"),
    path(f"{TEXT}change/", writing.change, name="text-change"),
    path(f"{TEXT}stage/", writing.move, name="text-stage"),
    path(f"{TEXT}withdraw/", writing.withdraw, name="text-withdraw"),
    path(f"{TEXT}translate/", writing.translate, name="text-translate"),
    path(f"{TEXT}translation/", writing.move_translation, name="text-translation"),
]
