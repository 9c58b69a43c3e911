"""One record that a search found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from safelight.desk.conversations.entry import entry_of
from safelight.desk.design.local_time import local_time
from safelight.records.search import Query, marks
from safelight.records.visible import Piece, pieces_of, visible


@dataclass(frozen=True)
class Hit:
    """A record with the words marked. ``at`` is local time, ``None`` where the source gives none."""

    record_id: str
    platform: str
    thread: str
    sender: str | None
    at: datetime | None
    pieces: tuple[Piece, ...]
    is_entry: bool
    """Whether it has no words of its own, so that a sentence stands for it."""


def hits_of(found: pl.DataFrame, query: Query, zone: str) -> Iterator[Hit]:
    """A hit for each row found."""
    local = ZoneInfo(zone)
    for row in found.iter_rows(named=True):
        entry = entry_of(row)
        text = entry.sentence if entry else row["text"] or ""
        yield Hit(
            record_id=row["record_id"],
            platform=row["platform"] or "",
            thread=visible(row["thread"] or ""),
            sender=visible(row["sender"]) if row["sender"] is not None else None,
            at=local_time(row["at"], local) if row["at"] else None,
            pieces=pieces_of(text, marks(text, query)),
            is_entry=entry is not None,
        )
