"""Addresses of the pages on which people write for residents and role-holders."""

from __future__ import annotations

from django.urls import path

from openpcn.domains.publishing.vocabulary import Topic
from openpcn.web.publishing import messaging, reading, shelf, writing

TEXT = "texts/<int:number>/"
MESSAGE = "messages/<int:number>/"

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
    path("messages/", messaging.every, name="messages"),
    path("messages/new/", messaging.new, name="message-new"),
    path(MESSAGE, messaging.one, name="message"),
    path(f"{MESSAGE}change/", messaging.change, name="message-change"),
    path(f"{MESSAGE}stage/", messaging.move, name="message-stage"),
    path(f"{MESSAGE}send/", messaging.sent, name="message-send"),
    path(f"{MESSAGE}mail/", messaging.mailed, name="message-mail"),
    path(f"{MESSAGE}answer/", messaging.answer, name="message-answer"),
    path(f"{MESSAGE}unanswer/", messaging.unanswer, name="message-unanswer"),
    path(f"{MESSAGE}mail.zip", messaging.as_files, name="message-files"),
    path(f"{MESSAGE}recipients.csv", messaging.as_csv, name="message-csv"),
    path(f"{MESSAGE}letters/", messaging.as_letters, name="message-letters"),
    path("shelf/", shelf.every, name="shelf"),
    path("shelf/<int:number>/", shelf.one, name="improvement"),
    path("shelf/<int:number>/use/", shelf.use, name="improvement-use"),
    path("shelf/<int:number>/unuse/", shelf.unuse, name="improvement-unuse"),
]
