"""Participants and conversations as Viber's database names them."""

from collections import Counter

from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.row import Row

_ACCOUNTS = ("number", "member_id", "encrypted_number")
_NAMES = ("contact_name", "viber_name", "display_name")
_WITH_ONE = 0


class People:
    """``participants_info``, ``participants`` and ``conversations`` in memory."""

    def __init__(self, database: Database) -> None:
        self._info = database.by_rowid("participants_info")
        self._participants = database.by_rowid("participants")
        self._conversations = database.by_rowid("conversations")
        titles = {number: self._title(row) for number, row in self._conversations.items()}
        times = Counter(titles.values())
        self._threads = {
            number: f"{title} (conversation {number})" if times[title] > 1 else title
            for number, title in titles.items()
        }

    def info(self, participant: int | None) -> Row | None:
        """Who stands behind a participant of a conversation."""
        row = self._participants.get(participant or 0)
        return self._info.get(row.whole("participant_info_id") or 0) if row else None

    def thread(self, conversation: int | None) -> str:
        """The conversation's name, or the other side's."""
        number = conversation or 0
        return self._threads.get(number) or (f"conversation {number}" if number else "")

    def partner(self, conversation: int | None) -> str:
        """The other side's account in a conversation of two."""
        row = self._conversations.get(conversation or 0)
        if row is None or row.whole("conversation_type") != _WITH_ONE:
            return ""
        return account_of(self._info.get(row.whole("participant_id_1") or 0)) or ""

    def _title(self, row: Row) -> str:
        info = self._info.get(row.whole("participant_id_1") or 0)
        own = row.text("name")
        if row.whole("conversation_type") == _WITH_ONE:
            return own or name_of(info) or account_of(info) or ""
        return own or ""


def account_of(info: Row | None) -> str | None:
    """The number, or what Viber has in its place."""
    if info is None:
        return None
    return next((text for column in _ACCOUNTS if (text := info.text(column))), None)


def name_of(info: Row | None) -> str:
    """The name in the phone's contacts, else the one they gave themselves."""
    return next((text for column in _NAMES if info and (text := info.text(column))), "")
