"""Messages, tapbacks and events of the table ``message``."""

import re
from collections.abc import Iterator

from safelight.readers.imessage.conversations import Conversation, Conversations
from safelight.readers.imessage.edits import changes_in
from safelight.readers.imessage.events import event_of, tapback
from safelight.readers.imessage.typedstream import text_in
from safelight.readers.json_moment import At
from safelight.readers.sqlite.apple_time import since_2001
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, direction_of, given, record_of
from safelight.records.moment import from_micros
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
_TIMES = {
    "date_read": "read_at",
    "date_delivered": "delivered_at",
    "date_played": "played_at",
    "date_edited": "edited_at",
    "date_retracted": "unsent_at",
}


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
        for row in self._database.rows("message"):
            yield record_of(row, PLATFORM, self._said(row))

    def _said(self, row: Row) -> Said:
        said = Said(
            at=since_2001(row.whole("date")),
            at_text=row.text("date") or "",
            direction=direction_of(row.whole("is_from_me")),
            text=row.text("text"),
            reply_to=row.text("thread_originator_guid") or "",
            extra=row.said(_OWN),
        )
        if not said.text and (archived := row.blob("attributedbody")):
            said.text = text_in(archived)
            if said.text is None:
                said.extra["attributed_body"] = "could not be read"
        said.extra |= {
            name: _shown(at) for column, name in _TIMES.items() if (at := since_2001(row.whole(column))).at
        }
        self._tell_where_and_who(row, said)
        self._tell_files(row, said)
        if row.whole("error") and said.direction is Direction.FROM_OWNER:
            said.state = State.FAILED
        self._tell_changes(row, said)
        _tell_kind(row, said, self._conversations.account(row.whole("other_handle")))
        return said

    def _tell_where_and_who(self, row: Row, said: Said) -> None:
        account = self._conversations.account(row.whole("handle_id"))
        found = self._conversations.of_message(row.rowid)
        if not found:
            found = [Conversation(row.text("cache_roomnames") or account or "", given(account))]
        said.thread = found[0].name
        if len(found) > 1:
            said.extra["also_in"] = ", ".join(conversation.name for conversation in found[1:])
        if said.direction is Direction.FROM_OWNER:
            said.recipients = found[0].members or given(account)
        else:
            said.sender = account

    def _tell_files(self, row: Row, said: Said) -> None:
        for join in self._joined_files.get(row.rowid, ()):
            file = self._files.get(join.whole("attachment_id") or 0)
            name = file and (file.text("filename") or file.text("transfer_name") or file.text("guid"))
            said.attachments += given(name or f"attachment {join.text('attachment_id')} (missing)")
            if file:
                said.extra |= file.said({"mime_type": "mime_type", "total_bytes": "file_size"})

    def _tell_changes(self, row: Row, said: Said) -> None:
        changes = changes_in(row.blob("message_summary_info"))
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
        for deletion in self._recently_deleted.get(row.rowid, ()):
            said.state = State.DELETED
            said.extra["deleted_at"] = _shown(since_2001(deletion.whole("delete_date")))


def _tell_kind(row: Row, said: Said, other: str | None) -> None:
    reaction = tapback(row.whole("associated_message_type"))
    if reaction:
        said.kind = Kind.REACTION
        said.extra["tapback"], said.state = reaction
        said.reply_to = _PART_OF.sub("", row.text("associated_message_guid") or "", count=1)
        return
    event = event_of(row.whole("item_type"), row.whole("group_action_type"), row.whole("share_status"))
    if event:
        said.kind, said.extra["action"] = event
        said.state = State.BY_PLATFORM
        said.recipients = given(other)


def _shown(at: At) -> str:
    return "" if at.at is None else from_micros(at.at).isoformat()
