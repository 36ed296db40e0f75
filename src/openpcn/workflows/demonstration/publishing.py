"""What the demonstration tells residents: plans, offers, a restriction, an account, a story."""

from __future__ import annotations

from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.publishing.actions.messages import (
    Said,
    mark_answer,
    move_message,
    write_message,
)
from openpcn.domains.publishing.actions.texts import Subject, Words, move_text, write_text
from openpcn.domains.publishing.actions.translations import move_translation, translate
from openpcn.domains.publishing.headings import HEADINGS
from openpcn.domains.publishing.queries.messages import get_message
from openpcn.domains.publishing.vocabulary import Topic
from openpcn.kernel.when import When
from openpcn.workflows.demonstration.areas import ICB_CODE
from openpcn.workflows.messages.recipients import send

PHARMACIST = Words(
    title="A pharmacist at every practice of the network",
    text="From January a pharmacist will see people at each of our practices on two days a week.\n"
    "You can ask for a review of your medicines without seeing a doctor first.",
    certainty="certain",
    certain_since=date(2026, 9, 14),
    starts_on=date(2027, 1, 11),
)
HUB = Words(
    title="One place for breathing tests in the city",
    text="Breathing tests could move from the hospital to a health centre at the docks. "
    "We are asking people in the city until the end of January. Nothing is decided.",
    certainty="under_engagement",
    starts_on=date(2027, 6, 1),
)
EVENINGS = Words(
    title="Appointments in the evening and on Saturday",
    text="Book with your own practice. You may be seen at another practice of the network.",
    times="Weekday evenings and Saturdays",
    shows_sessions=True,
)
RAMP = Words(
    title="The ramp at the side door is being rebuilt",
    text="Until the end of March the step-free way in is through the front door. Ring the bell and "
    "somebody will come.",
    starts_on=date(2026, 11, 2),
    ends_on=date(2027, 3, 31),
)
ACCOUNT = Words(
    title="Our year 2026/27 so far",
    text="Two physiotherapists began, so that people with a bad back see one without a referral.\n"
    "A link worker met people at the library every Thursday.\n"
    "Our three practices began to answer the telephone together at the busiest hour.",
    parts={
        "said": "You said that the telephone was engaged in the morning. We put three more people "
        "on it from 8 to 10.\nYou asked for later pharmacy hours. We cannot decide that; we asked "
        "the board.",
        "not_known": "We do not know yet whether fewer people went to hospital.",
    },
)
STORY = Words(
    title="Three practices, one telephone queue",
    text="Calls to three practices in the busiest hour are answered by one team.",
    parts={
        "problem": "One call in four was given up before it was answered.",
        "change": "From 8 to 10 the receptionists of three practices answer one queue.",
        "measure": "Calls given up, from the telephone system, four weeks before and after.",
        "result": "One call in nine was given up. Staff took longer to learn the third practice’s "
        "diary than expected.",
        "cost": "£1,900 once for the telephones; nothing each year.",
        "contact": "The network manager, in the contact book",
    },
)
IN_FRENCH = (
    "À partir de janvier, un pharmacien recevra les patients dans chacun de nos cabinets, deux "
    "jours par semaine.\nVous pouvez demander à revoir vos médicaments sans voir d’abord un "
    "médecin.\n(Traduction d’exemple)"
)
FRENCH = ("Un pharmacien dans chaque cabinet du réseau", IN_FRENCH)
HEADINGS_IN_FRENCH = (
    "Grands caractères",
    "Caractères normaux",
    "Restrictions en ce moment",
    "Ce qui est prévu",
    "Proposé : cela ne se fera peut-être pas",
    "L’avis des habitants est demandé",
    "Certain : c’est décidé",
    "Ce que nous offrons, où et quand",
    "Cabinets et réseaux d’ici",
    "Qui travaille ensemble",
    "Qui dirige",
    "Services et groupes près d’ici",
    "Comment donner votre avis",
    "Vous l’avez dit, nous l’avons fait",
    "Poser une question",
    "Qui parle pour les patients",
    "Cette page est la même pour tous. Elle ne dit rien d’aucun patient.",
)
ARABIC = ("ترجمة تجريبية", "هذه ترجمة تجريبية.")


def record_publishing(
    network: str,
    practice: str,
    place: str,
    *,
    manager: Account,
    director: Account,
    lead: Account,
    health: Account,
) -> None:
    """The network's manager writes and its director reviews; the place's plan has two others."""
    for topic, words, about in (
        ("planned", PHARMACIST, network),
        ("offered", EVENINGS, network),
        ("restriction", RAMP, practice),
        ("story", STORY, network),
    ):
        number = publish(topic, words, network, about, by=manager, reviewer=director)
        if words is PHARMACIST:
            for language, said in (("fr", FRENCH), ("ar", ARABIC)):
                bring_in(number, language, said, by=manager, reviewer=director)
    publish("planned", HUB, place, place, by=lead, reviewer=health)
    publish(
        "account",
        ACCOUNT,
        network,
        network,
        by=manager,
        reviewer=director,
        year_from=date(2026, 4, 1),
    )
    title = str(Topic.HEADINGS.label)
    words = Words(title=title, text="\n".join(HEADINGS))
    number = publish("headings", words, network, network, by=manager, reviewer=director)
    french = ("Les titres des pages", "\n".join(HEADINGS_IN_FRENCH))
    bring_in(number, "fr", french, by=manager, reviewer=director)
    record_message(network, manager=manager, director=director)
    write_text(
        topic="planned",
        owner=network,
        subject=Subject(organisation=network),
        words=Words(
            title="Later opening on Wednesdays",
            text="We think of opening until 8 in the evening on Wednesdays.",
            certainty="proposed",
        ),
        by=manager,
    )


def bring_in(
    number: int, language: str, said: tuple[str, str], *, by: Account, reviewer: Account
) -> None:
    """Translate a text, and have the translation reviewed by somebody else and published."""
    title, text = said
    made = translate(number, language=language, title=title, text=text, by=by)
    for stage in ("reviewed", "published"):
        move_translation(number, made, to=stage, by=reviewer)


def record_message(network: str, *, manager: Account, director: Account) -> None:
    """A message to the clinical directors of the system, sent; one has answered."""
    said = Said(
        subject="One telephone queue for several practices",
        text="Dear [name],\n\nour three practices answer the telephone together from 8 to 10. "
        "The shelf of improvements says how. Would [organisation] like to hear about it?",
        roles=["clinical_director"],
        within=ICB_CODE,
        answer_by=date(2026, 12, 11),
    )
    number = write_message(owner=network, said=said, by=manager)
    move_message(number, to="reviewed", by=director, has_read=True)
    when = When(as_at=date(2026, 11, 16))
    send(number, by=director, when=when)
    first = get_message(manager, number, when=when).deliveries[0]
    mark_answer(number, first.id, on=date(2026, 11, 18), answer="Yes, after Christmas.", by=manager)


def publish(
    topic: str,
    words: Words,
    owner: str,
    about: str,
    *,
    by: Account,
    reviewer: Account,
    year_from: date | None = None,
) -> int:
    """Write a text, have it reviewed by somebody else, and publish it."""
    number = write_text(
        topic=topic,
        owner=owner,
        subject=Subject(organisation=about),
        words=words,
        by=by,
        year_from=year_from,
    )
    for stage in ("reviewed", "published"):
        move_text(number, to=stage, by=reviewer, has_read=True)
    return number
