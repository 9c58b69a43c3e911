"""Reddit's data download: private messages, chats and sign-in addresses, each a CSV file.

Facts: the readers of public projects. No public sample exists.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from safelight.readers.account_list import SIGN_INS
from safelight.readers.csv_rows import Table
from safelight.readers.entry_record import direction_by, record_of, shown
from safelight.readers.json_text import Element
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.written_moment import zoned
from safelight.records.record import Kind, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="reddit-csv",
    title="Reddit data download (CSV)",
    platform="Reddit",
    version="2",
    generations=(
        "messages.csv, messages_archive.csv and their headers; not yet seen on a real export",
        "chat_history.csv; not yet seen on a real export",
        "ip_logs.csv; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "The download does not say in these files whose account it was.",
        "Files of headers repeat messages without their words.",
        "Messages that were deleted before the download are missing, and nothing marks where they were.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_MESSAGE = frozenset({"date", "from", "to", "subject", "body", "thread_id"})
_CHAT = frozenset({"created_at", "username", "message", "channel_name", "thread_parent_message_id"})


class _Sort(NamedTuple):
    columns: frozenset[str]
    what: str


_MESSAGES = _Sort(frozenset({"id", "permalink", "date", "from", "to"}), "private messages")
_CHATS = _Sort(frozenset({"message_id", "created_at", "username", "channel_url"}), "chats")
_SIGN_INS = _Sort(frozenset({"date", "ip"}), "sign-in addresses")


def recognise(member: Member) -> Recognition:
    """The names of the columns."""
    head = member.head
    if b"," not in head[:200]:
        return NOT_MINE
    sort = _sort_of(_names(head))
    if sort is None:
        return NOT_MINE
    reason = f"Its columns are those of Reddit's {sort.what}."
    return Recognition(70 if sort is _SIGN_INS else 92, (reason,))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every row as a record."""
    table = Table(member.whole())
    sort = _sort_of(table.names)
    if sort is None:
        message = f"No table of a Reddit download that this reader knows has these columns: {shown(table.names)}."
        raise UnknownLayout(message)
    for element in table.entries(book):
        yield _RECORDS[sort](element, member.path, hints)


def _names(head: bytes) -> tuple[str, ...]:
    try:
        return Table(head).names
    except UnknownLayout:
        return ()


def _sort_of(names: tuple[str, ...]) -> _Sort | None:
    if frozenset(names) == _SIGN_INS.columns:
        return _SIGN_INS
    return next((sort for sort in (_MESSAGES, _CHATS) if sort.columns <= frozenset(names)), None)


def _message(element: Element, path: str, hints: ReadingHints) -> Record:
    source = element.value
    sender, recipient = source.get("from") or None, source.get("to") or None
    subject = source.get("subject", "")
    return record_of(
        element,
        member=path,
        platform="Reddit",
        known=_MESSAGE,
        at=zoned(source.get("date"), hints.zone),
        at_text=source.get("date", ""),
        thread=source.get("thread_id") or source.get("id", ""),
        sender=sender,
        recipients=(recipient,) if recipient else (),
        direction=direction_by((sender,), hints, (sender, recipient)),
        text=source.get("body"),
        extra={"subject": subject} if subject else {},
    )


def _chat(element: Element, path: str, hints: ReadingHints) -> Record:
    source = element.value
    sender = source.get("username") or None
    name = source.get("channel_name", "")
    return record_of(
        element,
        member=path,
        platform="Reddit",
        known=_CHAT,
        at=zoned(source.get("created_at"), hints.zone),
        at_text=source.get("created_at", ""),
        thread=name or source.get("channel_url", ""),
        sender=sender,
        direction=direction_by((sender,), hints, (sender,)),
        text=source.get("message"),
        reply_to=source.get("thread_parent_message_id", ""),
        extra={"channel_name": name} if name else {},
    )


def _sign_in(element: Element, path: str, hints: ReadingHints) -> Record:
    """Reddit lists the addresses the account was used from; the first row may be the address it was made from."""
    date = element.value.get("date", "")
    return record_of(
        element,
        member=path,
        platform="Reddit",
        known={"date"},
        kind=Kind.SIGN_IN,
        thread=SIGN_INS,
        at=zoned(date, hints.zone),
        at_text=date,
    )


_RECORDS: dict[_Sort, Callable[[Element, str, ReadingHints], Record]] = {
    _MESSAGES: _message,
    _CHATS: _chat,
    _SIGN_INS: _sign_in,
}
