"""Record for record: within one talk, what is said once in each source is the same message."""

import polars as pl

from safelight.records.duplicates.comparable import MINUTE, SECOND

_STEPS = (1, SECOND, MINUTE)
_FINER = pl.lit(0, dtype=pl.UInt64)
_ROWS = 2**32
"""More than a table has rows: rank and place fit into one number."""


def pair(rows: pl.DataFrame) -> pl.DataFrame:
    """``n`` of a repeat and ``kept``: the ``n`` of the record it repeats, which itself repeats nothing.

    ``rows`` bear ``key`` (what must be equal), ``t`` (microseconds on one clock), ``source``, ``step`` (precision
    of the source) and ``rank`` (least is kept). Sources as fine as each other come first; a coarser one is
    compared with what is left of the finer, at its own precision. Words said twice in one source pair with the
    first and second saying in another, in order; records of one source never pair.
    """
    links = [rows.select("n", pl.col("n").alias("kept")).head(0)]
    left = rows.head(0)
    for step in _STEPS:
        joining = rows.filter(pl.col("step") == step)
        if joining.is_empty():
            continue
        lanes = [left.with_columns(_FINER.alias("lane")), joining.with_columns(pl.col("source").alias("lane"))]
        chosen = _chosen(pl.concat(lanes), step)
        is_kept = chosen["n"] == chosen["kept"]
        links.append(chosen.filter(~is_kept).select("n", "kept"))
        left = chosen.filter(is_kept).select(rows.columns)
    return _to_the_last(pl.concat(links))


def _chosen(pool: pl.DataFrame, step: int) -> pl.DataFrame:
    """The pool with ``kept``: of the records that are one at this precision, the one of least rank."""
    cell = pl.struct("key", pl.col("t") // step).hash()
    best = (pl.col("rank").cast(pl.UInt64) * _ROWS + pl.col("n")).min().over(pl.struct("cell", "nth").hash())
    return _numbered(pool.with_columns(cell.alias("cell"))).with_columns(
        (best % _ROWS).cast(pl.UInt32).alias("kept")
    )


def _numbered(pool: pl.DataFrame) -> pl.DataFrame:
    """With ``nth``: which saying of the same words at the same time in its source it is. Few are said again."""
    lane = pl.struct("cell", "lane").hash()
    pool = pool.with_columns(lane.is_duplicated().alias("again"))
    first = pool.filter(~pl.col("again")).with_columns(pl.lit(0, dtype=pl.Int64).alias("nth"))
    again = pool.filter("again").sort("t", "n").with_columns(pl.int_range(pl.len()).over(lane).alias("nth"))
    return pl.concat([first, again])


def _to_the_last(links: pl.DataFrame) -> pl.DataFrame:
    """A record kept at one precision may repeat another at the next."""
    for _ in _STEPS:
        onward = links.rename({"n": "kept", "kept": "onward"})
        links = links.join(onward, on="kept", how="left").select("n", pl.coalesce("onward", "kept").alias("kept"))
    return links
