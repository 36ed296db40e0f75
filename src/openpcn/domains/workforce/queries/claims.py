"""Claims, what stands with them, and what was paid; money only for those who see all of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.permissions import NotAllowed
from openpcn.domains.workforce.actions.claims import may_bring
from openpcn.domains.workforce.models import Claim, Evidence, Remittance, RemittanceLine
from openpcn.domains.workforce.permissions import CLAIM, seat_of
from openpcn.domains.workforce.vocabulary import STANDS, TRANSITIONS, ClaimState
from openpcn.kernel.errors import NotFound

WAITING = (
    ClaimState.SUBMITTED,
    ClaimState.QUERIED,
    ClaimState.APPROVED,
    ClaimState.PART_PAID,
)
"""States in which somebody has to act."""


@dataclass(frozen=True, kw_only=True)
class StepAnswer:
    """A claim came to a state."""

    state: str
    state_words: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class EvidenceAnswer:
    """A file that stands with a claim."""

    id: int
    name: str
    size: int
    added_by: str
    added_at: datetime


@dataclass(frozen=True, kw_only=True)
class ClaimAnswer:
    """The claim of a month."""

    id: int
    month: date
    claimant_id: int
    state: str
    state_words: str
    stands: bool
    """Whether the amount is what was submitted."""
    amount: Decimal | None
    """None where it is a draft, or where the viewer may not see it."""
    paid: Decimal | None
    next: tuple[tuple[str, str], ...]
    """States that the viewer may bring it to."""
    may_attach: bool
    sheet: Mapping[str, Any] = field(default_factory=dict)
    steps: tuple[StepAnswer, ...] = ()
    evidence: tuple[EvidenceAnswer, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PaymentAnswer:
    """One amount of a remittance."""

    id: int
    row: int
    reference: str
    paid_on: date | None
    amount: Decimal
    month: date | None
    """The month whose claim it pays."""
    claim_state: str
    explanation: str


@dataclass(frozen=True, kw_only=True)
class RemittanceAnswer:
    """A file that says what was paid."""

    id: int
    name: str
    imported_at: datetime
    imported_by: str
    lines: tuple[PaymentAnswer, ...]

    @property
    def total(self) -> Decimal:
        """The sum of its amounts."""
        return sum((line.amount for line in self.lines), Decimal(0))


def claims_of(viewer: Account | None, network_id: int, claimant_id: int) -> dict[date, ClaimAnswer]:
    """The claims of a claimant by month; who may not see all of the money sees states only."""
    sees = seat_of(viewer, network_id).sees_all_of(claimant_id)
    rows = Claim.objects.filter(network_id=network_id, claimant_id=claimant_id)
    rows = rows.prefetch_related("steps__by", "evidence__added_by", "payments__remittance")
    return {row.month: answer_from(row, viewer, sees=sees) for row in rows.order_by("month")}


@dataclass(frozen=True, kw_only=True)
class WaitingAnswer:
    """A claim on which somebody has to act."""

    network_id: int
    claimant_id: int
    month: date
    state: str
    state_words: str
    amount: Decimal | None


def claims_waiting(viewer: Account | None, network_ids: Collection[int]) -> list[WaitingAnswer]:
    """Claims of some networks that are neither drafts nor done, where the viewer approves."""
    approved = {one for one in network_ids if seat_of(viewer, one).approves}
    rows = Claim.objects.filter(network_id__in=approved, state__in=WAITING)
    return [
        WaitingAnswer(
            network_id=row.network_id,
            claimant_id=row.claimant_id,
            month=row.month,
            state=row.state,
            state_words=row.get_state_display(),
            amount=row.amount,
        )
        for row in rows.order_by("month", "network_id", "claimant_id")
    ]


def submitted_amounts(network_id: int, claimant_id: int) -> dict[date, Decimal]:
    """What stands as submitted, by month; for working out what is left of the year's sum."""
    rows = Claim.objects.filter(
        network_id=network_id, claimant_id=claimant_id, state__in=STANDS, amount__isnull=False
    )
    return dict(rows.values_list("month", "amount"))


def answer_from(row: Claim, viewer: Account | None, *, sees: bool) -> ClaimAnswer:
    """A claim as a viewer may see it."""
    payments = [one for one in row.payments.all() if one.remittance.withdrawn_at is None]
    stands = row.state in STANDS
    return ClaimAnswer(
        id=row.pk,
        month=row.month,
        claimant_id=row.claimant_id,
        state=row.state,
        state_words=row.get_state_display(),
        stands=stands,
        amount=row.amount if sees and stands else None,
        paid=sum((one.amount for one in payments), Decimal(0)) if sees and payments else None,
        next=tuple(
            (str(to), ClaimState(to).label)
            for to, mover in TRANSITIONS[row.state].items()
            if may_bring(row, mover, by=viewer)
        ),
        may_attach=seat_of(viewer, row.network_id).claims_for(row.claimant_id),
        sheet=row.sheet if sees and stands else {},
        steps=steps_of(row, sees=sees),
        evidence=evidence_of(row) if sees else (),
    )


def steps_of(row: Claim, *, sees: bool) -> tuple[StepAnswer, ...]:
    """What became of a claim; words and names only for those who see it all."""
    return tuple(
        StepAnswer(
            state=one.state,
            state_words=one.get_state_display(),
            words=one.words if sees else "",
            by=one.by.get_username() if sees else "",
            at=one.at,
        )
        for one in sorted(row.steps.all(), key=lambda one: (one.at, one.pk))
    )


def evidence_of(row: Claim) -> tuple[EvidenceAnswer, ...]:
    """The files that stand with a claim."""
    return tuple(
        EvidenceAnswer(
            id=one.pk,
            name=one.name,
            size=one.size,
            added_by=one.added_by.get_username(),
            added_at=one.added_at,
        )
        for one in sorted(row.evidence.all(), key=lambda one: one.pk)
        if one.withdrawn_at is None
    )


def evidence_file(viewer: Account | None, evidence_id: int) -> tuple[str, str, bytes]:
    """Name, type and bytes of a file, for those who see all of the claim."""
    found = Evidence.objects.filter(id=evidence_id, withdrawn_at__isnull=True).first()
    if found is None:
        raise NotFound("There is no such file.", next_step="Go back to the claim.")
    claim = found.claim
    if not seat_of(viewer, claim.network_id).sees_all_of(claim.claimant_id):
        raise NotAllowed(CLAIM)
    return found.name, found.kind, bytes(found.content)


def remittances_of(viewer: Account | None, network_id: int) -> tuple[RemittanceAnswer, ...]:
    """What was paid to a network, the newest file first; nothing for those who may not see it."""
    if not seat_of(viewer, network_id).sees_all_of(network_id):
        return ()
    rows = Remittance.objects.filter(network_id=network_id, withdrawn_at__isnull=True)
    rows = rows.select_related("imported_by").prefetch_related("lines__claim")
    return tuple(
        RemittanceAnswer(
            id=row.pk,
            name=row.name,
            imported_at=row.imported_at,
            imported_by=row.imported_by.get_username(),
            lines=tuple(payment(line) for line in sorted(row.lines.all(), key=lambda one: one.row)),
        )
        for row in rows.order_by("-imported_at", "-id")
    )


def payment(line: RemittanceLine) -> PaymentAnswer:
    """One amount that was paid."""
    return PaymentAnswer(
        id=line.pk,
        row=line.row,
        reference=line.reference,
        paid_on=line.paid_on,
        amount=line.amount,
        month=line.claim.month if line.claim else None,
        claim_state=line.claim.get_state_display() if line.claim else "",
        explanation=line.explanation,
    )
