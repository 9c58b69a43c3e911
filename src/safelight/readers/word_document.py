"""Word documents (DOCX): words by paragraph; messages where the lines are laid out as a chat's text."""

from collections.abc import Iterator

from safelight.readers.member import Member, MemberTooLarge
from safelight.readers.printouts.paragraphs import MAIN, printout_of
from safelight.readers.printouts.printed import records_of
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="word-document",
    title="Word documents (DOCX) into which chats were copied",
    platform="Print-out",
    version="1",
    generations=("Word 2007 and later; not yet seen on a real export of a chat",),
    tested_on=(),
    cannot_know=(
        "A document can be written and changed by anybody. Ask for the phone or an export as well.",
        "Which page a paragraph stands on is decided by the printer; the paragraphs are counted instead.",
        "Headers, footnotes, comments and pictures in the document are not read.",
        "Where lines are not laid out as a chat's text, nothing says who wrote what, and no sender is named.",
    ),
)

_ZIP = b"PK\x03\x04"
_LARGEST_BYTES = 64 * 1024 * 1024


def recognise(member: Member) -> Recognition:
    """By its first bytes and its ending, or by the name of its main part."""
    if not member.head.startswith(_ZIP):
        return NOT_MINE
    if member.path.casefold().endswith((".docx", ".docm")) or MAIN.encode() in member.head:
        return Recognition(85, ("It is a Word document.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Messages, or one record of all paragraphs."""
    if member.size > _LARGEST_BYTES:
        message = (
            f"This document holds {member.size:,} bytes, more than is opened ({_LARGEST_BYTES:,}). It is sealed "
            "as it is."
        )
        raise MemberTooLarge(message)
    printout = printout_of(member.whole())
    yield from records_of(printout, member, hints)
    book.read(0, member.size)
