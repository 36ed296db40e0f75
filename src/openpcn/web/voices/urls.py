"""Addresses of voices."""

from __future__ import annotations

from django.urls import path

from openpcn.web.voices import (
    answering,
    asking,
    groups,
    handling,
    promising,
    questions,
    reading,
    stories,
)

GROUP = "voices/groups/<int:number>/"
QUESTION = "voices/questions/<int:number>/"
STORY = "voices/stories/<int:number>/"
THEME = "voices/themes/<int:number>/"
ASKED = "voices/consultations/<int:number>/"

urlpatterns = [
    path("<subject:path>/<str:code>/voices/", reading.voices, name="voices"),
    path("<subject:path>/<str:code>/voices.csv", reading.voices_csv, name="voices-csv"),
    path("neighbourhoods/<str:code>/voices/", reading.neighbourhood, name="voices-neighbourhood"),
    path("wards/<str:code>/voices/", reading.ward, name="voices-ward"),
    path("voices/", reading.start, name="voices-start"),
    path("voices/groups/new/", groups.new, name="voice-group-new"),
    path(GROUP, groups.one, name="voice-group"),
    path(f"{GROUP}describe/", groups.describe, name="voice-group-describe"),
    path(f"{GROUP}withdraw/", groups.withdraw, name="voice-group-withdraw"),
    path(f"{GROUP}back/", groups.back, name="voice-group-back"),
    path(f"{GROUP}reach/", groups.reach, name="voice-group-reach"),
    path(f"{GROUP}reach-end/", groups.reach_end, name="voice-group-reach-end"),
    path(f"{GROUP}reach-out/", groups.reach_out, name="voice-group-reach-out"),
    path("<subject:path>/<str:code>/consultations/", asking.every, name="consultations"),
    path("voices/consultations/new/", asking.new, name="consultation-new"),
    path(ASKED, asking.one, name="consultation"),
    path(f"{ASKED}days/", asking.change, name="consultation-terms"),
    path(f"{ASKED}state/", asking.stage, name="consultation-stage"),
    path(f"{ASKED}text/", asking.words, name="consultation-text"),
    path(f"{ASKED}question/", asking.question, name="question"),
    path(f"{ASKED}question-out/", asking.question_out, name="question-out"),
    path(f"{ASKED}in/<str:language>/", asking.translate, name="consultation-translate"),
    path(f"{ASKED}language-out/", asking.translation_out, name="translation-out"),
    path(f"{ASKED}attach/", asking.attach, name="document"),
    path(f"{ASKED}detach/", asking.document_out, name="document-out"),
    path(f"{ASKED}files/<int:which>/", asking.download, name="consultation-document"),
    path(f"{ASKED}answer/", answering.answer, name="answer"),
    path(f"{ASKED}answer/back/", answering.take_back, name="answer-back"),
    path(f"{ASKED}results/", handling.shown, name="results"),
    path(f"{ASKED}results.csv", handling.as_csv, name="results-csv"),
    path(f"{ASKED}enter/", handling.enter, name="consultation-enter"),
    path(f"{ASKED}enter/back/", handling.entry_out, name="entry-out"),
    path(f"{ASKED}words/", handling.words, name="consultation-words"),
    path(f"{ASKED}words/moderate/", handling.moderate, name="moderate"),
    path("<subject:path>/<str:code>/promises/", promising.every, name="promises"),
    path("<subject:path>/<str:code>/promises.csv", promising.as_csv, name="promises-csv"),
    path("voices/themes/new/", promising.new, name="theme-new"),
    path(THEME, promising.one, name="theme"),
    path(f"{THEME}said/", promising.change, name="theme-change"),
    path(f"{THEME}promise/", promising.promise, name="theme-promise"),
    path(f"{THEME}decline/", promising.decline, name="theme-decline"),
    path(f"{THEME}kept/", promising.kept, name="theme-kept"),
    path(f"{THEME}not-kept/", promising.not_kept, name="theme-not-kept"),
    path(f"{THEME}undo/", promising.undo, name="theme-undo"),
    path(f"{THEME}withdraw/", promising.withdraw, name="theme-withdraw"),
    path(f"{THEME}group/", promising.view, name="theme-view"),
    path(f"{THEME}group-out/", promising.view_out, name="theme-view-out"),
    path("<subject:path>/<str:code>/questions/", questions.every, name="questions"),
    path("voices/questions/mine/", questions.mine, name="question-mine"),
    path(QUESTION, questions.one, name="public-question"),
    path(f"{QUESTION}answer/", questions.answer, name="question-answer"),
    path(f"{QUESTION}move/", questions.move, name="question-move"),
    path(f"{QUESTION}aside/", questions.aside, name="question-aside"),
    path(f"{QUESTION}take-up/", questions.take_up, name="question-take-up"),
    path("<subject:path>/<str:code>/stories/", stories.every, name="stories"),
    path("voices/stories/new/", stories.new, name="story-new"),
    path(STORY, stories.one, name="story"),
    path(f"{STORY}change/", stories.change, name="story-change"),
    path(f"{STORY}move/", stories.move, name="story-move"),
    path(f"{STORY}end/", stories.end, name="story-end"),
]
