"""Turns contacts with chosen other sides into events with their wording: only the few worth a closer look."""

from collections.abc import Collection

import polars as pl

from safelight.signals.pursuit.course import Event
from safelight.signals.pursuit.cues import Cue, cues_in

MOST_EVENTS = 200_000
"""Contacts looked at closely in one case; the latest are kept and the limit is told."""


def events_with(contacts: pl.DataFrame, chosen: Collection[str]) -> dict[str, list[Event]]:
    """The events of each chosen other side, in the order of time."""
    rows = contacts.filter(pl.col("who").is_in(list(chosen))).tail(MOST_EVENTS)
    hits = cues_in(rows["text"], Cue).group_by("row").agg(pl.col("cue").unique())
    worded = dict(zip(hits["row"].to_list(), hits["cue"].to_list(), strict=True))
    events: dict[str, list[Event]] = {}
    for number, row in enumerate(rows.iter_rows(named=True)):
        events.setdefault(row["who"], []).append(
            Event(
                record=row["record_id"],
                at=row["at"],
                incoming=row["incoming"],
                call=row["call"],
                group=row["group"],
                uncertain=row["uncertain"],
                text=row["text"],
                cues=frozenset(worded.get(number, ())),
            )
        )
    return events
