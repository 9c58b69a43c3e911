"""The call history of an iPhone (``CallHistory.storedata``), with FaceTime and other apps that report to it.

Facts: the table as iLEAPP and published descriptions of iOS backups name it.
"""

from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.reader import Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.apple_time import since_2001
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.joins import joined
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, given, record_of
from safelight.records.record import Direction, Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="iphone-calls-db",
    title="Call history (iPhone)",
    platform="Phone",
    version="1",
    generations=("CallHistory.storedata (since iOS 8)",),
    tested_on=(),
    cannot_know=(
        "Made and tested after published descriptions of the table: not yet seen on a real export.",
        "Calls that were deleted are missing; an iPhone keeps about the last thousand.",
        "The database does not say whose phone it was.",
        "An incoming call that was not answered may have been missed or declined.",
    ),
)
_TABLES = ("ZCALLRECORD",)
_FORMS = {0: "call of another app", 1: "phone call", 8: "FaceTime video", 16: "FaceTime audio"}
_OWN = {
    "zduration": "duration_seconds",
    "zname": "contact_name",
    "zservice_provider": "service_provider",
    "zlocation": "place_of_number",
    "ziso_country_code": "country",
    "zdisconnected_cause": "disconnected_cause",
    "zunique_id": "id",
    "zread": "read",
    "zjunkconfidence": "junk_confidence",
    "zblockedbyextension": "blocked_by",
}


def recognise(member: Member) -> Recognition:
    """By its table, or by its name."""
    return recognise_tables(member, _TABLES, ("callhistory.storedata",))


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every call; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    database = Database(member)
    yield from records(database)
    write_account(database, book)


def records(database: Database) -> Iterator[Record]:
    """In the order of their numbers."""
    if not database.has(*_TABLES):
        message = f"{database.image.path} is named like a call history, but has no table of calls. It is sealed."
        raise UnknownLayout(message)
    others = _others(database)
    for row in database.rows("ZCALLRECORD"):
        yield record_of(row, MANIFEST.platform, _said(row, others.get(row.rowid, ())))


def _others(database: Database) -> dict[int, tuple[str, ...]]:
    """Everybody on the other side, by call (since iOS 13)."""
    found: dict[int, list[str]] = {}
    handles = {row.rowid: row.text("zvalue") or row.text("znormalizedvalue") for row in database.rows("ZHANDLE")}
    names = ("Z_#REMOTEPARTICIPANTHANDLES", "z_#remoteparticipantcalls", "z_#remoteparticipanthandles")
    for call, handle in joined(database, *names):
        if value := handles.get(handle):
            found.setdefault(call, []).append(value)
    return {call: tuple(dict.fromkeys(values)) for call, values in found.items()}


def _said(row: Row, others: tuple[str, ...]) -> Said:
    number = row.text("zaddress") or ""
    is_out, was_answered = row.whole("zoriginated"), row.whole("zanswered")
    said = Said(
        kind=Kind.CALL,
        at=since_2001(row.real("zdate")),
        at_text=row.text("zdate") or "",
        thread=number or ", ".join(others),
        extra=row.said(_OWN),
    )
    form = row.whole("zcalltype")
    if form is not None:
        said.extra["call"] = _FORMS.get(form, f"type {form}")
    if others not in ((), (number,)):
        said.extra["participants"] = ", ".join(others)
    if is_out is not None:
        said.direction = Direction.FROM_OWNER if is_out else Direction.TOWARDS_OWNER
    if is_out:
        said.recipients = others or given(number)
    elif is_out is not None:
        said.sender = number or None
        said.state = State.MISSED if was_answered == 0 else State.SENT
    return said
