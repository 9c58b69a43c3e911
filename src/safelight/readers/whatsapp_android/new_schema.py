"""The newer generation: ``message`` with ``chat`` and ``jid``, and a table for each kind of detail."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Annotated

from safelight.readers.pieces import few_at_a_time
from safelight.readers.sqlite.answers import Answers
from safelight.readers.sqlite.asked import Found
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.record_columns import all_or_empty, columns_of, places_with, shared, times
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, direction_of, given, record_of
from safelight.readers.sqlite.unix_time import all_since_1970, since_1970
from safelight.readers.whatsapp_android.calls import Calls
from safelight.readers.whatsapp_android.kinds import FORMS, SYSTEM, kind_and_state, meaning_of
from safelight.readers.whatsapp_android.people import Chat, People, chat_of
from safelight.records.batch import Piece
from safelight.records.columns import Columns
from safelight.records.record import Direction, Kind, Record, State

PLATFORM = "WhatsApp"
TABLES = ("message", "chat", "jid")
_REACTION = 56
_MEDIA = {
    "mime_type": "mime_type",
    "media_name": "media_name",
    "file_size": "file_size",
    "media_duration": "duration_seconds",
    "file_hash": "file_hash",
}
_LOCATION = {
    "latitude": "latitude",
    "longitude": "longitude",
    "place_name": "place_name",
    "place_address": "place_address",
    "url": "url",
    "live_location_share_duration": "shared_for_seconds",
    "live_location_final_latitude": "final_latitude",
    "live_location_final_longitude": "final_longitude",
}
_OWN = {"key_id": "id", "starred": "starred", "status": "status", "received_timestamp": "received_timestamp"}
_WHO = ("thread", "sender", "recipients", "direction", "doubts")
_FROM_OWNER = Direction.FROM_OWNER


class _Message(Found):
    """What is asked of a row of ``message``."""

    key_id: str | None
    message_type: int | None
    chat_row_id: int | None
    from_me: int | None
    sender_jid_row_id: int | None
    timestamp: int | None
    at_text: Annotated[str | None, "timestamp"]
    text_data: str | None
    extra: Annotated[dict[str, str], _OWN]


class NewSchema:
    """Every row of ``message`` is a record, whatever is missing beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._people = People(database)
        self._media = database.by_rowid("message_media")
        self._locations = database.by_rowid("message_location")
        self._quoted = database.by_rowid("message_quoted")
        self._revoked = database.by_rowid("message_revoked")
        self._edited = database.by_rowid("message_edit_info")
        self._forwarded = database.by_rowid("message_forwarded")
        self._system = database.by_rowid("message_system")
        self._blocked = database.by_rowid("message_system_block_contact")
        self._numbers = database.by_rowid("message_system_number_change")
        self._members = database.by("message_system_chat_participant", "message_row_id")
        self._cards = database.by("message_vcard", "message_row_id")
        self._calls = Calls(database)
        self._keeps_reactions = database.has("message_add_on")
        self._detailed = self._with_details()
        self._reacted_to: dict[int, str] = {}

    def _with_details(self) -> frozenset[int]:
        """Messages that any of the tables beside them tells more of: most have none, and need not be asked for."""
        tables: tuple[Mapping[int, object], ...] = (
            *(self._media, self._locations, self._quoted, self._revoked, self._edited, self._forwarded),
            *(self._system, self._cards),
        )
        return frozenset(chain(*tables))

    def pieces(self) -> Iterator[Piece]:
        """Messages, then reactions, then calls that no message tells of."""
        for answers in self._database.answers("message", _Message):
            if self._keeps_reactions:
                self._reacted_to.update(zip(answers["rowid"], all_or_empty(answers["key_id"]), strict=True))
            yield self._columns(answers)
        yield from few_at_a_time(self._beside_messages())

    def _columns(self, answers: Answers[_Message]) -> Columns:
        """A message that is text and of which no other table tells more is as plain as a record can be."""
        rowids = answers["rowid"]
        singly = places_with(answers["message_type"])
        if not self._detailed.isdisjoint(rowids):
            singly += [place for place, number in enumerate(rowids) if number in self._detailed]
        said = {
            "at_text": all_or_empty(answers["at_text"]),
            "platform": [PLATFORM],
            "text": answers["text_data"],
            "extra": answers["extra"],
        }
        said |= times(all_since_1970(answers["timestamp"]))
        said |= shared(
            _WHO, self._who, *(answers[name] for name in ("from_me", "sender_jid_row_id", "chat_row_id"))
        )
        return columns_of(answers, said, singly=singly, record=self._record)

    def _who(self, from_me: int | None, sender: int | None, chat_number: int | None) -> Said:
        chat = self._people.chat(chat_number)
        said = Said(thread=chat.name)
        self._tell_who(from_me, sender, chat, said)
        return said

    def _record(self, message: _Message) -> Record:
        return record_of(message, PLATFORM, self._said(message))

    def _beside_messages(self) -> Iterator[Record]:
        reactions = self._database.by_rowid("message_add_on_reaction")
        for row in self._database.rows("message_add_on"):
            yield record_of(row, PLATFORM, self._added(row, reactions.get(row.rowid)))
        for row in self._calls.untold():
            yield record_of(row, PLATFORM, self._call(row))

    def _said(self, message: _Message) -> Said:
        form = message.message_type
        chat = self._people.chat(message.chat_row_id)
        said = Said(
            at=since_1970(message.timestamp),
            at_text=message.at_text or "",
            thread=chat.name,
            text=message.text_data,
            extra=message.extra,
        )
        if form:
            said.extra["form"] = FORMS.get(form, f"type {form}")
        if form == SYSTEM or message.rowid in self._system:
            self._tell_notice(message, said)
            return said
        self._tell_who(message.from_me, message.sender_jid_row_id, chat, said)
        if form or message.rowid in self._detailed:
            said.kind, said.state = kind_and_state(form)
            self._tell_details(message.rowid, said)
            self._tell_changes(message.rowid, said)
        return said

    def _tell_who(self, from_me: int | None, sender: int | None, chat: Chat, said: Said) -> None:
        said.direction = direction_of(from_me)
        if said.direction is _FROM_OWNER:
            said.recipients = chat.others
        else:
            said.sender = self._people.account(sender) or (chat.account if chat.others else None)

    def _tell_details(self, message: int, said: Said) -> None:
        media = self._media.get(message)
        if media:
            said.attachments = given(media.text("file_path") or media.text("media_name"))
            said.text = said.text or media.text("media_caption")
            said.extra |= media.said(_MEDIA)
        location = self._locations.get(message)
        if location:
            said.extra |= location.said(_LOCATION)
        quoted = self._quoted.get(message)
        if quoted:
            said.reply_to = quoted.text("key_id") or ""
            said.extra |= quoted.said({"text_data": "quoted_text"})
        if message in self._forwarded:
            said.extra |= {"forwarded": self._forwarded[message].text("forward_score") or "yes"}
        for number, card in enumerate(self._cards.get(message, ()), 1):
            said.extra |= card.said({"vcard": f"contact_card_{number}"})
        if said.kind is Kind.CALL and (call := self._calls.told_by(message)):
            said.extra |= self._calls.details(call)
            said.state = self._calls.state(call)

    def _tell_changes(self, message: int, said: Said) -> None:
        edited = self._edited.get(message)
        if edited:
            said.state = State.EDITED
            said.extra |= edited.said({"edited_timestamp": "edited_timestamp", "original_key_id": "first_id"})
        revoked = self._revoked.get(message)
        if revoked:
            said.state = State.DELETED
            said.extra |= revoked.said({"revoke_timestamp": "deleted_timestamp", "revoked_key_id": "deleted_id"})
            administrator = self._people.account(revoked.whole("admin_jid_row_id"))
            said.extra |= {"deleted_by": administrator} if administrator else {}

    def _tell_notice(self, message: _Message, said: Said) -> None:
        """Whose act a notice tells is in ``sender`` where WhatsApp says so; a notice goes in no direction."""
        system = self._system.get(message.rowid)
        said.kind, action = meaning_of(system.whole("action_type") if system else None)
        said.state = State.BY_PLATFORM
        said.sender = self._people.account(message.sender_jid_row_id)
        members = (
            self._people.account(one.whole("user_jid_row_id")) for one in self._members.get(message.rowid, ())
        )
        said.recipients = given(*members)
        blocked = self._blocked.get(message.rowid)
        if blocked:
            action = "contact blocked" if blocked.whole("is_blocked") else "contact unblocked"
        said.extra["action"] = action
        numbers = self._numbers.get(message.rowid)
        if numbers:
            said.extra["old_account"] = self._people.account(numbers.whole("old_jid_row_id")) or ""
            said.extra["new_account"] = self._people.account(numbers.whole("new_jid_row_id")) or ""

    def _added(self, row: Row, reaction: Row | None) -> Said:
        chat = self._people.chat(row.whole("chat_row_id"))
        form = row.whole("message_add_on_type")
        said = Said(
            kind=Kind.REACTION if reaction or form == _REACTION else Kind.NOTICE,
            at=since_1970(row.whole("timestamp")),
            at_text=row.text("timestamp") or "",
            thread=chat.name,
            text=reaction.text("reaction") if reaction else None,
            reply_to=self._reacted_to.get(row.whole("parent_message_row_id") or 0, ""),
            extra=row.said({"key_id": "id", "message_add_on_type": "add_on_type"}),
        )
        if reaction and not said.text:
            said.state = State.DELETED
            said.extra["reaction"] = "taken back"
        self._tell_who(row.whole("from_me"), row.whole("sender_jid_row_id"), chat, said)
        return said

    def _call(self, row: Row) -> Said:
        account = self._people.account(row.whole("group_jid_row_id")) or self._people.account(
            row.whole("jid_row_id")
        )
        said = Said(
            kind=Kind.CALL,
            at=since_1970(row.whole("timestamp")),
            at_text=row.text("timestamp") or "",
            thread=account or "",
            state=self._calls.state(row),
            extra=self._calls.details(row),
        )
        self._tell_who(
            row.whole("from_me"), row.whole("sender_jid_row_id"), chat_of(account or "", account or ""), said
        )
        return said
