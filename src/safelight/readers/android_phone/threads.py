"""Conversations as Android keeps them: ``threads`` names its accounts by number in ``canonical_addresses``."""

from safelight.readers.sqlite.database import Database


class Threads:
    """Both tables in memory. A conversation is named by its accounts, as in a backup of the same phone."""

    def __init__(self, database: Database) -> None:
        addresses = {
            number: row.text("address") or "" for number, row in database.by_rowid("canonical_addresses").items()
        }
        self._members: dict[int, tuple[str, ...]] = {}
        for number, row in database.by_rowid("threads").items():
            listed = (
                int(one) for one in (row.text("recipient_ids") or "").split() if one.isdecimal() and len(one) < 19
            )
            self._members[number] = tuple(sorted(addresses[one] for one in listed if addresses.get(one)))

        self._names = {members: "~".join(members) for members in self._members.values()}

    def members(self, number: int | None) -> tuple[str, ...]:
        """The other accounts of a conversation; none where it is not known."""
        return self._members.get(number or 0, ())

    def name(self, members: tuple[str, ...]) -> str:
        """What a conversation between these accounts and the owner is called."""
        return self._names.get(members) or "~".join(members)
