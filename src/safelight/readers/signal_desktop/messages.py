"""One row of ``messages`` as records: the message, notice or call, and the reactions to it."""

from collections.abc import Iterator, Mapping
from typing import Any

from safelight.readers.json_value import leftovers, strings_in, text_of, written
from safelight.readers.signal_desktop.calls import Calls
from safelight.readers.signal_desktop.people import People, object_in
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, given
from safelight.readers.sqlite.unix_time import since_1970
from safelight.records.record import Direction, Kind, State

_DIRECTIONS = {"incoming": Direction.TOWARDS_OWNER, "outgoing": Direction.FROM_OWNER}
_SENDERS = ("sourceserviceid", "sourceuuid", "source")
_COLUMNS = {
    "id": "id",
    "type": "type",
    "received_at_ms": "received_at_ms",
    "servertimestamp": "serverTimestamp",
    "expiretimer": "expireTimer",
    "isviewonce": "isViewOnce",
    "iserased": "isErased",
    "sourcedevice": "sourceDevice",
    "storyid": "storyId",
}
_TOLD = frozenset(
    "id type body sent_at timestamp received_at received_at_ms serverTimestamp conversationId source sourceDevice "
    "sourceServiceId sourceUuid attachments reactions quote deletedForEveryone editHistory expireTimer isViewOnce "
    "isErased schemaVersion hasAttachments hasFileAttachments hasVisualMediaAttachments readStatus seenStatus "
    "unidentifiedDeliveries sendStateByConversationId storyId".split()
)
_MOST_VERSIONS = 100


class Messages:
    """Reads rows of ``messages`` in the light of everybody and everything they point at."""

    def __init__(self, database: Database, people: People, calls: Calls) -> None:
        self._people = people
        self._calls = calls
        self._files = _files(database)

    def said(self, row: Row) -> Iterator[Said]:
        """The row's own record, then one for each reaction."""
        more = object_in(row)
        yield self._message(row, more)
        reactions = more.get("reactions")
        for number, reaction in enumerate(reactions if isinstance(reactions, list) else (), 1):
            if isinstance(reaction, dict):
                yield self._reaction(row, reaction, number)

    def _message(self, row: Row, more: Mapping[str, Any]) -> Said:
        form = row.text("type") or text_of(more.get("type")) or ""
        said = self._placed(row, form)
        said.text = row.text("body")
        said.attachments = self._attached(row, more)
        said.extra = row.said(_COLUMNS) | leftovers(more, _TOLD)
        if form == "call-history":
            self._calls.tell(said, text_of(more.get("callId")) or "")
        elif form == "story":
            said.kind = Kind.POST
        elif form not in _DIRECTIONS:
            said.kind, said.state = Kind.NOTICE, State.BY_PLATFORM
        _tell_quote(said, more.get("quote"))
        _tell_versions(said, more.get("editHistory"))
        if more.get("deletedForEveryone"):
            said.state, said.text = State.DELETED, said.text or None
            said.extra["deletedForEveryone"] = "true"
        return said

    def _placed(self, row: Row, form: str) -> Said:
        """When, where, by whom and to whom."""
        conversation = row.text("conversationid")
        with_whom = self._people.someone(conversation)
        said = Said(
            at=since_1970(row.whole("sent_at")),
            at_text=row.text("sent_at") or "",
            thread=with_whom.thread if with_whom else conversation or "",
            direction=_DIRECTIONS.get(form, Direction.UNKNOWN),
        )
        source = next((text for column in _SENDERS if (text := row.text(column))), None)
        if said.direction is Direction.FROM_OWNER:
            said.sender = self._people.owner or None
            said.recipients = given(with_whom.account if with_whom and not with_whom.is_group else "")
        else:
            said.sender = self._people.account(source)
        return said

    def _attached(self, row: Row, more: Mapping[str, Any]) -> tuple[str, ...]:
        listed = more.get("attachments")
        told = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
        told += self._files.get(row.text("id") or "", ())
        return tuple(_file_name(each, number) for number, each in enumerate(told, 1))

    def _reaction(self, row: Row, reaction: Mapping[str, Any], number: int) -> Said:
        sender = self._people.account(text_of(reaction.get("fromId")))
        stamp = reaction.get("timestamp")
        said = self._placed(row, "")
        said.kind, said.part = Kind.REACTION, f"reaction/{number}"
        said.at = since_1970(stamp if isinstance(stamp, int) else None)
        said.at_text = text_of(stamp) or ""
        said.sender, said.text = sender, text_of(reaction.get("emoji"))
        said.reply_to = row.text("id") or ""
        if self._people.owner and sender:
            is_owner = sender == self._people.owner
            said.direction = Direction.FROM_OWNER if is_owner else Direction.TOWARDS_OWNER
        said.extra = leftovers(reaction, {"fromId", "timestamp", "emoji"})
        return said


def _files(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Since 2025 files are listed in a table of their own, by message."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in database.rows("message_attachments"):
        if row.text("attachmenttype") in ("attachment", None):
            names = {"fileName": row.text("filename"), "path": row.text("path")}
            found.setdefault(row.text("messageid") or "", []).append(names)
    return found


def _file_name(told: Mapping[str, Any], number: int) -> str:
    return text_of(told.get("fileName")) or text_of(told.get("path")) or f"attachment {number}"


def _tell_quote(said: Said, quote: object) -> None:
    if not isinstance(quote, dict):
        return
    said.reply_to = text_of(quote.get("id")) or ""
    said.extra |= {f"quote_{name}": text for name, text in leftovers(quote, {"id", "attachments"}).items()}
    if names := strings_in(quote.get("attachments"), "fileName"):
        said.extra["quote_attachments"] = written(list(names))


def _tell_versions(said: Said, history: object) -> None:
    """Signal lists the newest version first."""
    versions = [each for each in history if isinstance(each, dict)] if isinstance(history, list) else []
    if not versions:
        return
    said.state = State.EDITED
    for number, version in enumerate(reversed(versions[:_MOST_VERSIONS]), 1):
        said.extra[f"version_{number}"] = text_of(version.get("body")) or ""
        said.extra[f"version_{number}_timestamp"] = text_of(version.get("timestamp")) or ""
