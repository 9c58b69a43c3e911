"""Accounts and conversations as the database names them."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from safelight.readers.sqlite.asked import Found
from safelight.readers.sqlite.database import Database


class Conversation(msgspec.Struct, frozen=True):
    """One conversation and the accounts in it besides the owner's."""

    name: str
    members: tuple[str, ...] = ()


class _Join(Found):
    """What is asked of a row of ``chat_message_join``, which has as many rows as there are messages."""

    message_id: int | None
    chat_id: int | None


class Conversations:
    """``handle``, ``chat`` and what joins them to messages, in memory. What is not in them is nobody."""

    def __init__(self, database: Database) -> None:
        self._handles = {number: row.text("id") or "" for number, row in database.by_rowid("handle").items()}
        members = database.by("chat_handle_join", "chat_id")
        rows = database.by_rowid("chat")
        names = Counter(row.text("display_name") for row in rows.values())
        self._chats = {}
        for number, row in rows.items():
            name, identity = row.text("display_name") or "", row.text("chat_identifier") or row.text("guid") or ""
            if name and names[name] > 1:
                name = f"{name} ({identity or number})"
            accounts = (self.account(one.whole("handle_id")) for one in members.get(number, ()))
            self._chats[number] = Conversation(
                name or identity or f"chat {number}", tuple(account for account in accounts if account)
            )
        self._of_message: dict[int, list[Conversation]] = {}
        for join in database.rows_as("chat_message_join", _Join):
            if join.message_id is not None and (chat := join.chat_id) is not None:
                conversation = self._chats.get(chat) or Conversation(f"chat {chat}")
                self._of_message.setdefault(join.message_id, []).append(conversation)

    def account(self, handle: int | None) -> str | None:
        """The number or address of a handle."""
        return self._handles.get(handle or 0) or None

    def of_message(self, message: int) -> Sequence[Conversation]:
        """The conversations a message stands in: usually one."""
        return self._of_message.get(message, ())
