"""Ask in public, answer, have the answer reviewed and published; set a question aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.engagement.actions.responses import Receipt
from openpcn.domains.engagement.models import PublicAnswer, PublicQuestion
from openpcn.domains.engagement.receipts import fingerprint, new_code
from openpcn.domains.publishing.actions.staging import move
from openpcn.domains.publishing.vocabulary import WRITE, Stage
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.personal_details import kinds_of
from openpcn.kernel.when import in_words

LONGEST_QUESTION = 1_000


@dataclass(frozen=True, kw_only=True)
class Written:
    """An answer as somebody wrote it."""

    asked: str
    words: str
    answered_as: str
    answered_on: date


@transaction.atomic
def ask(*, about: str, words: str, today: date | None = None) -> Receipt:
    """Ask an organisation something; nothing is shown before somebody has read and answered it."""
    which = the(about)
    said = some_text(words, "The question", longest=LONGEST_QUESTION)
    code = new_code()
    found = tuple(str(kind) for kind in kinds_of(said))
    PublicQuestion.objects.create(
        about=which,
        said=said,
        found=list(found),
        asked_on=today or timezone.localdate(),
        receipt=fingerprint(code),
    )
    return Receipt(code=code, is_late=False, found=found)


@transaction.atomic
def write_answer(number: int, *, written: Written, by: Account) -> None:
    """Write the answer, or change it; one that was published is replaced by the next."""
    question = the_question(number)
    require(by, WRITE, question.about_id)
    if question.set_aside_at is not None:
        raise NotPossible("This question is set aside.", next_step="Take it up again first.")
    check_days(written.answered_on)
    if written.answered_on < question.asked_on:
        raise NotRight(
            f"It was asked on {in_words(question.asked_on)}.",
            next_step="Enter the day of the answer.",
        )
    said = {
        "asked": some_text(written.asked, "The question as it is shown", longest=LONGEST_QUESTION),
        "words": some_text(written.words, "The answer", longest=5_000),
        "answered_as": some_text(written.answered_as, "Who answers", longest=120),
        "answered_on": written.answered_on,
        "written_by": by,
        "written_at": timezone.now(),
    }
    last = question.answers.order_by("-number").first()
    if last is None or last.state not in (Stage.DRAFT, Stage.REVIEWED):
        before = 0 if last is None else last.number
        made = PublicAnswer.objects.create(question=question, number=before + 1, **said)
    else:
        for name, value in said.items():
            setattr(last, name, value)
        last.state, last.reviewed_by, last.reviewed_at = Stage.DRAFT, None, None
        last.save()
        made = last
    record_event("answered a question", made, by=by, detail={"question": number})


@transaction.atomic
def move_answer(
    number: int, *, to: str, note: str = "", has_read: bool = False, by: Account
) -> None:
    """Bring the answer to another stage: reviewed by another, published, withdrawn."""
    question = the_question(number)
    last = question.answers.select_for_update().order_by("-number").first()
    if last is None:
        raise NotPossible("There is no answer yet.", next_step="Write one first.")
    if to == Stage.PUBLISHED and last.state == Stage.REVIEWED:
        question.answers.filter(state=Stage.PUBLISHED).update(state=Stage.REPLACED)
    move(
        last,
        to=to,
        by=by,
        owner_id=question.about_id,
        note=note,
        words=f"{last.asked}\n{last.words}",
        has_read=has_read,
    )
    if to == Stage.PUBLISHED and question.found:
        question.said, question.found = last.asked, []
        question.save(update_fields=["said", "found"])


@transaction.atomic
def set_aside(number: int, *, note: str, by: Account) -> None:
    """Say that a question is not answered here, and why; whoever asked reads the reason."""
    question = the_question(number)
    require(by, WRITE, question.about_id)
    if question.answers.filter(state=Stage.PUBLISHED).exists():
        raise NotPossible("Its answer is published.", next_step="Withdraw the answer first.")
    question.set_aside_by, question.set_aside_at = by, timezone.now()
    question.set_aside_note = some_text(note, "The reason", longest=300)
    question.save()
    record_event("set a question aside", question, by=by)


@transaction.atomic
def take_up(number: int, *, by: Account) -> None:
    """Take a question up again that was set aside."""
    question = the_question(number)
    require(by, WRITE, question.about_id)
    question.set_aside_by, question.set_aside_at, question.set_aside_note = None, None, ""
    question.save()
    record_event("took a question up again", question, by=by)


def the_question(number: int) -> PublicQuestion:
    """A question, locked until the action is done."""
    found = PublicQuestion.objects.select_for_update().filter(id=number).first()
    if found is None:
        raise NotFound("There is no such question.", next_step="Look it up on the list again.")
    return found
