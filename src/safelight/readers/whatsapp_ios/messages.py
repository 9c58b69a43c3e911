"""``ChatStorage.sqlite``: messages, group events, notices, and reactions kept beside the receipts."""

from collections.abc import Iterator
from typing import Annotated

from safelight.readers.sqlite.apple_time import since_2001
from safelight.readers.sqlite.asked import Found
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, direction_of, given, record_of
from safelight.readers.sqlite.unix_time import since_1970
from safelight.readers.whatsapp_ios.chats import Chat, chats_of, is_group, members_of
from safelight.readers.whatsapp_ios.kinds import FORMS, LOCATION, meaning_of
from safelight.readers.whatsapp_ios.protobuf import fields, parts, text_of
from safelight.records.record import Direction, Kind, Record

PLATFORM = "WhatsApp"
TABLES = ("ZWAMESSAGE", "ZWACHATSESSION")
_FORWARDED = 1 << 7
_QUOTED_ID = 5
_REACTIONS, _OF_OTHERS, _OF_OWNER = 7, 1, 2
_OWN = {"zstanzaid": "id", "zstarred": "starred", "zmessagestatus": "status", "zsentdate": "sent_date"}
_MEDIA = {
    "zvcardname": "file_hash",
    "zfilesize": "file_size",
    "zmovieduration": "duration_seconds",
    "zmediaurl": "url",
    "zvcardstring": "mime_type",
}
_FROM_OWNER, _CALL = Direction.FROM_OWNER, Kind.CALL
_IN_NO_DIRECTION = frozenset({Kind.NOTICE, Kind.MEMBERSHIP})


class _Message(Found):
    """What is asked of a row of ``ZWAMESSAGE``."""

    zstanzaid: str | None
    zmessagetype: int | None
    zgroupeventtype: int | None
    zchatsession: int | None
    zgroupmember: int | None
    zisfromme: int | None
    zfromjid: str | None
    ztojid: str | None
    zmessagedate: float | None
    at_text: Annotated[str | None, "zmessagedate"]
    ztext: str | None
    zflags: int | None
    extra: Annotated[dict[str, str], _OWN]


class Messages:
    """Every row of ``ZWAMESSAGE`` is a record, whatever is missing beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._chats = chats_of(database)
        self._members = members_of(database)
        self._media = database.by("ZWAMEDIAITEM", "zmessage")
        self._keeps_reactions = database.has("ZWAMESSAGEINFO")
        self._reacted_to: dict[int, tuple[str, Chat | None]] = {}

    def records(self) -> Iterator[Record]:
        """Messages in the order of their numbers, then reactions."""
        for message in self._database.rows_as("ZWAMESSAGE", _Message):
            chat = self._chats.get(message.zchatsession or 0)
            if self._keeps_reactions:
                self._reacted_to[message.rowid] = message.zstanzaid or "", chat
            yield record_of(message, PLATFORM, self._said(message, chat))
        for row in self._database.rows("ZWAMESSAGEINFO"):
            for said in self._reactions(row):
                yield record_of(row, PLATFORM, said)

    def _said(self, message: _Message, chat: Chat | None) -> Said:
        form = message.zmessagetype
        meaning = meaning_of(form, message.zgroupeventtype)
        said = Said(
            kind=meaning.kind,
            state=meaning.state,
            at=since_2001(message.zmessagedate),
            at_text=message.at_text or "",
            thread=chat.thread if chat else _thread_without_chat(message),
            text=message.ztext,
            extra=message.extra,
        )
        if form:
            said.extra["form"] = FORMS.get(form, f"type {form}")
        if meaning.action:
            said.extra["call" if said.kind is _CALL else "action"] = meaning.action
        if (message.zflags or 0) & _FORWARDED:
            said.extra["forwarded"] = "yes"
        self._tell_who(message, chat, said)
        for media in self._media.get(message.rowid, ()):
            _tell_media(media, said, is_location=form == LOCATION)
        return said

    def _tell_who(self, message: _Message, chat: Chat | None, said: Said) -> None:
        member = self._members.get(message.zgroupmember or 0)
        by = member.account if member else None
        if said.kind in _IN_NO_DIRECTION:
            said.sender = by
            return
        said.direction = direction_of(message.zisfromme)
        if said.direction is _FROM_OWNER:
            account = chat.account if chat else ""
            said.recipients = given("" if is_group(account) else account or message.ztojid)
            return
        sent_by = message.zfromjid or ""
        said.sender = by or ("" if is_group(sent_by) else sent_by) or (chat.other if chat else "") or None
        who = member or chat
        if who and who.name:
            said.extra["sender_name"] = who.name

    def _reactions(self, row: Row) -> Iterator[Said]:
        receipts = row.blob("zreceiptinfo")
        for whose in (_OF_OTHERS, _OF_OWNER):
            for number, reaction in enumerate(parts(receipts, _REACTIONS, whose)):
                said = self._reaction(row, dict(fields(reaction)), is_own=whose == _OF_OWNER)
                said.part = f"reaction-{whose}-{number}"
                yield said

    def _reaction(self, row: Row, said: dict[int, int | bytes], *, is_own: bool) -> Said:
        message, chat = self._reacted_to.get(row.whole("zmessage") or 0, ("", None))
        # The owner's own reaction has no account, so what follows stands one field earlier.
        first = 2 if is_own else 3
        at = said.get(first + 1)
        return Said(
            kind=Kind.REACTION,
            at=since_1970(at if isinstance(at, int) else None),
            at_text=str(at) if isinstance(at, int) else "",
            thread=chat.thread if chat else "",
            sender=None if is_own else text_of(said.get(2)) or None,
            direction=Direction.FROM_OWNER if is_own else Direction.TOWARDS_OWNER,
            text=text_of(said.get(first)),
            reply_to=message,
        )


def _thread_without_chat(message: _Message) -> str:
    number = message.zchatsession
    return (message.zfromjid or message.ztojid or f"chat {number}") if number else ""


def _tell_media(media: Row, said: Said, *, is_location: bool) -> None:
    said.text = said.text or media.text("ztitle")
    said.attachments += given(media.text("zmedialocalpath"))
    if is_location:
        said.extra |= media.said({"zlatitude": "latitude", "zlongitude": "longitude"})
    elif media.text("zmedialocalpath"):
        said.extra |= media.said(_MEDIA)
    quoted = next(parts(media.blob("zmetadata"), _QUOTED_ID), b"")
    if quoted.isascii() and quoted:
        said.reply_to = said.reply_to or quoted.decode()
