"""How networks operate, and how they allocate and manage their money."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.domains.agreements.queries.answers import AgreementAnswer
from openpcn.domains.agreements.queries.register import network_agreements
from openpcn.domains.ledger.queries.rules import RuleAnswer, rules_of
from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.kernel.documents import Column, Heading, Note, Paragraph, Part, Row, Table
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted
from openpcn.workflows.programme.requirements import Tracker, tracker
from openpcn.workflows.reports.ground import NOT_HELD, Ground

FLOW = (
    "A network is a group of practices bound by a network agreement. The commissioner pays the "
    "practice or body that the network nominates, or practices directly; the network's own rules, "
    "in a schedule of its agreement, say what of it goes to each practice and what pays for "
    "shared services. Nothing is paid for a post that nobody is in."
)


def operating(ground: Ground) -> Iterator[Part]:
    """Answers to question b."""
    around = ground.around
    ids = [one.id for one in ground.networks]
    agreed = network_agreements(ids, when=ground.when)
    rules = {one: rules_of(one, when=ground.when) for one in ids}
    tracked = tracker(None, around)
    known = [
        one
        for one in ground.networks
        if one.id in agreed or rules[one.id] or tracked.signed(one.id)
    ]
    yield Paragraph(text=FLOW)
    if known:
        yield organised(
            tuple(
                network_row(one, agreed.get(one.id), rules[one.id], tracked, ground)
                for one in known
            )
        )
    if missing := [as_written(one.name) for one in ground.networks if one not in known]:
        yield Note(
            about="Nothing recorded:",
            text="of agreement, payee, rules or requirements that are signed off of "
            f"{counted(len(missing), 'network')}: {'; '.join(missing)}.",
        )
    yield Heading(text="How money is shared", level=2)
    yield from sharing(ground, rules)


def organised(rows: tuple[Row, ...]) -> Table:
    """A row for each network of which something is recorded."""
    return Table(
        caption="How each network is organised",
        columns=(
            Column(label="Network"),
            Column(label="Paid for it"),
            Column(label="Agreement since"),
            Column(label="Signed", is_number=True),
            Column(label="Rules for sharing", is_number=True),
            Column(label="Requirements signed off", is_number=True),
        ),
        rows=rows,
    )


def network_row(
    network: OrganisationAnswer,
    agreed: AgreementAnswer | None,
    rules: list[RuleAnswer],
    tracked: Tracker,
    ground: Ground,
) -> Row:
    """One network."""
    name = f"{as_written(network.name)} ({network.code})"
    met = f"{tracked.signed(network.id)} of {tracked.asked_of(network.id)}"
    in_force = len(in_use(rules, ground))
    if agreed is None:
        return name, NOT_HELD, NOT_HELD, NOT_HELD, str(in_force), met
    signed = len(agreed.parties) - len(agreed.missing)
    return (
        name,
        as_written(agreed.payee_name) or NOT_HELD,
        in_words(agreed.starts_on),
        f"{signed} of {len(agreed.parties)}",
        str(in_force),
        met,
    )


def in_use(rules: list[RuleAnswer], ground: Ground) -> list[RuleAnswer]:
    """The agreed rules that had begun, the newest for each kind of money."""
    begun = sorted(
        (one for one in rules if one.agreed_on and one.starts_on <= ground.when.as_at),
        key=lambda one: one.starts_on,
    )
    return list({one.entitlement: one for one in begun}.values())


def sharing(ground: Ground, rules: dict[int, list[RuleAnswer]]) -> Iterator[Part]:
    """The rules by which each network shares its money."""
    rows = tuple(
        (as_written(network.name), rule.title, in_words(rule.starts_on), rule.schedule or NOT_HELD)
        for network in ground.networks
        for rule in in_use(rules.get(network.id, []), ground)
    )
    if not rows:
        yield Paragraph(text="No rule for sharing money is recorded of any of the networks.")
        return
    yield Table(
        caption="Rules for sharing that are agreed",
        columns=(
            Column(label="Network"),
            Column(label="Money"),
            Column(label="Since"),
            Column(label="Schedule"),
        ),
        rows=rows,
    )
