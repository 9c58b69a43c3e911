"""Many e-mails in one file (mbox): Thunderbird, Gmail's Takeout, Apple Mail.

The format (RFC 4155, and the mboxo and mboxrd ways of quoting) marks the start of a mail by a line ``From`` with
an envelope's date. A line of a body may begin so too, so a mark counts only with its date and a header after it.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from safelight.readers.mail.record import PARSED_BYTES, PLATFORM, Place, mail_record
from safelight.readers.mail.security_notice import with_notice
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn
from safelight.records.record import Doubt, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="mailbox",
    title="Mailbox of e-mails (mbox)",
    platform=PLATFORM,
    version="2",
    generations=("mboxo", "mboxrd", "Thunderbird (From -)", "Gmail Takeout (From number@xxx)"),
    tested_on=(TestedOn("Thunderbird mailbox of 2017", 1, bytes_read=6232),),
    cannot_know=(
        "Whether a mail was really sent or received: a mailbox is text that anybody can write.",
        "Who sent it: the From line is whatever its sender's program wrote. The Received lines say more.",
        "Mails deleted before the mailbox was copied.",
        "Where a mail holds both plain text and HTML the plain text is read; the two may differ.",
        "Attached files are named and not read.",
        "Whether a platform's mail about a sign-in tells the truth: the check of its sender is itself written in "
        "the file.",
    ),
)

CHUNK_BYTES = 1024 * 1024
LONGEST_ENVELOPE_BYTES = 512
_ENVELOPE = re.compile(
    rb"From [^\r\n]{0,256}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[^\r\n]{1,64}?(?:19|20)[0-9]{2}[^\r\n]{0,64}\r?\n"
    rb"(?=(?:>From |[!-9;-~]{1,80}:))"
)
_HEADER = re.compile(rb"(?:[^\r\n]+\r?\n)*")
_TELLING = re.compile(rb"^(?:from|received|date):", re.IGNORECASE | re.MULTILINE)
_LINE_BETWEEN = re.compile(rb"(?<=\n)\r?\n\Z")
LONGEST_HEADER_BYTES = 65_536
_REST_OF_A_LARGE_MAIL = "The rest of a very large mail: attached files, which are not read."


class _Mail(NamedTuple):
    offset: int
    length: int
    kept: bytes
    """Its bytes with the envelope; of a very large mail the first part."""


def recognise(member: Member) -> Recognition:
    """By its first line, an envelope."""
    if not _ENVELOPE.match(member.head):
        return NOT_MINE
    return Recognition(92, ("It begins with the envelope line of a mailbox, followed by a mail's header.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """A record for each mail, and a second one where a platform tells of a sign-in or a change in it."""
    with member.open() as stream:
        for mail in _mails(stream):
            envelope = _ENVELOPE.match(mail.kept)
            if not envelope:
                book.fail(mail.offset, mail.length, "These bytes stand before the first mail and are none.")
                continue
            book.read(mail.offset, len(mail.kept))
            left_out = mail.length - len(mail.kept)
            book.skip(mail.offset + len(mail.kept), left_out, _REST_OF_A_LARGE_MAIL)
            place = Place(member.path, mail.offset, mail.length)
            own = _without_the_line_between(mail.kept[envelope.end() :])
            yield from with_notice(mail_record(own, place, hints, _doubts(mail, envelope.end(), left_out)))


def _without_the_line_between(mail: bytes) -> bytes:
    """A mailbox sets an empty line after each mail, which is no part of the mail."""
    return mail[: -len(end[0])] if (end := _LINE_BETWEEN.search(mail)) else mail


def _doubts(mail: _Mail, header_start: int, left_out: int) -> tuple[Doubt, ...]:
    """A mail without the header every mail has may be a line of a body that looks like an envelope."""
    header = _HEADER.match(mail.kept, header_start, header_start + LONGEST_HEADER_BYTES)
    is_odd = not header or not _TELLING.search(header[0])
    return ((Doubt.CUT_SHORT,) if left_out else ()) + ((Doubt.HEADER_IN_BODY,) if is_odd else ())


def _mails(stream: BinaryIO) -> Iterator[_Mail]:
    """Mails in order, with what stands before the first; memory holds one mail and one chunk."""
    offset = length = 0
    kept = bytearray()
    for piece, is_last_of_mail in _pieces(stream):
        length += len(piece)
        kept += piece[: PARSED_BYTES - len(kept)]
        if is_last_of_mail and length:
            yield _Mail(offset, length, bytes(kept))
            offset, length = offset + length, 0
            kept.clear()


def _pieces(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """All bytes in order, cut before each envelope, and whether a mail ends with the piece."""
    waiting = b""
    while True:
        fresh = stream.read(CHUNK_BYTES)
        waiting += fresh
        limit = max(0, len(waiting) - LONGEST_ENVELOPE_BYTES) if fresh else len(waiting)
        place = 0
        for mark in _envelopes(waiting, limit):
            yield waiting[place:mark], True
            place = mark
        yield waiting[place : max(place, limit)], not fresh
        waiting = waiting[max(place, limit) :]
        if not fresh:
            return


def _envelopes(data: bytes, limit: int) -> Iterator[int]:
    """Where envelopes start whose line break before them stands before ``limit``."""
    place = data.find(b"\nFrom ")
    while 0 <= place < limit:
        if _ENVELOPE.match(data, place + 1):
            yield place + 1
        place = data.find(b"\nFrom ", place + 1)
