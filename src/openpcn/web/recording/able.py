"""What an account may do, by need: each task with the page where it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

ALL_WITH_NETWORKS = ("icb", "sub_icb", "place", "network")


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do, and the permission that it needs."""

    permission: str
    words: Any
    page: str = ""
    """Name of the page that serves every organisation."""
    beneath: str = ""
    """Else its address beneath the home page of the organisation of a role."""
    kinds: tuple[str, ...] = ()
    """The kinds of organisation that have such a page; empty where all have."""


GROUPS: tuple[tuple[Any, tuple[Task, ...]], ...] = (
    (
        _("Networks and neighbourhoods"),
        (
            Task(
                permission="registry.draft",
                page="planner",
                words=_("Ask the planner for options, keep a draft, open a change case"),
            ),
            Task(
                permission="registry.draft",
                page="futures",
                words=_("Draft a future, share it, publish it"),
            ),
            Task(
                permission="registry.record_rationale",
                page="rationale",
                words=_("Write why a network is outside the band"),
            ),
            Task(
                permission="registry.draw_neighbourhoods",
                page="neighbourhood-maps",
                words=_("Draw neighbourhoods"),
            ),
            Task(
                permission="registry.amend_membership",
                page="membership",
                words=_("Record that a practice joins or leaves"),
            ),
            Task(
                permission="registry.amend_organisation",
                page="succession",
                words=_("Record a merger, a succession or a closure"),
            ),
        ),
    ),
    (
        _("People and health"),
        (
            Task(
                permission="registry.read_contacts",
                page="contacts",
                words=_("Find who holds which role"),
            ),
            Task(
                permission="registry.record_contacts",
                page="contact-new",
                words=_("Record who holds a role, and cover"),
            ),
            Task(
                permission="staffing.record_places",
                beneath="people/training/",
                words=_("Record vacancies, training places and declared interests"),
            ),
            Task(
                permission="population.read_for_care",
                beneath="population/groups/",
                words=_("See groups of patients by need, without names"),
            ),
            Task(
                permission="population.read_for_planning",
                beneath="population/groups/",
                kinds=ALL_WITH_NETWORKS,
                words=_("See groups of patients by need, for planning"),
            ),
            Task(
                permission="population.write_needs",
                page="need-summaries",
                words=_("Write what an area needs most"),
            ),
        ),
    ),
    (
        _("Money"),
        (
            Task(
                permission="workforce.claim",
                beneath="claims/",
                kinds=("network",),
                words=_("Claim for staff, month by month"),
            ),
            Task(
                permission="workforce.claim",
                beneath="staff/",
                kinds=("network",),
                words=_("Record staff in post with their pay"),
            ),
            Task(
                permission="workforce.approve_claims",
                beneath="claims/",
                kinds=("icb",),
                words=_("Approve, query or refuse claims that wait"),
            ),
            Task(
                permission="ledger.read",
                beneath="money/ledger/",
                kinds=("network",),
                words=_("Read the ledger: what was paid and how it is shared"),
            ),
            Task(
                permission="ledger.read_own",
                beneath="money/",
                kinds=("practice",),
                words=_("See what the practice received from its network"),
            ),
            Task(
                permission="agreements.record_counts",
                beneath="money/counts/",
                kinds=("network",),
                words=_("Record the populations that the network is paid by"),
            ),
        ),
    ),
    (
        _("Agreements, calendar and premises"),
        (
            Task(
                permission="agreements.record_done",
                page="calendar",
                words=_("Record what the contract asks as done"),
            ),
            Task(
                permission="agreements.record_signature",
                page="agreements",
                words=_("Record agreements, parties and signatures"),
            ),
            Task(
                permission="agreements.record_hours",
                beneath="access/",
                kinds=("network",),
                words=_("Plan sessions of enhanced access and record them"),
            ),
            Task(
                permission="premises.record", page="premises", words=_("Record premises and bids")
            ),
        ),
    ),
    (
        _("The plan"),
        (
            Task(
                permission="programme.record",
                beneath="plan/",
                kinds=ALL_WITH_NETWORKS,
                words=_("See what needs a hand, and record actions, decisions and risks"),
            ),
            Task(
                permission="alliances.record",
                beneath="alliances/",
                kinds=ALL_WITH_NETWORKS,
                words=_("Record federations, alliances and shared services with their members"),
            ),
            Task(
                permission="programme.record",
                beneath="plan/milestones/",
                kinds=ALL_WITH_NETWORKS,
                words=_("Set milestones and move their forecasts"),
            ),
            Task(
                permission="programme.record",
                beneath="plan/in-force/",
                kinds=ALL_WITH_NETWORKS,
                words=_("Check which plans networks have made their own"),
            ),
            Task(
                permission="programme.sign",
                beneath="plan/requirements/",
                kinds=ALL_WITH_NETWORKS,
                words=_("Sign off what is asked of networks"),
            ),
        ),
    ),
    (
        _("Community and voices"),
        (
            Task(
                permission="community.record",
                page="community-find",
                words=_("Find what fits a need, in three steps"),
            ),
            Task(
                permission="community.record",
                page="asset-new",
                words=_("Add a service, group or place"),
            ),
            Task(
                permission="community.record",
                page="community-due",
                words=_("Check entries of the directory that are due"),
            ),
            Task(
                permission="community.plan",
                beneath="community/plan/",
                kinds=("network",),
                words=_("Plan how the network works with its community"),
            ),
            Task(
                permission="engagement.record",
                beneath="voices/",
                words=_("Record who speaks for patients, what they said, and what became of it"),
            ),
            Task(
                permission="engagement.review",
                beneath="questions/",
                words=_("Answer questions of the public"),
            ),
            Task(
                permission="engagement.hold_to_account",
                beneath="promises/",
                words=_("Say whether promises were kept"),
            ),
        ),
    ),
    (
        _("Plan and outcomes"),
        (
            Task(
                permission="programme.record",
                beneath="plan/",
                kinds=ALL_WITH_NETWORKS,
                words=_("Keep track of actions, decisions, risks and milestones"),
            ),
            Task(
                permission="services.record",
                beneath="services/",
                kinds=ALL_WITH_NETWORKS,
                words=_("Record services, and where patients get them"),
            ),
            Task(
                permission="outcomes.record",
                beneath="outcomes/",
                kinds=ALL_WITH_NETWORKS,
                words=_("Record ambitions and their readings"),
            ),
        ),
    ),
    (
        _("Reports, and words for residents"),
        (
            Task(
                permission="reports.make",
                beneath="reports/",
                words=_("Make a report for a board or a committee"),
            ),
            Task(
                permission="publishing.write",
                page="texts",
                words=_("Write for residents: plans, offers, restrictions, the year"),
            ),
            Task(
                permission="publishing.write",
                page="messages",
                words=_("Write a message to people in roles"),
            ),
            Task(
                permission="publishing.write",
                page="shelf",
                words=_("Find improvements of other networks, or share one"),
            ),
        ),
    ),
    (_("Data"), (Task(permission="data.load", page="data-upload", words=_("Load a file")),)),
)
