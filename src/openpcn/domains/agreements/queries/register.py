"""The register: agreements with parties, signatures and contents, on a day and as it was known."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from openpcn.domains.accounts.models import Account
from openpcn.domains.agreements.actions.parties import SIGN
from openpcn.domains.agreements.actions.register import RECORD
from openpcn.domains.agreements.models import (
    AgreementParty,
    AgreementSchedule,
    AgreementSignature,
    AgreementTerms,
    SharedData,
)
from openpcn.domains.agreements.queries.answers import (
    AgreementAnswer,
    PartyAnswer,
    ScheduleAnswer,
    SharedAnswer,
    SignatureAnswer,
)
from openpcn.domains.agreements.vocabulary import Kind
from openpcn.domains.registry.permissions import (
    circle_of,
    may_everywhere,
    organisations_where_may,
)
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import TakenBack, grouped, taken_back
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import Span, When


def agreements(
    viewer: Account | None,
    *,
    when: When,
    about: Collection[int] | None = None,
    kind: str | None = None,
) -> list[AgreementAnswer]:
    """The agreements that a viewer may read, by what they are about, the newest edition first.

    Read by whoever holds a role today in the system that they belong to.
    """
    held = AgreementTerms.objects.filter(counted(when.as_known))
    if not may_everywhere(viewer):
        circle = circle_of(viewer)
        held = held.filter(agreement__about_id__in=circle) if circle else held.none()
    if about is not None:
        held = held.filter(agreement__about_id__in=about)
    if kind is not None:
        held = held.filter(agreement__kind=kind)
    return answers(viewer, held.select_related("agreement"), when=when)


def network_agreements(network_ids: Collection[int], *, when: When) -> dict[int, AgreementAnswer]:
    """The agreement in force of each network, for reports that name organisations and no person.

    Which practice is paid for a network, and whether its practices have signed, is public.
    """
    held = AgreementTerms.objects.filter(
        counted(when.as_known), agreement__about_id__in=network_ids, agreement__kind=Kind.NETWORK
    )
    found = answers(None, held.select_related("agreement"), when=when)
    return {one.about_id: one for one in reversed(found) if one.holds(when.as_at)}


def get_agreement(viewer: Account | None, number: int, *, when: When) -> AgreementAnswer:
    """One agreement; NotFound where it does not stand or is not the viewer's to read."""
    held = AgreementTerms.objects.filter(counted(when.as_known), agreement_id=number)
    row = held.select_related("agreement").first()
    circle = set() if row is None or may_everywhere(viewer) else circle_of(viewer)
    if row is None or (not may_everywhere(viewer) and row.agreement.about_id not in circle):
        raise NotFound(
            "No such agreement is shown to you.",
            next_step="Look it up in the register; it is read by people with a role in its system.",
        )
    return answers(viewer, [row], when=when)[0]


def answers(
    viewer: Account | None, held: Iterable[AgreementTerms], *, when: When
) -> list[AgreementAnswer]:
    """Agreements with all that hangs on them, in few questions to the database."""
    rows = list(held)
    about = _Contents([row.agreement_id for row in rows], when)
    wanted = {row.agreement.about_id for row in rows} | {
        row.payee_id for row in rows if row.payee_id
    }
    named = organisations_by_id(wanted | about.organisations, when=when) if rows else {}
    everywhere = may_everywhere(viewer)
    recording = organisations_where_may(viewer, RECORD) if rows else set()
    signing = organisations_where_may(viewer, SIGN) if rows else set()
    made = [
        answer_of(row, about, named, when, recording, signing, everywhere=everywhere)
        for row in rows
        if row.agreement.about_id in named
    ]
    return sorted(made, key=lambda one: (one.about_name, one.kind, one.about_code, -one.edition))


def agreements_taken_back(
    viewer: Account | None, organisation_ids: Collection[int]
) -> list[TakenBack]:
    """The agreements that were taken back and that a viewer may bring back."""
    mine = set(organisation_ids) & organisations_where_may(viewer, RECORD)
    contents = AgreementTerms.objects.filter(agreement__about_id__in=mine)
    return taken_back(contents, of="agreement_id", named="title")


class _Contents:
    """What hangs on some agreements, by agreement."""

    def __init__(self, numbers: Collection[int], when: When) -> None:
        known = counted(when.as_known)
        about = {"agreement_id__in": numbers}
        self.parties = grouped(AgreementParty.objects.filter(known, **about), "agreement_id")
        self.signed = {
            (each.agreement_id, each.organisation_id): each
            for each in AgreementSignature.objects.filter(known, **about)
        }
        self.schedules = grouped(AgreementSchedule.objects.filter(known, **about), "agreement_id")
        self.shared = grouped(SharedData.objects.filter(known, **about), "agreement_id")
        later = AgreementTerms.objects.filter(known, agreement__follows_id__in=numbers)
        self.later = dict(later.values_list("agreement__follows_id", "agreement_id"))
        self.organisations = {
            each.organisation_id for group in self.parties.values() for each in group
        }


def answer_of(
    row: AgreementTerms,
    about: _Contents,
    named: dict[int, OrganisationAnswer],
    when: When,
    recording: set[int],
    signing: set[int],
    *,
    everywhere: bool,
) -> AgreementAnswer:
    """One agreement as it was on the day."""
    agreement, subject = row.agreement, named[row.agreement.about_id]
    may_record = everywhere or agreement.about_id in recording
    parties = [
        party_of(each, about, named, may_sign=may_record or each.organisation_id in signing)
        for each in about.parties.get(agreement.pk, ())
        if each.organisation_id in named
    ]
    parties.sort(key=lambda one: (one.party_as, one.name, one.code, one.starts_on))
    day = max(when.as_at, row.starts_on)
    now = tuple(
        one for one in parties if Span(starts_on=one.starts_on, ends_on=one.ends_on).holds(day)
    )
    payee = named.get(row.payee_id or 0)
    return AgreementAnswer(
        id=agreement.pk,
        kind=agreement.kind,
        kind_words=str(Kind(agreement.kind).label),
        about_id=agreement.about_id,
        about_code=subject.code,
        about_name=subject.name,
        about_kind=subject.kind,
        edition=agreement.edition,
        follows=agreement.follows_id,
        followed_by=about.later.get(agreement.pk),
        title=row.title,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        sign_by=row.sign_by,
        payee_code=payee.code if payee else "",
        payee_name=payee.name if payee else "",
        clinical_director=row.clinical_director,
        controllers=row.controllers,
        controllers_words=row.get_controllers_display() if row.controllers else "",
        kept_at=row.kept_at,
        known_from=row.known_from,
        parties=now,
        past_parties=tuple(one for one in parties if one not in now),
        schedules=tuple(
            ScheduleAnswer(
                schedule=each.schedule,
                progress=each.progress,
                progress_words=each.get_progress_display(),
                words=each.words,
                agreed_on=each.agreed_on,
            )
            for each in sorted(about.schedules.get(agreement.pk, ()), key=lambda e: e.schedule)
        ),
        shared=tuple(
            shared_of(each)
            for each in sorted(
                about.shared.get(agreement.pk, ()), key=lambda e: (e.purpose, e.category)
            )
        ),
        may_record=may_record,
    )


def party_of(
    row: AgreementParty,
    about: _Contents,
    named: dict[int, OrganisationAnswer],
    *,
    may_sign: bool,
) -> PartyAnswer:
    """A party with its signature."""
    signed = about.signed.get((row.agreement_id, row.organisation_id))
    return PartyAnswer(
        id=row.pk,
        code=named[row.organisation_id].code,
        name=named[row.organisation_id].name,
        party_as=row.party_as,
        party_words=row.get_party_as_display(),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        signature=None
        if signed is None
        else SignatureAnswer(
            id=signed.pk,
            signed_by=signed.signed_by,
            job_title=signed.job_title,
            signed_on=signed.signed_on,
        ),
        may_sign=may_sign,
    )


def shared_of(row: SharedData) -> SharedAnswer:
    """What is shared for a purpose."""
    return SharedAnswer(
        id=row.pk,
        purpose=row.purpose,
        purpose_words=row.get_purpose_display(),
        category=row.category,
        category_words=row.get_category_display(),
        access=row.access,
        access_words=row.get_access_display(),
    )
