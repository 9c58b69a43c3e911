"""Accounts and conversations as Signal's database names them."""

from collections import Counter
from collections.abc import Mapping

import msgspec

from safelight.readers.json_value import decode
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.row import Row

_NAMES = ("name", "profilefullname", "profilename")
_ACCOUNTS = ("e164", "serviceid", "uuid", "groupid")


class Someone(msgspec.Struct, frozen=True):
    """One row of ``conversations``: a person or a group. ``thread`` is unique within the database."""

    identity: str
    name: str
    account: str
    thread: str
    is_group: bool


class People:
    """The table ``conversations``, and who of them the owner is by the table ``items``."""

    def __init__(self, database: Database) -> None:
        rows = [row.at_rest() for row in database.rows("conversations")]
        names = Counter(_first(row, _NAMES) for row in rows)
        self._by_key: dict[str, Someone] = {}
        for row in rows:
            someone = _someone(row, names)
            keys = (row.text(column) for column in ("id", *_ACCOUNTS))
            self._by_key |= {key: someone for key in keys if key}
        self.owner = self._owner(database)

    def someone(self, key: str | None) -> Someone | None:
        """The person or group of an identity, an account or a number."""
        return self._by_key.get(key or "")

    def account(self, key: str | None) -> str | None:
        """The number or account of a key; the key itself where nobody is known by it."""
        found = self.someone(key)
        return found.account if found and found.account else key or None

    def _owner(self, database: Database) -> str:
        """Signal keeps the owner's account as ``uuid_id``, with the number of the computer after a dot."""
        for row in database.rows("items"):
            if row.text("id") == "uuid_id" and isinstance(value := object_in(row).get("value"), str):
                return self.account(value.partition(".")[0]) or ""
        return ""


def object_in(row: Row) -> Mapping[str, object]:
    """The row's JSON column; empty where it holds no object."""
    said = decode((row.text("json") or "").encode("utf-8", "replace"))
    return said.value if said and isinstance(said.value, dict) else {}


def _someone(row: Row, names: Counter[str]) -> Someone:
    identity, name, account = row.text("id") or "", _first(row, _NAMES), _first(row, _ACCOUNTS)
    thread = f"{name} ({account or identity})" if name and names[name] > 1 else name or account or identity
    return Someone(identity, name, account, thread, is_group=row.text("type") == "group")


def _first(row: Row, columns: tuple[str, ...]) -> str:
    return next((text for column in columns if (text := row.text(column))), "")
