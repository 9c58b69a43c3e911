"""What all messages of one Meta conversation share, and Meta's way of writing text."""

from collections.abc import Mapping
from typing import NamedTuple

from safelight.readers.reader import ReadingHints
from safelight.records.record import Direction, Doubt


class Repaired(NamedTuple):
    """A text, and the doubt about it if it was not plain ASCII."""

    text: str
    doubt: Doubt | None = None


class Sender(NamedTuple):
    """An account as it appears in a conversation."""

    name: str | None
    recipients: tuple[str, ...]
    direction: Direction
    doubts: tuple[Doubt, ...]


NOBODY = Sender(None, (), Direction.UNKNOWN, (Doubt.SENDER_MISSING,))
"""Where the source gives no sender."""


def repaired(text: str) -> Repaired:
    """Undoes what Meta's JSON downloads do to text: UTF-8 bytes written as if each were one Latin-1 character.

    Reversible: ``text.encode().decode("latin-1")`` of a repaired text gives back the source's. A text that is no
    such sequence (a name already right, half an emoji) stays as it is, with a doubt.
    """
    if text.isascii():
        return Repaired(text)
    try:
        return Repaired(text.encode("latin-1").decode("utf-8"), Doubt.MOJIBAKE_REPAIRED)
    except UnicodeError:
        return Repaired(text, Doubt.MOJIBAKE_NOT_REPAIRED)


def untouched(text: str) -> Repaired:
    """The text as it is: for generations of exports that were always clean UTF-8."""
    return Repaired(text)


class Thread:
    """One conversation: who is in it, whose account it came from, and what stands on every record."""

    def __init__(
        self,
        *,
        member: str,
        platform: str,
        name: str,
        participants: tuple[str, ...],
        hints: ReadingHints,
        notes: Mapping[str, str],
        has_repeats: bool,
    ) -> None:
        self.member = member
        self.platform = platform
        self.name = name
        self.hints = hints
        self.notes = notes
        self.doubts = (Doubt.DUPLICATE_KEY,) if has_repeats else ()
        self._participants = participants
        self._owners = hints.owner_accounts
        self._owner_is_here = not self._owners.isdisjoint(participants)
        self._senders: dict[str, Sender] = {}
        self._senders_to_repair: dict[str, Sender] = {}

    def sender(self, name: object) -> Sender:
        """The sender of a message; never invented where the source gives none."""
        if not isinstance(name, str) or not name:
            return NOBODY
        if (known := self._senders.get(name)) is None:
            known = self._senders[name] = self._sender(name, ())
        return known

    def sender_to_repair(self, name: object) -> Sender:
        """The same for a name that Meta's JSON downloads have garbled."""
        if not isinstance(name, str) or not name:
            return NOBODY
        if (known := self._senders_to_repair.get(name)) is None:
            text, doubt = repaired(name)
            doubts = (doubt,) if doubt is Doubt.MOJIBAKE_NOT_REPAIRED else ()
            known = self._senders_to_repair[name] = self._sender(text, doubts)
        return known

    def _sender(self, name: str, doubts: tuple[Doubt, ...]) -> Sender:
        others = tuple(other for other in self._participants if other != name)
        return Sender(name, others, self._direction(name), doubts)

    def _direction(self, name: str) -> Direction:
        """Only an owner we were told of, and who does take part, tells the directions apart."""
        if name in self._owners:
            return Direction.FROM_OWNER
        return Direction.TOWARDS_OWNER if self._owner_is_here else Direction.UNKNOWN
