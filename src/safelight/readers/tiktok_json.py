"""TikTok's data download in JSON: chats, sign-ins, searches, comments, and people followed or blocked.

Facts: the readers of public projects. No public sample exists.
"""

from collections.abc import Iterator, Mapping

from safelight.readers.entry_record import accounts_met, direction_by, record_of, shown
from safelight.readers.json_bytes import bytes_of
from safelight.readers.json_every_name import EveryName
from safelight.readers.json_outline import Items, Layout, LeftOut, Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.json_value import text_of, written
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.tiktok_list import LISTS, entry_of, list_name, moment, value_of
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="tiktok-json",
    title="TikTok data download (JSON)",
    platform="TikTok",
    version="3",
    generations=(
        "Direct Message or Direct Messages with Chat History; not yet seen on a real export",
        "Login History under Activity or Your Activity; not yet seen on a real export",
        "Follower, Following and Block List; Search History; Comments; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "Messages name their sender but no recipient and have no id.",
        "Times have no zone; they are taken as UTC, which is what is known of TikTok, and marked as assumed.",
        "Messages that were deleted before the download are missing, and nothing marks where they were.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_CHAT_WITH = "Chat History with "
_CHATS = EveryName(EveryName(EveryName(Part.ITEMS)))
_OTHER = LeftOut("Other activity of the account: neither messages, sign-ins, searches, comments nor people.")
_SECTION = EveryName(_OTHER, dict.fromkeys(LISTS, EveryName(Part.ITEMS)))
LAYOUT: Mapping[str, Layout] = {
    "Direct Message": _CHATS,
    "Direct Messages": _CHATS,
    "Login History": EveryName(Part.ITEMS),
    **dict.fromkeys(("Activity", "Your Activity", "App Settings", "Profile And Settings", "Comment"), _SECTION),
}
_SECTIONS = frozenset(
    {"App Settings", "Video", "Profile", "Comment", "Likes and Favorites", "Profile And Settings"}
)


def recognise(member: Member) -> Recognition:
    """Lists called “Chat History with …”, or a list of sign-ins with TikTok's names."""
    head = head_of(member)
    if head is None:
        return NOT_MINE
    outline = head.outline(LAYOUT)
    if any(_CHAT_WITH in items.pointer for items in outline.lists):
        return Recognition(95, ("It holds lists called “Chat History with …”, as TikTok's download does.",))
    if any(_is_theirs(head, items) for items in outline.lists):
        return Recognition(90, ("Its lists and their entries have TikTok's names.",))
    sections = [name for name in _SECTIONS if f'"{name}"'.encode() in head.data[:]]
    return Recognition(75, ("Its sections have TikTok's names.",)) if len(sections) > 1 else NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message, and every entry of the other lists, in the order of the file."""
    text = JsonText(bytes_of(member))
    outline = text.outline(LAYOUT)
    if not outline.lists:
        names = shown(outline.root.spans)
        message = (
            f"No chats, sign-ins or other lists were found in this TikTok download. Its other parts are: {names}."
        )
        raise UnknownLayout(message)
    account = Account(book, outline)
    met = accounts_met(text, outline.lists, _sender_of) if hints.owner_accounts else frozenset()
    for items in outline.lists:
        for element in text.elements(items, account):
            if name := list_name(items.pointer):
                yield entry_of(element, name, member.path)
            else:
                yield _message(element, _thread(items.pointer), member.path, hints, met)
    account.up_to(len(text.data))


def _is_theirs(text: JsonText, items: Items) -> bool:
    first = next((span for span in zip(items.starts, items.ends, strict=True) if span[1]), None)
    name = list_name(items.pointer)
    return first is not None and name != "" and LISTS[name].names <= text.object_at(*first).keys()


def _thread(pointer: str) -> str:
    _, found, name = pointer.partition(_CHAT_WITH)
    return (name if found else pointer.rpartition("/")[2]).removesuffix(":")


def _message(element: Element, thread: str, path: str, hints: ReadingHints, met: frozenset[str]) -> Record:
    source = element.value
    at_text = written(value_of(source, "Date") or "")
    (sender,) = _sender_of(source)
    return record_of(
        element,
        member=path,
        platform="TikTok",
        known={"Date", "date", "From", "from", "Content", "content"},
        at=moment(at_text),
        at_text=at_text,
        thread=thread,
        sender=sender,
        direction=direction_by((sender,), hints, met),
        text=text_of(value_of(source, "Content")),
    )


def _sender_of(source: Mapping[str, object]) -> tuple[str | None]:
    return (text_of(value_of(source, "From")),)
