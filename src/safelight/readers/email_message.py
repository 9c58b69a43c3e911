"""One e-mail in a file of its own (.eml): RFC 5322 and MIME."""

import re
from collections.abc import Iterator

from safelight.readers.mail.record import PARSED_BYTES, PLATFORM, UTF16_MARKS, Place, mail_record
from safelight.readers.mail.security_notice import with_notice
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn
from safelight.records.record import Doubt, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="email-message",
    title="E-mail message (.eml)",
    platform=PLATFORM,
    version="2",
    generations=("RFC 5322 with MIME", "saved as UTF-16 text", "with an ISO 8601 date"),
    tested_on=(
        TestedOn(
            "21 mails of several programs: plain, HTML, nested, inline, digest, broken dates",
            21,
            bytes_read=313_953,
        ),
    ),
    cannot_know=(
        "Whether it was really sent or received: a mail file can be written by anybody.",
        "Who sent it: the From line is whatever its sender's program wrote. The Received lines say more.",
        "Whether it was opened.",
        "Where a mail holds both plain text and HTML the plain text is read; the two may differ.",
        "Attached files are named and not read.",
        "Whether a platform's mail about a sign-in tells the truth: the check of its sender is itself written in "
        "the file.",
    ),
)

_FIELD = re.compile(rb"([!-9;-~]{1,80}):[ \t\r\n]?")
_TELLING = frozenset(
    b"from to cc bcc subject date received message-id mime-version return-path delivered-to reply-to".split()
)
_BEST_KNOWN = frozenset((b"from", b"received", b"return-path", b"message-id"))


def recognise(member: Member) -> Recognition:
    """By the header fields it begins with."""
    head = member.head
    if head.startswith(UTF16_MARKS):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    fields = _fields_of(head)
    telling = fields & _TELLING
    if len(telling) < 2 or not fields & _BEST_KNOWN:
        return NOT_MINE
    is_named_so = member.path.lower().endswith(".eml")
    shown = ", ".join(sorted(field.decode() for field in telling))
    score = min(95, 55 + 8 * len(telling) + 10 * is_named_so)
    return Recognition(score, (f"It begins with the header fields of a mail: {shown}.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """The record of the mail; of a very large one the first part is read and the rest left out, said so.

    A platform's mail about a sign-in or a change gives a second record. An empty file holds no mail.
    """
    with member.open() as stream:
        raw = stream.read(PARSED_BYTES)
    doubts = (Doubt.CUT_SHORT,) if member.size > len(raw) else ()
    book.read(0, len(raw))
    book.skip(
        len(raw), member.size - len(raw), "The rest of a very large mail: attached files, which are not read."
    )
    if raw:
        yield from with_notice(mail_record(raw, Place(member.path, 0, member.size), hints, doubts))


def _fields_of(head: bytes) -> set[bytes]:
    """Names of the fields before the first line that is none."""
    fields: set[bytes] = set()
    for line in head.splitlines():
        if line[:1] in b" \t" and line.strip() and fields:
            continue
        match = _FIELD.match(line + b"\n")
        if not match:
            break
        fields.add(match[1].lower())
    return fields
