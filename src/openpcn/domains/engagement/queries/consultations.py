"""Consultations as a reader may see them: drafts for who records them, the rest for everybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.engagement.models import (
    AttachedDocument,
    Consultation,
    ConsultationTerms,
    Sheet,
)
from openpcn.domains.engagement.opening import is_open, shows_results
from openpcn.domains.engagement.questionnaire import Question, questions_from
from openpcn.domains.engagement.vocabulary import RECORD, REVIEW, HeldWhere, Stage
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.errors import NotFound
from openpcn.kernel.languages import ENGLISH
from openpcn.kernel.when import When, in_words


@dataclass(frozen=True, kw_only=True)
class SheetAnswer:
    """What a consultation says in one language."""

    language: str
    version: int
    title: str
    words: str
    questions: tuple[Question, ...]
    is_older: bool
    """The English text has changed since it was translated."""


@dataclass(frozen=True, kw_only=True)
class DocumentAnswer:
    """A file that stands with it."""

    id: int
    name: str
    type: str
    size: int
    added_at: datetime


@dataclass(frozen=True, kw_only=True)
class ConsultationAnswer:
    """One consultation, today."""

    id: int
    owner_id: int
    owner_code: str
    owner_name: str
    about_code: str
    about_name: str
    about_kind: str
    where: str
    stage: str
    stage_words: str
    opens_on: date
    closes_on: date
    results_on: date
    other_ways: str
    asks_equality: bool
    elsewhere: Mapping[str, int]
    summary: str
    link: str
    english: SheetAnswer
    translations: tuple[SheetAnswer, ...]
    documents: tuple[DocumentAnswer, ...]
    is_open: bool
    shows_results: bool
    may_record: bool
    may_review: bool

    @property
    def is_here(self) -> bool:
        """Whether it is answered in a form of ours."""
        return self.where == HeldWhere.HERE

    def sheet(self, language: str) -> SheetAnswer:
        """What it says in a language; English where it is not translated."""
        found = (one for one in self.translations if one.language == language)
        return next(found, self.english)


def consultations(
    viewer: Account | None, *, organisations: Collection[int]
) -> list[ConsultationAnswer]:
    """Those about some organisations that the viewer may see, the newest first."""
    held = Consultation.objects.filter(about_id__in=list(organisations))
    found = [answer_from(viewer, one) for one in held.order_by("-id")]
    seen = [one for one in found if one is not None]
    return sorted(seen, key=lambda one: (not one.is_open, -one.opens_on.toordinal(), -one.id))


def get_consultation(viewer: Account | None, number: int) -> ConsultationAnswer:
    """One of them; a draft is as if it were not there, but for who records it."""
    made = Consultation.objects.filter(id=number).first()
    found = answer_from(viewer, made) if made else None
    if found is None:
        raise NotFound(
            "There is no such consultation.", next_step="Look it up on the page of its network."
        )
    return found


def answer_from(viewer: Account | None, made: Consultation) -> ConsultationAnswer | None:
    """An answer; nothing where it is a draft or withdrawn and not the viewer's to see."""
    held = made.terms.get(known_until__isnull=True)
    records, reviews = may(viewer, RECORD, made.owner_id), may(viewer, REVIEW, made.owner_id)
    if held.stage != Stage.ANNOUNCED and not (records or reviews):
        return None
    today = timezone.localdate()
    named = organisations_by_id({made.owner_id, made.about_id}, when=When(as_at=today))
    sheets = list(made.sheets.filter(known_until__isnull=True).order_by("language"))
    english = next(one for one in sheets if one.language == ENGLISH.tag)
    documents = made.documents.filter(withdrawn_at__isnull=True).defer("content").order_by("id")
    return ConsultationAnswer(
        id=made.pk,
        owner_id=made.owner_id,
        owner_code=named[made.owner_id].code,
        owner_name=named[made.owner_id].name,
        about_code=named[made.about_id].code,
        about_name=named[made.about_id].name,
        about_kind=named[made.about_id].kind,
        where=made.where,
        stage=held.stage,
        stage_words=stage_words(held, today),
        opens_on=held.opens_on,
        closes_on=held.closes_on,
        results_on=held.results_on,
        other_ways=held.other_ways,
        asks_equality=held.asks_equality,
        elsewhere=held.elsewhere,
        summary=held.summary,
        link=held.link,
        english=sheet_from(english, english.version),
        translations=tuple(sheet_from(o, english.version) for o in sheets if o is not english),
        documents=tuple(document_from(one) for one in documents),
        is_open=is_open(made, held, today),
        shows_results=shows_results(made, held, today),
        may_record=records,
        may_review=reviews,
    )


def stage_words(held: ConsultationTerms, today: date) -> str:
    """How far it is, in words for a tag."""
    if held.stage != Stage.ANNOUNCED:
        return str(held.get_stage_display())
    if today < held.opens_on:
        return f"Opens on {in_words(held.opens_on)}"
    if today <= held.closes_on:
        return f"Open until {in_words(held.closes_on)}"
    return f"Closed on {in_words(held.closes_on)}"


def sheet_from(row: Sheet, version: int) -> SheetAnswer:
    """One language."""
    return SheetAnswer(
        language=row.language,
        version=row.version,
        title=row.title,
        words=row.words,
        questions=questions_from(row.questions),
        is_older=row.version < version,
    )


def document_from(row: AttachedDocument) -> DocumentAnswer:
    """One file."""
    return DocumentAnswer(
        id=row.pk, name=row.name, type=row.type, size=row.size, added_at=row.added_at
    )


def document(viewer: Account | None, number: int, which: int) -> tuple[str, str, bytes]:
    """Name, type and content of a file, for whoever may see the consultation."""
    get_consultation(viewer, number)
    found = AttachedDocument.objects.filter(
        id=which, consultation_id=number, withdrawn_at__isnull=True
    ).first()
    if found is None:
        raise NotFound("There is no such file.", next_step="Go back to the consultation.")
    return found.name, found.type, bytes(found.content)
