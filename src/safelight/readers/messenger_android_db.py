"""Facebook Messenger's older database on an Android phone (``threads_db2``, until about 2021).

Facts: the tables and the JSON in them as ALEAPP reads them.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from safelight.readers.json_value import decode, leftovers, text_of
from safelight.readers.member import Member
from safelight.readers.reader import Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, record_of
from safelight.readers.sqlite.unix_time import since_1970
from safelight.records.record import Direction, Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="messenger-android-db",
    title="Facebook Messenger database (Android)",
    platform="Facebook Messenger",
    version="1",
    generations=("threads_db2: messages and threads (until about 2021)",),
    tested_on=(),
    cannot_know=(
        "Made and tested after published descriptions of the tables: not yet seen on a real export.",
        "Newer versions keep messages in another database (msys_database), which is not read.",
        "Which account owns the phone is not said in a way that can be relied on; officers can say it.",
        "Messages that were deleted are missing, and nothing marks where they were.",
    ),
)
_TABLES = ("messages", "threads", "thread_users")
_ONE_TO_ONE = "ONE_TO_ONE:"
_OWN = {
    "msg_id": "id",
    "msg_type": "msg_type",
    "shares": "shares",
    "snippet": "snippet",
    "send_error": "send_error",
}
_CALL = frozenset({"caller_id", "call_duration"})


def recognise(member: Member) -> Recognition:
    """By its tables, or by its name."""
    return recognise_tables(member, _TABLES, ("threads_db2",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message, notice, call and reaction; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    database = Database(member)
    yield from records(database, hints.owner_accounts)
    write_account(database, book)


def records(database: Database, owners: Collection[str] = ()) -> Iterator[Record]:
    """In the order of their numbers, reactions last; ``owners`` are accounts of the owner, if they are known."""
    if not database.has("messages", "threads"):
        message = f"{database.image.path} looks like Messenger's, but has no messages and threads. It is sealed."
        raise UnknownLayout(message)
    names = {row.text("thread_key") or "": row.text("name") or "" for row in database.rows("threads")}
    for row in database.rows("messages"):
        yield record_of(row, MANIFEST.platform, _said(row, names, owners))
    for row in database.rows("message_reactions"):
        yield record_of(row, MANIFEST.platform, _reaction(row, names, owners))


def _said(row: Row, names: Mapping[str, str], owners: Collection[str]) -> Said:
    key = row.text("thread_key") or ""
    sender, admin = _object(row.text("sender")), _object(row.text("generic_admin_message_extensible_data"))
    account = _account(text_of(sender.get("user_key")))
    said = Said(
        at=since_1970(row.whole("timestamp_ms")),
        at_text=row.text("timestamp_ms") or "",
        thread=names.get(key) or key,
        sender=account,
        recipients=_others(key, account),
        direction=_direction(account, owners),
        text=row.text("text"),
        attachments=_files(row.text("attachments")),
        extra=row.said(_OWN) | leftovers(admin, ()),
    )
    if name := text_of(sender.get("name")):
        said.extra["sender_name"] = name
    if _CALL & admin.keys():
        _tell_call(said, key, admin, owners)
    elif admin and said.text is None:
        said.kind, said.state, said.direction = Kind.NOTICE, State.BY_PLATFORM, Direction.UNKNOWN
    return said


def _tell_call(said: Said, key: str, admin: Mapping[str, Any], owners: Collection[str]) -> None:
    """Who called stands in the call's own data; the row's sender is the other side."""
    said.kind = Kind.CALL
    said.sender = _account(text_of(admin.get("caller_id"))) or said.sender
    said.recipients = _others(key, said.sender)
    said.direction = _direction(said.sender, owners)


def _reaction(row: Row, names: Mapping[str, str], owners: Collection[str]) -> Said:
    key, account = row.text("thread_key") or "", _account(row.text("user_key"))
    return Said(
        kind=Kind.REACTION,
        at=since_1970(row.whole("reaction_timestamp")),
        at_text=row.text("reaction_timestamp") or "",
        thread=names.get(key) or key,
        sender=account,
        direction=_direction(account, owners),
        text=row.text("reaction"),
        reply_to=row.text("msg_id") or "",
    )


def _object(written: str | None) -> dict[str, Any]:
    said = decode((written or "").encode("utf-8", "replace"))
    return said.value if said and isinstance(said.value, dict) else {}


def _files(written: str | None) -> tuple[str, ...]:
    said = decode((written or "").encode("utf-8", "replace"))
    listed = said.value if said and isinstance(said.value, list) else []
    files = [each for each in listed if isinstance(each, dict)]
    return tuple(text_of(each.get("filename")) or f"attachment {n}" for n, each in enumerate(files, 1))


def _account(key: str | None) -> str | None:
    """Accounts are written as ``FACEBOOK:`` and a number."""
    return key.rpartition(":")[2] or None if key else None


def _others(thread_key: str, account: str | None) -> tuple[str, ...]:
    """The other side, where the conversation's key names both of two."""
    if not thread_key.startswith(_ONE_TO_ONE) or account is None:
        return ()
    pair = thread_key.removeprefix(_ONE_TO_ONE).split(":")
    return tuple(other for other in pair if other != account) if account in pair else ()


def _direction(account: str | None, owners: Collection[str]) -> Direction:
    if not owners or account is None:
        return Direction.UNKNOWN
    return Direction.FROM_OWNER if account in owners else Direction.TOWARDS_OWNER
