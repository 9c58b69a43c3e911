"""Accounts and conversations as the database names them."""

from collections import Counter

import msgspec

from safelight.readers.sqlite.database import Database


class Chat(msgspec.Struct, frozen=True):
    """One conversation. ``name`` is unique within the database."""

    name: str
    account: str
    """The other side's account, or the group's."""

    others: tuple[str, ...]
    """The one other account it is with, as far as its address tells; none for a group."""


def chat_of(name: str, account: str) -> Chat:
    """The conversation with an account."""
    is_with_one = bool(account) and not account.endswith(("@g.us", "@broadcast", "@newsletter"))
    return Chat(name, account, (account,) if is_with_one else ())


NO_CHAT = chat_of("", "")


class People:
    """The tables ``jid``, ``jid_map`` and ``chat`` in memory. What is not in them is nobody."""

    def __init__(self, database: Database) -> None:
        rows = database.by_rowid("jid")
        accounts = {number: row.text("raw_string") or "" for number, row in rows.items()}
        hidden = {number: row.whole("jid_row_id") or 0 for number, row in database.by_rowid("jid_map").items()}
        known = ((number, hidden.get(number, number)) for number in {**accounts, **hidden})
        self._accounts = {
            number: accounts.get(stands_for) or accounts.get(number) or None for number, stands_for in known
        }
        chats = database.by_rowid("chat")
        subjects = Counter(row.text("subject") for row in chats.values())
        self._chats: dict[int | None, Chat] = {None: NO_CHAT}
        for number, row in chats.items():
            account, subject = self.account(row.whole("jid_row_id")) or "", row.text("subject") or ""
            name = f"{subject} ({account or number})" if subject and subjects[subject] > 1 else subject or account
            self._chats[number] = chat_of(name or f"chat {number}", account)

    def account(self, number: int | None) -> str | None:
        """The account of a row of ``jid``; where it is a hidden one, the account it is known to stand for."""
        return self._accounts.get(number) if number else None

    def chat(self, number: int | None) -> Chat:
        """The conversation of a row of ``chat``."""
        return self._chats.get(number) or chat_of(f"chat {number}", "")
