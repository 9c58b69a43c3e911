"""How many messages stand in which two exhibits and were counted once."""

import msgspec
import polars as pl


class Repeats(msgspec.Struct, frozen=True):
    """Records of ``exhibit`` that repeat records of ``kept_in`` and were counted there (SHA-256 of both).

    The two are the same exhibit where the same messages stand in two of its members.
    """

    exhibit: str
    kept_in: str
    records: int


def repeats_of(table: pl.DataFrame) -> tuple[Repeats, ...]:
    """What ``also`` of the table of a case adds up to, most records first."""
    counted = (
        table.lazy()
        .filter(pl.col("also").is_not_null())
        .select(pl.col("exhibit").alias("kept_in"), "also")
        .explode("also")
        .group_by(pl.col("also").struct.field("exhibit"), "kept_in")
        .agg(pl.len().alias("records"))
        .sort("records", "exhibit", "kept_in", descending=[True, False, False])
        .collect()
    )
    return tuple(Repeats(**row) for row in counted.iter_rows(named=True))
