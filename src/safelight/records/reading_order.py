"""The order of a table: by platform, conversation and time, known from three columns while records still come."""

from array import array
from collections.abc import Sequence
from itertools import islice
from operator import le
from typing import Any, cast

import numpy as np
import polars as pl

from safelight.records.columns import Columns
from safelight.records.moment import Micros
from safelight.records.runs import Shared

_UNDATED = -(2**63)
"""Before every moment: where nothing dated came before, a record without a time comes first."""

_Conversation = tuple[str, str]
_MemberPlace = tuple[str, str, str]
_Place = tuple[_Conversation, Micros]


class ReadingOrder:
    """Where each record will stand. A record without a time takes the place of the one before it in its member."""

    def __init__(self) -> None:
        self.is_as_read = True
        """Whether all records so far stand in the order they came."""
        self._conversations: dict[_Conversation, int] = {}
        self._conversation_of = array("I")
        self._moments = array("q")
        self._last: dict[_MemberPlace, Micros] = {}
        self._latest: _Place | None = None

    def add(self, columns: Columns) -> None:
        """Takes the next records."""
        if not self.is_as_read and _is_quick(columns):
            self._add_shared(columns)
            return
        columns_of_places = (columns.member, columns.platform, columns.thread)
        if all(len(column) == 1 for column in columns_of_places):
            places = [(columns.member[0], columns.platform[0], columns.thread[0])]
        else:
            places = list(zip(*map(columns.each, columns_of_places), strict=True))
        at = columns.each(columns.at)
        if None in at:
            at = self._each_filled(places * (columns.rows // len(places)), at)
        self._add_filled(places, cast("Sequence[Micros]", at))

    def _add_shared(self, columns: Columns) -> None:
        """The same of records whose conversations are numbered and whose moments are all known, out of order."""
        threads, moments = cast("Shared[str]", columns.thread), cast("array[int]", columns.at)
        places = [(columns.member[0], columns.platform[0], thread) for thread in threads.values]
        numbers = np.frombuffer(threads.numbers, np.uint32)
        ours = [self._conversations.setdefault(place[1:], len(self._conversations)) for place in places]
        self._conversation_of.frombytes(np.array(ours, np.uint32)[numbers].tobytes())
        self._moments.extend(moments)
        last_rows = np.full(len(places), -1)
        last_rows[numbers] = np.arange(columns.rows)
        self._last.update(
            (places[number], moments[row]) for number, row in enumerate(last_rows.tolist()) if row >= 0
        )

    def _add_filled(self, places: Sequence[_MemberPlace], at: Sequence[Micros]) -> None:
        """Moments of records, with a place for each or one for all of them."""
        conversations = [place[1:] for place in places]
        for conversation in dict.fromkeys(conversations):
            self._conversations.setdefault(conversation, len(self._conversations))
        numbers = array("I", map(self._conversations.__getitem__, conversations))
        self._conversation_of.extend(numbers * (len(at) // len(places)))
        self._moments.extend(at)
        self._last.update(zip(places, at if len(places) > 1 else at[-1:], strict=True))
        self.is_as_read = self.is_as_read and self._goes_on(conversations, at)

    def _goes_on(self, conversations: Sequence[_Conversation], at: Sequence[Micros]) -> bool:
        """Whether these stand after all that came before, and in order."""
        before, self._latest = self._latest, (conversations[-1], at[-1])
        if before is not None and before > (conversations[0], at[0]):
            return False
        stand: Sequence[Any] = at if len(conversations) == 1 else list(zip(conversations, at, strict=True))
        return all(map(le, stand, islice(stand, 1, None)))

    def _each_filled(self, places: Sequence[_MemberPlace], at: Sequence[Micros | None]) -> list[Micros]:
        """Moments, with that of the record before it in its member and conversation where a record has none."""
        last, filled = dict(self._last), []
        for place, moment in zip(places, at, strict=True):
            if moment is not None:
                last[place] = moment
            filled.append(last.get(place, _UNDATED))
        return filled

    def rows(self) -> pl.Series:
        """For each record, in the order they came, the number of its row (from zero)."""
        ranks = np.array(_ranks(self._conversations), np.uint32)
        conversations = ranks[np.frombuffer(self._conversation_of, np.uint32)]
        order = np.lexsort((np.frombuffer(self._moments, np.int64), conversations))
        rows = np.empty(len(order), np.uint32)
        rows[order] = np.arange(len(order), dtype=np.uint32)
        return pl.Series(rows)


def _is_quick(columns: Columns) -> bool:
    """Whether no row has to be looked at: of many conversations in one member, all dated."""
    is_of_one = len(columns.member) == len(columns.platform) == 1
    return is_of_one and isinstance(columns.thread, Shared) and isinstance(columns.at, array)


def _ranks(conversations: dict[_Conversation, int]) -> list[int]:
    """By the number of each conversation, its place among all."""
    ranks = [0] * len(conversations)
    for rank, conversation in enumerate(sorted(conversations)):
        ranks[conversations[conversation]] = rank
    return ranks
