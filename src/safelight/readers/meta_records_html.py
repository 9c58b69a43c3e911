"""What Meta returns under legal process for its services: ``records.html`` and ``preservation*.html``.

Facts: RLEAPP's readers of such returns (abrignoni/RLEAPP, ``scripts/meta_records.py``), which describe pages seen
by their authors. No public sample exists.
"""

from collections.abc import Iterator

from safelight.readers.entry_record import shown
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.returns.meta_left_out import LeftOut
from safelight.readers.returns.meta_page import SECTION, Section
from safelight.readers.returns.meta_record import record_of_entry, service_of
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="meta-records-html",
    title="Meta return under legal process (records.html)",
    platform="Facebook, Instagram and WhatsApp",
    version="2",
    generations=(
        "fields as short class names, pages set for print (2025 onwards); not yet seen on a real export",
        "fields as outer, inner and most inner (before 2025); not yet seen on a real export",
        "fields by their styles only (before 2024); not yet seen on a real export",
        "WhatsApp's logs of messages and calls, without their words; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "The return covers the account and the dates that were asked for, and nothing else.",
        "Messages encrypted between devices are not in it.",
        "Files it names lie beside it in the return; addresses in it stop working and are never followed.",
        "Files that were reported as indecent images of children are never opened.",
        "Where a printed page ends inside somebody's words, a line end is put; whether one was there is unknown.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real return.",
    ),
)

_CUT = "The page is cut short or damaged here. What came before is kept as records; ask for the whole page."


def recognise(member: Member) -> Recognition:
    """The names Meta gives to the sections, and the first of them, which says what was asked for."""
    head = member.head
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return NOT_MINE
    names = {match[1] for match in SECTION.finditer(head)}
    if b"request_parameters" in names:
        return Recognition(97, ("It says what was asked for the way Meta's returns do.",))
    if names:
        return Recognition(85, ("It has sections named the way Meta's returns name them.",))
    file_name = member.path.rpartition("/")[2].lower()
    if b"content-pane" in head and file_name.startswith(("records", "preservation")):
        return Recognition(70, ("Its name and frame are those of Meta's returns.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every entry of every section: messages, sign-ins, contacts, what the account says of itself."""
    page = member.whole()
    found = list(SECTION.finditer(page))
    if not found:
        message = (
            "This page has no section laid out the way Meta's returns lay them out. It is kept as it came; ask "
            "for the return as Meta gave it."
        )
        raise UnknownLayout(message)
    entries, platform = 0, "Meta"
    ends = [*(match.start() for match in found[1:]), len(page)]
    for match, end in zip(found, ends, strict=True):
        section = Section(page, match[1].decode(), match.end(), end)
        left_out = LeftOut()
        for entry in section:
            entries += 1
            if (kept := left_out.without(entry)) is not None:
                platform = service_of(kept) or platform
                yield record_of_entry(kept, member.path, platform, hints)
        is_cut = end == len(page) and not section.is_closed
        left_out.write(section, page, book, end - 1 if is_cut else end)
    if not entries:
        names = shown(dict.fromkeys(match[1].decode() for match in found))
        message = f"No field was found in the sections of this return; their layout is not known: {names}."
        raise UnknownLayout(message)
    book.fail(book.end, len(page) - book.end, _CUT)
