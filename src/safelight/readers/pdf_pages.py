"""PDF print-outs: words with page and box; messages where the lines are laid out as a chat's text."""

from collections.abc import Iterator

from safelight.readers.member import Member, MemberTooLarge
from safelight.readers.printouts.pages import printout_of
from safelight.readers.printouts.printed import records_of
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="pdf-pages",
    title="PDF print-outs and scanned pages",
    platform="Print-out",
    version="1",
    generations=("PDF 1.0 to 2.0, with text or scanned; not yet seen on a real export of a chat",),
    tested_on=(),
    cannot_know=(
        "A print-out can be changed before it is printed. Ask for the phone or an export as well.",
        "Lines break where the page ends, not where the sender broke them.",
        "Words of a scanned page were read by a machine and may be wrong; the record says how sure it was.",
        "Pictures on the pages, and files inside the document, are not opened.",
        "Where lines are not laid out as a chat's text, nothing says who wrote what, and no sender is named.",
    ),
)

_BEGINNING = b"%PDF-"
_WITHIN = 1024
_LARGEST_BYTES = 128 * 1024 * 1024


def recognise(member: Member) -> Recognition:
    """By its first bytes."""
    if _BEGINNING in member.head[:_WITHIN]:
        return Recognition(90, ("It begins as PDF documents do.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Messages or pages. Pages that were not read are said in the account."""
    if member.size > _LARGEST_BYTES:
        message = (
            f"This PDF holds {member.size:,} bytes, more than is opened ({_LARGEST_BYTES:,}). It is sealed as it "
            "is; ask for it in smaller parts."
        )
        raise MemberTooLarge(message)
    printout, unread = printout_of(member.whole())
    yield from records_of(printout, member, hints)
    if not printout.lines:
        book.fail(0, member.size, "No words were found on the pages of this PDF. It is sealed as it is.")
    elif unread:
        book.read(0, member.size - 1)
        book.fail(member.size - 1, 1, _unread_told(unread))
    else:
        book.read(0, member.size)


def _unread_told(pages: list[int]) -> str:
    if len(pages) == 1:
        return f"Page {pages[0]} was not read: it is too large, or there are too many."
    return f"{len(pages)} pages, from page {pages[0]} on, were not read: they are too large, or too many."
