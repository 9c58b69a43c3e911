"""Conversations that are one, with the clocks set right, and people that go by several names in them."""

from collections.abc import Iterable

import polars as pl

from safelight.records.duplicates.alignment import Aligned

_STEADY = 0.9
"""Share of what one says that must be said by the other, both ways, for two ways of writing to be one sender."""
_WITHOUT_NAME = ""


def classes_of(aligned: Aligned) -> pl.DataFrame:
    """``conv``, the ``talk`` it belongs to, and ``ahead``: microseconds its clock is ahead of the talk's."""
    root: dict[int, tuple[int, int]] = {}

    def find(conv: int) -> tuple[int, int]:
        """The first conversation of its talk, and how far ahead of that one's clock this one's is."""
        way, ahead = [], 0
        while conv in root:
            way.append((conv, ahead))
            conv, more = root[conv]
            ahead += more
        root.update((passed, (conv, ahead - before)) for passed, before in way)
        return conv, ahead

    for a, b, apart in aligned.pairs.select("a", "b", "apart").iter_rows():
        (top_a, ahead_a), (top_b, ahead_b) = find(a), find(b)
        if top_a != top_b:
            root[top_b] = (top_a, apart + ahead_a - ahead_b)
    convs = aligned.pairs.select(pl.concat_list("a", "b").explode().unique().sort())["a"].to_list()
    found = [(conv, *find(conv)) for conv in convs]
    return pl.DataFrame(found, schema={"conv": pl.UInt64, "talk": pl.UInt64, "ahead": pl.Int64}, orient="row")


def senders_of(aligned: Aligned) -> pl.DataFrame:
    """``conv``, ``who`` and ``speaker``: senders whose name in one source is a number, or missing, in another.

    Only where one steadily stands for the other; a number against a name only in whole conversations. Two names
    are never taken for one person.
    """
    parties = aligned.parties
    steady = pl.all_horizontal(
        pl.col("same") >= _STEADY * pl.col("same").sum().over("a", "b", who) for who in ("who", "who_b")
    )
    is_number = [pl.col(who).str.contains(r"^[\d@+._~\-]{5,}|@") for who in ("who", "who_b")]
    unnamed = (pl.col("who") == _WITHOUT_NAME) | (pl.col("who_b") == _WITHOUT_NAME)
    alike = unnamed | (pl.col("is_whole") & (is_number[0] != is_number[1]))
    found = parties.with_columns(steady.alias("steady")).filter("steady", pl.col("who") != pl.col("who_b"), alike)
    return _speakers(found.select("a", "who", "b", "who_b").iter_rows())


def _speakers(alike: Iterable[tuple[int, str, int, str]]) -> pl.DataFrame:
    root: dict[tuple[int, str], tuple[int, str]] = {}

    def find(one: tuple[int, str]) -> tuple[int, str]:
        way = []
        while one in root:
            way.append(one)
            one = root[one]
        root.update(dict.fromkeys(way, one))
        return one

    for a, who, b, who_b in alike:
        # The name, or else the number, speaks for both.
        first, second = sorted(
            (find((a, who)), find((b, who_b))), key=lambda one: (not one[1], one[1][:1].isdigit())
        )
        if first != second:
            root[second] = first
    rows = [(conv, who, find((conv, who))[1]) for conv, who in list(root)]
    return pl.DataFrame(rows, schema={"conv": pl.UInt64, "who": pl.String, "speaker": pl.String}, orient="row")
