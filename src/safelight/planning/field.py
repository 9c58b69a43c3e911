"""Everything that is in play when gates are looked at."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from safelight.knowledge.catalogue import Catalogue
from safelight.planning.candidate import Candidate, Key
from safelight.planning.known import Known
from safelight.planning.situation import Override

if TYPE_CHECKING:
    from safelight.planning.plan import State


class Field:
    """The candidates, what is known, and the states that were already worked out."""

    def __init__(
        self,
        known: Known,
        catalogue: Catalogue,
        candidates: dict[Key, Candidate],
        unsettled: set[Key],
        as_at: datetime,
    ) -> None:
        self.known = known
        self.catalogue = catalogue
        self.candidates = candidates
        self.unsettled = unsettled
        """Measures of which it is not known whether they apply."""
        self.as_at = as_at
        self.states: dict[Key, State] = {}
        """Filled in order: what comes first is worked out first."""

    def before(self, one: Candidate) -> list[Key]:
        """What must come before a candidate: on the same thing, for the household, or on every thing."""
        return [key for name in one.measure.after for key in self._of(name, one)]

    def unsettled_before(self, one: Candidate) -> list[str]:
        """Measures that may have to come first, of which it is not known whether they apply."""
        return sorted({key[0] for name in one.measure.after for key in self.unsettled & self._keys(name, one)})

    def override_for(self, measure: str) -> Override | None:
        """The first override in force that covers a measure."""
        return next((one for one in self.overrides if not one.measures or measure in one.measures), None)

    @cached_property
    def overrides(self) -> tuple[Override, ...]:
        """The overrides that count: with a name and a reason, and not from the future."""
        made = [one for one in self.known.situation.overrides if one.at <= self.as_at]
        named = [one for one in made if one.name.strip() and one.reason.strip()]
        return tuple(sorted(named, key=lambda one: (one.at, one.name, one.reason, one.role, one.measures)))

    @cached_property
    def cuts(self) -> list[Candidate]:
        """Every candidate of the window."""
        return [one for one in self.candidates.values() if one.in_window]

    @cached_property
    def cuts_outstanding(self) -> list[Candidate]:
        """The cuts that nobody has made or declined."""
        return [one for one in self.cuts if not one.is_settled(self.known)]

    @cached_property
    def starts_outstanding(self) -> list[Candidate]:
        """What must be settled before anything begins, and is not."""
        starts = [one for one in self.candidates.values() if one.measure.starts_all]
        return [one for one in starts if not one.is_settled(self.known)]

    def _of(self, name: str, one: Candidate) -> list[Key]:
        return sorted(self.candidates.keys() & self._keys(name, one))

    def _keys(self, name: str, one: Candidate) -> set[Key]:
        """The keys a measure has where another one waits for it."""
        per_thing = self.catalogue.by_id[name].for_each
        if not per_thing:
            return {(name, "")}
        if one.thing and one.thing.kind in per_thing:
            return {(name, one.at)}
        return {(name, thing.id) for thing in self.known.things_for(self.catalogue.by_id[name])} | {(name, "")}
