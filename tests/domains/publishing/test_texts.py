"""Texts come to the public in stages: one person writes, another reviews."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from openpcn.domains.publishing.actions import shelf, texts, translations
from openpcn.domains.publishing.models import Publication, Version
from openpcn.domains.publishing.queries import drafts
from openpcn.domains.publishing.queries import texts as public
from openpcn.domains.publishing.vocabulary import NEXT_STAGES, Stage
from openpcn.domains.registry.permissions import NotAllowed
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, Refused
from tests.domains import world

pytestmark = pytest.mark.django_db
NOW = world.on("2026-06-01")
PLAN = texts.Words(
    title="A new pharmacist",
    text="A pharmacist will see people at Alder Surgery.",
    certainty="certain",
    certain_since=date(2026, 5, 1),
    starts_on=date(2026, 9, 1),
)


@pytest.fixture
def people():
    world.county()
    writer = world.account("writer", ("network_manager", "U90001"))
    reviewer = world.account("reviewer", ("clinical_director", "U90001"))
    return writer, reviewer


def plan(by, **more) -> int:
    said = {"topic": "planned", "owner": "U90001", "words": PLAN} | more
    return texts.write_text(subject=texts.Subject(organisation="U90001"), by=by, **said)


def published(people, **more) -> int:
    writer, reviewer = people
    number = plan(writer, **more)
    texts.move_text(number, to="reviewed", by=reviewer)
    texts.move_text(number, to="published", by=writer)
    return number


def about_network() -> list[str]:
    found = public.published_texts(when=NOW, about={world.ident("U90001")})
    return [one.version.title for one in found]


def test_a_text_is_public_only_once_another_person_has_reviewed_it(people):
    writer, reviewer = people
    number = plan(writer)
    assert about_network() == []
    with pytest.raises(NotPossible, match="cannot become"):
        texts.move_text(number, to="published", by=reviewer)
    with pytest.raises(Refused, match="You wrote this"):
        texts.move_text(number, to="reviewed", by=writer)
    texts.move_text(number, to="reviewed", by=reviewer)
    assert about_network() == []
    texts.move_text(number, to="published", by=writer)
    assert about_network() == ["A new pharmacist"]
    stage = public.public_text(number, when=NOW).text.version.stage
    assert (stage.written_by, stage.reviewed_by, stage.published_by) == (
        "writer",
        "reviewer",
        "writer",
    )


def test_the_database_itself_refuses_a_reviewer_who_wrote_the_text(people):
    number = published(people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(publication_id=number).update(reviewed_by=people[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(publication_id=number).update(reviewed_by=None, reviewed_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(publication_id=number).update(
            state="withdrawn", withdrawn_by=people[0], withdrawn_at=timezone.now()
        )


def test_a_later_version_replaces_the_published_one_when_it_is_published_itself(people):
    writer, reviewer = people
    number = published(people)
    later = texts.Words(title="Two new pharmacists", text="Two.", certainty="proposed")
    assert texts.change_words(number, words=later, by=reviewer) == 2
    assert about_network() == ["A new pharmacist"]
    texts.move_text(number, to="reviewed", by=writer)
    texts.move_text(number, to="published", by=writer)
    assert about_network() == ["Two new pharmacists"]
    states = [one.version.stage.state for one in drafts.versions_of(writer, number, when=NOW)]
    assert states == ["published", "replaced"]


def test_a_reviewed_draft_that_is_changed_is_reviewed_again(people):
    writer, reviewer = people
    number = plan(writer)
    texts.move_text(number, to="reviewed", by=reviewer)
    assert texts.change_words(number, words=PLAN, by=writer) == 1
    with pytest.raises(NotPossible):
        texts.move_text(number, to="published", by=reviewer)


def test_what_is_withdrawn_is_gone_at_once_with_a_note_and_without_its_words(people):
    writer, _ = people
    number = published(people)
    texts.change_words(number, words=PLAN, by=writer)
    with pytest.raises(NotRight, match="note is empty"):
        texts.withdraw_text(number, note=" ", by=writer)
    texts.withdraw_text(number, note="The post was not filled.", by=writer)
    assert about_network() == []
    gone = public.public_text(number, when=NOW)
    assert gone.text is None
    assert gone.withdrawn_note == "The post was not filled."
    with pytest.raises(NotPossible, match="Nothing of this text stands"):
        texts.withdraw_text(number, note="Again.", by=writer)
    assert texts.change_words(number, words=PLAN, by=writer) == 3


def test_nobody_else_writes_reads_or_moves_a_draft(people):
    number = plan(people[0])
    stranger = world.account("stranger", ("network_manager", "U90002"))
    member = world.account("member", ("practice_manager", "Z90001"))
    for act in (
        lambda: texts.change_words(number, words=PLAN, by=stranger),
        lambda: texts.move_text(number, to="reviewed", by=member),
        lambda: drafts.versions_of(None, number, when=NOW),
        lambda: drafts.versions_of(stranger, number, when=NOW),
        lambda: public.public_text(number, when=NOW),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotAllowed):
        plan(stranger)
    assert drafts.texts_of(stranger, when=NOW) == []
    assert drafts.texts_of(None, when=NOW) == []


def test_who_only_writes_does_not_publish(people):
    _, reviewer = people
    manager = world.account("practice", ("practice_manager", "Z90001"))
    number = texts.write_text(
        topic="restriction",
        owner="Z90001",
        subject=texts.Subject(organisation="Z90001"),
        words=texts.Words(title="The lift", text="The lift is out of order."),
        by=manager,
    )
    texts.move_text(number, to="reviewed", by=reviewer)
    with pytest.raises(NotAllowed):
        texts.move_text(number, to="published", by=manager)
    texts.move_text(number, to="published", by=reviewer)
    texts.withdraw_text(number, note="Mended.", by=manager)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Her number is 943 476 5919.", "NHS number"),
        ("She was born on 3 May 1950.", "date of birth"),
    ],
)
def test_nothing_that_tells_who_a_patient_is_can_be_published(people, text, what):
    writer, reviewer = people
    number = plan(writer, words=texts.Words(title="A", text=text, certainty="proposed"))
    with pytest.raises(NotPossible, match=what):
        texts.move_text(number, to="reviewed", by=reviewer, has_read=True)


def test_what_may_be_personal_is_published_once_somebody_says_that_they_have_read_it(people):
    writer, reviewer = people
    words = texts.Words(title="A", text="Ring 0116 496 0000.", certainty="proposed")
    number = plan(writer, words=words)
    with pytest.raises(NotPossible, match="telephone number"):
        texts.move_text(number, to="reviewed", by=reviewer)
    texts.move_text(number, to="reviewed", by=reviewer, has_read=True)
    texts.move_text(number, to="published", by=reviewer)


def test_an_organisation_writes_about_itself_those_in_it_and_areas(people):
    writer, _ = people
    for code in ("U90001", "Z90001"):
        texts.write_text(
            topic="planned",
            owner="U90001",
            subject=texts.Subject(organisation=code),
            words=PLAN,
            by=writer,
        )
    with pytest.raises(NotPossible, match="not in the organisation"):
        texts.write_text(
            topic="planned",
            owner="U90001",
            subject=texts.Subject(organisation="U90002"),
            words=PLAN,
            by=writer,
        )
    for subject in (texts.Subject(), texts.Subject(area_kind="street", area_code="1")):
        with pytest.raises(NotRight, match="about nothing"):
            texts.write_text(
                topic="planned", owner="U90001", subject=subject, words=PLAN, by=writer
            )
    ward = texts.Subject(area_kind="ward", area_code="ZW01")
    number = texts.write_text(topic="planned", owner="U90001", subject=ward, words=PLAN, by=writer)
    texts.move_text(number, to="reviewed", by=people[1])
    texts.move_text(number, to="published", by=writer)
    found = public.published_texts(when=NOW, areas={("ward", "ZW01")}, topics={"planned"})
    assert [one.area_code for one in found] == ["ZW01"]
    assert public.published_texts(when=NOW, areas={("ward", "ZW02")}) == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (texts.Words(title=" ", text="a", certainty="proposed"), "title is empty"),
        (texts.Words(title="a", text="a"), "how certain"),
        (texts.Words(title="a", text="a", certainty="certain"), "since a day"),
    ],
)
def test_a_plan_says_what_it_is_and_how_certain(people, words, why):
    with pytest.raises(NotRight, match=why):
        plan(people[0], words=words)
    with pytest.raises(NotRight, match="list"):
        plan(people[0], topic="rumour")


def test_what_ended_before_the_day_is_not_shown_on_it(people):
    ended = texts.Words(title="A", text="a", certainty="proposed", ends_on=date(2026, 5, 31))
    published(people, words=ended)
    assert about_network() == []


def test_a_year_has_one_account(people):
    account = {"topic": "account", "year_from": date(2025, 4, 1)}
    number = plan(people[0], **account)
    assert Publication.objects.get(id=number).year_from == date(2025, 4, 1)
    with pytest.raises(NotPossible, match="already"):
        plan(people[0], **account)
    with pytest.raises(NotRight, match="of a year"):
        plan(people[0], topic="account")
    with pytest.raises(NotRight, match="of an organisation"):
        texts.write_text(
            owner="U90001",
            subject=texts.Subject(area_kind="ward", area_code="ZW01"),
            words=PLAN,
            by=people[0],
            **account,
        )


def test_a_translation_stays_with_the_version_that_it_translates(people):
    writer, reviewer = people
    number = plan(writer)
    with pytest.raises(NotPossible, match="nothing to translate"):
        translations.translate(number, language="pl", title="A", text="b", by=writer)
    texts.move_text(number, to="reviewed", by=reviewer)
    texts.move_text(number, to="published", by=writer)
    with pytest.raises(NotRight, match="no language"):
        translations.translate(number, language="xx", title="A", text="b", by=writer)
    made = translations.translate(number, language="pl", title="Farmaceuta", text="x", by=writer)
    assert translations.translate(number, language="pl", title="A", text="y", by=writer) == made
    assert public.published_translations([number]) == {}
    with pytest.raises(Refused, match="You wrote this"):
        translations.move_translation(number, made, to="reviewed", by=writer)
    translations.move_translation(number, made, to="reviewed", by=reviewer)
    translations.move_translation(number, made, to="published", by=reviewer)
    later = texts.Words(title="B", text="b", certainty="proposed")
    texts.change_words(number, words=later, by=writer)
    texts.move_text(number, to="reviewed", by=reviewer)
    texts.move_text(number, to="published", by=writer)
    found = public.published_translations([number])[number]
    assert [(one.language, one.of_version, one.text) for one in found] == [("pl", 1, "y")]
    newer = translations.translate(number, language="pl", title="B", text="z", by=writer)
    translations.move_translation(number, newer, to="reviewed", by=reviewer)
    translations.move_translation(number, newer, to="published", by=reviewer)
    assert [one.of_version for one in public.published_translations([number])[number]] == [2]
    assert len(drafts.translations_of(writer, number)) == 2
    with pytest.raises(NotFound):
        translations.move_translation(number, 999_999, to="published", by=reviewer)
    texts.withdraw_text(number, note="Gone.", by=writer)
    assert public.published_translations([number]) == {}


def test_an_improvement_is_found_by_its_words_and_used_by_others(people):
    writer, reviewer = people
    story = texts.Words(
        title="Walking to the library",
        text="A walk each week.",
        parts={"problem": "People were lonely.", "result": "Forty came.", "cost": " "},
    )
    number = published(people, topic="story", words=story)
    assert [one.id for one in public.search_stories("lonely walk", when=NOW)] == [number]
    assert public.search_stories("lonely cycling", when=NOW) == []
    assert public.search_stories("", when=NOW)[0].version.parts == {
        "problem": "People were lonely.",
        "result": "Forty came.",
    }
    other = world.account("other", ("network_manager", "U90002"))
    said = {"organisation": "U90002", "starts_on": date(2026, 6, 1), "by": other}
    use = shelf.use_story(number, note="We walk too.", **said)
    assert [one.organisation_code for one in public.reuses(number, when=NOW)] == ["U90002"]
    with pytest.raises(NotPossible, match="already"):
        shelf.use_story(number, **said)
    with pytest.raises(NotAllowed):
        shelf.withdraw_use(number, use, by=writer)
    shelf.withdraw_use(number, use, by=other)
    assert public.reuses(number, when=NOW) == []
    with pytest.raises(NotFound):
        shelf.use_story(plan(writer), **said)
    texts.withdraw_text(number, note="Gone.", by=reviewer)
    assert public.search_stories("walk", when=NOW) == []


def test_every_stage_has_its_place_in_the_table_of_transitions():
    assert set(NEXT_STAGES) == set(Stage)
    assert NEXT_STAGES[Stage.WITHDRAWN] == ()
