"""``ChatStorage.sqlite``: messages, group events, notices, and reactions kept beside the receipts."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Annotated, Any, NamedTuple

from safelight.readers.pieces import few_at_a_time
from safelight.readers.sqlite.answers import Answers
from safelight.readers.sqlite.apple_time import all_since_2001, since_2001
from safelight.readers.sqlite.asked import Found
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.record_columns import all_or_empty, columns_of, places_with, shared, times, with_more
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, direction_of, given, record_of
from safelight.readers.sqlite.unix_time import since_1970
from safelight.readers.whatsapp_ios.chats import Chat, chats_of, is_group, members_of
from safelight.readers.whatsapp_ios.kinds import FORMS, LOCATION, meaning_of
from safelight.readers.whatsapp_ios.protobuf import fields, parts, text_of
from safelight.records.batch import Piece
from safelight.records.columns import Columns
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
_SHARED = ("thread", "sender", "recipients", "direction", "doubts", "extra")
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


class _Who(NamedTuple):
    """What of a message says whose it is."""

    zchatsession: int | None
    zgroupmember: int | None
    zisfromme: int | None
    zfromjid: str | None
    ztojid: str | None


_who_of = attrgetter(*_Who._fields)


class Messages:
    """Every row of ``ZWAMESSAGE`` is a record, whatever is missing beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._chats = chats_of(database)
        self._members = members_of(database)
        self._media = database.by("ZWAMEDIAITEM", "zmessage")
        self._keeps_reactions = database.has("ZWAMESSAGEINFO")
        self._reacted_to: dict[int, tuple[str, Chat | None]] = {}

    def pieces(self) -> Iterator[Piece]:
        """Messages in the order of their numbers, then reactions."""
        for answers in self._database.answers("ZWAMESSAGE", _Message):
            if self._keeps_reactions:
                chats = map(self._chat, answers["zchatsession"])
                reacted_to = zip(all_or_empty(answers["zstanzaid"]), chats, strict=True)
                self._reacted_to.update(zip(answers["rowid"], reacted_to, strict=True))
            yield self._columns(answers)
        yield from few_at_a_time(
            record_of(row, PLATFORM, said)
            for row in self._database.rows("ZWAMESSAGEINFO")
            for said in self._reactions(row)
        )

    def _columns(self, answers: Answers[_Message]) -> Columns:
        """A message that is text, and that nothing was sent with, is as plain as a record can be."""
        rowids = answers["rowid"]
        singly = places_with(answers["zmessagetype"]) + places_with(answers["zflags"], _FORWARDED)
        if not self._media.keys().isdisjoint(rowids):
            singly += [place for place, number in enumerate(rowids) if number in self._media]
        said: dict[str, Sequence[Any]] = {
            "at_text": all_or_empty(answers["at_text"]),
            "platform": [PLATFORM],
            "text": answers["ztext"],
        }
        said |= times(all_since_2001(answers["zmessagedate"]))
        together = shared(_SHARED, self._who, *(answers[name] for name in _Who._fields))
        said |= together | {"extra": with_more(answers["extra"], together["extra"])}
        return columns_of(answers, said, singly=singly, record=self._record)

    def _who(self, *who: Any) -> Said:
        said = Said()
        self._tell_who(_Who(*who), said)
        return said

    def _record(self, message: _Message) -> Record:
        return record_of(message, PLATFORM, self._said(message))

    def _chat(self, number: int | None) -> Chat | None:
        return self._chats.get(number or 0)

    def _said(self, message: _Message) -> Said:
        form = message.zmessagetype
        meaning = meaning_of(form, message.zgroupeventtype)
        said = Said(
            kind=meaning.kind,
            state=meaning.state,
            at=since_2001(message.zmessagedate),
            at_text=message.at_text or "",
            text=message.ztext,
            extra=message.extra,
        )
        if form:
            said.extra["form"] = FORMS.get(form, f"type {form}")
        if meaning.action:
            said.extra["call" if said.kind is _CALL else "action"] = meaning.action
        if (message.zflags or 0) & _FORWARDED:
            said.extra["forwarded"] = "yes"
        self._tell_who(_Who(*_who_of(message)), said)
        for media in self._media.get(message.rowid, ()):
            _tell_media(media, said, is_location=form == LOCATION)
        return said

    def _tell_who(self, who: _Who, said: Said) -> None:
        chat = self._chat(who.zchatsession)
        said.thread = chat.thread if chat else _thread_without_chat(who)
        member = self._members.get(who.zgroupmember or 0)
        by = member.account if member else None
        if said.kind in _IN_NO_DIRECTION:
            said.sender = by
            return
        said.direction = direction_of(who.zisfromme)
        if said.direction is _FROM_OWNER:
            account = chat.account if chat else ""
            said.recipients = given("" if is_group(account) else account or who.ztojid)
            return
        sent_by = who.zfromjid or ""
        said.sender = by or ("" if is_group(sent_by) else sent_by) or (chat.other if chat else "") or None
        named = member or chat
        if named and named.name:
            said.extra["sender_name"] = named.name

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


def _thread_without_chat(who: _Who) -> str:
    number = who.zchatsession
    return (who.zfromjid or who.ztojid or f"chat {number}") if number else ""


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
