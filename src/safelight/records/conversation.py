"""Conversations: runs of neighbouring rows of a table that share a platform and a thread."""

from datetime import datetime

import msgspec
import polars as pl

_SPOKEN = ("message", "call", "reaction", "post")


class ConversationSummary(msgspec.Struct, frozen=True):
    """One conversation: which rows it is, between whom, and when (aware UTC; ``None`` where no time is known)."""

    platform: str
    thread: str
    first_row: int
    rows: int
    first_at: datetime | None
    last_at: datetime | None
    senders: tuple[str, ...]
    towards_owner: int
    from_owner: int
    messages: int | None = None
    """Messages, calls, reactions and posts among its rows; ``None`` where nobody counted."""

    @property
    def is_list(self) -> bool:
        """Whether nobody speaks in it: sign-ins, places, accounts that were blocked."""
        return self.messages == 0


def conversations_of(table: pl.DataFrame) -> tuple[ConversationSummary, ...]:
    """Every conversation of a table in reading order (``records.table``)."""
    grouped = table.group_by("platform", "thread", maintain_order=True).agg(
        pl.col("row").min().alias("first_row"),
        pl.len().alias("rows"),
        pl.col("at").min().alias("first_at"),
        pl.col("at").max().alias("last_at"),
        pl.col("sender").drop_nulls().unique(maintain_order=True).head(50).alias("senders"),
        (pl.col("direction") == "towards_owner").sum().alias("towards_owner"),
        (pl.col("direction") == "from_owner").sum().alias("from_owner"),
        pl.col("kind").is_in(_SPOKEN).sum().alias("messages"),
    )
    return tuple(
        ConversationSummary(**{**row, "senders": tuple(row["senders"])}) for row in grouped.iter_rows(named=True)
    )


def page_of(
    table: pl.DataFrame | pl.LazyFrame, conversation: ConversationSummary, *, start: int, rows: int
) -> pl.DataFrame:
    """``rows`` records of a conversation from its ``start``-th on; empty past its end."""
    start = max(0, min(start, conversation.rows))
    return table.lazy().slice(conversation.first_row + start, min(rows, conversation.rows - start)).collect()
