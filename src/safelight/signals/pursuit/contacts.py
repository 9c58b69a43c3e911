"""Every contact between the owner and somebody else, one row each, in the order of time.

Columns: ``record_id``, ``at`` (UTC), ``place`` (the conversation), ``who`` (key of the other side), ``label`` (how
a sentence names them), ``incoming``, ``call``, ``text``, ``group`` (more than two people write there), ``assumed``
(whose device it was is not known), ``uncertain`` (the time has another reading or no sure zone).
"""

import polars as pl

from safelight.signals.pursuit.parties import OWNER, Parties
from safelight.signals.said import order_by

CONTACT_KINDS = ("message", "call", "media", "post", "transaction")
NEVER_REACHED = ("draft", "failed", "by_platform")
CALL_LINE = r"(?i)^\W*(?:missed (?:voice |video |group )?call|(?:voice|video) call)\b"
_PAIR = 2
_KEPT = (
    "record_id",
    "exhibit",
    "at",
    "at_quality",
    "sender",
    "direction",
    "text",
    "platform",
    "thread",
    "kind",
    "state",
)


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
    reached = records.select((chosen & ~pl.col("state").is_in(NEVER_REACHED)).fill_null(value=False)).to_series()
    order = records.select(order_by("at", "exhibit", "row", of=records)).to_series()
    text = pl.col("text").fill_null("")
    only = pl.when(pl.col("recipients").list.len() == 1).then(pl.col("recipients").list.first())
    return records.select(*_KEPT, only=only)[order.filter(reached.gather(order))].select(
        "record_id",
        "exhibit",
        "at",
        "sender",
        "only",
        "direction",
        text.alias("text"),
        (pl.col("platform").fill_null("") + "/" + pl.col("thread").fill_null("")).alias("place"),
        ((pl.col("kind") == "call") | (pl.col("state") == "missed") | text.str.contains(CALL_LINE)).alias("call"),
        pl.col("at_quality").is_in(["zone_assumed", "ambiguous"]).alias("uncertain"),
    )


def _with_keys(placed: pl.DataFrame, parties: Parties) -> pl.DataFrame:
    written = pl.concat([placed["sender"].unique(), placed["only"].unique()]).unique().drop_nulls().sort()
    keys = pl.Series("key", [parties.key_of(one) for one in written], dtype=pl.String)
    names = pl.DataFrame({"written": written, "key": keys})
    return placed.join(
        names.rename({"written": "sender", "key": "from"}), on="sender", how="left", maintain_order="left"
    ).join(names.rename({"written": "only", "key": "to"}), on="only", how="left", maintain_order="left")


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
    only_other = pl.when(~pl.col("group") & (other.n_unique() == 1)).then(other.first()).over("place")
    named = pl.col("from").fill_null(pl.when(_unnamed_call()).then(only_other))
    writer = pl.when("incoming").then(named.fill_null("unnamed in " + pl.col("place")))
    spoken_to = pl.when(pl.col("to") != OWNER).then(pl.col("to"))
    near = writer.forward_fill().over("place").fill_null(writer.backward_fill().over("place"))
    sided = sided.with_columns(writer.fill_null(spoken_to).alias("who"))
    if sided["who"].null_count():
        sided = sided.with_columns(pl.col("who").fill_null(near))
    written = pl.when("incoming").then(pl.col("sender"))
    labels = sided.group_by("who").agg(
        written.drop_nulls().min().alias("label"),
        pl.col("only").min().alias("spoken"),
        pl.col("incoming").any().alias("came"),
    )
    unnamed = pl.when("came").then(pl.lit("an account without a name"))
    return (
        sided.drop_nulls("who")
        .join(labels, on="who", how="left", maintain_order="left")
        .with_columns(pl.coalesce("label", unnamed, "spoken"))
    )


def _once_across_exhibits(paired: pl.DataFrame) -> pl.DataFrame:
    """One conversation handed in twice counts once; the same words twice within one exhibit count twice."""
    same = ["who", "incoming", "at", "text"]
    if paired["exhibit"].n_unique() < _PAIR:
        return paired
    nth = pl.int_range(pl.len()).over(["exhibit", *same]).alias("nth")
    return paired.with_columns(nth).unique([*same, "nth"], keep="first", maintain_order=True)
