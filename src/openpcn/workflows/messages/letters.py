"""A message made out to each recipient: as mail files, as a table for mail merge, as letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from io import BytesIO
from re import compile as pattern
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpcn.domains.publishing.queries.messages import DeliveryAnswer, MessageAnswer
from openpcn.kernel.exports import Cell
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words

ADDRESS = pattern(r"[^\s@<>\",;:]+@[^\s@<>\",;:]+")
FIELDS = ("[name]", "[role]", "[organisation]")
"""Words in square brackets that a message may have, and that each letter fills in."""
HEADINGS = (
    "Name",
    "Role",
    "Organisation",
    "Email",
    "Subject",
    "Text",
    "Made out on",
    "Mailed at",
    "Trouble",
    "Answered on",
    "Answer",
)
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The day in a ZIP file: the same message gives the same bytes."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A message to one recipient."""

    to: DeliveryAnswer
    subject: str
    text: str


def letters(message: MessageAnswer) -> Iterator[Letter]:
    """The message to each of its recipients."""
    for one in message.deliveries:
        yield letter(message, one)


def letter(message: MessageAnswer, to: DeliveryAnswer) -> Letter:
    """The message to one of them; each field is filled in."""
    fields = dict(zip(FIELDS, (to.name, to.role_words, to.organisations), strict=True))
    text = filled(message.text, fields)
    if message.answer_by:
        text += f"\n\nAnswer by {in_words(message.answer_by)}."
    text += f"\n\n{as_written(message.owner_name)}"
    return Letter(to=to, subject=filled(message.subject, fields), text=text)


FIELD = pattern("|".join(name.replace("[", r"\[").replace("]", r"\]") for name in FIELDS))


def filled(text: str, fields: dict[str, str]) -> str:
    """A text with its fields filled in, once: what a name holds is not read again."""
    return FIELD.sub(lambda found: fields[found[0]], text)


def as_mail(one: Letter, *, sender: str = "") -> EmailMessage | None:
    """A mail; None where the address is none."""
    if not ADDRESS.fullmatch(one.to.email):
        return None
    mail = EmailMessage()
    mail["Subject"] = " ".join(one.subject.split())
    mail["To"] = one.to.email
    if sender:
        mail["From"] = sender
    mail["X-Unsent"] = "1"
    mail.set_content(one.text)
    return mail


def mail_files(message: MessageAnswer) -> bytes:
    """A ZIP with a mail file for each recipient who has an address; a mail program opens them."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as files:
        for number, one in enumerate(letters(message), start=1):
            if (mail := as_mail(one)) is not None:
                name = ZipInfo(f"message-{message.id}-{number:04}.eml", LONG_AGO)
                files.writestr(name, mail.as_bytes())
    return held.getvalue()


def merge_rows(message: MessageAnswer) -> Iterator[tuple[Cell, ...]]:
    """A row for each recipient, for mail merge and to see who has not answered."""
    for one in letters(message):
        yield (
            one.to.name,
            one.to.role_words,
            one.to.organisations,
            one.to.email,
            one.subject,
            one.text,
            one.to.made_at.date(),
            one.to.mailed_at.date() if one.to.mailed_at else "",
            one.to.trouble,
            one.to.answered_on or "",
            one.to.answer,
        )
