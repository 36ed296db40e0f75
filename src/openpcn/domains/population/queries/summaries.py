"""Need summaries, with their needs and signatures, as a viewer may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from openpcn.domains.accounts.models import Account
from openpcn.domains.population.models import Need, NeedSummary, Signature
from openpcn.domains.population.vocabulary import PERMISSION_TO_SIGN, Party
from openpcn.domains.population.wording import fingerprint_of, needs_of
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.domains.registry.visibility import visible_to
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class NeedAnswer:
    """One need as it stands."""

    id: int
    title: str
    evidence: str
    source: str
    priority: int | None
    reason: str
    response: str
    lead: str
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class SignatureAnswer:
    """A signature, and whether it is on the words as they stand."""

    id: int
    party: str
    party_words: str
    name: str
    job_title: str
    signed_on: date
    is_on_these_words: bool


@dataclass(frozen=True, kw_only=True)
class SummaryAnswer:
    """A need summary as a viewer sees it."""

    id: int
    title: str
    about_code: str
    about_name: str
    about_kind: str
    owner_code: str
    owner_name: str
    state: str
    state_words: str
    shared_with: tuple[str, ...]
    starts_on: date
    review_on: date
    introduction: str
    board: str
    board_words: str
    told_on: date | None
    told_words: str
    follows: int | None
    needs: tuple[NeedAnswer, ...]
    taken_out: tuple[NeedAnswer, ...]
    signatures: tuple[SignatureAnswer, ...]
    missing: tuple[tuple[str, str], ...]
    """Parties that have not signed the words as they stand."""
    may_write: bool
    may_share: bool
    may_sign: frozenset[str]

    @property
    def is_signed(self) -> bool:
        """Whether both parties have signed the words as they stand."""
        return not self.missing

    @property
    def priorities(self) -> tuple[NeedAnswer, ...]:
        """The needs that were ranked, the first first."""
        return tuple(need for need in self.needs if need.priority is not None)


def summaries(
    viewer: Account | None, *, when: When, about: str | None = None
) -> list[SummaryAnswer]:
    """The need summaries that a viewer may see, the newest first (about one organisation)."""
    rows = list(seen_summaries(viewer).order_by("-starts_on", "-id"))
    answers = [answer_from(row, viewer, when=when) for row in rows]
    return [one for one in answers if about is None or one.about_code == about]


def get_summary(viewer: Account | None, number: int, *, when: When) -> SummaryAnswer:
    """One need summary, if the viewer may see it."""
    row = seen_summaries(viewer).filter(id=number).first()
    if row is None:
        raise NotFound(
            f"No need summary with the number {number} is shown to you.",
            next_step="Sign in, or ask its owner to share it with your organisation.",
        )
    return answer_from(row, viewer, when=when)


def seen_summaries(viewer: Account | None) -> QuerySet[NeedSummary]:
    """Summaries that a viewer may see: every read of them starts here."""
    seen = NeedSummary.objects.filter(visible_to(viewer)).values("id")
    rows = NeedSummary.objects.filter(id__in=seen)
    return rows.prefetch_related("needs", "signatures", "shared_with")


def answer_from(row: NeedSummary, viewer: Account | None, *, when: When) -> SummaryAnswer:
    """A summary with the names of those that it speaks of."""
    shared = [one.pk for one in row.shared_with.all()]
    named: dict[int, OrganisationAnswer] = organisations_by_id(
        {row.owner_id, row.about_id, *shared}, when=when
    )
    about, owner, now = named[row.about_id], named[row.owner_id], fingerprint_of(row)
    signed = [one for one in row.signatures.all() if one.withdrawn_at is None]
    current = {one.party for one in signed if one.fingerprint == now}
    out = sorted((n for n in row.needs.all() if n.withdrawn_at is not None), key=lambda n: n.pk)
    return SummaryAnswer(
        id=row.pk,
        title=row.title,
        about_code=about.code,
        about_name=about.name,
        about_kind=about.kind,
        owner_code=owner.code,
        owner_name=owner.name,
        state=row.state,
        state_words=row.get_state_display(),
        shared_with=tuple(sorted(named[pk].code for pk in shared)),
        starts_on=row.starts_on,
        review_on=row.review_on,
        introduction=row.introduction,
        board=row.board,
        board_words=row.board_words,
        told_on=row.told_on,
        told_words=row.told_words,
        follows=row.follows_id,
        needs=tuple(need_from(need) for need in needs_of(row)),
        taken_out=tuple(need_from(need) for need in out),
        signatures=tuple(
            signature_from(one, now) for one in sorted(signed, key=lambda one: one.pk)
        ),
        missing=tuple((p.value, str(p.label)) for p in Party if p not in current),
        may_write=may(viewer, "population.write_needs", row.owner_id),
        may_share=may(viewer, "registry.share", row.owner_id),
        may_sign=frozenset(
            party for party, right in PERMISSION_TO_SIGN.items() if may(viewer, right, row.about_id)
        ),
    )


def need_from(row: Need) -> NeedAnswer:
    """A need as it stands."""
    return NeedAnswer(
        id=row.pk,
        title=row.title,
        evidence=row.evidence,
        source=row.source,
        priority=row.priority,
        reason=row.reason,
        response=row.response,
        lead=row.lead,
        due_on=row.due_on,
    )


def signature_from(row: Signature, fingerprint: str) -> SignatureAnswer:
    """A signature, told whether the words have changed since."""
    return SignatureAnswer(
        id=row.pk,
        party=row.party,
        party_words=row.get_party_display(),
        name=row.name,
        job_title=row.job_title,
        signed_on=row.signed_on,
        is_on_these_words=row.fingerprint == fingerprint,
    )
