"""Ask people: begin a consultation, set its days, write and translate it, announce, withdraw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.engagement.actions.voices import checked_page
from openpcn.domains.engagement.models import Consultation, ConsultationTerms, Sheet
from openpcn.domains.engagement.questionnaire import (
    Question,
    next_key,
    questions_from,
    to_keep,
)
from openpcn.domains.engagement.vocabulary import (
    NEXT_STAGES,
    RECORD,
    Channel,
    HeldWhere,
    Stage,
    must_follow,
)
from openpcn.domains.registry.actions.facts import correct, keep
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.languages import ENGLISH, LANGUAGES, language_of
from openpcn.kernel.when import in_words

MOST_RESPONSES = 10_000_000


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The days of a consultation; of one held elsewhere also what came of it."""

    opens_on: date
    closes_on: date
    results_on: date
    other_ways: str = ""
    asks_equality: bool = True
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    summary: str = ""
    link: str = ""


@transaction.atomic
def begin_consultation(
    *, owner: str, about: str, where: str, title: str, words: str, terms: Terms, by: Account
) -> int:
    """Begin a consultation as a draft, seen by nobody else."""
    which, whose = the(owner), the(about)
    require(by, RECORD, which)
    if where not in HeldWhere.values:
        raise NotRight("It is held nowhere so.", next_step="Choose one of the list.")
    made = Consultation.objects.create(owner=which, about=whose, where=where)
    keep(ConsultationTerms, by=by, consultation=made, **checked(terms))
    keep(
        Sheet, by=by, consultation=made, language=ENGLISH.tag, version=1, questions=[],
        **checked_words(title, words),
    )  # fmt: skip
    record_event("began a consultation", made, by=by, detail={"about": about})
    return int(made.pk)


@transaction.atomic
def set_terms(number: int, *, terms: Terms, by: Account) -> None:
    """Change days and the rest; days that have passed are not changed once it is announced."""
    made, held = the_consultation(number, by=by)
    must_not_show_results(made, held)
    said = checked(terms)
    today = timezone.localdate()
    if held.stage == Stage.ANNOUNCED and made.where == HeldWhere.HERE:
        if held.opens_on <= today and terms.opens_on != held.opens_on:
            raise NotPossible(
                f"It opened on {in_words(held.opens_on)}.", next_step="Leave the first day."
            )
        if terms.closes_on < today and terms.closes_on != held.closes_on:
            raise NotPossible(
                f"{in_words(terms.closes_on)} has passed: people who answered since then would "
                "be left out.",
                next_step=f"Close it on {in_words(today)} or later.",
            )
    correct(held, by=by, **said)
    record_event("changed a consultation", made, by=by)


@transaction.atomic
def move_consultation(number: int, *, to: str, by: Account) -> None:
    """Announce it, take it back to a draft while nobody has answered, withdraw it."""
    made, held = the_consultation(number, by=by)
    must_follow(NEXT_STAGES, Stage, held.stage, to)
    if to == Stage.ANNOUNCED and made.where == HeldWhere.HERE and not sheet_of(made).questions:
        raise NotPossible("It asks nothing yet.", next_step="Write a question first.")
    if to == Stage.DRAFT and made.responses.filter(withdrawn_at__isnull=True).exists():
        raise NotPossible(
            "People have answered: it is a draft no more.", next_step="Withdraw it, if it must end."
        )
    correct(held, by=by, stage=to)
    record_event("moved a consultation", made, by=by, detail={"from": held.stage, "to": to})


@transaction.atomic
def write_words(number: int, *, title: str, words: str, by: Account) -> None:
    """Change title and text in English; translations then are of an earlier text."""
    made, held = the_consultation(number, by=by)
    must_not_be_open(made, held)
    sheet = sheet_of(made)
    correct(sheet, by=by, version=sheet.version + 1, **checked_words(title, words))
    record_event("wrote a consultation", made, by=by)


@transaction.atomic
def add_question(
    number: int, *, asks: str, words: str, options: Sequence[str] = (), by: Account
) -> None:
    """Ask one more thing."""
    made, held = the_consultation(number, by=by)
    must_not_be_open(made, held)
    sheet = sheet_of(made)
    before = questions_from(sheet.questions)
    asked = Question(key=next_key(before), asks=asks, words=words, options=tuple(options))
    correct(sheet, by=by, version=sheet.version + 1, questions=to_keep((*before, asked)))
    record_event("added a question", made, by=by)


@transaction.atomic
def remove_question(number: int, key: str, *, by: Account) -> None:
    """Ask one thing less."""
    made, held = the_consultation(number, by=by)
    must_not_be_open(made, held)
    sheet = sheet_of(made)
    left = [one for one in questions_from(sheet.questions) if one.key != key]
    correct(sheet, by=by, version=sheet.version + 1, questions=to_keep(left))
    record_event("removed a question", made, by=by)


@transaction.atomic
def translate(
    number: int,
    *,
    language: str,
    title: str,
    words: str,
    questions: Mapping[str, tuple[str, Sequence[str]]],
    by: Account,
) -> None:
    """Write it in another language or as easy read: the version that is English now."""
    made, _held = the_consultation(number, by=by)
    tag = language_of(language).tag
    english = sheet_of(made)
    said = []
    for one in questions_from(english.questions):
        asked, options = questions.get(one.key, ("", ()))
        if len(options) != len(one.options):
            raise NotRight(
                f"“{one.words[:60]}” has {len(one.options)} options, its translation "
                f"{len(options)}.",
                next_step="Write each option on a line of its own, in the same order.",
            )
        said.append(Question(key=one.key, asks=one.asks, words=asked, options=tuple(options)))
    facts: dict[str, Any] = {
        **checked_words(title, words),
        "version": english.version,
        "questions": to_keep(said),
    }
    before = made.sheets.filter(known_until__isnull=True, language=tag).first()
    if before is not None:
        correct(before, by=by, **facts)
    else:
        keep(Sheet, by=by, consultation=made, language=tag, **facts)
    record_event("translated a consultation", made, by=by, detail={"language": tag})


@transaction.atomic
def withdraw_translation(number: int, language: str, *, by: Account) -> None:
    """Take a translation back."""
    made, _held = the_consultation(number, by=by)
    if language not in LANGUAGES:
        raise NotRight("The English text stands.", next_step="Choose a translation.")
    found = made.sheets.filter(known_until__isnull=True, language=language)
    found.update(known_until=timezone.now())
    record_event("withdrew a translation", made, by=by, detail={"language": language})


def the_consultation(number: int, *, by: Account) -> tuple[Consultation, ConsultationTerms]:
    """A consultation, locked, with its terms, for somebody who may record it."""
    made, held = locked(number)
    require(by, RECORD, made.owner_id)
    return made, held


def locked(number: int) -> tuple[Consultation, ConsultationTerms]:
    """A consultation and its terms, locked until the action is done."""
    made = Consultation.objects.select_for_update().filter(id=number).first()
    held = made.terms.filter(known_until__isnull=True).first() if made else None
    if made is None or held is None:
        raise NotFound("There is no such consultation.", next_step="Look it up on the list again.")
    return made, held


def sheet_of(made: Consultation) -> Sheet:
    """What it says in English now."""
    return made.sheets.get(known_until__isnull=True, language=ENGLISH.tag)


def must_not_be_open(made: Consultation, held: ConsultationTerms) -> None:
    """Refuse to change what people have read and answered."""
    opened = held.stage == Stage.ANNOUNCED and held.opens_on <= timezone.localdate()
    if made.where == HeldWhere.HERE and (opened or made.responses.exists()):
        raise NotPossible(
            "People have read these words and answered them.",
            next_step="Write another consultation, or add a translation.",
        )


def must_not_show_results(made: Consultation, held: ConsultationTerms) -> None:
    """Refuse to change what the shown results rest on, withdrawn meanwhile or not."""
    if held.stage == Stage.WITHDRAWN and made.responses.exists():
        raise NotPossible(
            "People have answered, and it is withdrawn.", next_step="Announce it again first."
        )
    if (
        made.where == HeldWhere.HERE
        and held.stage == Stage.ANNOUNCED
        and held.results_on <= timezone.localdate()
    ):
        raise NotPossible(
            f"Its results are shown to everybody since {in_words(held.results_on)}.",
            next_step="What came of it is recorded as themes and decisions.",
        )


def checked(terms: Terms) -> dict[str, Any]:
    """Terms as they are kept."""
    check_days(terms.opens_on, terms.closes_on)
    check_days(terms.results_on)
    if terms.results_on <= terms.closes_on:
        raise NotRight(
            "The results are shown to everybody after it has closed.",
            next_step=f"Choose a day after {in_words(terms.closes_on)}; leave time to enter paper.",
        )
    if wrong := [one for one in terms.elsewhere if one not in Channel.values]:
        raise NotRight(f"Nobody answers “{wrong[0]}”.", next_step="Choose one of the list.")
    if any(not 0 <= n <= MOST_RESPONSES for n in terms.elsewhere.values()):
        raise NotRight("That is no number of responses.", next_step="Enter a whole number.")
    return asdict(terms) | {
        "elsewhere": {key: n for key, n in terms.elsewhere.items() if n},
        "other_ways": terms.other_ways.strip()[:500],
        "summary": terms.summary.strip()[:10_000],
        "link": checked_page(terms.link),
    }


def checked_words(title: str, words: str) -> dict[str, str]:
    """Title and text as they are kept."""
    return {
        "title": some_text(title, "The title", longest=200),
        "words": some_text(words, "The text", longest=10_000),
    }
