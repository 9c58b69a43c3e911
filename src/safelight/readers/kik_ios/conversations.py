"""Accounts and conversations as Kik's database names them."""

from collections import Counter

from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.joins import joined
from safelight.readers.sqlite.row import Row


class Conversations:
    """``ZKIKUSER`` (people and groups), ``ZKIKCHAT`` and what joins chats to messages, in memory."""

    def __init__(self, database: Database) -> None:
        self._users = database.by_rowid("ZKIKUSER")
        self._names = Counter(row.text("zdisplayname") for row in self._users.values())
        self._chats = {number: row.whole("zuser") or 0 for number, row in database.by_rowid("ZKIKCHAT").items()}
        self._chats_of: dict[int, list[int]] = {}
        for chat, message in joined(database, "Z_#MESSAGES", "z_#chat", "z_#messages"):
            self._chats_of.setdefault(message, []).append(chat)

    def user(self, number: int | None) -> Row | None:
        """A person or a group."""
        return self._users.get(number or 0)

    def account(self, number: int | None) -> str | None:
        """A person's or a group's account."""
        row = self.user(number)
        return None if row is None else row.text("zusername") or row.text("zjid") or None

    def thread(self, message: int, user: int | None) -> str:
        """The conversation a message stands in; else the person or group of the message itself."""
        chats = self._chats_of.get(message, ())
        number = next((found for chat in chats if (found := self._chats.get(chat))), user or 0)
        row = self.user(number)
        if row is None:
            return f"user {number}" if number else ""
        name, account = row.text("zdisplayname") or "", self.account(number) or str(number)
        return f"{name} ({account})" if name and self._names[name] > 1 else name or account

    def is_group(self, number: int | None) -> bool:
        """Whether it is a group's account."""
        row = self.user(number)
        return row is not None and (row.text("zjid") or "").endswith("@groups.kik.com")
