"""The pack of reviews: how soon a grade is looked at again, what brings that forward, when agencies meet."""

from collections.abc import Iterator

import msgspec

from safelight.knowledge.pack import PACKS, Pack, load, repeated


class Grade(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a named person judges the risk to be; lowest first in the pack."""

    id: str
    name: str
    means: str
    review_days: int
    source: str


class EventKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that changes the risk. ``before_days`` is above 0 where it is known beforehand.

    ``written_by`` is ``a person`` who notes it, or the part of the desk that notes it by itself.
    """

    id: str
    name: str
    within_days: int
    before_days: int
    source: str
    written_by: str = "a person"


class Marac(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When agencies meet about a case: so many events in so many days, and how long a repeat counts."""

    escalation_event: str
    escalation_count: int
    escalation_days: int
    repeat_days: int
    source: str


class RiskReviews(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Grades, events, and thresholds of a conference of agencies."""

    grades: tuple[Grade, ...]
    events: tuple[EventKind, ...]
    marac: Marac

    def grade(self, id: str) -> Grade | None:  # noqa: A002 - the pack's own word
        """The grade with this id."""
        return next((one for one in self.grades if one.id == id), None)

    @property
    def events_people_note(self) -> tuple[EventKind, ...]:
        """The kinds a person writes down."""
        return tuple(one for one in self.events if one.written_by == "a person")

    def event(self, id: str) -> EventKind | None:  # noqa: A002 - the pack's own word
        """The kind of event with this id."""
        return next((one for one in self.events if one.id == id), None)

    def faults(self) -> list[str]:
        """Repeated ids, unknown sources, and periods that are none."""
        return list(self._faults())

    def _faults(self) -> Iterator[str]:
        rows: tuple[Grade | EventKind, ...] = (*self.grades, *self.events)
        for one in repeated([each.id for each in rows]):
            yield f"The id {one} stands twice."
        named = {source.id for source in self.sources}
        for source in (*(row.source for row in rows), self.marac.source):
            if source not in named:
                yield f"A row rests on the source {source}, which the pack does not name."
        if any(grade.review_days < 1 for grade in self.grades):
            yield "A grade is looked at again in less than a day."
        if self.event(self.marac.escalation_event) is None:
            yield f"Escalation counts the event {self.marac.escalation_event}, which there is not."


def risk_reviews() -> RiskReviews:
    """The pack that ships with Safelight."""
    pack: RiskReviews = load(PACKS / "risk-reviews.yaml", RiskReviews)
    return pack
