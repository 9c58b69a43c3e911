"""The older generation: everything of a message in one wide table, ``messages`` (until about 2020)."""

from collections import Counter
from collections.abc import Iterator

from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, direction_of, given, record_of
from safelight.readers.sqlite.unix_time import since_1970
from safelight.readers.whatsapp_android.kinds import FORMS, kind_and_state, meaning_of
from safelight.readers.whatsapp_android.new_schema import PLATFORM
from safelight.readers.whatsapp_android.people import chat_of
from safelight.records.record import Direction, Kind, Record, State

TABLES = ("messages",)
_SYSTEM_STATUS = 6
_EDIT_DELETED = frozenset({5, 7})
_OWN = {
    "key_id": "id",
    "status": "status",
    "starred": "starred",
    "forwarded": "forwarded",
    "edit_version": "edit_version",
    "received_timestamp": "received_timestamp",
    "latitude": "latitude",
    "longitude": "longitude",
    "mentioned_jids": "mentioned",
}
_MEDIA = {
    "media_mime_type": "mime_type",
    "media_name": "media_name",
    "media_size": "file_size",
    "media_duration": "duration_seconds",
    "media_hash": "file_hash",
}


class OldSchema:
    """Every row of ``messages`` is a record."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._quoted = database.by_rowid("messages_quotes")
        subjects = {
            row.text("key_remote_jid") or "": row.text("subject") or "" for row in database.rows("chat_list")
        }
        repeated = Counter(subjects.values())
        self._names = {
            account: f"{subject} ({account})" if repeated[subject] > 1 else subject
            for account, subject in subjects.items()
            if subject
        }

    def records(self) -> Iterator[Record]:
        """In the order of their numbers."""
        for row in self._database.rows("messages"):
            yield record_of(row, PLATFORM, self._said(row))

    def _said(self, row: Row) -> Said:
        account = row.text("key_remote_jid") or ""
        form = row.whole("media_wa_type")
        said = Said(
            at=since_1970(row.whole("timestamp")),
            at_text=row.text("timestamp") or "",
            thread=self._names.get(account, account),
            text=row.text("data") or row.text("media_caption"),
            extra=row.said(_OWN) | ({"form": FORMS.get(form, f"type {form}")} if form else {}),
        )
        others = chat_of(said.thread, account).others
        if row.whole("status") == _SYSTEM_STATUS:
            # The size of the attachment, which a notice has not, holds the number of what happened.
            said.kind, said.extra["action"] = meaning_of(row.whole("media_size"))
            said.state = State.BY_PLATFORM
            said.sender = row.text("remote_resource") or None
            return said
        said.kind, said.state = kind_and_state(form)
        said.direction = direction_of(row.whole("key_from_me"))
        if said.direction is Direction.FROM_OWNER:
            said.recipients = others
        else:
            said.sender = row.text("remote_resource") or (account if others else None)
        self._tell_details(row, said)
        return said

    def _tell_details(self, row: Row, said: Said) -> None:
        if said.kind is Kind.MESSAGE and (row.whole("media_size") or row.text("media_mime_type")):
            said.attachments = given(row.text("media_name") or row.text("media_url"))
            said.extra |= row.said(_MEDIA)
        if row.whole("edit_version") in _EDIT_DELETED:
            said.state = State.DELETED
        quoted = self._quoted.get(row.whole("quoted_row_id") or 0)
        if quoted:
            said.reply_to = quoted.text("key_id") or ""
            said.extra |= quoted.said({"data": "quoted_text"})
