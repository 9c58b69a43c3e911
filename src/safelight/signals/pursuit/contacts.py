"""Every contact between the owner and somebody else, one row each, in the order of time.

Columns: ``record_id``, ``at`` (UTC), ``place`` (the conversation), ``who`` (key of the other side), ``label`` (how
a sentence names them), ``incoming``, ``call``, ``text``, ``group`` (more than two people write there), ``assumed``
(whose device it was is not known), ``uncertain`` (the time has another reading or no sure zone).
"""

import polars as pl

from safelight.signals.pursuit.parties import OWNER, Parties

CONTACT_KINDS = ("message", "call", "media", "post", "transaction")
NEVER_REACHED = ("draft", "failed", "by_platform")
CALL_LINE = r"(?i)^\W*(?:missed (?:voice |video |group )?call|(?:voice|video) call)\b"
_PAIR = 2


def contacts(records: pl.DataFrame, parties: Parties) -> pl.DataFrame:
    """The contacts in a table of records. Records without a time, and the platform's own lines, are left out."""
    placed = _placed(records)
    known = _with_keys(placed, parties)
    sided = _sided(known, parties)
    return _once_across_exhibits(_paired(sided)).select(
        "record_id", "at", "place", "who", "label", "incoming", "call", "text", "group", "assumed", "uncertain"
    )


def _placed(records: pl.DataFrame) -> pl.DataFrame:
    chosen = pl.col("kind").is_in(CONTACT_KINDS) & pl.col("at").is_not_null()
    text = pl.col("text").fill_null("")
    return (
        records.filter(chosen & ~pl.col("state").is_in(NEVER_REACHED))
        .select(
            "record_id",
            "row",
            "exhibit",
            "at",
            "sender",
            "recipients",
            "direction",
            text.alias("text"),
            (pl.col("platform").fill_null("") + "/" + pl.col("thread").fill_null("")).alias("place"),
            ((pl.col("kind") == "call") | (pl.col("state") == "missed") | text.str.contains(CALL_LINE)).alias(
                "call"
            ),
            pl.col("at_quality").is_in(["zone_assumed", "ambiguous"]).alias("uncertain"),
        )
        .sort("at", "exhibit", "row", "record_id")
    )


def _with_keys(placed: pl.DataFrame, parties: Parties) -> pl.DataFrame:
    recipients = placed.select(pl.col("recipients").explode().alias("written"))
    written = pl.concat([placed.select(pl.col("sender").alias("written")), recipients]).unique().drop_nulls()
    keys = [parties.key_of(one) for one in written["written"]]
    names = written.with_columns(pl.Series("key", keys, dtype=pl.String))
    only = pl.when(pl.col("recipients").list.len() == 1).then(pl.col("recipients").list.first())
    return (
        placed.join(
            names.rename({"written": "sender", "key": "from"}), on="sender", how="left", maintain_order="left"
        )
        .with_columns(only.alias("only"))
        .join(names.rename({"written": "only", "key": "to"}), on="only", how="left", maintain_order="left")
    )


def _sided(known: pl.DataFrame, parties: Parties) -> pl.DataFrame:
    """Which side each row stands on; rows that cannot be placed on a side are left out."""
    concern = pl.col("from").is_in(parties.concern)
    owner_writes = (pl.col("direction") == "from_owner") | (pl.col("from") == OWNER)
    owner_known = (pl.col("direction") != "unknown") | (pl.col("from") == OWNER).any().over("place")
    pair = pl.col("from").n_unique().over("place") <= _PAIR
    towards = pl.col("direction") == "towards_owner"
    incoming = (
        pl.when(owner_writes)
        .then(statement=pl.lit(value=False))
        .when(towards | owner_known | concern)
        .then(statement=pl.lit(value=True))
        .when(concern.any().over("place") & pair)
        .then(statement=pl.lit(value=False))
    )
    return known.with_columns(
        incoming.alias("incoming"),
        (~owner_known).alias("assumed"),
        (pl.col("from").n_unique().over("place") > _PAIR).alias("group"),
    ).drop_nulls("incoming")


def _paired(sided: pl.DataFrame) -> pl.DataFrame:
    """The other side of each row. In a group, the owner is taken to speak to whoever wrote last."""
    writer = pl.when("incoming").then(pl.col("from").fill_null("unnamed in " + pl.col("place")))
    spoken_to = pl.when(pl.col("to") != OWNER).then(pl.col("to"))
    near = writer.forward_fill().over("place").fill_null(writer.backward_fill().over("place"))
    label = pl.when("incoming").then(pl.col("sender").fill_null("an account without a name"))
    return (
        sided.with_columns(writer.fill_null(spoken_to).fill_null(near).alias("who"), label.alias("written"))
        .drop_nulls("who")
        .with_columns(
            pl.col("written").drop_nulls().sort().first().over("who").fill_null(pl.col("only")).alias("label")
        )
    )


def _once_across_exhibits(paired: pl.DataFrame) -> pl.DataFrame:
    """One conversation handed in twice counts once; the same words twice within one exhibit count twice."""
    same = ["who", "incoming", "at", "text"]
    if paired["exhibit"].n_unique() < _PAIR:
        return paired
    nth = pl.int_range(pl.len()).over(["exhibit", *same]).alias("nth")
    return paired.with_columns(nth).unique([*same, "nth"], keep="first", maintain_order=True)
