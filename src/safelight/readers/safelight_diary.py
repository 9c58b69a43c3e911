"""The diary of incidents that is kept in Safelight: each entry as the person wrote it, or as it was taken down."""

from collections.abc import Iterator, Mapping

from safelight.readers.diary.entry import FORMAT, MARK
from safelight.readers.entry_record import record_of, shown
from safelight.readers.json_moment import NO_TIME, At, iso
from safelight.readers.json_outline import Layout, Outline, Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.json_value import text_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.records.record import AtQuality, Direction, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="safelight-diary",
    title="Diary of incidents kept in Safelight (JSON)",
    platform="Safelight",
    version="1",
    generations=(
        "format 1, as this version of Safelight writes it; not yet seen on a real export of a person's diary",
    ),
    tested_on=(),
    cannot_know=(
        "A diary says what the person remembers and when they wrote it down. What happened, people find out.",
        "An entry is placed at the earliest time it can be; where a span is known, the latest stands beside it.",
        "A changed entry stands beside the one before it, and neither is taken out.",
    ),
)

LAYOUT: Mapping[str, Layout] = {
    "kept_with": Part.FRAME, "format": Part.FRAME, "kept_by": Part.FRAME, "entries": Part.ITEMS
}  # fmt: skip
THREAD = "Diary"
_KNOWN = ("what", "when", "first", "last")


def recognise(member: Member) -> Recognition:
    """The mark that Safelight writes at its beginning."""
    head = head_of(member)
    if head is None or not _is_diary(head, head.outline(LAYOUT)):
        return NOT_MINE
    return Recognition(99, ("It begins the way Safelight writes a diary.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every entry, in the order it was written; raises ``UnknownLayout`` for a format of another version."""
    text = JsonText(member.whole())
    outline = text.outline(LAYOUT)
    if not _is_diary(text, outline) or text.said(outline.root, "format") != FORMAT:
        message = f"No diary of a format that this reader knows has these names: {shown(outline.root.spans)}."
        raise UnknownLayout(message)
    account = Account(book, outline)
    kept_by = text_of(text.said(outline.root, "kept_by"))
    for items in outline.lists:
        for element in text.elements(items, account):
            yield _entry(element, member.path, kept_by, hints)
    account.up_to(len(text.data))


def _is_diary(text: JsonText, outline: Outline) -> bool:
    return bool(text.said(outline.root, "kept_with") == MARK)


def _entry(element: Element, path: str, kept_by: str | None, hints: ReadingHints) -> Record:
    source = element.value
    version = source.get("version")
    return record_of(
        element,
        member=path,
        platform=MANIFEST.platform,
        known=_KNOWN,
        at=_span(source.get("first"), source.get("last"), hints),
        at_text=text_of(source.get("when")) or "",
        thread=THREAD,
        sender=kept_by,
        direction=Direction.FROM_OWNER,
        text=text_of(source.get("what")),
        state=State.EDITED if isinstance(version, int) and version > 1 else State.SENT,
    )


def _span(first: object, last: object, hints: ReadingHints) -> At:
    """A moment where both ends are one; else the two ends of the time in which it lies."""
    earliest = iso(first, hints.zone)
    if earliest.at is None or last == first:
        return earliest
    latest = iso(last, hints.zone)
    if latest.at is None:
        return NO_TIME
    return At(earliest.at, AtQuality.AMBIGUOUS, latest.at)
