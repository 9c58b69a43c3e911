"""TikTok's data download in JSON: chat history and login history.

Facts: the readers of public projects. No public sample exists.
"""

from collections.abc import Iterator, Mapping

from safelight.readers.entry_record import accounts_met, direction_by, record_of, shown
from safelight.readers.json_every_name import EveryName
from safelight.readers.json_moment import At
from safelight.readers.json_outline import Layout, LeftOut, Outline, Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.json_value import text_of, written
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.written_moment import zoned
from safelight.records.record import Kind, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="tiktok-json",
    title="TikTok data download (JSON)",
    platform="TikTok",
    version="1",
    generations=(
        "Direct Message or Direct Messages with Chat History; not yet seen on a real export",
        "Login History under Activity or Your Activity; not yet seen on a real export",
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
_OTHER = LeftOut("Other activity of the account: neither messages nor sign-ins.")
_ACTIVITY = EveryName(_OTHER, {"Login History": EveryName(Part.ITEMS)})
LAYOUT: Mapping[str, Layout] = {
    "Direct Message": _CHATS,
    "Direct Messages": _CHATS,
    "Activity": _ACTIVITY,
    "Your Activity": _ACTIVITY,
    "Login History": EveryName(Part.ITEMS),
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
    if _has_sign_ins(head, outline):
        return Recognition(90, ("Its login history has TikTok's names.",))
    sections = outline.root.spans.keys() & _SECTIONS
    return Recognition(75, ("Its sections have TikTok's names.",)) if len(sections) > 1 else NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message of every chat and every sign-in, in the order of the file."""
    text = JsonText(member.whole())
    outline = text.outline(LAYOUT)
    if not outline.lists:
        names = shown(outline.root.spans)
        message = (
            f"No chat history and no login history was found in this TikTok download. Its parts are: {names}."
        )
        raise UnknownLayout(message)
    account = Account(book, outline)
    met = accounts_met(text, outline.lists, _sender_of) if hints.owner_accounts else frozenset()
    for items in outline.lists:
        for element in text.elements(items, account):
            if "/Login History/" in items.pointer:
                yield _sign_in(element, member.path)
            else:
                yield _message(element, _thread(items.pointer), member.path, hints, met)
    account.up_to(len(text.data))


def _has_sign_ins(text: JsonText, outline: Outline) -> bool:
    first = text.first_object(outline)
    return first is not None and "IP" in first and bool(first.keys() & {"DeviceModel", "DeviceSystem"})


def _thread(pointer: str) -> str:
    _, found, name = pointer.partition(_CHAT_WITH)
    return (name if found else pointer.rpartition("/")[2]).removesuffix(":")


def _message(element: Element, thread: str, path: str, hints: ReadingHints, met: frozenset[str]) -> Record:
    source = element.value
    at_text = written(_value(source, "Date") or "")
    (sender,) = _sender_of(source)
    return record_of(
        element,
        member=path,
        platform="TikTok",
        known={"Date", "date", "From", "from", "Content", "content"},
        at=_moment(at_text),
        at_text=at_text,
        thread=thread,
        sender=sender,
        direction=direction_by((sender,), hints, met),
        text=text_of(_value(source, "Content")),
    )


def _sign_in(element: Element, path: str) -> Record:
    at_text = written(_value(element.value, "Date") or "")
    return record_of(
        element,
        member=path,
        platform="TikTok",
        known={"Date", "date"},
        kind=Kind.SIGN_IN,
        at=_moment(at_text),
        at_text=at_text,
    )


def _moment(at_text: str) -> At:
    """The zone of the phone says nothing here: without a zone of its own the time is UTC, assumed."""
    return zoned(at_text, None)


def _sender_of(source: Mapping[str, object]) -> tuple[str | None]:
    return (text_of(_value(source, "From")),)


def _value(source: Mapping[str, object], name: str) -> object:
    """Names begin with a capital in most downloads and with a small letter in some."""
    return source.get(name, source.get(name.lower()))
