"""The tables ``sms`` and ``pdu`` (picture and group messages, with ``part`` and ``addr``)."""

from collections.abc import Iterator
from typing import Annotated

from safelight.readers.android_phone.threads import Threads
from safelight.readers.pieces import few_at_a_time
from safelight.readers.sms_backup.codes import BOXES
from safelight.readers.sms_backup.picture_message import BCC, CC, FROM, LAYOUT, NOBODY, TO
from safelight.readers.sms_backup.record import PLATFORM
from safelight.readers.sqlite.answers import Answers
from safelight.readers.sqlite.asked import Found
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.record_columns import all_or_empty, columns_of, shared, times
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, given, record_of
from safelight.readers.sqlite.unix_time import all_since_1970, since_1970
from safelight.records.batch import Piece
from safelight.records.columns import Columns
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
_WHO = ("thread", "sender", "recipients", "direction", "doubts")
_RECEIVED_OR_SENT = frozenset({"1", "2"})
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

    def pieces(self) -> Iterator[Piece]:
        """Texts in the order of their numbers, then picture messages."""
        for answers in self._database.answers("sms", _Text):
            yield self._columns(answers)
        yield from few_at_a_time(
            record_of(picture, PLATFORM, self._picture(picture))
            for picture in self._database.rows_as("pdu", _Picture)
        )

    def _columns(self, answers: Answers[_Text]) -> Columns:
        """A text that was received or sent is as plain as a record can be."""
        boxes = list(answers["type"])
        said = {
            "at_text": all_or_empty(answers["at_text"]),
            "platform": [PLATFORM],
            "text": answers["body"],
            "extra": answers["extra"],
        }
        said |= times(all_since_1970(answers["date"]))
        said |= shared(_WHO, self._who, boxes, answers["thread_id"], answers["address"])
        singly: list[int] = []
        if not _RECEIVED_OR_SENT.issuperset(boxes):
            singly = [place for place, box in enumerate(boxes) if box not in _RECEIVED_OR_SENT]
        return columns_of(answers, said, singly=singly, record=self._record)

    def _who(self, box: str | None, thread: int | None, address: str | None) -> Said:
        said = Said(direction=_box(box or "")[0])
        self._tell_who(thread, address, said)
        return said

    def _record(self, text: _Text) -> Record:
        said = _said(text, text.type or "")
        said.text = text.body
        self._tell_who(text.thread_id, text.address, said)
        return record_of(text, PLATFORM, said)

    def _tell_who(self, thread: int | None, address: str | None, said: Said) -> None:
        members = self._threads.members(thread) or given(address)
        said.thread = self._threads.name(members)
        if said.direction is _FROM_OWNER:
            said.recipients = given(address) or members
        elif said.direction is _TOWARDS_OWNER:
            said.sender = address or None

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


def _box(box: str) -> tuple[Direction, State, str]:
    return BOXES.get(box) or (Direction.UNKNOWN, State.SENT, f"unknown box {box or '(none)'}")


def _said(row: _Text | _Picture, box: str) -> Said:
    direction, state, remark = _box(box)
    if remark:
        row.extra["box"] = remark
    return Said(
        at=since_1970(row.date), at_text=row.at_text or "", direction=direction, state=state, extra=row.extra
    )


def _of_kind(addresses: list[Row] | tuple[Row, ...], *kinds: str) -> tuple[str, ...]:
    return given(
        *(one.text("address") for one in addresses if one.text("type") in kinds and one.text("address") != NOBODY)
    )
