"""From the bytes of one mail to a record."""

from typing import NamedTuple

from safelight.readers.mail.addresses import addresses_in
from safelight.readers.mail.charset import header_text
from safelight.readers.mail.headers import Header, header_of
from safelight.readers.mail.moment import MISSING, SentAt, sent_at
from safelight.readers.mail.words import words_of
from safelight.readers.reader import ReadingHints
from safelight.records.record import Direction, Doubt, Kind, Record

PLATFORM = "E-mail"
PARSED_BYTES = 64 * 1024 * 1024
MOST_VALUES_SHOWN = 50
DAY_MICROS = 86_400_000_000
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_KEPT = frozenset((
    "from", "to", "cc", "bcc", "subject", "message-id", "in-reply-to", "references", "reply-to", "sender",
    "return-path", "delivered-to", "received", "authentication-results", "received-spf", "x-originating-ip",
    "x-sender-ip", "x-mailer", "user-agent", "x-gm-thrid", "x-gmail-labels", "list-id", "auto-submitted",
))  # fmt: skip
"""Headers that say who sent it, by what way, and what it answers."""


class Place(NamedTuple):
    """Where the mail stands: ``length`` bytes of ``member`` from ``offset`` on."""

    member: str
    offset: int
    length: int


def mail_record(raw: bytes, place: Place, hints: ReadingHints, doubts: tuple[Doubt, ...] = ()) -> Record:
    """The record of one mail; never raises, whatever the bytes are."""
    raw, charset = _as_bytes_of_text(raw)
    header = header_of(raw)
    words = words_of(raw, header, charset)
    extra, header_doubts = _extra(header)
    extra |= words.remarks
    if charset:
        extra["file_encoding"] = "UTF-16"
    when = _when(header, hints, extra)
    senders = addresses_in(header.all("from")) or addresses_in(header.all("sender")[:1])
    recipients = addresses_in([value for name in ("to", "cc", "bcc") for value in header.all(name)])
    sender = senders[0] if senders else None
    return Record(
        kind=Kind.MESSAGE,
        member=place.member,
        offset=place.offset,
        length=place.length,
        at=when.at,
        at_quality=when.quality,
        at_text=header_text(header.first("date")).text,
        platform=PLATFORM,
        thread=", ".join(sorted({one.lower() for one in (*senders[:1], *recipients)})),
        sender=sender,
        recipients=recipients,
        direction=_direction(sender, recipients, header, hints),
        text=words.text,
        attachments=words.attachments,
        reply_to=header_text(header.first("in-reply-to")).text,
        doubts=tuple(dict.fromkeys((*doubts, *words.doubts, *header_doubts, *_doubts_of_sender(senders)))),
        extra=extra,
    )


def _as_bytes_of_text(raw: bytes) -> tuple[bytes, str | None]:
    """A mail that a program saved as UTF-16, in UTF-8; and the charset its parts are in then."""
    if not raw.startswith(UTF16_MARKS):
        return raw.removeprefix(b"\xef\xbb\xbf"), None
    return raw.decode("utf-16", "replace").encode("utf-8", "replace"), "utf-8"


def _extra(header: Header) -> tuple[dict[str, str], tuple[Doubt, ...]]:
    extra = {}
    doubts: tuple[Doubt, ...] = ()
    for name in sorted(header.fields.keys() & _KEPT):
        shown = [header_text(value) for value in header.fields[name][:MOST_VALUES_SHOWN]]
        extra[name] = " | ".join([text for text, _ in shown])
        for _, its_doubts in shown:
            doubts += its_doubts
    return extra, doubts


def _doubts_of_sender(senders: tuple[str, ...]) -> tuple[Doubt, ...]:
    if not senders:
        return (Doubt.SENDER_MISSING,)
    return (Doubt.SENDER_UNCERTAIN,) if len(senders) > 1 else ()


def _when(header: Header, hints: ReadingHints, extra: dict[str, str]) -> SentAt:
    """The time its writer's program stated; the last hop's Received is a second clock beside it."""
    written = header.first("date")
    when = sent_at(written, hints.zone) if written else MISSING
    received = next((value.rpartition(";")[2].strip() for value in header.all("received") if ";" in value), "")
    if received:
        extra["received_at"] = header_text(received).text
        second = sent_at(received, hints.zone)
        if when.at is not None and second.at is not None and abs(when.at - second.at) > DAY_MICROS:
            extra["clocks"] = "The date of the mail and the time it was received are more than a day apart."
    return when


def _direction(sender: str | None, recipients: tuple[str, ...], header: Header, hints: ReadingHints) -> Direction:
    if not hints.owner_accounts:
        return Direction.UNKNOWN
    owner = {account.lower() for account in hints.owner_accounts}
    if sender and sender.lower() in owner:
        return Direction.FROM_OWNER
    if any(one.lower() in owner for one in (*recipients, *addresses_in(header.all("delivered-to")))):
        return Direction.TOWARDS_OWNER
    return Direction.UNKNOWN
