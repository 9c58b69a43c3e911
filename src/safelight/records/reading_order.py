"""The order of a table: by platform, conversation and time, known from three columns while records still come."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, cast

import polars as pl
import pyarrow as pa

from safelight.records.columns import Columns
from safelight.records.moment import Micros

_UNDATED = -(2**63)
"""Before every moment: where nothing dated came before, a record without a time comes first."""

_Conversation = tuple[str, str]
_Place = tuple[_Conversation, Micros]


class ReadingOrder:
    """Where each record will stand. A record without a time takes the place of the one before it in its member."""

    def __init__(self) -> None:
        self.is_as_read = True
        """Whether all records so far stand in the order they came."""
        self._conversations: dict[_Conversation, int] = {}
        self._conversation_of = array("I")
        self._moments = array("q")
        self._last: dict[tuple[str, str, str], Micros] = {}
        self._latest: _Place | None = None

    def add(self, columns: Columns) -> None:
        """Takes the next records."""
        if len(columns.member) == len(columns.platform) == len(columns.thread) == 1:
            place = (columns.member[0], columns.platform[0], columns.thread[0])
            self._add_all_to(place, columns.each(columns.at))
            return
        places = zip(*map(columns.each, (columns.member, columns.platform, columns.thread)), strict=True)
        for place, run in groupby(zip(places, columns.each(columns.at), strict=True), itemgetter(0)):
            self._add_all_to(place, [at for _, at in run])

    def _add_all_to(self, place: tuple[str, str, str], at: Sequence[Micros | None]) -> None:
        """Records of one conversation in one member."""
        before = self._last.get(place, _UNDATED)
        moments = cast("Sequence[Micros]", at) if None not in at else _filled(at, before)
        self._last[place] = moments[-1]
        conversation = place[1:]
        number = self._conversations.setdefault(conversation, len(self._conversations))
        self._conversation_of.extend([number] * len(moments))
        self._moments.extend(moments)
        if self.is_as_read:
            follows = self._latest is None or self._latest <= (conversation, moments[0])
            self.is_as_read = follows and all(one <= two for one, two in pairwise(moments))
            self._latest = (conversation, moments[-1])

    def rows(self) -> pl.Series:
        """For each record, in the order they came, the number of its row (from zero)."""
        rank = pl.Series(_ranks(self._conversations), dtype=pl.UInt32)
        keys = pl.DataFrame(
            {"conversation": rank.gather(_series(self._conversation_of)), "at": _series(self._moments)}
        )
        order = keys.with_row_index("was").sort("conversation", "at", maintain_order=True)["was"]
        return order.arg_sort()


def _filled(at: Iterable[Micros | None], before: Micros) -> list[Micros]:
    filled = []
    for moment in at:
        before = before if moment is None else moment
        filled.append(before)
    return filled


def _ranks(conversations: dict[_Conversation, int]) -> list[int]:
    """By the number of each conversation, its place among all."""
    ranks = [0] * len(conversations)
    for rank, conversation in enumerate(sorted(conversations)):
        ranks[conversations[conversation]] = rank
    return ranks


def _series(numbers: "array[int]") -> pl.Series:
    kind = pa.uint32() if numbers.typecode == "I" else pa.int64()
    held: pa.Array[Any] = pa.Array.from_buffers(kind, len(numbers), [None, pa.py_buffer(numbers)])
    return cast("pl.Series", pl.from_arrow(held))
