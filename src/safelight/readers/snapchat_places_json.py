"""Where Snapchat's “My Data” says an account was: location history and places on the Snap Map.

Facts: the readers of public projects. No public sample exists.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from safelight.readers.entry_record import record_of, shown
from safelight.readers.json_outline import Layout, Outline, Part
from safelight.readers.json_rows import rows_in
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.json_value import text_of, written
from safelight.readers.member import Member
from safelight.readers.place import PLACES, place
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.written_moment import zoned
from safelight.records.record import Kind, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="snapchat-places-json",
    title="Snapchat My Data: places (JSON)",
    platform="Snapchat",
    version="1",
    generations=(
        "location_history.json, as pairs and as objects; not yet seen on a real export",
        "snap_map_places_history.json; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "Home, work and areas are Snapchat's guesses about the account, not what anybody stated.",
        "These are places of a device, not of a person.",
        "Snapchat keeps places for a limited time; what is older is missing, and nothing marks it.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_HISTORY = "Location History"
_HOMES = ("Home & Work", "Home, School & Work")
_MARKS = frozenset(
    {
        _HISTORY,
        *_HOMES,
        "Frequent Locations",
        "Latest Location",
        "Areas you may have visited in the last two years",
        "Businesses and public places you may have visited",
        "Businesses and places you may have visited",
    }
)
_MAP = "Snap Map Places History"
LAYOUT: Mapping[str, Layout] = {
    **dict.fromkeys(_MARKS, Part.ITEMS),
    _MAP: Part.ITEMS,
    _HISTORY: Part.FRAME,
    **dict.fromkeys(_HOMES, Part.FRAME),
}
_TIMES = ("Time", "Date")
_BOTH = "Latitude, Longitude"
_NUMBER = r"(-?\d{1,3}(?:\.\d{1,20})?)"
_WITHIN = r"(?:\s*±\s*(\d{1,9}(?:\.\d{1,20})?)(?:\s*meters)?)?"
_PAIRS = re.compile(rb'"Location History"\s*:\s*\[\s*\[\s*"')
_SPOT = re.compile(rf"(?:lat )?{_NUMBER}{_WITHIN},\s*(?:long )?{_NUMBER}{_WITHIN}")


def recognise(member: Member) -> Recognition:
    """The names Snapchat gives to its lists of places."""
    head = head_of(member)
    if head is None or not head.data[head.start :].lstrip().startswith(b"{"):
        return NOT_MINE
    data = head.data[:]
    names = {name for name in (*_MARKS, _MAP) if f'"{name}"'.encode() in data}
    if _MAP in names or len(names & _MARKS) > 1:
        return Recognition(92, ("Its lists have the names of Snapchat's places.",))
    if _HISTORY in names and (b'"Latitude, Longitude"' in data or _PAIRS.search(data)):
        return Recognition(85, ("It is a location history laid out as Snapchat's.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every place as a record, in the order of the file."""
    text = JsonText(member.whole())
    outline = text.outline(LAYOUT)
    if not _names(outline) & (_MARKS | {_MAP}):
        names = shown(outline.root.spans)
        message = f"No list of Snapchat's places that this reader knows has these names: {names}."
        raise UnknownLayout(message)
    account = Account(book, outline)
    records = [
        _record(element, items.pointer[1:], member.path, hints)
        for items in outline.lists
        for element in text.elements(items, account)
    ]
    records += _pairs(text, outline, member.path, hints)
    records += _guesses(text, outline, member.path, hints)
    yield from sorted(records, key=lambda record: record.offset)
    account.up_to(len(text.data))


def _names(outline: Outline) -> frozenset[str]:
    return frozenset({items.pointer[1:] for items in outline.lists} | outline.root.spans.keys())


def _pairs(text: JsonText, outline: Outline, path: str, hints: ReadingHints) -> Iterator[Record]:
    """The location history: pairs of a time and a place, or objects that name both."""
    for start, end in outline.root.spans.get(_HISTORY, ()):
        is_list = text.data[start : start + 1] == b"["
        for number, row in enumerate(rows_in(text.data, start, end) if is_list else ()):
            said = row.value if isinstance(row.value, dict) else _pair(row.value)
            yield _record(Element(f"/{_HISTORY}/{number}", row.start, row.end, said), _HISTORY, path, hints)


def _pair(value: Any) -> dict[str, Any]:
    if isinstance(value, list) and len(value) == 2:
        return {_TIMES[0]: value[0], _BOTH: value[1]}
    return {"entry": value}


def _guesses(text: JsonText, outline: Outline, path: str, hints: ReadingHints) -> Iterator[Record]:
    """What Snapchat takes for home, school and work; they have no time."""
    for name in _HOMES:
        for start, end in outline.root.spans.get(name, ()):
            for guess, said in text.object_at(start, end).items():
                element = Element(f"/{name}/{guess}", start, end, {_BOTH: said, "guess": guess})
                yield _record(element, name, path, hints)


def _record(element: Element, name: str, path: str, hints: ReadingHints) -> Record:
    source = element.value
    time = next((each for each in _TIMES if source.get(each)), "")
    at_text = written(source.get(time) or "")
    spot = _spot(text_of(source.get(_BOTH)) or "")
    return record_of(
        element,
        member=path,
        platform="Snapchat",
        known={time, _BOTH} if spot else {time},
        kind=Kind.LOCATION,
        at=zoned(at_text.replace("/", "-"), hints.zone),
        at_text=at_text,
        thread=PLACES,
        extra={"list": name, **spot},
    )


def _spot(said: Any) -> dict[str, str]:
    """“53.8 ± 12.3, -1.5 ± 12.3”, with or without how far off it may be and the words around it."""
    match = _SPOT.fullmatch(said)
    return place(match[1], match[3], match[2] or match[4]) if match else {}
