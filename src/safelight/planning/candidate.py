"""A measure that applies to a thing, with what goes out when it is done, before its gates are looked at."""

import msgspec

from safelight.knowledge.measures import Measure, Notice, Role, Timing
from safelight.planning.footprint import Thing
from safelight.planning.known import Known
from safelight.planning.landings import Word
from safelight.planning.plan import Landing
from safelight.planning.situation import Choice

Key = tuple[str, str]
"""A measure and a thing (or nothing: the household)."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A measure for a thing (``None``: for the household)."""

    measure: Measure
    thing: Thing | None
    word: Word
    landings: tuple[Landing, ...]

    @property
    def at(self) -> str:
        """The id of the thing; empty for the household."""
        return self.thing.id if self.thing else ""

    @property
    def key(self) -> Key:
        """The measure and the thing."""
        return self.measure.id, self.at

    @property
    def notifies(self) -> Notice:
        """The most that the other side can learn from it, here."""
        return self.word.notifies

    @property
    def alerts(self) -> bool:
        """Whether word of it goes out."""
        return self.notifies >= Notice.AN_ALERT

    @property
    def in_window(self) -> bool:
        """Whether it is one of the cuts."""
        return self.measure.timing is Timing.IN_WINDOW

    @property
    def unsafe(self) -> tuple[Landing, ...]:
        """Where word of it could reach the other side."""
        return tuple(one for one in self.landings if not one.reach.is_safe)

    def is_done(self, known: Known) -> bool:
        """Whether its check was made."""
        return known.done(self.measure.id, self.at) is not None

    def is_declined(self, known: Known) -> bool:
        """Whether the victim decided against it, where that is theirs to decide."""
        theirs = self.measure.decided_by is Role.VICTIM
        return theirs and known.choice(self.measure.id, self.at, by=Role.VICTIM) is Choice.DECLINED

    def is_settled(self, known: Known) -> bool:
        """Whether nobody waits for it any more."""
        return self.is_done(known) or self.is_declined(known)
