"""Contact that goes on for weeks after a boundary, and whether it grows."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from safelight.signals.finding import Finding, Severity
from safelight.signals.pursuit.boundaries import Source
from safelight.signals.pursuit.course import Course
from safelight.signals.pursuit.draft import Draft, finding_of
from safelight.signals.pursuit.features import course_features
from safelight.signals.pursuit.scene import Scene, is_growing
from safelight.signals.pursuit.wording import counted

_FEWEST_WEEKS = 3
_MOST_WEEKS = 6
_LONG = 6


def _calendar_weeks(first: datetime, last: datetime) -> int:
    """How many weeks from Monday to Sunday the time from first to last touches."""
    first_monday = first.date() - timedelta(days=first.weekday())
    return (last.date() - first_monday).days // 7 + 1


def persistence(who: str, course: Course, scene: Scene) -> Iterator[Finding]:
    """The finding on weeks of contact after a boundary, where there are at least three."""
    later = course.later
    by_week: dict[tuple[int, int], int] = {}
    for event in later:
        year, week, _ = scene.clock.local(event.at).isocalendar()
        by_week[year, week] = by_week.get((year, week), 0) + 1
    if len(by_week) < _FEWEST_WEEKS:
        return
    measured = course_features(course)
    growing = is_growing(later)
    weeks = _calendar_weeks(scene.clock.local(course.boundary.at), scene.clock.local(later[-1].at))
    reasons = [
        f"Contact came in {len(by_week)} of the {counted(weeks, 'week')} from the boundary to the last contact.",
        f"The fullest week held {counted(max(by_week.values()), 'contact')}.",
    ]
    if growing:
        reasons.append("The second half of that time held at least twice as many contacts as the first.")
    draft = Draft(
        kind="persistence",
        who=who,
        words={"who": scene.label(who), "count": str(len(by_week))},
        features={
            "weeks": min(len(by_week), _MOST_WEEKS) / _FEWEST_WEEKS,
            "rising": float(growing),
            "unasked_share": measured["unasked_share"],
            "told_clearly": float(course.boundary.source is not Source.SOFT),
            "reopened": measured["reopened"],
            "answered": measured["answered"],
        },
        severity=Severity.HIGH if growing or len(by_week) >= _LONG else Severity.MEDIUM,
        events=later,
        reasons=tuple(reasons),
        flags=scene.lively_flags(later),
        limits=scene.limits(who),
    )
    finding = finding_of(draft)
    if finding:
        yield finding
