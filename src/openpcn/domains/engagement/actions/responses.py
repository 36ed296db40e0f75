"""Answer a consultation online, enter answers from paper and meetings, take an answer back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.engagement.actions.consultations import locked, the_consultation
from openpcn.domains.engagement.equality import CHARACTERISTICS, NOT_SAID
from openpcn.domains.engagement.models import (
    Consultation,
    ConsultationTerms,
    EqualityCount,
    Passage,
    Response,
)
from openpcn.domains.engagement.opening import is_open
from openpcn.domains.engagement.questionnaire import LONGEST_WORDS, Answers
from openpcn.domains.engagement.receipts import fingerprint, new_code
from openpcn.domains.engagement.vocabulary import Channel, HeldWhere, Moderation, Stage
from openpcn.domains.registry.actions.naming import some_text
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.personal_details import kinds_of
from openpcn.kernel.when import in_words

MOST_PEOPLE = 2_000
NO_COUNTS: Mapping[str, Mapping[str, int]] = {}


class Closed(NotPossible):
    """It is not open for answers."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody answered."""

    answers: Answers
    words: Mapping[str, str]
    """Own words by question."""
    language: str = "en-GB"
    equality: Mapping[str, str] = field(default_factory=dict)
    """Group by characteristic; kept as counts only, apart from the answers."""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What whoever answered is told."""

    code: str
    is_late: bool
    found: tuple[str, ...]
    """Kinds of personal details that the words may hold."""


@transaction.atomic
def answer(number: int, *, said: Said, began_while_open: bool = False) -> Receipt:
    """Answer online. Who began while it was open and sends after it closed is kept, as late."""
    made, held = locked(number)
    today = timezone.localdate()
    is_late = not is_open(made, held, today)
    if is_late and not (began_while_open and held.stage == Stage.ANNOUNCED):
        raise Closed(
            f"This consultation closed on {in_words(held.closes_on)}."
            if today > held.closes_on
            else "This consultation is not open.",
            next_step="Its page says what happens next and whom to ask.",
        )
    must_say_something(said)
    code = new_code()
    response = Response.objects.create(
        consultation=made,
        channel=Channel.ONLINE,
        language=said.language,
        received_on=today,
        answers=dict(said.answers),
        is_late=is_late,
        receipt=fingerprint(code),
    )
    found = keep_words(response, said.words)
    if not is_late and held.asks_equality:
        count_equality(made, counts_of(said.equality), 1)
    return Receipt(code=code, is_late=is_late, found=found)


@transaction.atomic
def enter(
    number: int,
    *,
    channel: str,
    received_on: date,
    people: int,
    entered_from: str,
    said: Said,
    by: Account,
    counts: Mapping[str, Mapping[str, int]] = NO_COUNTS,
    today: date | None = None,
) -> int:
    """Enter an answer that was given on paper, at a meeting or otherwise, with where it is from.

    Of several people together `counts` says how many said that they belong to each group.
    """
    made, held = the_consultation(number, by=by)
    must_take_entries(made, held, today or timezone.localdate())
    if channel not in Channel.values or channel == Channel.ONLINE:
        raise NotRight("Nobody enters such an answer.", next_step="Choose one of the list.")
    if not 1 <= people <= MOST_PEOPLE:
        raise NotRight(f"{people:,} people cannot be.", next_step=f"Enter 1 to {MOST_PEOPLE:,}.")
    if not held.opens_on <= received_on <= held.closes_on:
        raise NotPossible(
            f"It was open from {in_words(held.opens_on)} to {in_words(held.closes_on)}.",
            next_step="Enter the day on which the answer was received.",
        )
    must_say_something(said)
    response = Response.objects.create(
        consultation=made,
        channel=channel,
        language=said.language,
        received_on=received_on,
        people=people,
        answers=dict(said.answers),
        entered_by=by,
        entered_at=timezone.now(),
        entered_from=some_text(entered_from, "What it was entered from", longest=300),
    )
    keep_words(response, said.words)
    if held.asks_equality:
        count_equality(made, counts if people > 1 else counts_of(said.equality), people)
    record_event("entered an answer", response, by=by, detail={"channel": channel})
    return int(response.pk)


@transaction.atomic
def take_back_entered(number: int, response: int, *, by: Account) -> None:
    """Take back an answer that was entered by mistake; its equality counts stay as they are."""
    made, held = the_consultation(number, by=by)
    must_take_entries(made, held, timezone.localdate())
    found = made.responses.filter(id=response, withdrawn_at=None, entered_by__isnull=False).first()
    if found is None:
        raise NotFound("No such answer counts.", next_step="Look at the list again.")
    withdraw(found, counts_still=False)
    record_event("took back an answer", found, by=by)


@transaction.atomic
def take_back(number: int, code: str) -> bool:
    """Take back one's own answer by its receipt; whether it is left out of the results too."""
    made, held = locked(number)
    found = made.responses.filter(receipt=fingerprint(code), withdrawn_at=None).first()
    if found is None:
        raise NotFound("No answer has this code.", next_step="Check the code that you were given.")
    shown = held.results_on <= timezone.localdate()
    withdraw(found, counts_still=shown)
    return not shown


def withdraw(response: Response, *, counts_still: bool) -> None:
    """Delete an answer's words; its choices too, unless results that count them are shown."""
    response.passages.all().delete()
    response.receipt = ""
    if not counts_still:
        response.answers, response.withdrawn_at = {}, timezone.now()
    response.save()


def keep_words(response: Response, words: Mapping[str, str]) -> tuple[str, ...]:
    """Keep own words to be read; those that may tell who somebody is are held. What was found."""
    every: list[str] = []
    for key, text in words.items():
        found = [str(kind) for kind in kinds_of(text)]
        every += found
        Passage.objects.create(
            response=response,
            question=key,
            said=text,
            found=found,
            state=Moderation.HELD if found else Moderation.WAITING,
        )
    return tuple(dict.fromkeys(every))


def counts_of(equality: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """What one person said, as counts."""
    return {key: {group: 1} for key, group in equality.items()}


def count_equality(
    made: Consultation, counts: Mapping[str, Mapping[str, int]], people: int
) -> None:
    """Add people to the counts of their groups; who left a question empty is counted as that."""
    for key, one in CHARACTERISTICS.items():
        said = {group: n for group, n in counts.get(key, {}).items() if group in one.groups and n}
        left = people - sum(said.values())
        if left < 0 or any(n < 0 for n in said.values()):
            raise NotRight(
                f"More people than the {people:,} who answered said their {one.words.lower()}.",
                next_step="Check the numbers.",
            )
        for group, number in (said | {NOT_SAID: left}).items():
            held, _ = EqualityCount.objects.get_or_create(
                consultation=made, characteristic=key, group=group
            )
            EqualityCount.objects.filter(id=held.pk).update(number=F("number") + number)


def must_say_something(said: Said) -> None:
    """Refuse an answer that answers nothing, or more than can be read."""
    if not said.answers and not said.words:
        raise NotRight("Nothing is answered.", next_step="Answer at least one question.")
    if any(len(text) > LONGEST_WORDS for text in said.words.values()):
        raise NotRight(
            f"An answer has more than {LONGEST_WORDS:,} characters.", next_step="Shorten it."
        )


def must_take_entries(made: Consultation, held: ConsultationTerms, today: date) -> None:
    """Refuse answers before it opens, and once its results are shown."""
    if (
        made.where != HeldWhere.HERE
        or held.stage != Stage.ANNOUNCED
        or not held.opens_on <= today < held.results_on
    ):
        raise NotPossible(
            "Answers are entered from the day it opens until the day before its results are shown.",
            next_step=f"Its results are shown on {in_words(held.results_on)}.",
        )
