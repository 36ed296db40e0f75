"""Voices of the demonstration: who speaks, two consultations, promises, a question and a story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from openpcn.domains.accounts.queries import Account
from openpcn.domains.engagement.actions import consultations as asking
from openpcn.domains.engagement.actions import promises, questions, stories
from openpcn.domains.engagement.actions.responses import Said, enter
from openpcn.domains.engagement.actions.voices import Described, record_reach, record_voice
from openpcn.domains.engagement.queries.answers import questions as questions_of
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.kernel.when import When
from openpcn.workflows.demonstration.agreeing import codes_of
from openpcn.workflows.demonstration.areas import ICB_CODE
from openpcn.workflows.demonstration.history import VINTAGES
from openpcn.workflows.demonstration.invention import Invention

INVENTED = "Invented for the demonstration"
SINCE = date(2024, 4, 1)
ENTERED = date(2026, 6, 20)


@dataclass(frozen=True, kw_only=True)
class People:
    """Who records what."""

    manager: Account
    director: Account
    engagement: Account
    member: Account


def record_voices(invention: Invention, network: int, people: People) -> None:
    """What a network's patients see of their voices, all of it invented."""
    code = invention.networks.codes[network]
    group = record_speakers(invention, network, people)
    past = ask_in_summer(code, people.manager)
    ask_in_winter(people.engagement)
    promise_things(code, past, group, people)
    answer_somebody(code, people)
    tell_a_story(code, people)


def record_speakers(invention: Invention, network: int, people: People) -> int:
    """Groups, Healthwatch with its last day, a councillor for two wards, newcomers' friends."""
    code, members = invention.networks.codes[network], codes_of(invention, network)
    first, second = wards_of(invention, network)
    group = speak(code, "ppg", "Patients of the harbour practices", "Reads the network’s reports "
                  "and asks about them", "First Monday of each month, Quay House, 18:30; "
                  "anybody may come", people.manager)  # fmt: skip
    for member in members[:2]:
        reach(group, people.manager, organisation=member)
    watch = speak(ICB_CODE, "healthwatch", "Healthwatch Vellshire", "Hears what people say of "
                  "health and care, and reports it", "", people.engagement,
                  ends_on=date(2027, 3, 31))  # fmt: skip
    reach(watch, people.engagement, organisation=ICB_CODE)
    councillor = speak(code, "councillor", "Councillor Ines Tarrow", "", "Surgery each second "
                       "Saturday at the library", people.manager)  # fmt: skip
    for ward in (first, second):
        reach(councillor, people.manager, area_kind="ward", area_code=ward)
    friends = speak(ICB_CODE, "voluntary", "New in Vellmouth", "Goes with people who have "
                    "recently arrived to practices and pharmacies; speaks nine languages",
                    "Weekdays 10:00 to 15:00", people.engagement)  # fmt: skip
    reach(friends, people.engagement, area_kind="council",
          area_code=invention.areas.councils[0].code)  # fmt: skip
    return group


def speak(
    owner: str, kind: str, name: str, what: str, meets: str, by: Account,
    ends_on: date | None = None,
) -> int:  # fmt: skip
    """One of those who speak, with a published contact that cannot exist."""
    described = Described(
        name=name,
        what=what,
        meets=meets,
        email=f"hello@{kind}.example",
        is_published=True,
        source=INVENTED,
        starts_on=SINCE,
        ends_on=ends_on,
    )
    return record_voice(owner=owner, kind=kind, described=described, by=by)


def reach(
    voice: int, by: Account, *, organisation: str = "", area_kind: str = "", area_code: str = ""
) -> None:
    """Whom one of them reaches."""
    record_reach(
        voice,
        organisation=organisation,
        area_kind=area_kind,
        area_code=area_code,
        starts_on=SINCE,
        by=by,
    )


def wards_of(invention: Invention, network: int) -> list[str]:
    """The two wards in which most patients of a network live."""
    areas, inside = invention.areas, invention.networks.network_of == network
    patients = invention.vintages[-1].by_area[:-1, inside].sum(axis=1)
    by_ward = np.bincount(areas.ward_of, weights=patients, minlength=len(areas.wards))
    return [areas.wards[int(at)].code for at in np.argsort(by_ward)[-2:]]


def ask_in_summer(code: str, by: Account) -> int:
    """Asked on paper and at meetings in early summer; its results are shown."""
    number = asking.begin_consultation(
        owner=code,
        about=code,
        where="here",
        title="When should we be open in the evening?",
        words="We can open longer on two evenings a week. Nothing is decided before we have heard "
        "you. " + INVENTED + ".",
        terms=asking.Terms(
            opens_on=date(2026, 5, 18),
            closes_on=date(2026, 6, 26),
            results_on=date(2026, 7, 6),
            other_ways="Forms lay at Quay House and at the library.",
        ),
        by=by,
    )
    asking.add_question(
        number, asks="one", words="Which evenings suit you best?",
        options=["Monday and Wednesday", "Tuesday and Thursday", "None"], by=by,
    )  # fmt: skip
    asking.add_question(number, asks="words", words="What else should we know?", by=by)
    asking.move_consultation(number, to="announced", by=by)
    for channel, people, option, source, ages, groups, disabled, sexes in (
        ("paper", 64, "1", "Forms 1 to 64, box at Quay House", (0, 4, 9, 20, 18, 10),
         (8, 0, 1, 50, 2), (12, 48), (36, 25)),
        ("paper", 31, "0", "Forms 65 to 95, box at the library", (0, 1, 2, 6, 8, 14),
         (2, 0, 0, 27, 1), (9, 20), (19, 12)),
        ("meeting", 22, "1", "Notes of the patients’ group, 8 June 2026", (0, 0, 1, 3, 6, 12),
         (1, 0, 0, 21, 0), (7, 14), (14, 8)),
        ("outreach", 12, "2", "Market stall, 20 June 2026", (0, 3, 4, 3, 1, 1),
         (6, 2, 0, 3, 1), (1, 11), (7, 5)),
    ):  # fmt: skip
        enter(
            number,
            channel=channel,
            received_on=ENTERED,
            people=people,
            entered_from=source,
            said=Said(answers={"q1": option}, words={}),
            counts={
                "age": dict(zip(("0", "16", "25", "35", "50", "65"), ages, strict=True)),
                "ethnic_group": dict(
                    zip(("asian", "black", "mixed", "white", "other"), groups, strict=True)
                ),
                "disability": dict(zip(("yes", "no"), disabled, strict=True)),
                "sex": dict(zip(("female", "male"), sexes, strict=True)),
            },
            today=ENTERED,
            by=by,
        )
    return number


def ask_in_winter(by: Account) -> None:
    """Asked of the whole system until the end of January, in easy read and Polish too."""
    number = asking.begin_consultation(
        owner=ICB_CODE,
        about=ICB_CODE,
        where="here",
        title="Breathing tests nearer to home",
        words="Breathing tests could be given at a health centre instead of the hospital. Nothing "
        "is decided. " + INVENTED + ".",
        terms=asking.Terms(
            opens_on=date(2026, 11, 2),
            closes_on=date(2027, 1, 31),
            results_on=date(2027, 2, 15),
            other_ways="Ring 01632 960990, or ask for a paper form at any practice.",
        ),
        by=by,
    )
    asking.add_question(
        number, asks="one", words="How would you come to the health centre?",
        options=["On foot", "By bus", "By car", "I could not come"], by=by,
    )  # fmt: skip
    asking.add_question(number, asks="words", words="What would make it easier?", by=by)
    for language, title, words, first, options, second in (
        ("en-simple", "Breathing tests", "We want to give breathing tests near you.",
         "How can you get there?", ["Walk", "Bus", "Car", "I cannot get there"],
         "What would help you?"),
        ("pl", "Badania oddechu bliżej domu", "Nic nie jest jeszcze postanowione.",
         "Jak dotrzesz do przychodni?", ["Pieszo", "Autobusem", "Samochodem", "Nie dotrę"],
         "Co by to ułatwiło?"),
    ):  # fmt: skip
        asking.translate(
            number,
            language=language,
            title=title,
            words=words,
            questions={"q1": (first, options), "q2": (second, [])},
            by=by,
        )
    asking.move_consultation(number, to="announced", by=by)


def promise_things(code: str, asked: int, group: int, people: People) -> None:
    """A promise kept, one overdue, one not kept, a refusal, and something that waits."""
    by = people.manager

    def said(words: str, *, at: str, on: date, n: int | None = None) -> int:
        heard = promises.Heard(said=words, heard_at=at, heard_on=on, people=n)
        from_ = asked if at == "Consultation of summer 2026" else None
        return promises.record_theme(owner=code, heard=heard, consultation=from_, by=by)

    def promised(theme: int, words: str, who: str, due_on: date) -> None:
        promises.promise(
            theme, words=words, promised_by=who, due_on=due_on, decided_on=date(2025, 11, 3), by=by
        )

    lines = said("The telephones are engaged at eight.", at="Patients’ group", on=date(2025, 10, 6))
    promised(lines, "Three more people on the telephones from 8 to 10.", "Network manager",
             date(2026, 1, 31))  # fmt: skip
    promises.say_kept(lines, did="Three people began on 2 February.", done_on=date(2026, 2, 2),
                      by=by)  # fmt: skip
    promises.say_for_group(lines, group=group, says="partly", on=date(2026, 3, 2), by=people.member,
                           words="Better, but not on Mondays.")  # fmt: skip
    ramp = said("The side door has a step.", at="Patients’ group", on=date(2025, 10, 6))
    promised(ramp, "A ramp at the side door of Quay House.", "Practice manager, Quay House",
             date(2026, 6, 30))  # fmt: skip
    letters = said("Letters come in English only.", at="New in Vellmouth", on=date(2025, 9, 15))
    promised(letters, "Letters in five languages.", "Network manager", date(2026, 4, 30))
    promises.say_not_kept(letters, reason="The letters are made by a system that holds English "
                          "only; its supplier has no date.", by=by)  # fmt: skip
    night = said("Somebody should be there at night.", at="Market stall", on=date(2025, 8, 2))
    promises.decline(night, words="A night service of our own.", by=by,
                     decided_on=date(2025, 11, 3),
                     reason="The 111 service covers the night for all of Vellshire.")  # fmt: skip
    said("Tuesdays and Thursdays suit most of us.", at="Consultation of summer 2026",
         on=date(2026, 7, 6), n=86)  # fmt: skip


def answer_somebody(code: str, people: People) -> None:
    """A question with a published answer, and one that waits."""
    for words in (
        "Do I have to change my practice when networks change?",
        "Will the blood test room open on Saturdays?",
    ):
        questions.ask(about=code, words=words, today=date(2026, 8, 31))
    about = get_organisation(code, when=When(as_at=VINTAGES[-1])).id
    first = min(one.id for one in questions_of(people.manager, about))
    questions.write_answer(
        first,
        written=questions.Written(
            asked="Do I have to change my practice when networks change?",
            words="No. A network is practices that work together; you stay with your own.",
            answered_as="Network manager",
            answered_on=date(2026, 9, 7),
        ),
        by=people.manager,
    )
    for stage in ("reviewed", "published"):
        questions.move_answer(first, to=stage, by=people.director)


def tell_a_story(code: str, people: People) -> None:
    """A story that its teller let everybody read."""
    number = stories.write_story(
        owner=code,
        told=stories.Told(
            title="Three buses for a blood test",
            words="My father needs a blood test each month. It took three buses and most of a day, "
            "and twice we were sent home because the form was at the other practice. "
            f"({INVENTED}.)",
            told_by="a carer",
            consent="public",
            consented_on=date(2025, 9, 1),
            expires_on=date(2028, 8, 31),
        ),
        by=people.manager,
    )
    for stage in ("reviewed", "published"):
        stories.move_story(number, to=stage, has_read=True, by=people.director)
