"""Every contact between the owner and somebody else, one row each, in the order of time.

Columns: ``record_id``, ``at`` (UTC), ``place`` (the conversation), ``who`` (key of the other side), ``label`` (how
a sentence names them), ``incoming``, ``call``, ``text``, ``group`` (more than two people write there), ``assumed``
(whose device it was is not known), ``uncertain`` (the time has another reading or no sure zone).
"""

import polars as pl

from safelight.signals.pursuit.parties import OWNER, Parties
from safelight.signals.said import by_place, order_by

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
    """The records that reached somebody, in the order of time; names are enumerations of those in the case."""
    chosen = pl.col("kind").is_in(CONTACT_KINDS) & pl.col("at").is_not_null()
    reached = records.select((chosen & ~pl.col("state").is_in(NEVER_REACHED)).fill_null(value=False)).to_series()
    order = records.select(order_by("at", "exhibit", "row", of=records)).to_series()
    text = pl.col("text").fill_null("")
    told = pl.col("recipients")
    names = {
        "exhibit": pl.col("exhibit"),
        "sender": pl.col("sender"),
        "only": pl.when(told.list.len() == 1).then(told.list.first()),
        "direction": pl.col("direction"),
        "place": pl.col("platform").fill_null("") + "/" + pl.col("thread").fill_null(""),
    }
    return records.select(
        "record_id",
        "at",
        *(by_place(records.select(name).to_series()).alias(column) for column, name in names.items()),
        text.alias("text"),
        ((pl.col("kind") == "call") | (pl.col("state") == "missed") | text.str.contains(CALL_LINE)).alias("call"),
        pl.col("at_quality").is_in(["zone_assumed", "ambiguous"]).alias("uncertain"),
    )[order.filter(reached.gather(order))]


def _with_keys(placed: pl.DataFrame, parties: Parties) -> pl.DataFrame:
    return placed.with_columns(
        _keys(placed["sender"], parties).alias("from"), _keys(placed["only"], parties).alias("to")
    )


def _keys(written: pl.Series, parties: Parties) -> pl.Series:
    """The key of each account as written."""
    keys = {name: parties.key_of(name) for name in written.unique().drop_nulls().to_list()}
    return written.replace_strict(keys, default=None, return_dtype=pl.Enum(sorted(set(keys.values()))))


def _sided(known: pl.DataFrame, parties: Parties) -> pl.DataFrame:
    """Which side each row stands on; rows that cannot be placed on a side are left out."""
    concern = pl.col("from").is_in(parties.concern)
    places = known.group_by("place").agg(
        pl.col("from").drop_nulls().n_unique().alias("writers"),
        (pl.col("from") == OWNER).any().fill_null(value=False).alias("owner_here"),
        concern.any().fill_null(value=False).alias("concern_here"),
        (pl.col("direction") != "unknown").any().alias("directed"),
    )
    owner_writes = (pl.col("direction") == "from_owner") | (pl.col("from") == OWNER)
    owner_known = (pl.col("direction") != "unknown") | pl.col("owner_here")
    towards = (pl.col("direction") == "towards_owner") | _unnamed_call()
    sure = owner_known | (_unnamed_call() & pl.col("directed"))
    incoming = (
        pl.when(owner_writes)
        .then(statement=pl.lit(value=False))
        .when(towards | owner_known | concern)
        .then(statement=pl.lit(value=True))
        .when(pl.col("concern_here") & (pl.col("writers") <= _PAIR))
        .then(statement=pl.lit(value=False))
    )
    return (
        known.join(places, on="place", how="left", maintain_order="left")
        .with_columns(
            incoming.alias("incoming"),
            (~sure).alias("assumed"),
            (pl.col("writers") > _PAIR).alias("group"),
        )
        .drop_nulls("incoming")
    )


def _unnamed_call() -> pl.Expr:
    """A line of a missed call that names nobody: only who missed it has such a line."""
    return pl.col("from").is_null() & pl.col("call") & (pl.col("direction") == "unknown")


def _paired(sided: pl.DataFrame) -> pl.DataFrame:
    """The other side of each row. In a group, the owner is taken to speak to whoever wrote last.

    A missed call that names nobody is from the only other person who writes there, where there is just one.
    """
    other = pl.col("from").filter("incoming").drop_nulls()
    only_other = (
        pl.when(~pl.col("group") & (other.n_unique() == 1)).then(other.first().cast(pl.String)).over("place")
    )
    named = pl.col("from").cast(pl.String).fill_null(pl.when(_unnamed_call()).then(only_other))
    writer = pl.when("incoming").then(named.fill_null("unnamed in " + pl.col("place").cast(pl.String)))
    spoken_to = pl.when(pl.col("to") != OWNER).then(pl.col("to").cast(pl.String))
    near = writer.forward_fill().over("place").fill_null(writer.backward_fill().over("place"))
    sided = sided.with_columns(writer.fill_null(spoken_to).alias("who"))
    if sided["who"].null_count():
        sided = sided.with_columns(pl.col("who").fill_null(near))
    sided = sided.with_columns(by_place(sided["who"]))
    written = pl.when("incoming").then(pl.col("sender"))
    labels = sided.group_by("who").agg(
        written.drop_nulls().min().cast(pl.String).alias("written"),
        pl.col("only").min().cast(pl.String).alias("spoken"),
        pl.col("incoming").any().alias("came"),
    )
    unnamed = pl.when("came").then(pl.lit("an account without a name"))
    label = labels.select(pl.coalesce("written", unnamed, "spoken").alias("label")).to_series()
    return sided.drop_nulls("who").join(
        labels.select("who", by_place(label)), on="who", how="left", maintain_order="left"
    )


def _once_across_exhibits(paired: pl.DataFrame) -> pl.DataFrame:
    """One conversation handed in twice counts once; the same words twice within one exhibit count twice."""
    same = ["who", "incoming", "at", "text"]
    if paired["exhibit"].n_unique() < _PAIR:
        return paired
    nth = pl.int_range(pl.len()).over(["exhibit", *same]).alias("nth")
    return paired.with_columns(nth).unique([*same, "nth"], keep="first", maintain_order=True)
