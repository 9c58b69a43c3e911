"""Examines a case for pursuit: one cheap pass over every contact, a close reading of the few in question."""

from collections.abc import Iterator

import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding
from safelight.signals.pursuit.after_boundary import after_boundary
from safelight.signals.pursuit.boundaries import found_boundaries, joined, noted_boundaries
from safelight.signals.pursuit.contacts import contacts
from safelight.signals.pursuit.course import course_after
from safelight.signals.pursuit.events import events_with
from safelight.signals.pursuit.parties import Parties
from safelight.signals.pursuit.scene import Scene


def examine(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """Findings on unwanted contact in the records of a case; none depends on the order of the rows."""
    parties = Parties(context)
    seen = contacts(records, parties)
    if seen.is_empty():
        return
    scene = Scene(seen, context, parties)
    boundaries = joined(noted_boundaries(context, parties), found_boundaries(seen))
    events = events_with(seen, boundaries)
    for who, told in boundaries.items():
        course = course_after(events.get(who, []), told)
        if course is not None:
            yield from after_boundary(who, course, scene)
