"""The tables ``sms`` and ``pdu`` (picture and group messages, with ``part`` and ``addr``)."""

from collections.abc import Iterator
from typing import Annotated

from safelight.readers.android_phone.threads import Threads
from safelight.readers.sms_backup.codes import BOXES
from safelight.readers.sms_backup.picture_message import BCC, CC, FROM, LAYOUT, NOBODY, TO
from safelight.readers.sms_backup.record import PLATFORM
from safelight.readers.sqlite.asked import Found
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, given, record_of
from safelight.readers.sqlite.unix_time import since_1970
from safelight.records.record import Direction, Record, State

TABLES = ("sms", "pdu")
_ANNOUNCED = 130
_OWN = {
    "_id": "id",
    "thread_id": "thread_id",
    "date_sent": "date_sent",
    "read": "read",
    "error_code": "error_code",
    "service_center": "service_center",
    "subject": "subject",
    "sub": "subject",
    "creator": "app",
}
_NAMES = ("name", "fn", "cl", "cid", "_data")
_FROM_OWNER, _TOWARDS_OWNER = Direction.FROM_OWNER, Direction.TOWARDS_OWNER


class _Text(Found):
    """What is asked of a row of ``sms``."""

    type: str | None
    thread_id: int | None
    address: str | None
    date: int | None
    at_text: Annotated[str | None, "date"]
    body: str | None
    extra: Annotated[dict[str, str], _OWN]


class _Picture(Found):
    """What is asked of a row of ``pdu``."""

    msg_box: str | None
    m_type: int | None
    thread_id: int | None
    date: int | None
    at_text: Annotated[str | None, "date"]
    extra: Annotated[dict[str, str], _OWN]


class Messages:
    """Every row of ``sms`` and of ``pdu`` is a record, whatever is missing beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._threads = Threads(database)
        self._parts = database.by("part", "mid")
        self._addresses = database.by("addr", "msg_id")

    def records(self) -> Iterator[Record]:
        """Texts in the order of their numbers, then picture messages."""
        for text in self._database.rows_as("sms", _Text):
            yield record_of(text, PLATFORM, self._text(text))
        for picture in self._database.rows_as("pdu", _Picture):
            yield record_of(picture, PLATFORM, self._picture(picture))

    def _text(self, text: _Text) -> Said:
        said = _said(text, text.type or "")
        address = text.address
        members = self._threads.members(text.thread_id) or given(address)
        said.thread = self._threads.name(members)
        said.text = text.body
        if said.direction is _FROM_OWNER:
            said.recipients = given(address) or members
        elif said.direction is _TOWARDS_OWNER:
            said.sender = address or None
        return said

    def _picture(self, picture: _Picture) -> Said:
        said = _said(picture, picture.msg_box or "")
        said.extra["form"] = "mms"
        if picture.m_type == _ANNOUNCED:
            said.extra["form"] = "mms that was announced and not fetched"
        addresses = self._addresses.get(picture.rowid, ())
        senders = _of_kind(addresses, FROM)
        members = self._threads.members(picture.thread_id)
        said.thread = "~".join(members or tuple(sorted(senders)))
        if said.direction is _FROM_OWNER:
            said.recipients = _of_kind(addresses, TO, CC, BCC) or members
        else:
            said.sender = senders[0] if senders else (members[0] if len(members) == 1 and not addresses else None)
            said.recipients = _of_kind(addresses, TO, CC, BCC)
        self._tell_parts(picture.rowid, said)
        return said

    def _tell_parts(self, picture: int, said: Said) -> None:
        texts = []
        for part in sorted(self._parts.get(picture, ()), key=lambda part: part.whole("seq") or 0):
            kind, text = part.text("ct"), part.text("text")
            if kind == LAYOUT:
                continue
            if kind == "text/plain" and text is not None:
                texts.append(text)
            else:
                name = next(filter(None, (part.text(name) for name in _NAMES)), f"part {part.rowid} ({kind})")
                said.attachments += (name,)
        said.text = "\n".join(texts) if texts else None


def _said(row: _Text | _Picture, box: str) -> Said:
    known = BOXES.get(box)
    direction, state, remark = known or (Direction.UNKNOWN, State.SENT, f"unknown box {box or '(none)'}")
    if remark:
        row.extra["box"] = remark
    return Said(
        at=since_1970(row.date), at_text=row.at_text or "", direction=direction, state=state, extra=row.extra
    )


def _of_kind(addresses: list[Row] | tuple[Row, ...], *kinds: str) -> tuple[str, ...]:
    return given(
        *(one.text("address") for one in addresses if one.text("type") in kinds and one.text("address") != NOBODY)
    )
