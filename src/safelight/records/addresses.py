"""Which addresses the sign-ins of a list came from: how often, and from when to when."""

from datetime import datetime

import msgspec
import polars as pl

from safelight.records.conversation import ConversationSummary
from safelight.records.sign_in import ADDRESSES

MOST_SHOWN = 50
_VALUE = r':"([^"\\]{2,45})"'
_BY_NAME = f'"(?:{"|".join(ADDRESSES)})"{_VALUE}'
_BY_FORM = (
    r':"((?:\d{1,3}\.){3}\d{1,3}|(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:]{0,30}::[0-9A-Fa-f:]{0,30})"'
)
"""In ``extra`` a quotation mark within a value has a backslash before it, so nothing written there looks so."""


class AddressSeen(msgspec.Struct, frozen=True):
    """One address, as the source writes it; times are aware UTC, ``None`` where none is known."""

    address: str
    times: int
    first_at: datetime | None
    last_at: datetime | None


class AddressesSeen(msgspec.Struct, frozen=True):
    """The addresses used most, and how many there are in all."""

    listed: tuple[AddressSeen, ...]
    of: int


def addresses_seen(table: pl.DataFrame | pl.LazyFrame, conversation: ConversationSummary) -> AddressesSeen:
    """Over the whole list, however many pages it has; empty where it holds no sign-ins."""
    rows = table.lazy().slice(conversation.first_row, conversation.rows)
    address = pl.coalesce(pl.col("extra").str.extract(_BY_NAME), pl.col("extra").str.extract(_BY_FORM))
    seen = (
        rows.filter(pl.col("kind") == "sign_in")
        .select("at", address=address)
        .drop_nulls("address")
        .group_by("address")
        .agg(times=pl.len(), first_at=pl.col("at").min(), last_at=pl.col("at").max())
        .sort(["times", "address"], descending=[True, False])
        .collect()
    )
    return AddressesSeen(
        listed=tuple(AddressSeen(**row) for row in seen.head(MOST_SHOWN).iter_rows(named=True)), of=seen.height
    )
