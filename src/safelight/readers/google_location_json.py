"""Google's location history: every layout it has been given out in, from the account and from the phone.

Facts: the readers of public projects and descriptions of the files by their users. No public sample exists.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from safelight.readers.entry_record import shown
from safelight.readers.google_location import history, on_device
from safelight.readers.json_bytes import bytes_of
from safelight.readers.json_every_name import EveryName
from safelight.readers.json_outline import Items, Layout, LeftOut, Outline, Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="google-location-json",
    title="Google location history or Timeline (JSON)",
    platform="Google",
    version="1",
    generations=(
        "Records.json or Location History.json in a Takeout: every position; not yet seen on a real export",
        "Semantic Location History in a Takeout, a file a month: visits and movements; "
        "not yet seen on a real export",
        "Timeline.json from an Android phone (2024 onwards); not yet seen on a real export",
        "location-history.json from an iPhone (2024 onwards); not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "These are places of a device, not of a person: a phone may be left behind, lent or taken.",
        "Visits, addresses and ways of travel are Google's guesses, with the probabilities it gives.",
        "Where nothing was recorded, nothing is known: history can be paused, deleted or kept on another device.",
        "A file of this kind can be changed on the phone or edited by hand, and nothing in it would show it.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_PROFILE = LeftOut("Google's guesses of how somebody likes to travel; not places.")
LAYOUT: Mapping[str, Layout] = {
    "locations": Part.ITEMS,
    "timelineObjects": Part.ITEMS,
    "semanticSegments": Part.ITEMS,
    "rawSignals": Part.ITEMS,
    "userLocationProfile": EveryName(_PROFILE, {"frequentPlaces": Part.ITEMS}),
}


class _Sort(NamedTuple):
    names: frozenset[str]
    """An entry has at least one of these."""
    what: str
    records: Callable[[Element, JsonText, str, ReadingHints], Iterator[Record]]


_SEGMENTS = frozenset({"visit", "activity", "timelinePath", "timelineMemory"})
_SORTS: Mapping[str, _Sort] = {
    "/locations": _Sort(frozenset({"latitudeE7", "timestampMs"}), "positions", history.position),
    "/timelineObjects": _Sort(
        frozenset({"placeVisit", "activitySegment"}), "visits and movements", history.visit_or_movement
    ),
    "/semanticSegments": _Sort(_SEGMENTS, "timeline", on_device.segment),
    "/rawSignals": _Sort(frozenset({"position", "wifiScan", "activityRecord"}), "signals", on_device.signal),
    "/userLocationProfile/frequentPlaces": _Sort(
        frozenset({"placeLocation"}), "frequent places", on_device.frequent_place
    ),
    "": _Sort(_SEGMENTS, "timeline from an iPhone", on_device.segment),
}


def recognise(member: Member) -> Recognition:
    """The names Google gives to the lists and to what stands in them."""
    head = head_of(member)
    sort = _sort_in(head, _outline(head)) if head else None
    if sort is None:
        return NOT_MINE
    return Recognition(95, (f"Its entries are laid out as Google's {sort.what}.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every position, visit and movement; a path gives a record for each of its points."""
    text = JsonText(bytes_of(member))
    outline = _outline(text)
    if _sort_in(text, outline) is None:
        names = shown(text.first_object(outline) or outline.root.spans)
        message = f"No layout of Google's location history that this reader knows has these names: {names}."
        raise UnknownLayout(message)
    account = Account(book, outline)
    for items in outline.lists:
        for element in text.elements(items, account):
            yield from _SORTS[items.pointer].records(element, text, member.path, hints)
    account.up_to(len(text.data))


def _outline(text: JsonText) -> Outline:
    is_list = text.data[text.start : text.start + 64].lstrip(b" \t\r\n").startswith(b"[")
    return text.outline(Part.ITEMS if is_list else LAYOUT)


def _sort_in(text: JsonText, outline: Outline) -> _Sort | None:
    return next((sort for items in outline.lists if (sort := _sort_of(text, items))), None)


def _sort_of(text: JsonText, items: Items) -> _Sort | None:
    sort = _SORTS[items.pointer]
    first = next((span for span in zip(items.starts, items.ends, strict=True) if span[1]), None)
    return sort if first and sort.names & text.object_at(*first).keys() else None
