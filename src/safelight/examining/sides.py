"""Everybody who was in contact with the owner, and how much: what the picture of contact is drawn from."""

from datetime import datetime

import msgspec
import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.pursuit.contacts import contacts
from safelight.signals.pursuit.parties import Parties


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One account, or one person officers named with their accounts. Counts are of contacts that have a time."""

    label: str
    incoming: int
    outgoing: int
    calls: int
    """Calls in either direction, which are counted above as well."""
    first: datetime
    last: datetime
    of_concern: bool


def sides_of(table: pl.DataFrame, context: CaseContext) -> tuple[Side, ...]:
    """All sides, the one with most contact first."""
    parties = Parties(context)
    counted = (
        contacts(table, parties)
        .group_by("who")
        .agg(
            pl.col("label").first(),
            pl.col("incoming").sum(),
            (~pl.col("incoming")).sum().alias("outgoing"),
            pl.col("call").sum().alias("calls"),
            pl.col("at").min().alias("first"),
            pl.col("at").max().alias("last"),
        )
        .with_columns(
            of_concern=pl.col("who").is_in(parties.concern), total=pl.col("incoming") + pl.col("outgoing")
        )
        .sort(["total", "who"], descending=[True, False])
    )
    return tuple(
        Side(
            label=row["label"] or "",
            incoming=row["incoming"],
            outgoing=row["outgoing"],
            calls=row["calls"],
            first=row["first"],
            last=row["last"],
            of_concern=row["of_concern"],
        )
        for row in counted.iter_rows(named=True)
    )
