"""Which conversations of different sources may be one, and how far their clocks are apart."""

import polars as pl

from safelight.records.duplicates.party import UNNAMED

_NEIGHBOURS = 3
"""Each record is compared with this many others that say the same at about the same time: work stays linear."""
_FEWEST_SHARED = 3
_TELLING_CHARACTERS = 12
_MOST_PER_CONVERSATION = 8
_QUARTER_HOUR = 900_000_000
_FARTHEST = 14 * 4 * _QUARTER_HOUR


def candidates(rows: pl.DataFrame, conversations: pl.DataFrame) -> pl.DataFrame:
    """Pairs of conversations: ``a``, ``b``, ``apart`` (microseconds that ``b`` is ahead), ``step``, ``same_name``.

    Two conversations of one name always are a pair; a name and a number only where telling words are shared.
    """
    shared = _in_two_sources(rows)
    named = _voted(_neighbours(shared, "topic"), conversations, same_name=True)
    telling = shared.filter(pl.col("plain") >= _TELLING_CHARACTERS)
    unnamed = _voted(_neighbours(telling, "family"), conversations, same_name=False)
    both = pl.concat([named, unnamed]).sort("votes", "a", "b", descending=[True, False, False])
    few = pl.all_horizontal(pl.int_range(pl.len()).over(side) < _MOST_PER_CONVERSATION for side in ("a", "b"))
    return both.filter(few).drop("votes")


def _in_two_sources(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose content stands in more than one source. A conversation is compared by these alone."""
    source = pl.col("source")
    return rows.filter((source.min() != source.max()).over("content"))


def _neighbours(rows: pl.DataFrame, within: str) -> pl.DataFrame:
    """Rows that stand next to each other once sorted by what they say and when, of different sources."""
    key = pl.struct(within, "content").hash().alias("key")
    ordered = rows.select("source", "conv", "at", "step", key).sort("key", "at", "conv")
    pairs = []
    for reach in range(1, _NEIGHBOURS + 1):
        other = ordered.select(pl.all().shift(reach).name.suffix("_other"))
        pairs.append(
            pl.concat([ordered, other], how="horizontal").filter(
                (pl.col("key") == pl.col("key_other")) & (pl.col("source") != pl.col("source_other"))
            )
        )
    return pl.concat(pairs)


def _voted(pairs: pl.DataFrame, conversations: pl.DataFrame, *, same_name: bool) -> pl.DataFrame:
    step = pl.max_horizontal("step", "step_other")
    swapped = pl.col("conv") > pl.col("conv_other")
    apart = (pl.col("at_other") // step - pl.col("at") // step) * step
    counted = (
        pairs.select(
            pl.min_horizontal("conv", "conv_other").alias("a"),
            pl.max_horizontal("conv", "conv_other").alias("b"),
            pl.when(swapped).then(-apart).otherwise(apart).alias("apart"),
            step.alias("step"),
        )
        .group_by("a", "b", "apart", "step")
        .agg(pl.len().alias("votes"))
    )
    local = conversations.select("conv", "topic", "is_local", "naming")
    told = counted.join(local, left_on="a", right_on="conv").join(local, left_on="b", right_on="conv", suffix="_b")
    possible = (pl.col("apart") == 0) | (
        (pl.col("is_local") | pl.col("is_local_b"))
        & (pl.col("apart") % _QUARTER_HOUR == 0)
        & (pl.col("apart").abs() <= _FARTHEST)
    )
    may_be_one = (pl.col("naming") != pl.col("naming_b")) | (pl.col("naming") == UNNAMED)
    fitting = (
        pl.col("topic") == pl.col("topic_b")
        if same_name
        else (pl.col("topic") != pl.col("topic_b")) & may_be_one & (pl.col("votes") >= _FEWEST_SHARED)
    )
    return (
        told.filter(possible & fitting)
        .sort("votes", pl.col("apart").abs(), "apart", descending=[True, False, False])
        .unique(["a", "b"], keep="first", maintain_order=True)
        .select("a", "b", "apart", "step", "votes", pl.lit(same_name).alias("same_name"))
    )
