"""How well two conversations lie on each other: the share of messages that are the same at the same times."""

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from safelight.records.duplicates.comparable import SECOND

SAME_NAME_FROM = 0.5
"""Share of the shorter one's messages, in the time that both cover, that must be in the other: names equal."""
WHOLE_FROM = 0.8
"""The same share where a name stands against a number, or where the clocks are apart."""
WHOLE_MESSAGES = 8
"""And at least this many messages must be the same, not counting repetitions of the same words."""
_TELLING_CHARACTERS = 12
_A_FEW = 3
_ROWS_AT_ONCE = 1_500_000
_OF_PAIR = ("a", "b")


class Aligned(NamedTuple):
    """Pairs of conversations that are one (``a``, ``b``, ``apart``), and who stands for whom in them."""

    pairs: pl.DataFrame
    parties: pl.DataFrame
    """``a``, ``b``, ``who``, ``who_b``, how many messages (``same``) they share, and ``is_whole``."""


def align(rows: pl.DataFrame, candidates: pl.DataFrame, conversations: pl.DataFrame) -> Aligned:
    """Those of the candidates that lie on each other well enough. See ``docs/decisions/0015``."""
    scored, parties = [], []
    for some in _in_portions(candidates, conversations):
        first, second = _laid_out(rows, some)
        same = first.join(second.select("cell", "who"), on="cell", suffix="_b")
        scored.append(_score(some, same, first, second))
        parties.append(same.group_by(*_OF_PAIR, "who", "who_b").agg(pl.len().alias("same")))
    pairs = _unmistakable(pl.concat(scored), conversations) if scored else candidates.head(0)
    if pairs.is_empty():
        return Aligned(pairs, pl.DataFrame())
    told = pl.concat(parties).join(pairs.select(*_OF_PAIR, "is_whole"), on=_OF_PAIR)
    return Aligned(pairs, told)


def _in_portions(candidates: pl.DataFrame, conversations: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """So many candidates at once that memory stays bounded."""
    told = conversations.select("conv", "first", "last", "rows")
    sized = (
        candidates.join(told, left_on="a", right_on="conv")
        .join(told, left_on="b", right_on="conv", suffix="_b")
        .sort("a", "b")
        .with_columns((pl.col("rows") + pl.col("rows_b")).cum_sum().alias("portion") // _ROWS_AT_ONCE)
    )
    for portion in sized["portion"].unique(maintain_order=True):
        yield sized.filter(pl.col("portion") == portion)


def _laid_out(rows: pl.DataFrame, candidates: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What both sides say in the time that both cover, on the clock of ``a``; the same at one time stands once."""
    step, apart = pl.col("step"), pl.col("apart")
    span = candidates.select(
        *_OF_PAIR,
        "step",
        "apart",
        (pl.max_horizontal("first", pl.col("first_b") - apart) // step * step).alias("from"),
        (pl.min_horizontal("last", pl.col("last_b") - apart) // step * step).alias("to"),
    )
    told = rows.select("conv", "content", "at", "who", "plain")
    sides = []
    for side, ahead in (("a", pl.lit(0)), ("b", apart)):
        sides.append(
            told.join(span, left_on="conv", right_on=side, coalesce=False)
            .with_columns((pl.col("at") // step * step - ahead).alias("t"))
            .filter(pl.col("t").is_between("from", "to"))
            .with_columns(pl.struct(*_OF_PAIR, "content", "t").hash().alias("cell"))
            .unique("cell")
            .select(*_OF_PAIR, "cell", "content", "who", "plain", "step")
        )
    return sides[0], sides[1]


def _score(
    candidates: pl.DataFrame, same: pl.DataFrame, first: pl.DataFrame, second: pl.DataFrame
) -> pl.DataFrame:
    found = same.group_by(_OF_PAIR).agg(
        pl.len().alias("same"),
        pl.col("content").n_unique().alias("different_words"),
        pl.col("plain").max().alias("longest"),
        (pl.col("who") != pl.col("who").first()).any().alias("both_speak"),
    )
    covered = [
        side.group_by(_OF_PAIR).agg(pl.len().alias(name)) for side, name in ((first, "of_a"), (second, "of_b"))
    ]
    share = pl.col("same") / pl.min_horizontal("of_a", "of_b")
    scored = candidates.join(found, on=_OF_PAIR)
    for each in covered:
        scored = scored.join(each, on=_OF_PAIR)
    is_whole = (share >= WHOLE_FROM) & (pl.col("different_words") >= WHOLE_MESSAGES)
    telling = (
        (pl.col("longest") >= _TELLING_CHARACTERS)
        | (pl.col("step") < SECOND)
        | (pl.col("different_words") >= _A_FEW)
    )
    by_name = pl.col("same_name") & (pl.col("apart") == 0) & (share >= SAME_NAME_FROM) & telling
    is_identical = (
        pl.all_horizontal(pl.col(each) == pl.col("same") for each in ("of_a", "of_b"))
        & (pl.col("rows") == pl.col("rows_b"))
        & (pl.col("apart") == 0)
        & (pl.col("different_words") >= _A_FEW)
    )
    by_alignment = (is_whole & pl.col("same_name")) | ((is_whole | is_identical) & pl.col("both_speak"))
    return (
        scored.with_columns(is_whole.alias("is_whole"))
        .filter(by_name | by_alignment)
        .select(*_OF_PAIR, "apart", "step", "same_name", "is_whole", "same")
    )


def _unmistakable(pairs: pl.DataFrame, conversations: pl.DataFrame) -> pl.DataFrame:
    """Without a name that could stand for several numbers of one source: that is for people to tell."""
    sources = conversations.select("conv", "source")
    told = pairs.join(sources, left_on="a", right_on="conv").join(
        sources, left_on="b", right_on="conv", suffix="_b"
    )
    by_name = told.filter("same_name")
    one_of_each = [pl.len().over(side, other) == 1 for side, other in (("a", "source_b"), ("b", "source"))]
    others = told.filter(~pl.col("same_name")).filter(pl.all_horizontal(one_of_each))
    return pl.concat([by_name, others]).sort("same", "a", "b", descending=[True, False, False])
