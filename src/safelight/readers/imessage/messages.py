"""Messages, tapbacks and events of the table ``message``."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

from safelight.readers.imessage.conversations import Conversation, Conversations
from safelight.readers.imessage.edits import NO_CHANGES, changes_in
from safelight.readers.imessage.events import event_of, tapback
from safelight.readers.imessage.typedstream import text_in
from safelight.readers.json_moment import At
from safelight.readers.sqlite.apple_time import since_2001
from safelight.readers.sqlite.asked import Found
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.said import Said, direction_of, given, record_of
from safelight.records.record import Direction, Kind, Record, State

PLATFORM = "iMessage"
TABLES = ("message", "handle", "chat_message_join")
DELETED_IDS = "Ids of messages that were deleted, without text, sender or time. What they said is not there."
_PART_OF = re.compile(r"(?:p:\d+/|bp:)")
_OWN = {
    "guid": "id",
    "service": "service",
    "account": "owner_account",
    "destination_caller_id": "owner_account_reached",
    "subject": "subject",
    "group_title": "group_title",
    "balloon_bundle_id": "app",
    "expressive_send_style_id": "effect",
    "is_audio_message": "is_sound_message",
    "associated_message_emoji": "emoji",
    "error": "error",
}
_TIMES = ("read_at", "delivered_at", "played_at", "edited_at", "unsent_at")
_FROM_OWNER = Direction.FROM_OWNER
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (to write the zone out takes longer than all the rest of a time)


class _Message(Found):
    """What is asked of a row of ``message``."""

    date: int | None
    at_text: Annotated[str | None, "date"]
    is_from_me: int | None
    text: str | None
    attributedbody: bytes
    thread_originator_guid: str | None
    handle_id: int | None
    other_handle: int | None
    cache_roomnames: str | None
    error: int | None
    date_read: int | None
    date_delivered: int | None
    date_played: int | None
    date_edited: int | None
    date_retracted: int | None
    message_summary_info: bytes
    associated_message_type: int | None
    associated_message_guid: str | None
    item_type: int | None
    group_action_type: int | None
    share_status: int | None
    extra: Annotated[dict[str, str], _OWN]

    @property
    def times(self) -> tuple[int | None, ...]:
        """What else happened to it and when, in the order of ``_TIMES``."""
        return self.date_read, self.date_delivered, self.date_played, self.date_edited, self.date_retracted


class Messages:
    """Every row of ``message`` is a record, whatever is missing beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._conversations = Conversations(database)
        self._joined_files = database.by("message_attachment_join", "message_id")
        self._files = database.by_rowid("attachment")
        self._recently_deleted = database.by("chat_recoverable_message_join", "message_id")
        database.set_aside["deleted_messages"] = DELETED_IDS

    def records(self) -> Iterator[Record]:
        """In the order of their numbers."""
        for message in self._database.rows_as("message", _Message):
            yield record_of(message, PLATFORM, self._said(message))

    def _said(self, message: _Message) -> Said:
        said = Said(
            at=since_2001(message.date),
            at_text=message.at_text or "",
            direction=direction_of(message.is_from_me),
            text=message.text,
            reply_to=message.thread_originator_guid or "",
            extra=message.extra,
        )
        if not said.text and message.attributedbody:
            said.text = text_in(message.attributedbody)
            if said.text is None:
                said.extra["attributed_body"] = "could not be read"
        for name, count in zip(_TIMES, message.times, strict=True):
            if count and (at := since_2001(count)).at:
                said.extra[name] = _shown(at)
        self._tell_where_and_who(message, said)
        self._tell_files(message.rowid, said)
        if message.error and said.direction is _FROM_OWNER:
            said.state = State.FAILED
        self._tell_changes(message, said)
        _tell_kind(message, said, self._conversations.account(message.other_handle))
        return said

    def _tell_where_and_who(self, message: _Message, said: Said) -> None:
        account = self._conversations.account(message.handle_id)
        found = self._conversations.of_message(message.rowid)
        if not found:
            found = [Conversation(message.cache_roomnames or account or "", given(account))]
        said.thread = found[0].name
        if len(found) > 1:
            said.extra["also_in"] = ", ".join(conversation.name for conversation in found[1:])
        if said.direction is _FROM_OWNER:
            said.recipients = found[0].members or given(account)
        else:
            said.sender = account

    def _tell_files(self, message: int, said: Said) -> None:
        for join in self._joined_files.get(message, ()):
            file = self._files.get(join.whole("attachment_id") or 0)
            name = file and (file.text("filename") or file.text("transfer_name") or file.text("guid"))
            said.attachments += given(name or f"attachment {join.text('attachment_id')} (missing)")
            if file:
                said.extra |= file.said({"mime_type": "mime_type", "total_bytes": "file_size"})

    def _tell_changes(self, message: _Message, said: Said) -> None:
        changes = changes_in(message.message_summary_info) if message.message_summary_info else NO_CHANGES
        if changes.versions or "edited_at" in said.extra:
            said.state = State.EDITED
        for number, version in enumerate(changes.versions, 1):
            name = f"version_{number}" if version.part == "0" else f"version_{number}_of_part_{version.part}"
            said.extra[name] = version.text if version.text is not None else "(could not be read)"
            if version.at.at:
                said.extra[f"{name}_at"] = _shown(version.at)
        if changes.parts_taken_back:
            said.extra["parts_unsent"] = str(changes.parts_taken_back)
        if "unsent_at" in said.extra or (changes.parts_taken_back and not said.text):
            said.state = State.UNSENT
        for deletion in self._recently_deleted.get(message.rowid, ()):
            said.state = State.DELETED
            said.extra["deleted_at"] = _shown(since_2001(deletion.whole("delete_date")))


def _tell_kind(message: _Message, said: Said, other: str | None) -> None:
    reaction = tapback(message.associated_message_type)
    if reaction:
        said.kind = Kind.REACTION
        said.extra["tapback"], said.state = reaction
        said.reply_to = _PART_OF.sub("", message.associated_message_guid or "", count=1)
        return
    event = event_of(message.item_type, message.group_action_type, message.share_status)
    if event:
        said.kind, said.extra["action"] = event
        said.state = State.BY_PLATFORM
        said.recipients = given(other)


def _shown(at: At) -> str:
    return "" if at.at is None else f"{(_EPOCH + timedelta(microseconds=at.at)).isoformat()}+00:00"
