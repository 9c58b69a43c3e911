"""Google's “My Activity” as JSON: what an account searched for, watched and opened, and when.

Facts: the readers of public projects. No public sample exists.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from safelight.readers.account_list import SEARCHES
from safelight.readers.entry_record import record_of, shown
from safelight.readers.google_activity.link import place_in, searched_for
from safelight.readers.json_bytes import bytes_of
from safelight.readers.json_moment import iso
from safelight.readers.json_outline import Outline, Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.json_value import strings_in, text_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.records.record import Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="google-activity-json",
    title="Google My Activity in a Takeout (JSON)",
    platform="Google",
    version="1",
    generations=("MyActivity.json; not yet seen on a real export",),
    tested_on=(),
    cannot_know=(
        "What the account did is here, whoever used it: anybody with the device or the password.",
        "Places are areas around the device, or addresses the account's owner once gave.",
        "Entries that were deleted before the download are missing, and nothing marks where they were.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_NAMES = frozenset({"header", "title", "time"})


def recognise(member: Member) -> Recognition:
    """The three names every entry has."""
    head = head_of(member)
    if head is None or not _is_activity(head, head.outline(Part.ITEMS)):
        return NOT_MINE
    return Recognition(90, ("Its entries have the names of Google's My Activity.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every entry, newest first in most files."""
    text = JsonText(bytes_of(member))
    outline = text.outline(Part.ITEMS)
    if not _is_activity(text, outline):
        names = shown(text.first_object(outline) or ())
        message = f"No entry of Google's My Activity that this reader knows has these names: {names}."
        raise UnknownLayout(message)
    account = Account(book, outline)
    for items in outline.lists:
        for element in text.elements(items, account):
            yield _record(element, member.path, hints)
    account.up_to(len(text.data))


def _is_activity(text: JsonText, outline: Outline) -> bool:
    first = text.first_object(outline)
    return first is not None and first.keys() >= _NAMES


def _record(element: Element, path: str, hints: ReadingHints) -> Record:
    source: Mapping[str, Any] = element.value
    title, product = text_of(source.get("title")), text_of(source.get("header")) or ""
    searched = searched_for(text_of(source.get("titleUrl")) or "")
    at_text = text_of(source.get("time")) or ""
    is_search = searched is not None
    places = (place_in(address) for address in strings_in(source.get("locationInfos"), "url"))
    return record_of(
        element,
        member=path,
        platform="Google",
        known=("time",) if is_search else ("time", "title"),
        kind=Kind.SEARCH if is_search else Kind.NOTICE,
        at=iso(at_text, hints.zone),
        at_text=at_text,
        thread=SEARCHES if is_search else product or "My Activity",
        text=searched if is_search else title,
        state=State.SENT if is_search else State.BY_PLATFORM,
        extra=next((each for each in places if each), {}),
    )
