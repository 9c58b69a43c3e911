"""Apple's download of account data: sign-ons and devices, each a CSV file.

Facts: the readers of public projects. No public sample exists.
"""

from collections.abc import Iterator
from typing import NamedTuple

from safelight.readers.account_list import DEVICES, SIGN_INS
from safelight.readers.csv_rows import Table
from safelight.readers.entry_record import record_of, shown
from safelight.readers.json_text import Element
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.written_moment import zoned
from safelight.records.record import Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="apple-account-csv",
    title="Apple account: sign-ons and devices (CSV)",
    platform="Apple",
    version="1",
    generations=(
        "Apple ID SignOn Information.csv; not yet seen on a real export",
        "Apple ID Device Information.csv; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "Only the latest sign-on of each application may be listed; the file does not say what is missing.",
        "Times have no zone; they are taken as UTC, which is what is known of Apple, and marked as assumed.",
        "A device is listed while it is signed in to the account. One that was removed before is missing.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)


class _Sort(NamedTuple):
    columns: frozenset[str]
    what: str
    kind: Kind
    thread: str
    times: tuple[str, ...]


_SORTS = (
    _Sort(frozenset({"Application", "Logged In Date"}), "sign-ons", Kind.SIGN_IN, SIGN_INS, ("Logged In Date",)),
    _Sort(
        frozenset({"Device Name", "Device Added Date"}),
        "devices",
        Kind.NOTICE,
        DEVICES,
        ("Device Last Heartbeat Timestamp", "Device Added Date"),
    ),
)


def recognise(member: Member) -> Recognition:
    """The names of the columns."""
    sort = _sort_of(_names(member.head)) if b"," in member.head[:400] else None
    if sort is None:
        return NOT_MINE
    return Recognition(92, (f"Its columns are those of Apple's list of {sort.what}.",))


def read(
    member: Member,
    hints: ReadingHints,  # noqa: ARG001 (the zone of a phone says nothing about what Apple's servers wrote)
    book: TallyBook,
) -> Iterator[Record]:
    """Every row: a sign-on with its address, or a device with when it last reported."""
    table = Table(member.whole())
    sort = _sort_of(table.names)
    if sort is None:
        message = f"No list of an Apple account that this reader knows has these columns: {shown(table.names)}."
        raise UnknownLayout(message)
    for element in table.entries(book):
        yield _record(element, sort, member.path)


def _names(head: bytes) -> tuple[str, ...]:
    try:
        return Table(head).names
    except UnknownLayout:
        return ()


def _sort_of(names: tuple[str, ...]) -> _Sort | None:
    return next((sort for sort in _SORTS if sort.columns <= frozenset(names)), None)


def _record(element: Element, sort: _Sort, path: str) -> Record:
    source = element.value
    time = next((name for name in sort.times if zoned(source.get(name), None).at is not None), "")
    at_text = source.get(time, "")
    return record_of(
        element,
        member=path,
        platform="Apple",
        known={time},
        kind=sort.kind,
        at=zoned(at_text, None),
        at_text=at_text,
        thread=sort.thread,
        state=State.BY_PLATFORM if sort.kind is Kind.NOTICE else State.SENT,
        extra={"time": f"Taken from “{time}”."} if time and sort.kind is Kind.NOTICE else {},
    )
