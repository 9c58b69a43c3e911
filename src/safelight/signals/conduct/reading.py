"""A table read once for all families of conduct: the scene, and what kinds of words stand in which message."""

import weakref
from collections import defaultdict
from collections.abc import Collection

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.signals.conduct.words import ENGINE, KIND_OF, REPLIES, SPOKEN, terms_of
from safelight.signals.context import CaseContext
from safelight.signals.finding import Span
from safelight.signals.heads import message_scores
from safelight.signals.latest import Latest
from safelight.signals.scene import Scene

Kinds = dict[str, list[Span]]


class Owner(msgspec.Struct, frozen=True):
    """How often the owner speaks in a thread, laughs and is friendly there."""

    said: int
    laughs: int
    warm: int


class Reading:
    """The scene of a case with the kinds of words in it."""

    def __init__(self, records: pl.DataFrame, context: CaseContext) -> None:
        self._records, self._context = weakref.ref(records), context  # not held, so that it goes with its case
        self._given: dict[str, npt.NDArray[np.float64]] = {}
        self.scene = Scene(records, context, ENGINE, SPOKEN)
        self.kinds: dict[int, Kinds] = defaultdict(dict)
        """By place: the spans of each kind of words, whoever said them."""
        for place, term, start, end in self.scene.hits.iter_rows():
            self.kinds[place].setdefault(KIND_OF[term], []).append(Span(self.scene.records[place], start, end))
        self._replies = {
            kind: frozenset[int]().union(*(self.scene.all_showing(term) for term in terms_of({kind})))
            for term, kind in KIND_OF.items()
            if term.startswith(f"{REPLIES}:")
        }

        self._said: dict[int, dict[str | None, list[int]]] = {}
        self._owners: dict[int, Owner] = {}
        self.last = max((at for at in self.scene.times if at is not None), default=None)
        """The last moment of anything said in the table."""

    def likeness(self, family: str) -> npt.NDArray[np.float64]:
        """For every place the probability that the learned heads give it for a family of theirs."""
        records = self._records()
        if family not in self._given and records is not None:
            self._given[family] = message_scores(records, self._context).column(family)
        return self._given[family]

    def take_likeness(self, family: str, chances: npt.NDArray[np.float64]) -> None:
        """Use these probabilities instead: for fitting, from heads that had not learned from this conversation."""
        self._given[family] = chances

    def all_showing(self, kind: str) -> frozenset[int]:
        """Every place that shows this kind of reply or surrounding."""
        return self._replies[kind]

    def shows(self, place: int, *kinds: str) -> bool:
        """Whether a message shows one of these kinds of reply or surrounding."""
        return any(place in self._replies[kind] for kind in kinds)

    def count(self, places: Collection[int], *kinds: str) -> int:
        """How many of the places show one of these kinds."""
        return sum(self.shows(place, *kinds) for place in places)

    def said_in(self, thread: int) -> dict[str | None, list[int]]:
        """The places of every account in a thread."""
        if thread not in self._said:
            said: dict[str | None, list[int]] = defaultdict(list)
            for place in self.scene.places_of(thread):
                said[self.scene.senders[place]].append(place)
            self._said[thread] = said
        return self._said[thread]

    def owner_in(self, thread: int) -> Owner:
        """What the owner says in a thread, and how often in which mood."""
        if thread not in self._owners:
            places = [place for place in self.scene.places_of(thread) if self.scene.by_owner(place)]
            self._owners[thread] = Owner(len(places), self.count(places, "laughter"), self.count(places, "warm"))
        return self._owners[thread]


_latest = Latest(Reading)


def read(records: pl.DataFrame, context: CaseContext) -> Reading:
    """The reading of a table. What is remembered goes with the table, so that nothing outlives a case."""
    return _latest.of(records, context)
