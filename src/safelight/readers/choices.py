"""What an officer chose about an exhibit, where recognition or the source itself leaves a choice.

Choices are content (they name members): they are kept sealed, and every change of them is on record.
"""

import msgspec

from safelight.readers.date_order import DateOrder
from safelight.readers.tables.mapping import TableMapping

__all__ = ["NOTHING_CHOSEN", "DateOrder", "MemberChoice", "ReadingChoices"]


class MemberChoice(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen for one member, or for all that have no choice of their own. Empty means: as recognised."""

    reader: str = ""
    """A reader's name (``Manifest.name``)."""
    zone: str = ""
    """The zone of local times, by its IANA name."""
    date_order: DateOrder | None = None
    key: str = ""
    """What opens a locked member: the 64 hexadecimal digits of a backup's key. Secret: it is never shown."""

    mapping: TableMapping | None = None
    """Which column of a table is what."""

    def over(self, general: "MemberChoice") -> "MemberChoice":
        """This choice, and the general one where this leaves something open."""
        return MemberChoice(
            reader=self.reader or general.reader,
            zone=self.zone or general.zone,
            date_order=self.date_order or general.date_order,
            key=self.key or general.key,
            mapping=self.mapping or general.mapping,
        )

    def without_key(self) -> "MemberChoice":
        """The choice as it may be shown."""
        return msgspec.structs.replace(self, key="")


class ReadingChoices(msgspec.Struct, frozen=True, kw_only=True):
    """Everything chosen about one exhibit. ``members`` is by path, as ``Member.path`` writes it."""

    general: MemberChoice = MemberChoice()
    members: dict[str, MemberChoice] = {}

    def of(self, path: str) -> MemberChoice:
        """What was chosen for a member."""
        own = self.members.get(path)
        return own.over(self.general) if own else self.general

    def saying(self, path: str, choice: MemberChoice) -> "ReadingChoices":
        """These choices with another one for a member, or for all where ``path`` is empty."""
        if not path:
            return ReadingChoices(general=choice, members=self.members)
        others = {name: kept for name, kept in self.members.items() if name != path}
        return ReadingChoices(
            general=self.general, members={**others, path: choice} if choice != MemberChoice() else others
        )


NOTHING_CHOSEN = ReadingChoices()
