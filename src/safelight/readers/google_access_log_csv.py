"""Google Takeout's “Access Log Activity”: every use of a Google service, and the devices it was used from.

Facts: the columns that readers of public projects describe, of 2022 to 2026. No public sample exists.
"""

from collections.abc import Iterator

from safelight.readers.account_list import DEVICES, SIGN_INS
from safelight.readers.csv_rows import Table
from safelight.readers.entry_record import record_of, shown
from safelight.readers.json_moment import NO_TIME, At
from safelight.readers.json_text import Element
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.written_moment import long_form, zoned
from safelight.records.record import Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="google-access-log-csv",
    title="Google account access log in a Takeout (CSV)",
    platform="Google",
    version="1",
    generations=(
        "Activities in 13 columns (until about 2023); not yet seen on a real export",
        "Activities in 16 columns; not yet seen on a real export",
        "Devices, in both layouts; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "A row is any use of a Google service by a device signed in to the account, often by the device on its "
        "own; it is not only a sign-in by a person.",
        "The city and country are what Google made of the address. They are not where a person stood.",
        "Google keeps these rows for a limited time; what is older is missing, and nothing marks it.",
        "The list of devices names kinds of devices. Two devices of one kind can look the same.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_PLATFORM = "Google"
_TIME = "Activity Timestamp"
_ACTIVITIES = frozenset({_TIME, "IP Address", "Product Name"})
_ACTIVITIES_AFTER_NAMES = frozenset({"User Agent String", "Activity Type", "Gaia ID"})
_DEVICES = frozenset({"Device Type", "Gaia ID"})
_DEVICES_AFTER_NAMES = frozenset({"Device Model", "Brand Name", "Device Brand", "User Given Name"})
_LAST_USED = "Last Activity"


def recognise(member: Member) -> Recognition:
    """The names of the columns, whatever their order and however many there are."""
    names = _names(member.head) if b"," in member.head[:400] else frozenset[str]()
    if _is_activities(names):
        return Recognition(95, ("Its columns are those of Google's list of services used.",))
    if _is_devices(names):
        return Recognition(90, ("Its columns are those of Google's list of devices used.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every row: a use of the account with address and device, or a device."""
    table = Table(member.whole())
    names = frozenset(table.names)
    is_activities = _is_activities(names)
    if not is_activities and not _is_devices(names):
        message = (
            f"No table of Google's access log that this reader knows has these columns: {shown(table.names)}."
        )
        raise UnknownLayout(message)
    for element in table.entries(book):
        yield _use(element, member.path, hints) if is_activities else _device(element, member.path, hints)


def _names(head: bytes) -> frozenset[str]:
    try:
        return frozenset(Table(head).names)
    except UnknownLayout:
        return frozenset()


def _is_activities(names: frozenset[str]) -> bool:
    return names >= _ACTIVITIES and bool(names & _ACTIVITIES_AFTER_NAMES)


def _is_devices(names: frozenset[str]) -> bool:
    return names >= _DEVICES and bool(names & _DEVICES_AFTER_NAMES)


def _use(element: Element, path: str, hints: ReadingHints) -> Record:
    at_text = element.value.get(_TIME, "")
    return record_of(
        element,
        member=path,
        platform=_PLATFORM,
        known={_TIME},
        kind=Kind.SIGN_IN,
        at=_moment(at_text, hints),
        at_text=at_text,
        thread=SIGN_INS,
    )


def _device(element: Element, path: str, hints: ReadingHints) -> Record:
    """A device; its time is when it was last used, where that has a column of its own."""
    source = element.value
    column = next((name for name, said in source.items() if name.startswith(_LAST_USED) and said), "")
    at_text = source.get(column, "")
    return record_of(
        element,
        member=path,
        platform=_PLATFORM,
        known={column},
        kind=Kind.NOTICE,
        at=_moment(at_text, hints),
        at_text=at_text,
        thread=DEVICES,
        state=State.BY_PLATFORM,
        extra={"time": f"Taken from “{column}”."} if column else {},
    )


def _moment(at_text: str, hints: ReadingHints) -> At:
    if not at_text:
        return NO_TIME
    stated = zoned(at_text, hints.zone)
    return stated if stated.at is not None else long_form(at_text, hints.zone)
