"""Screenshots of conversations, read by machine on this machine: a record for every bubble, with its box.

Words are kept as the machine read them and never corrected; what it may have misread is for a person to see.
"""

from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.pictures.header import PictureHeader, header_of
from safelight.readers.pictures.opening import opened
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition
from safelight.readers.screens.conversation import conversation_on
from safelight.readers.screens.record import records_of
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="screenshot",
    title="Screenshots of chats (PNG, JPEG, WEBP)",
    platform="Screenshot",
    version="1",
    generations=(
        "Bubbles left and right, light and dark, one to one and groups; or a name in colour above a bar. Tested "
        "on screens we drew ourselves in the manner of eight apps; not yet seen on a real export.",
    ),
    tested_on=(),
    cannot_know=(
        "The words were read by a machine and may be wrong, letters, spaces, names and clocks alike; each record "
        "keeps how sure the reading was. Look at the picture before you rely on one.",
        "Little pictures (emoji), photos, stickers and voice messages in a bubble are not read.",
        "A bubble on the right is taken for sent by the owner of the phone, as apps written from left to right "
        "show it; the picture does not say whose phone it was.",
        "A picture can be made to look like any conversation. Ask for the phone or an export as well.",
        "A clock without a date, or under “Today”, gives no time: the picture does not say which day that was.",
    ),
)

_KINDS = frozenset({"png", "jpeg", "webp"})
_NARROWEST, _SHORTEST = 320, 400
_SCREEN_SHAPES = (1.7, 2.5)
"""Height over width of phones' screens since 2013; scrolling screenshots are longer."""
_LONGEST_SHAPE = 40
_CAMERA_MARKS = (b"Exif\x00\x00",)
_NAMED = ("screenshot", "screen shot", "screen_shot", "bildschirmfoto", "captura", "schermata", "skärmbild")
_SAID_IN_FILE = (b"Screenshot", b"S\x00c\x00r\x00e\x00e\x00n\x00s\x00h\x00o\x00t")


def recognise(member: Member) -> Recognition:
    """By the kind and shape of the picture, what its file or its name says, and no camera's mark."""
    head = member.head
    header = header_of(head)
    if header is None or header.kind not in _KINDS:
        return NOT_MINE
    score, reasons = _shape_score(header)
    if any(mark in head for mark in _SAID_IN_FILE):
        return Recognition(95, ("The file itself says that it is a screenshot.",))
    if any(word in member.path.rpartition("/")[2].casefold() for word in _NAMED):
        return Recognition(92, ("Its name says that it is a screenshot, and it is a picture.",))
    if header.kind == "jpeg" and any(mark in head for mark in _CAMERA_MARKS):
        return Recognition(min(score, 40), ("It holds what cameras write into their pictures.",))
    return Recognition(score, reasons)


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """A record for the screen, then one for each message and each line of the app's own, from top to bottom."""
    picture = opened(member.whole())
    conversation = conversation_on(picture, hints.date_order)
    yield from records_of(conversation, member, hints)
    book.read(0, member.size)


def _shape_score(header: PictureHeader) -> tuple[int, tuple[str, ...]]:
    if header.width < _NARROWEST or header.height < _SHORTEST:
        return 20, ("It is a picture, but too small for a phone's screen.",)
    shape = header.height / header.width
    if _SCREEN_SHAPES[0] <= shape <= _SCREEN_SHAPES[1]:
        return 80, ("It is a picture in the shape of a phone's screen, without a camera's marks.",)
    if _SCREEN_SHAPES[1] < shape <= _LONGEST_SHAPE:
        return 75, ("It is a picture in the shape of a long, scrolling screenshot.",)
    if header.kind == "png":
        return 60, ("It is a PNG, as screenshots are and photographs are not.",)
    return 30, ("It is a picture, but not in the shape of a phone's screen.",)
