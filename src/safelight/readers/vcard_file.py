"""Contacts as phones and accounts hand them over (``.vcf``): vCard 2.1, 3.0 and 4.0.

Facts: RFC 6350, RFC 2426, the vCard 2.1 specification, and cards of a Google Voice takeout.
"""

from collections.abc import Iterator

import msgspec

from safelight.readers.contacts.entry import THREAD, Entry
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.vcard.lines import Line, lines_in
from safelight.records.record import Doubt, Kind, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="vcard-file",
    title="Contacts (vCard)",
    platform="Address book",
    version="1",
    generations=("vCard 2.1", "vCard 3.0", "vCard 4.0"),
    tested_on=(TestedOn("two cards of a Google Voice takeout, vCard 2.1 and 3.0", 2, bytes_read=247),),
    cannot_know=(
        "Whose address book it was, and when an entry was made, is not said.",
        "A card can be written by anybody with any name and number in it.",
        "Pictures and sounds inside a card are not shown.",
    ),
)
_REACHES = frozenset({"TEL", "EMAIL", "IMPP"})
_FRAME = frozenset({"BEGIN", "END", "VERSION"})
_BEGIN, _END = "BEGIN:VCARD", "END:VCARD"
_DEEPEST = 8
_BETWEEN = "Blank lines between cards."
_OUTSIDE = "Lines outside any card, which were not read."


class _Card(msgspec.Struct):
    start: int
    entry: Entry = msgspec.field(default_factory=Entry)
    doubts: dict[Doubt, None] = msgspec.field(default_factory=dict)
    depth: int = 1


def recognise(member: Member) -> Recognition:
    """It begins with a card."""
    if member.head[:64].lstrip(b"\xef\xbb\xbf\r\n\t ")[: len(_BEGIN)].upper() == _BEGIN.encode():
        return Recognition(95, ("It begins like a vCard (BEGIN:VCARD).",))
    return NOT_MINE


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every card; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    card: _Card | None = None
    count = end = 0
    for line in lines_in(member.whole()):
        end = line.end
        if card is None:
            card = _Card(line.start) if _mark(line) == _BEGIN else None
            if card is None:
                _account_outside(line, book)
            continue
        _tell(card, line)
        if card.depth == 0:
            count += 1
            book.read(card.start, line.end - card.start)
            yield _record(card, line.end, member.path, count)
            card = None
    if card is not None:
        count += 1
        card.doubts[Doubt.CUT_SHORT] = None
        book.read(card.start, end - card.start)
        yield _record(card, end, member.path, count)
    if not count:
        message = f"{member.path} was taken for contacts, but has no card in it. It is sealed as it is."
        raise UnknownLayout(message)


def _account_outside(line: Line, book: TallyBook) -> None:
    if line.name.strip("\ufeff \t") or line.value.strip():
        book.fail(line.start, line.end - line.start, _OUTSIDE)
    else:
        book.skip(line.start, line.end - line.start, _BETWEEN)


def _tell(card: _Card, line: Line) -> None:
    """A card may hold another (AGENT in vCard 2.1); it ends where the outer one does."""
    mark = _mark(line)
    card.depth += (mark == _BEGIN and card.depth < _DEEPEST) - (mark == _END)
    card.doubts.update(dict.fromkeys(line.doubts))
    if line.sort in _FRAME:
        return
    card.entry.tell(line.name, line.value)
    if line.sort in _REACHES:
        card.entry.reach(line.value)


def _mark(line: Line) -> str:
    return f"{line.name.strip(chr(0xFEFF) + ' ')}:{line.value.strip()}".upper()


def _record(card: _Card, end: int, member: str, number: int) -> Record:
    return Record(
        kind=Kind.CONTACT,
        member=member,
        offset=card.start,
        length=end - card.start,
        pointer=f"card {number}",
        platform=MANIFEST.platform,
        thread=THREAD,
        recipients=tuple(card.entry.accounts),
        doubts=tuple(card.doubts),
        extra=card.entry.extra,
    )
