"""When an assessment is looked at again: so many days after its grade, or sooner where something happened."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from safelight.knowledge.risk_reviews import RiskReviews


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """An event of a kind of the pack, its day, and when somebody wrote it down (days in the time of the force)."""

    kind: str
    on: date
    noted_on: date
    since_grade: bool
    """Whether it was written down after the grade that stands: then the grade could not take it into account."""


class ReviewDue(msgspec.Struct, frozen=True, kw_only=True):
    """The day of the next review, and why that day."""

    on: date
    because: str

    def is_due(self, today: date) -> bool:
        """Whether the day has come."""
        return self.on <= today

    def is_overdue(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.on < today


def next_review(
    grade: str | None, graded_on: date | None, events: Iterable[Happened], pack: RiskReviews
) -> ReviewDue | None:
    """The earliest of what the grade asks and what each event since asks; ``None`` where nothing is due.

    An event that lies ahead asks for a review before it, also where the grade knew of it; one that has happened
    asks for one only where it was written down after the grade.
    """
    due = [one for event in events if (one := _asked_by(event, graded_on, pack))]
    found = pack.grade(grade) if grade else None
    if found and graded_on:
        on = graded_on + timedelta(days=found.review_days)
        due.append(
            ReviewDue(on=on, because=f"The grade is {grade}: it is looked at every {found.review_days} days.")
        )
    return min(due, key=lambda one: (one.on, one.because), default=None)


def _asked_by(event: Happened, graded_on: date | None, pack: RiskReviews) -> ReviewDue | None:
    kind = pack.event(event.kind)
    if kind is None:
        return None
    ahead = kind.before_days > 0 and event.on > event.noted_on
    on = event.on - timedelta(days=kind.before_days) if ahead else event.on + timedelta(days=kind.within_days)
    if not event.since_grade and not (ahead and (graded_on is None or graded_on < on)):
        return None
    said = f"{kind.name}, on {event.on:%-d %B %Y}."
    return ReviewDue(on=max(on, event.noted_on), because=said)
