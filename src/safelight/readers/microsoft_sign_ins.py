"""Microsoft's sign-in logs of work and school accounts (Entra ID), as an administrator exports them.

Facts: Microsoft's Graph reference (“signIn resource type”), and columns that readers of public projects describe.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from safelight.readers.account_list import SIGN_INS
from safelight.readers.choices import DateOrder
from safelight.readers.csv_rows import Table
from safelight.readers.entry_record import record_of, shown
from safelight.readers.json_moment import At, iso
from safelight.readers.json_outline import Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.json_value import text_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.written_moment import zoned
from safelight.records.record import AtQuality, Kind, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="microsoft-sign-ins",
    title="Microsoft sign-in logs of work and school accounts (CSV, JSON)",
    platform="Microsoft",
    version="1",
    generations=(
        "CSV from the portal, with “Date (UTC)”; not yet seen on a real export",
        "CSV with CreatedDateTime; not yet seen on a real export",
        "JSON of Microsoft Graph; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "The logs are those of an organisation. A private Microsoft account has no such download.",
        "Failed attempts are in it as well as sign-ins: each entry's status says which.",
        "A city and coordinates beside an address are what was made of the address, not where a person stood.",
        "Entries are kept for 30 days or less, unless the organisation kept them elsewhere.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)


class _Sort(NamedTuple):
    names: frozenset[str]
    time: str


_PORTAL = _Sort(frozenset({"Date (UTC)", "IP address", "Username"}), "Date (UTC)")
_TABLE = _Sort(frozenset({"CreatedDateTime", "UserPrincipalName", "IPAddress"}), "CreatedDateTime")
_GRAPH = _Sort(frozenset({"createdDateTime", "userPrincipalName", "ipAddress"}), "createdDateTime")
_WITH_SLASHES = re.compile(
    r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}),? (\d{1,2})(:\d\d:\d\d)(?:[ \u202f]([AP])M)?", re.IGNORECASE
)


def recognise(member: Member) -> Recognition:
    """The names Microsoft gives to an entry, as columns or in JSON."""
    head = head_of(member)
    if head is not None:
        is_theirs = _is_graph(head)
        return (
            Recognition(92, ("Its entries are laid out as Microsoft's sign-in log.",)) if is_theirs else NOT_MINE
        )
    if b"," in member.head[:2000] and _sort_of(_names(member.head)):
        return Recognition(92, ("Its columns are those of Microsoft's sign-in log.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every entry: a sign-in or an attempt, with address, device and what came of it."""
    data = member.whole()
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        yield from _entries(JsonText(data), member.path, hints, book)
        return
    table = Table(data)
    sort = _sort_of(table.names)
    if sort is None:
        message = f"No sign-in log of Microsoft that this reader knows has these columns: {shown(table.names)}."
        raise UnknownLayout(message)
    for element in table.entries(book):
        yield _record(element, sort, member.path, hints)


def _entries(text: JsonText, path: str, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    outline = text.outline({"value": Part.ITEMS, "@odata.context": Part.FRAME, "@odata.nextLink": Part.FRAME})
    if not outline.lists:
        outline = text.outline(Part.ITEMS)
    if not _is_graph(text):
        names = shown(text.first_object(outline) or outline.root.spans)
        message = f"No sign-in log of Microsoft that this reader knows has these names: {names}."
        raise UnknownLayout(message)
    account = Account(book, outline)
    for items in outline.lists:
        for element in text.elements(items, account):
            yield _record(element, _GRAPH, path, hints)
    account.up_to(len(text.data))


def _is_graph(text: JsonText) -> bool:
    for layout in ({"value": Part.ITEMS}, Part.ITEMS):
        first = text.first_object(text.outline(layout))
        if first is not None and first.keys() >= _GRAPH.names:
            return True
    return False


def _names(head: bytes) -> tuple[str, ...]:
    try:
        return Table(head).names
    except UnknownLayout:
        return ()


def _sort_of(names: tuple[str, ...]) -> _Sort | None:
    return next((sort for sort in (_PORTAL, _TABLE) if sort.names <= frozenset(names)), None)


def _record(element: Element, sort: _Sort, path: str, hints: ReadingHints) -> Record:
    source: Mapping[str, Any] = element.value
    at_text = text_of(source.get(sort.time)) or ""
    return record_of(
        element,
        member=path,
        platform="Microsoft",
        known={sort.time},
        kind=Kind.SIGN_IN,
        at=_moment(at_text, hints, is_utc=sort is _PORTAL),
        at_text=at_text,
        thread=SIGN_INS,
    )


def _moment(at_text: str, hints: ReadingHints, *, is_utc: bool) -> At:
    """The portal's column says that its times are UTC; written with slashes they may have two readings."""
    match = _WITH_SLASHES.fullmatch(at_text)
    if match is None:
        stated = zoned(at_text, hints.zone)
        is_unzoned = is_utc and stated.quality is not AtQuality.EXACT
        return zoned(f"{at_text}Z", None) if is_unzoned and stated.at is not None else stated
    first, second, year, hour, rest, half = match.groups()
    clock = f"{_of_24(int(hour), half):02}{rest}"
    zone = None if is_utc else hints.zone
    offset = "+00:00" if is_utc else ""
    month_first = iso(f"{year}-{int(first):02}-{int(second):02}T{clock}{offset}", zone)
    day_first = iso(f"{year}-{int(second):02}-{int(first):02}T{clock}{offset}", zone)
    if hints.date_order is DateOrder.DAY_FIRST or month_first.at is None:
        return day_first
    if hints.date_order is DateOrder.MONTH_FIRST or day_first.at in (None, month_first.at):
        return month_first
    return At(month_first.at, AtQuality.AMBIGUOUS, day_first.at)


def _of_24(hour: int, half: str | None) -> int:
    if not half:
        return hour
    return hour % 12 + (12 if half.upper() == "P" else 0)
