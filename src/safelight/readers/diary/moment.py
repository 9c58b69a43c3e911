"""When something happened, as far as somebody remembers: a moment, or the span it lies in, never more exact."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

ABOUT = timedelta(minutes=30)
"""How far either way “about nine” reaches."""


class How(StrEnum):
    """How well somebody remembers when it was."""

    EXACT = "exact"
    ABOUT = "about"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    DAY = "day"
    WEEK = "week"
    UNKNOWN = "unknown"

    @property
    def needs_clock(self) -> bool:
        """Whether a time of day goes with it."""
        return self in {How.EXACT, How.ABOUT}


class Moment(msgspec.Struct, frozen=True):
    """From ``first`` up to ``last`` in the time where it happened (no zone); both ``None`` where nobody knows."""

    first: datetime | None
    last: datetime | None
    said: str


_PARTS = {
    How.MORNING: (6, 12, "in the morning of"),
    How.AFTERNOON: (12, 18, "in the afternoon of"),
    How.EVENING: (18, 24, "in the evening of"),
    How.NIGHT: (21, 30, "in the night after"),
    How.DAY: (0, 24, "at some time on"),
}
"""Hours from midnight of the day, and how it is said."""
_MINUTE = timedelta(minutes=1)


def moment_of(how: How, day: date | None, clock: time | None, *, said: str = "") -> Moment:
    """The moment, or the span it lies in. ``said`` are the person's own words for it, kept as they are.

    Raises ``ValueError`` where a day or a time of day is needed and not there.
    """
    if how is How.UNKNOWN:
        return Moment(None, None, said or "not known when")
    if day is None or (how.needs_clock and clock is None):
        message = f"“{how}” needs a day{', and a time of day' if how.needs_clock else ''}."
        raise ValueError(message)
    first, last, words = _span(how, datetime.combine(day, time.min), clock or time.min)
    return Moment(first, last, said or words)


def _span(how: How, midnight: datetime, clock: time) -> tuple[datetime, datetime, str]:
    at = datetime.combine(midnight, clock)
    day = f"{midnight:%-d %B %Y}"
    if how is How.EXACT:
        return at, at, f"{day}, {at:%H:%M}"
    if how is How.ABOUT:
        return at - ABOUT, at + ABOUT, f"about {at:%H:%M} on {day}"
    if how is How.WEEK:
        monday = midnight - timedelta(days=midnight.weekday())
        return monday, monday + timedelta(days=7) - _MINUTE, f"some day in the week of {monday:%-d %B %Y}"
    starts, ends, words = _PARTS[how]
    return midnight + timedelta(hours=starts), midnight + timedelta(hours=ends) - _MINUTE, f"{words} {day}"
