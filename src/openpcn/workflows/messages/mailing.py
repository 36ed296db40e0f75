"""Mail a message to those who have an address, where the installation has been told how."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from openpcn.domains.accounts.queries import Account
from openpcn.domains.publishing.actions.messages import claim_mail, give_back, record_mailed
from openpcn.domains.publishing.queries.messages import get_message
from openpcn.domains.publishing.vocabulary import REVIEW, Stage
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import When
from openpcn.workflows.messages.letters import ADDRESS, letter

AT_ONCE = 200
"""Mails of one press of the button; the page says how many are left."""


def sends_mail() -> bool:
    """Whether the installation has been told which server takes its mail."""
    return bool(settings.SENDS_MAIL)


def mail_out(number: int, *, by: Account, when: When) -> int:
    """Mail the next of those who have not been mailed; how many were."""
    message = get_message(by, number, when=when)
    require(by, REVIEW, message.owner_id)
    if not sends_mail():
        raise NotPossible(
            "This installation sends no mail.",
            next_step="Take the mail files, or ask who runs it to set OPENPCN_MAIL.",
        )
    if message.stage.state != Stage.PUBLISHED:
        raise NotPossible(
            "This message is not sent yet.", next_step="Have it reviewed and send it."
        )
    connection = get_connection()
    mailed = 0
    for one in message.to_mail[:AT_ONCE]:
        if not ADDRESS.fullmatch(one.email):
            give_back(one.id, "The address is none.")
            continue
        if not claim_mail(one.id, by=by):
            continue
        made = letter(message, one)
        mail = EmailMessage(
            " ".join(made.subject.split()), made.text, to=[one.email], connection=connection
        )
        try:
            mail.send()
            mailed += 1
        except (SMTPException, OSError) as trouble:
            give_back(one.id, type(trouble).__name__)
    if mailed:
        record_mailed(number, mailed=mailed, by=by)
    return mailed
