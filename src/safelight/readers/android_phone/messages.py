"""The tables ``sms`` and ``pdu`` (picture and group messages, with ``part`` and ``addr``)."""

from collections.abc import Iterator

from safelight.readers.android_phone.threads import Threads
from safelight.readers.sms_backup.codes import BOXES
from safelight.readers.sms_backup.picture_message import BCC, CC, FROM, LAYOUT, NOBODY, TO
from safelight.readers.sms_backup.record import PLATFORM
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


class Messages:
    """Every row of ``sms`` and of ``pdu`` is a record, whatever is missing beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._threads = Threads(database)
        self._parts = database.by("part", "mid")
        self._addresses = database.by("addr", "msg_id")

    def records(self) -> Iterator[Record]:
        """Texts in the order of their numbers, then picture messages."""
        for row in self._database.rows("sms"):
            yield record_of(row, PLATFORM, self._text(row))
        for row in self._database.rows("pdu"):
            yield record_of(row, PLATFORM, self._picture(row))

    def _text(self, row: Row) -> Said:
        said = self._said(row, "type")
        address = row.text("address") or ""
        members = self._threads.members(row.whole("thread_id")) or given(address)
        said.thread = self._threads.name(members)
        said.text = row.text("body")
        if said.direction is Direction.FROM_OWNER:
            said.recipients = given(address) or members
        elif said.direction is Direction.TOWARDS_OWNER:
            said.sender = address or None
        return said

    def _picture(self, row: Row) -> Said:
        said = self._said(row, "msg_box")
        said.extra["form"] = "mms"
        if row.whole("m_type") == _ANNOUNCED:
            said.extra["form"] = "mms that was announced and not fetched"
        addresses = self._addresses.get(row.rowid, ())
        senders = _of_kind(addresses, FROM)
        members = self._threads.members(row.whole("thread_id"))
        said.thread = "~".join(members or tuple(sorted(senders)))
        if said.direction is Direction.FROM_OWNER:
            said.recipients = _of_kind(addresses, TO, CC, BCC) or members
        else:
            said.sender = senders[0] if senders else (members[0] if len(members) == 1 and not addresses else None)
            said.recipients = _of_kind(addresses, TO, CC, BCC)
        self._tell_parts(row, said)
        return said

    def _tell_parts(self, row: Row, said: Said) -> None:
        texts = []
        for part in sorted(self._parts.get(row.rowid, ()), key=lambda part: part.whole("seq") or 0):
            kind, text = part.text("ct"), part.text("text")
            if kind == LAYOUT:
                continue
            if kind == "text/plain" and text is not None:
                texts.append(text)
            else:
                name = next(filter(None, (part.text(name) for name in _NAMES)), f"part {part.rowid} ({kind})")
                said.attachments += (name,)
        said.text = "\n".join(texts) if texts else None

    def _said(self, row: Row, box_column: str) -> Said:
        box = row.text(box_column) or ""
        direction, state, remark = BOXES.get(
            box, (Direction.UNKNOWN, State.SENT, f"unknown box {box or '(none)'}")
        )
        extra = row.said(_OWN)
        if remark:
            extra["box"] = remark
        at_text = row.text("date") or ""
        return Said(
            at=since_1970(row.whole("date")), at_text=at_text, direction=direction, state=state, extra=extra
        )


def _of_kind(addresses: list[Row] | tuple[Row, ...], *kinds: str) -> tuple[str, ...]:
    return given(
        *(one.text("address") for one in addresses if one.text("type") in kinds and one.text("address") != NOBODY)
    )
