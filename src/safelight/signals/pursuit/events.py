"""Turns contacts with chosen other sides into events with their wording: only the few worth a closer look."""

from collections.abc import Collection

import polars as pl

from safelight.signals.pursuit.course import Event
from safelight.signals.pursuit.cues import Cue, with_cues

MOST_EVENTS = 100_000
"""Contacts looked at closely in one case; the latest are kept, and the limit is told (``Scene.limits``)."""


def events_with(contacts: pl.DataFrame, chosen: Collection[str]) -> dict[str, list[Event]]:
    """The events of each chosen other side, in the order of time."""
    rows = contacts.filter(pl.col("who").is_in(list(chosen))).tail(MOST_EVENTS)
    marked = with_cues(rows).with_columns(
        pl.concat_list(pl.when(cue.value).then(pl.lit(cue.value)) for cue in Cue).list.drop_nulls().alias("cues")
    )
    columns = ("record_id", "at", "incoming", "call", "group", "uncertain", "text", "cues", "who")
    events: dict[str, list[Event]] = {}
    for record, at, incoming, call, group, uncertain, text, cues, who in marked.select(columns).iter_rows():
        event = Event(
            record=record,
            at=at,
            incoming=incoming,
            call=call,
            group=group,
            uncertain=uncertain,
            text=text,
            cues=frozenset(cues) if cues else _NONE,
        )
        events.setdefault(who, []).append(event)
    return events


_NONE: frozenset[str] = frozenset()
