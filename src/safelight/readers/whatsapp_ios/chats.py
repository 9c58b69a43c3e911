"""Conversations and members of groups, as ``ChatStorage.sqlite`` names them, in memory."""

from collections import Counter

import msgspec

from safelight.readers.sqlite.database import Database


class Chat(msgspec.Struct, frozen=True):
    """One conversation. ``thread`` is its name, unique within the database."""

    name: str | None
    account: str
    """The other side's account, or the group's."""
    thread: str

    @property
    def other(self) -> str:
        """The one other account it is with; empty for a group."""
        return "" if is_group(self.account) else self.account


class GroupMember(msgspec.Struct, frozen=True):
    """Somebody in a group."""

    account: str | None
    name: str | None


def chats_of(database: Database) -> dict[int, Chat]:
    """Every conversation by its number."""
    rows = database.by_rowid("ZWACHATSESSION")
    names = Counter(row.text("zpartnername") for row in rows.values())
    chats = {}
    for number, row in rows.items():
        name, account = row.text("zpartnername"), row.text("zcontactjid") or ""
        thread = f"{name} ({account or number})" if name and names[name] > 1 else name or account
        chats[number] = Chat(name, account, thread or f"chat {number}")
    return chats


def members_of(database: Database) -> dict[int, GroupMember]:
    """Every member of any group by its number."""
    rows = database.by_rowid("ZWAGROUPMEMBER")
    return {number: GroupMember(row.text("zmemberjid"), row.text("zcontactname")) for number, row in rows.items()}


def is_group(account: str) -> bool:
    """Whether an account is a group's."""
    return account.endswith("@g.us")
