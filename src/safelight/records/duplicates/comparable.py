"""What of a record can be compared with a record of another export."""

import polars as pl

from safelight.records.duplicates.party import family, naming, party

SECOND = 1_000_000
MINUTE = 60 * SECOND

COLUMNS = ("n", "source", "conv", "topic", "content", "at", "step", "who", "direction", "wrong", "plain")
"""Of ``comparable``: ``n`` is the record's place in the table, ``source`` the member it stands in, ``conv`` its
conversation there, ``topic`` the conversation's name whatever the source, ``content`` what must be the same,
``at`` microseconds, ``step`` the precision of the source's clock in microseconds, ``who`` the sender, ``wrong``
how far the time is from certain (0 exact), ``plain`` how many characters its words have if nothing is attached."""

_WITHOUT_WORDS = ("call", "sign_in", "location", "search", "transaction", "contact", "membership")
_BY_QUALITY = {"exact": 0, "zone_assumed": 1, "ambiguous": 2}
_AS_IF_SENT = ("sent", "edited")


def comparable(table: pl.DataFrame) -> pl.DataFrame:
    """The records that have a time and say something, with what they are compared by (``COLUMNS``).

    Strings stand here as 64-bit hashes: ``counted_once`` compares the words themselves before it links anything.
    """
    called = [_called(table, column).alias(f"{column} called") for column in ("thread", "sender")]
    keyed = (
        table.with_columns(called)
        .lazy()
        .select(
            pl.int_range(pl.len(), dtype=pl.UInt32).alias("n"),
            pl.struct("exhibit", pl.col("member").str.strip_suffix("-wal")).hash().alias("source"),
            family(pl.col("platform")).hash().alias("family"),
            pl.col("thread called").hash().alias("thread"),
            naming(pl.col("thread"), pl.col("member")).alias("naming"),
            _content().alias("said"),
            pl.col("kind").hash().alias("kind"),
            pl.when(pl.col("state").is_in(_AS_IF_SENT))
            .then(pl.lit("sent"))
            .otherwise("state")
            .hash()
            .alias("state"),
            pl.col("at").cast(pl.Int64),
            pl.col("sender called").alias("who"),
            pl.col("direction"),
            pl.col("at_quality").replace_strict(_BY_QUALITY, default=3, return_dtype=pl.UInt8).alias("wrong"),
            (pl.col("text").str.len_chars().fill_null(0) * (pl.col("attachments").list.len() == 0)).alias("plain"),
        )
    )
    return (
        keyed.filter(pl.col("at").is_not_null() & pl.col("said").is_not_null())
        .with_columns(
            pl.struct("family", "thread").hash().alias("topic"),
            pl.struct("family", "kind", "state", "said").hash().alias("content"),
            _step().min().over("source").alias("step"),
        )
        .with_columns(pl.struct("source", "topic").hash().alias("conv"))
        .select(*COLUMNS, "family", "naming")
        .collect()
    )


def _called(table: pl.DataFrame, column: str) -> pl.Series:
    """``party`` of a column, worked out once for each name: few names stand in many rows."""
    names = table.select("platform", column, pl.struct("platform", column).hash().alias("key"))
    once = names.unique("key").select("key", party(pl.col(column), pl.col("platform")).alias("party"))
    return names.select("key").join(once, on="key", how="left", maintain_order="left")["party"]


def _content() -> pl.Expr:
    """The text as written; without one the names of what is attached; else what is told of a call or a sign-in."""
    text, kind = pl.col("text"), pl.col("kind")
    names = pl.col("attachments").list.eval(pl.element().str.split("/").list.last()).list.join("\n")
    has_words = text.is_not_null() & (text != "")
    return (
        pl.when(kind == "reaction")
        .then(pl.struct("text", "reply_to").hash())
        .when(has_words)
        .then(text.hash(1))
        .when(pl.col("attachments").list.len() > 0)
        .then(names.hash(2))
        .when(kind == "call")
        .then(pl.lit(0, dtype=pl.UInt64))
        .when(kind.is_in(_WITHOUT_WORDS) & pl.col("extra").is_not_null())
        .then(pl.col("extra").hash(3))
    )


def _step() -> pl.Expr:
    """How finely this reading could be written: whole minutes, whole seconds or finer."""
    at = pl.col("at")
    return pl.when(at % MINUTE == 0).then(MINUTE).when(at % SECOND == 0).then(SECOND).otherwise(1)
