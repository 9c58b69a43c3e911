"""What all parts of the signal share about one case: the clock, the names, and limits that hold for all."""

from datetime import datetime, timedelta

import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.pursuit.course import Event
from safelight.signals.pursuit.events import MOST_EVENTS
from safelight.signals.pursuit.parties import Parties
from safelight.signals.pursuit.wording import Clock

_RECENT = timedelta(days=7)
_ENOUGH_TO_GROW = 6
_GROWTH = 2


class Scene:
    """One case as the signal sees it."""

    def __init__(self, contacts: pl.DataFrame, context: CaseContext, parties: Parties) -> None:
        self.clock = Clock(context.timezone)
        self.parties = parties
        self.orders = context.orders
        self.was_cut = False
        names = contacts.group_by("who").agg(pl.col("label").drop_nulls().sort().first(), pl.col("assumed").any())
        self._labels = dict(zip(names["who"].to_list(), names["label"].to_list(), strict=True))
        self._assumed = set(names.filter("assumed")["who"].to_list())
        self.last: datetime | None = contacts["at"].max()  # type: ignore[assignment]

    def label(self, who: str) -> str:
        """What a sentence calls the other side."""
        return self.parties.label_of(who, self._labels.get(who) or who)

    def limits(self, who: str) -> tuple[str, ...]:
        """What makes every claim about this other side weaker."""
        said = []
        if self.was_cut:
            said.append(
                f"Only the latest {MOST_EVENTS:,} contacts were read closely; examine fewer exhibits for the rest."
            )
        if not self.clock.is_local:
            said.append("The zone of the case is not known, so days and hours are in UTC.")
        if who in self._assumed:
            said.append(
                "Whose device this came from is not known: the side that is not of concern is taken for the "
                "person protected. Say which account is the owner's."
            )
        return tuple(said)

    def lively_flags(self, events: tuple[Event, ...]) -> tuple[str, ...]:
        """Whether contact ran up to the end of what was handed in, and whether it grew."""
        flags = []
        if events and self.last is not None and self.last - events[-1].at <= _RECENT:
            flags.append("ongoing")
        if is_growing(events):
            flags.append("escalating")
        return tuple(flags)


def is_growing(events: tuple[Event, ...]) -> bool:
    """Whether the second half of the time holds at least twice the contacts of the first."""
    if len(events) < _ENOUGH_TO_GROW:
        return False
    middle = events[0].at + (events[-1].at - events[0].at) / 2
    early = sum(event.at <= middle for event in events)
    return len(events) - early >= _GROWTH * early
