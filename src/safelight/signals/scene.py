"""The scene of a message: the table in the order people lived it, and what surrounds each message."""

import re
from collections.abc import Collection, Iterable, Iterator

import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.patterns import PatternEngine

QUOTED = re.compile(r"[\"“«][^\"“”«»]{3,}[\"”»]|(?<!\w)[‘'][^'’\n]{8,}[’'](?!\w)")
NEAR = 5
"""How many messages before and after one belong to its scene."""

_COLUMNS = (
    "row", "record_id", "exhibit", "kind", "at", "platform", "thread", "sender", "recipients", "direction", "text"
)  # fmt: skip


def said_in_order(records: pl.DataFrame) -> pl.DataFrame:
    """The records that say something, thread by thread as people lived them, whatever the order of the table."""
    said = records.select(_COLUMNS).filter(pl.col("text").is_not_null() & (pl.col("text") != ""))
    return said.sort("platform", "thread", "at", "exhibit", "row", "record_id", nulls_last=True)


class Scene:
    """All records that say something, thread by thread in time order, with the surroundings found in them.

    The order does not depend on the order of the table: thread, time, row in the exhibit, record.
    """

    def __init__(
        self, records: pl.DataFrame, context: CaseContext, engine: PatternEngine, spoken: Collection[str] = ()
    ) -> None:
        self.table = said_in_order(records)
        self.texts: list[str] = self.table["text"].to_list()
        self.records: list[str] = self.table["record_id"].to_list()
        self.senders: list[str | None] = self.table["sender"].to_list()
        self.times: list[int | None] = self.table["at"].cast(pl.Int64).to_list()
        self._starts, self._ends = _edges(self.table)
        self._people = _people(self.table)
        self._by_owner = said_by_owner(self.table, context)
        self.hits, self._shown = engine.survey(self.table["text"], spoken)
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

    def people_in(self, place: int) -> int:
        """How many accounts speak or are spoken to in the thread."""
        return self._people[place]

    def shows(self, place: int, *names: str) -> bool:
        """Whether the message itself shows one of these surroundings."""
        return any(place in self._shown[name] for name in names)

    def showing(self, places: Iterable[int], *names: str) -> set[int]:
        """Those of the places that show one of these surroundings."""
        wanted = set(places)
        return set().union(*(self._shown[name] & wanted for name in names))

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


def _edges(table: pl.DataFrame) -> tuple[list[int], list[int]]:
    placed = table.select("platform", "thread").with_row_index("place")
    first = pl.col("place").min().over("platform", "thread")
    last = pl.col("place").max().over("platform", "thread")
    return placed.select(first)["place"].to_list(), placed.select(last + 1)["place"].to_list()


def said_by_owner(table: pl.DataFrame, context: CaseContext) -> list[bool | None]:
    """Whether the owner said each of them; ``None`` where nobody knows."""
    own = [account for account in (*context.owner.accounts, context.owner.name) if account]
    said = (
        pl.when((pl.col("direction") == "from_owner") | pl.col("sender").is_in(own))
        .then(pl.lit(value=True))
        .when(pl.col("direction") == "towards_owner")
        .then(pl.lit(value=False))
    )
    return table.select(said.alias("by_owner"))["by_owner"].to_list()


def _people(table: pl.DataFrame) -> list[int]:
    thread = pl.col("platform"), pl.col("thread")
    heard = table.select(*thread, pl.col("sender").alias("account"))
    told = table.select(*thread, pl.col("recipients").alias("account")).explode("account")
    everybody = pl.concat([heard, told]).drop_nulls("account")
    counted = everybody.group_by("platform", "thread").agg(pl.col("account").n_unique().alias("people"))
    joined = table.select("platform", "thread").join(
        counted, on=["platform", "thread"], how="left", maintain_order="left"
    )
    return joined["people"].fill_null(0).to_list()
