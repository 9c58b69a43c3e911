"""A table in which every message counts once, and says where else it stands."""

import polars as pl

from safelight.records.duplicates.alignment import align
from safelight.records.duplicates.candidates import candidates
from safelight.records.duplicates.classes import classes_of, senders_of
from safelight.records.duplicates.comparable import comparable
from safelight.records.duplicates.pairing import pair

_PLACE = ("record_id", "exhibit", "member", "offset", "length", "pointer")
_DETAILS = ("sender", "text", "reply_to", "extra", "at_other")
_MICROSECONDS = 1_000_000


def count_once(table: pl.DataFrame) -> pl.DataFrame:
    """The table without repeats of the same message; ``also`` of the record kept says where each repeat stands.

    Rows before are rows kept and places in ``also`` together. Nothing is merged within one member of an exhibit,
    and people are never merged.
    """
    if table.select(pl.struct("exhibit", "member").hash().n_unique() < 2).item():
        return table
    links = _links(table)
    if links.is_empty():
        return table
    places = table.select(_PLACE)[links["n"]]
    also = (
        pl.concat([links.select("kept", "seconds_apart"), places], how="horizontal")
        .sort("kept", "exhibit", "member", "offset")
        .select("kept", pl.struct(*_PLACE, "seconds_apart").alias("also"))
        .group_by("kept", maintain_order=True)
        .agg("also")
    )
    numbered = table.with_row_index("n").drop("also")
    return (
        numbered.join(links.select("n"), on="n", how="anti", maintain_order="left")
        .join(also, left_on="n", right_on="kept", how="left", maintain_order="left")
        .select(table.columns)
    )


def _links(table: pl.DataFrame) -> pl.DataFrame:
    """``n`` of each repeat, the row ``kept`` for it, and how many seconds the clock of the repeat is ahead."""
    rows = comparable(table)
    conversations = rows.group_by("conv").agg(
        pl.col("source").first(),
        pl.col("topic").first(),
        pl.col("naming").first(),
        (pl.col("wrong") > 0).all().alias("is_local"),
        pl.col("at").min().alias("first"),
        pl.col("at").max().alias("last"),
        pl.len().alias("rows"),
    )
    aligned = align(rows, candidates(rows, conversations), conversations)
    if aligned.pairs.is_empty():
        return pl.DataFrame(schema={"n": pl.UInt32, "kept": pl.UInt32, "seconds_apart": pl.Int32})
    talking = (
        rows.join(classes_of(aligned), on="conv")
        .join(senders_of(aligned), on=["conv", "who"], how="left")
        .with_columns(pl.coalesce("speaker", "who").alias("speaker"), (pl.col("at") - pl.col("ahead")).alias("t"))
    )
    return _confirmed(table, pair(_keyed(table, talking)), talking)


def _keyed(table: pl.DataFrame, talking: pl.DataFrame) -> pl.DataFrame:
    """What must be equal, and which record is kept: the surest time, the finest clock, the most detail."""
    known = pl.when(pl.col("direction") != "unknown").then("direction")
    contradicts = known.n_unique().over("talk", "speaker") - known.is_null().any().over("talk", "speaker") > 1
    told = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int16) for name in _DETAILS)
    detail = table.select(
        (
            told
            + (pl.col("recipients").list.len() > 0).cast(pl.Int16)
            + (pl.col("attachments").list.len() > 0).cast(pl.Int16)
            + (pl.col("direction") != "unknown").cast(pl.Int16)
        ).alias("detail")
    )["detail"][talking["n"]]
    keyed = talking.with_columns(
        detail,
        pl.when(contradicts).then("direction").otherwise(pl.lit("")).alias("way"),
    )
    return keyed.select(
        "n",
        "source",
        "t",
        "step",
        pl.struct("talk", "content", "speaker", "way").hash().alias("key"),
        pl.struct("wrong", "step", -pl.col("detail")).rank("dense").alias("rank"),
    )


def _confirmed(table: pl.DataFrame, links: pl.DataFrame, talking: pl.DataFrame) -> pl.DataFrame:
    """Links whose words are the same in full: hashes found them, and hashes can be made to agree."""
    told = table.select("kind", pl.col("text").fill_null(""), "exhibit", "member")
    this, that = (told[links[side]] for side in ("n", "kept"))
    equal = (this["kind"] == that["kind"]) & (this["text"] == that["text"])
    apart = (this["exhibit"] != that["exhibit"]) | (this["member"] != that["member"])
    ahead = talking.select("n", "ahead")
    return (
        links.filter(equal & apart)
        .join(ahead, on="n", maintain_order="left")
        .join(ahead, left_on="kept", right_on="n", suffix="_kept", maintain_order="left")
        .select(
            "n",
            "kept",
            ((pl.col("ahead") - pl.col("ahead_kept")) // _MICROSECONDS).cast(pl.Int32).alias("seconds_apart"),
        )
    )
