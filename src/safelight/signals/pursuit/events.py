"""Turns contacts with chosen other sides into events with their wording: only the few worth a closer look."""

from collections.abc import Collection

import polars as pl

from safelight.signals.conduct.moments import ALIKE
from safelight.signals.context import CaseContext
from safelight.signals.heads import message_scores
from safelight.signals.pursuit.course import Event
from safelight.signals.pursuit.cues import cues_of
from safelight.signals.pursuit.draft import NAME

MOST_EVENTS = 100_000
"""Contacts looked at closely in one case; the latest are kept, and the limit is told (``Scene.limits``)."""


def like_pursuit(records: pl.DataFrame, context: CaseContext) -> frozenset[str]:
    """The records that the learned heads find like messages labelled as pursuit."""
    scores = message_scores(records, context)
    return frozenset(scores.column_of_records[place] for place in scores.above(ALIKE, NAME))


def events_with(
    contacts: pl.DataFrame, chosen: Collection[str], alike: Collection[str] = ()
) -> dict[str, list[Event]]:
    """The events of each chosen other side, in the order of time; ``alike``: the records of ``like_pursuit``."""
    rows = contacts.filter(pl.col("who").is_in(list(chosen))).tail(MOST_EVENTS)
    shown = cues_of(rows["text"])
    columns = ("record_id", "at", "incoming", "call", "group", "uncertain", "text", "who")
    events: dict[str, list[Event]] = {}
    said = rows.select(columns).iter_rows()
    for row, (record, at, incoming, call, group, uncertain, text, who) in enumerate(said):
        event = Event(
            record=record,
            at=at,
            incoming=incoming,
            call=call,
            group=group,
            uncertain=uncertain,
            text=text,
            cues=shown.get(row, _NONE),
            alike=record in alike,
        )
        events.setdefault(who, []).append(event)
    return events


_NONE: frozenset[str] = frozenset()
