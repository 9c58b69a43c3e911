"""WhatsApp's own chat export: the text file that Android and iPhone make ("Export chat").

Facts: exports of Android and iPhone in 14 languages, and the issue threads of the tools that read them.
"""

import re
from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.whatsapp.encoding import Encoding, decode, encoding_of
from safelight.readers.whatsapp.export import Export
from safelight.readers.whatsapp.header import cut_at_headers
from safelight.readers.whatsapp.outline import Outline
from safelight.readers.whatsapp.thread import is_named
from safelight.records.columns import Columns, records_of
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="whatsapp-text",
    title="WhatsApp chat export (text)",
    platform="WhatsApp",
    version="1",
    generations=(
        "Android, header ending in a dash",
        "iPhone, header in brackets",
        "iPhone before 2017, header ending in a colon",
        "time before date (Vietnamese)",
    ),
    tested_on=(
        TestedOn("English Android export with media, 2022", 60, bytes_read=3432),
        TestedOn("Czech Android export, 2022", 60, bytes_read=3107),
        TestedOn("Russian Android export, 2022", 60, bytes_read=3947),
        TestedOn("Dutch Android export with media, 2022", 41, bytes_read=2586),
        TestedOn("English Android group, 2023", 20, bytes_read=1608),
        TestedOn("Android export whose date order changes midway, 2023", 13, bytes_read=1033),
        TestedOn("English iPhone export with media, 2022", 25, bytes_read=2083),
        TestedOn("Arabic iPhone export, Arabic-Indic digits, 2022", 23, bytes_read=2555),
        TestedOn("Hindi, Indonesian, Japanese and Thai iPhone exports, 28 each", 112, bytes_read=10_052),
        TestedOn("synthetic group of 2,000 messages", 2000, bytes_read=182_289),
    ),
    cannot_know=(
        "The zone of the times is not in the file; they are the exporting phone's local times.",
        "Android exports have no seconds.",
        "Whether a message was delivered or read is not exported.",
        "Reactions, and which message a reply answers, are not exported.",
        "A message can hold a line shaped like the start of another message; the file cannot tell them apart.",
        "WhatsApp cuts long conversations without saying so: about 40,000 messages without media, 10,000 with. "
        "What is missing here proves nothing.",
        "Which sender owns the phone is not stated, unless a message they deleted themselves names them.",
    ),
)

_HEADERS_FOR_CERTAINTY = 2
_SURE, _LIKELY, _POSSIBLE, _DOUBTFUL = 95, 75, 55, 40
_LIKE_SIGNAL = re.compile(r"\n\[\d{4}-\d\d-\d\d, \d\d:\d\d\] ")


def recognise(member: Member) -> Recognition:
    """How sure it is that the member is a WhatsApp text export, from its headers and its name."""
    text, _ = decode(member.head)
    if "\0" in text:
        return NOT_MINE
    cut = cut_at_headers(text)
    count = len(cut.head)
    if not count:
        return NOT_MINE
    reasons = [f"Lines near the start ({count}) begin the way WhatsApp begins a message."]
    if is_named(member.path):
        reasons.append("The file has the name WhatsApp gives its exports.")
    if cut.before.strip():
        return Recognition(_POSSIBLE, (*reasons, "But other text stands before the first of them."))
    if all(map(_LIKE_SIGNAL.match, cut.head)) and not is_named(member.path):
        return Recognition(_DOUBTFUL, (*reasons, "But tools that export Signal write their lines this way, too."))
    certain = count >= _HEADERS_FOR_CERTAINTY or is_named(member.path)
    return Recognition(_SURE if certain else _LIKELY, tuple(reasons))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Records in the order of the file. Raises ``UnknownLayout`` where no line begins a message."""
    for columns in batches(member, hints, book):
        yield from records_of(columns)


def batches(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Columns]:
    """The same records by the column: line formats are the largest files that victims bring."""
    data = member.whole()
    if not data:
        message = f"{member.path} is empty: there is nothing to read. Ask for the export to be made again."
        raise UnknownLayout(message)
    encoding = encoding_of(data)
    size = len(data)
    outline = Outline(data, encoding)
    if not outline.pages:
        message = (
            f"No line of {member.path} begins with a date, a time and a name the way WhatsApp writes them. "
            "The file is kept as it is; report the first line's layout (not its words) so that it can be added."
        )
        raise UnknownLayout(message)
    _before_first(encoding, outline, book)
    yield from Export(member.path, encoding, outline).batches(hints)
    book.read(book.end, size - encoding.torn - book.end)
    book.fail(book.end, encoding.torn, "The file breaks off in the middle of a character.")


def _before_first(encoding: Encoding, outline: Outline, book: TallyBook) -> None:
    """Account for what stands before the first header."""
    book.read(0, encoding.frame)
    length = outline.start - encoding.frame
    if outline.before.strip():
        reason = (
            "This text stands before the first message, so it has no sender and no time. It may be the end of a "
            "message whose beginning was cut off."
        )
        book.fail(encoding.frame, length, reason)
    else:
        book.skip(encoding.frame, length, "Blank lines before the first message.")
