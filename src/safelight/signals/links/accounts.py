"""The accounts of a case that can be compared, with what each wrote and when."""

from array import array
from collections.abc import Sequence

import msgspec
import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.pursuit.parties import OWNER, Parties

SPOKEN = ("message", "post")
ENOUGH = 25
"""Messages below which writing habits say too little (see ``nlp.md`` 3.8)."""
LATEST = 300
"""Messages an account is judged by, the latest."""


class Account(msgspec.Struct, frozen=True):
    """One side of the case: a person officers named with their accounts, or one account. Never the owner."""

    key: str
    label: str
    names: frozenset[str]
    """Every spelling it wrote under."""
    of_concern: bool
    texts: tuple[str, ...]
    records: tuple[str, ...]
    times: Sequence[int]
    """UTC microseconds, in order; only of messages that have a time."""
    threads: frozenset[str]

    @property
    def is_enough(self) -> bool:
        """Whether it wrote enough to compare habits."""
        return len(self.texts) >= ENOUGH


def accounts(records: pl.DataFrame, context: CaseContext) -> list[Account]:
    """Every account that wrote, in the order of their keys; each text once, whatever the order of rows."""
    parties = Parties(context)
    spoken = records.select(
        pl.col("kind").is_in(SPOKEN)
        & pl.col("sender").is_not_null()
        & (pl.col("text").fill_null("") != "")
        & (pl.col("direction") != "from_owner")
        & ~pl.col("state").is_in(["by_platform"])
    ).to_series()
    keys = {name: parties.key_of(name) for name in records["sender"].drop_nulls().unique()}
    keyed = records.select(
        key=pl.col("sender").replace_strict(keys, return_dtype=pl.Categorical), spoken=spoken
    ).with_row_index("place")
    said = keyed.filter(pl.col("spoken") & (pl.col("key") != OWNER))
    narrow = records.select("sender", "at", "platform", "thread")
    found = []
    for (key,), places in said.select("key", "place").group_by("key"):
        rows = narrow[places["place"]]
        latest = _latest(records, rows["at"], places["place"])
        threads = rows.select("platform", "thread").unique().select(pl.col("platform") + "/" + pl.col("thread"))
        name = str(rows["sender"].min())
        found.append(
            Account(
                key=str(key),
                label=parties.label_of(str(key), name),
                names=frozenset(rows["sender"].unique().to_list()),
                of_concern=str(key) in parties.concern,
                texts=tuple(latest["text"].to_list()),
                records=tuple(latest["record_id"].to_list()),
                times=array("q", rows["at"].drop_nulls().sort().cast(pl.Int64).to_numpy().tobytes()),
                threads=frozenset(threads.to_series().drop_nulls().to_list()),
            )
        )
    return sorted(found, key=lambda one: one.key)


def _latest(records: pl.DataFrame, at: pl.Series, places: pl.Series) -> pl.DataFrame:
    """The latest messages of one account, which stand at these places, in the order of time."""
    dated = at.drop_nulls()
    if len(dated) > LATEST:
        places = places.filter(at >= dated.top_k(LATEST).min())  # those that share its moment are sorted below
    rows = records.select("at", "record_id", "text")[places]
    return rows.sort("at", "record_id", nulls_last=False).tail(LATEST)
