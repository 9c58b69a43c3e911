"""What followed a boundary: each contact as unasked, as an answer, or as part of a talk the owner opened again.

The reading follows the way people label such conversations by hand: a contact after a boundary is unasked unless
the owner had just put a question, or had written first after a pause and so opened the conversation again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from safelight.signals.pursuit.boundaries import Set, Source
from safelight.signals.pursuit.cues import BOUNDARIES, GRAVE, Cue

PAUSE = timedelta(hours=12)
"""An owner who writes after a pause this long, unprompted, writes first."""
ANSWERING = timedelta(hours=1)
"""How long after a question what comes in still counts as its answer."""
SITTING = timedelta(hours=1)
"""A gap this long ends a sitting; what follows is a new approach."""


class Standing(StrEnum):
    """How one contact after a boundary stands to it."""

    UNASKED = "unasked"
    ANSWER = "answer"
    LEFT_IT = "left_it"
    """Said that they would leave it, in the sitting in which the boundary was set."""
    REOPENED = "reopened"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One contact with one other side, with the wording found in it."""

    record: str
    at: datetime
    incoming: bool
    call: bool
    group: bool
    uncertain: bool
    text: str
    cues: frozenset[str]
    alike: bool = False
    """Whether the learned heads find it like messages labelled as pursuit."""


class After(msgspec.Struct, frozen=True, kw_only=True):
    """One incoming contact after the boundary. ``same_sitting``: within the talk in which the boundary was set."""

    event: Event
    standing: Standing
    same_sitting: bool


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that followed one boundary with one other side."""

    boundary: Set
    after: tuple[After, ...]
    repeats: tuple[Set, ...]
    """Boundaries set again later."""
    reopened: tuple[Event, ...]
    """The owner's messages that opened the conversation again."""
    replies: int
    """The owner's messages after the boundary that set none."""

    @property
    def unasked(self) -> tuple[Event, ...]:
        """The contacts that came unasked, in time order."""
        return tuple(one.event for one in self.after if one.standing is Standing.UNASKED)

    @property
    def later(self) -> tuple[Event, ...]:
        """The unasked contacts outside the sitting in which the boundary was set."""
        return tuple(o.event for o in self.after if o.standing is Standing.UNASKED and not o.same_sitting)


def sittings(events: Sequence[Event]) -> list[list[Event]]:
    """The events in runs without a gap of ``SITTING``."""
    runs: list[list[Event]] = []
    for event in events:
        if runs and event.at - runs[-1][-1].at < SITTING:
            runs[-1].append(event)
        else:
            runs.append([event])
    return runs


def course_after(events: Sequence[Event], boundaries: Sequence[Set]) -> Course | None:
    """What followed the first boundary that counts, ``None`` where nothing came in after it.

    The first boundary that counts is one that officers noted, otherwise the first in clear words, otherwise the
    first in softer words.
    """
    first = _first(boundaries)
    if first is None:
        return None
    following = [event for event in events if event.at > first.at and event.record != first.record]
    if not any(event.incoming for event in following):
        return None
    reading = _Reading(first, tuple(one for one in boundaries if one.record))
    for event in following:
        reading.take(event)
    repeats = tuple(one for one in boundaries if one.at > first.at)
    return Course(
        boundary=first,
        after=tuple(reading.after),
        repeats=repeats,
        reopened=tuple(reading.reopened),
        replies=reading.replies,
    )


def _first(boundaries: Iterable[Set]) -> Set | None:
    in_order = sorted(boundaries, key=lambda one: (one.at, one.record))
    for source in (Source.NOTED, Source.CLEAR, Source.SOFT):
        for one in in_order:
            if one.source is source:
                return one
    return None


class _Reading:
    """Reads one conversation forward from its boundary."""

    def __init__(self, first: Set, worded: tuple[Set, ...]) -> None:
        self.after: list[After] = []
        self.reopened: list[Event] = []
        self.replies = 0
        self._boundary_records = {one.record for one in worded}
        self._closed = True
        self._asked: datetime | None = None
        self._last = first.at
        self._in_sitting = first.source is not Source.NOTED

    def take(self, event: Event) -> None:
        pause = event.at - self._last
        self._in_sitting = self._in_sitting and pause < SITTING
        if event.incoming:
            self.after.append(After(event=event, standing=self._standing(event), same_sitting=self._in_sitting))
        else:
            self._hear_owner(event, pause)
        self._last = event.at

    def _standing(self, event: Event) -> Standing:
        if not self._closed:
            return Standing.REOPENED
        if self._asked is not None and event.at - self._asked <= ANSWERING and not event.cues & set(GRAVE):
            return Standing.ANSWER
        if self._in_sitting and Cue.LETS_BE in event.cues and not event.cues & {*GRAVE, Cue.PRESSING}:
            return Standing.LEFT_IT
        return Standing.UNASKED

    def _hear_owner(self, event: Event, pause: timedelta) -> None:
        if event.record in self._boundary_records or event.cues & set(BOUNDARIES):
            self._closed, self._asked = True, None
            return
        self.replies += 1
        self._asked = event.at if "?" in event.text else None
        if pause >= PAUSE or Cue.WARM in event.cues:
            if self._closed:
                self.reopened.append(event)
            self._closed = False
