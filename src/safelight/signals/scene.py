"""The scene of a message: the table in the order people lived it, and what surrounds each message."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.patterns import PatternEngine
from safelight.signals.said import said_by_owner, said_in

QUOTED = re.compile(r"[\"“«][^\"“”«»]{3,}[\"”»]|(?<!\w)[‘'][^'’\n]{8,}[’'](?!\w)")
NEAR = 5
"""How many messages before and after one belong to its scene."""


class Scene:
    """All records that say something, thread by thread in time order, with the surroundings found in them.

    The order does not depend on the order of the table: thread, time, row in the exhibit, record.
    """

    def __init__(
        self, records: pl.DataFrame, context: CaseContext, engine: PatternEngine, spoken: Collection[str] = ()
    ) -> None:
        said = said_in(records)
        self.table, self.texts, self.records = said.table, said.texts, said.records
        self.senders, self.times = said.senders, said.times
        self._starts, self._ends, self._people = said.starts, said.ends, said.people
        self._by_owner: list[bool | None] = said_by_owner(said.table, context).to_list()
        self._said_by: dict[int, dict[str | None, list[int]]] = {}
        self.wordings = said.wordings
        self.hits, self._shown = engine.survey(self.wordings, spoken)
        """Every match of the ``spoken`` terms, ``row`` being the place."""

    def __len__(self) -> int:
        return len(self.texts)

    def by_owner(self, place: int) -> bool | None:
        """Whether the owner said it; ``None`` where nobody knows."""
        return self._by_owner[place]

    def thread_of(self, place: int) -> int:
        """A number that messages of one thread share: the place of its first message."""
        return self._starts[place]

    def places_of(self, thread: int) -> range:
        """All places of the thread with this number."""
        return range(thread, self._ends[thread])

    def said_by(self, thread: int, sender: str | None) -> list[int]:
        """The places at which an account speaks in a thread."""
        if thread not in self._said_by:
            said: dict[str | None, list[int]] = defaultdict(list)
            for place in self.places_of(thread):
                said[self.senders[place]].append(place)
            self._said_by[thread] = said
        return self._said_by[thread].get(sender, [])

    def people_in(self, place: int) -> int:
        """How many accounts speak or are spoken to in the thread."""
        return self._people[place]

    def shows(self, place: int, *names: str) -> bool:
        """Whether the message itself shows one of these surroundings."""
        return any(place in self._shown[name] for name in names)

    def showing(self, places: Iterable[int], *names: str) -> set[int]:
        """Those of the places that show one of these surroundings."""
        shown = [self._shown[name] for name in names]
        if isinstance(places, range) and len(places) > sum(map(len, shown)):  # a whole thread may be long
            return {place for each in shown for place in each if place in places}
        wanted = set(places)
        return set().union(*(each & wanted for each in shown))

    def all_showing(self, name: str) -> frozenset[int]:
        """Every place that shows one of these surroundings."""
        return self._shown[name]

    def quotes(self, place: int) -> bool:
        """Whether the message holds something between quotation marks."""
        return QUOTED.search(self.texts[place]) is not None

    def before(self, place: int, reach: int = NEAR) -> range:
        """The places up to ``reach`` messages earlier in the same thread."""
        return range(max(self._starts[place], place - reach), place)

    def after(self, place: int, reach: int = NEAR) -> range:
        """The places up to ``reach`` messages later in the same thread."""
        return range(place + 1, min(self._ends[place], place + 1 + reach))

    def around(self, place: int, reach: int = NEAR) -> Iterator[int]:
        """Both, without the message itself."""
        yield from self.before(place, reach)
        yield from self.after(place, reach)

    def owner_shows(self, places: Iterable[int], *names: str) -> bool:
        """Whether the owner shows one of these surroundings at one of the places."""
        return any(self._by_owner[place] for place in self.showing(places, *names))

    def same_sender(self, place: int, places: Iterable[int]) -> list[int]:
        """Those of the places where the same account speaks."""
        return [other for other in places if self.senders[other] == self.senders[place]]
